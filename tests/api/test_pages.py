"""The lines of Python that we show run as they stand."""

from __future__ import annotations

import ast
import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import polars as pl

import tradefiche as tf
from tests.cli.reference import README, ROOT
from tradefiche.errors import Notice

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOTEBOOK = ROOT / ".docs" / "notebook.ipynb"
FACTS = ROOT / ".docs" / "facts.md"


def test_the_readme_s_lines_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(
        r"^```python\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    monkeypatch.chdir(tmp_path)
    exec(block, {})  # noqa: S102 - it is the README's own
    assert (tmp_path / "treemap.svg").is_file()
    assert [*(tmp_path / "out-python").rglob("*.html")]


def test_the_notebook_runs_and_shows_something() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    names: dict[str, Any] = {}
    shown = [value for source in sources if (value := _run(source, names)) is not None]
    assert len(shown) >= len(sources) - 1
    assert all(repr(value) for value in shown)
    assert all(not cell.get("outputs") for cell in cells), "outputs are not kept"


def test_the_lines_on_the_rows_run_in_each_library_and_agree(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line is run by the real library; what they sum is what the tables have."""
    monkeypatch.chdir(tmp_path)
    warnings.simplefilter("ignore", Notice)  # the store lacks a quarter, and says so
    for output in ("trade.parquet", "trade.csv", "trade"):
        tf.export(facts=True, output=output, data_dir=store)
    blocks = re.findall(
        r"^<!-- run -->\n```python\n(.*?)^```", FACTS.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    shown: dict[str, Any] = {}
    for block in blocks:
        names: dict[str, Any] = {}
        for line in ast.parse(block).body:
            source = ast.unparse(line)
            shown[source] = _run(source, names)
    sums = {source: _rows(value) for source, value in shown.items() if "trade/*" in source}
    (by_pandas,) = (value for source, value in shown.items() if "read_parquet('trade'" in source)
    ours = tf.scan(data_dir=store).group_by("year", "flow").agg(pl.sum("value_eur")).collect()
    wanted = sorted(ours.rows())
    assert [sorted(found) for found in sums.values() if found] == [wanted]
    assert sorted((*key, value) for key, value in by_pandas["value_eur"].items()) == wanted
    (csv,) = (value for source, value in shown.items() if "read_csv(" in source and "pd." in source)
    assert csv["value_eur"].sum() == ours["value_eur"].sum()
    assert {"NA"} <= {*csv["country"]}
    assert {"01", "20"} <= {*csv["departement"]}


def _rows(value: object) -> list[Any]:
    """Return the rows of a result of Polars; none of what has shown itself."""
    return value.rows() if isinstance(value, pl.DataFrame) else []


def _run(source: str, names: dict[str, Any]) -> object:
    """Run a cell; return what its last line shows."""
    tree = ast.parse(source)
    last = tree.body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - it is our own notebook
        return None
    del tree.body[-1]
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - it is our own notebook
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - it is our own notebook
