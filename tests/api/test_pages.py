"""The lines of Python that we show run as they stand."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from tests.cli.reference import README, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOTEBOOK = ROOT / ".docs" / "notebook.ipynb"


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


def _run(source: str, names: dict[str, Any]) -> object:
    """Run a cell; return what its last line shows."""
    tree = ast.parse(source)
    last = tree.body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - it is our own notebook
        return None
    del tree.body[-1]
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - likewise
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - likewise
