"""The library gives what the commands give: same figures, same bytes, same errors."""

from __future__ import annotations

import doctest
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import polars as pl
import pytest

import tradefiche as tf
from tests.running import ROOT, fetch, run
from tradefiche.api import fetching, figures, lists, outputs
from tradefiche.errors import NoInputError, Notice, UsageError
from tradefiche.formats.csv import to_csv
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from types import ModuleType

    from tradefiche.charts import Lettering, PictureFormat


@pytest.mark.parametrize("name", contract())
def test_a_table_is_the_command_s(name: str, store: Path) -> None:
    words = ("--dept", "59", "--region", "32", "--france", "--year", "2023", "--table", name)
    said = run("compute", *words, "--format", "csv", "--data-dir", store)
    assert said.code == 0, said.err
    found = tf.table(name, dept="59", region=32, france=True, year=2023, data_dir=store)
    assert to_csv(found).decode() == said.out


def test_filters_and_several_years_are_the_command_s(store: Path) -> None:
    filters = ("--product", "C30C", "--country", "eu27", "--level", "cpf4", "--lang", "en")
    words = ("--dept", "59", "--year", "2023..2024", "--table", "products", *filters)
    said = run("compute", *words, "--format", "csv", "--data-dir", store)
    found = tf.table(
        "products", dept="59", year="2023..2024", product="C30C", country=["eu27"],
        level="cpf4", lang="en", data_dir=store,
    )  # fmt: skip
    assert (said.code, said.out) == (0, to_csv(found).decode())


def test_a_file_that_is_edited_counts_from_the_next_call_on(tmp_path: Path) -> None:
    def label() -> str:
        name: str = tf.products(config_dir=tmp_path).filter(code="C30C")["name"].item()
        return name

    shipped, file = label(), tmp_path / "a129.yaml"
    for text in ("Avions", "Fusée"):  # of as many bytes
        file.write_text(f"products: {{C30C: {{fr: {text}}}}}", "utf-8")
        assert label() == text
    file.unlink()
    assert label() == shipped


def test_several_tables_come_in_one_pass(store: Path) -> None:
    found = tf.tables(["products", "totals"], all_regions=True, year=2023, data_dir=store)
    assert [*found] == ["products", "totals"]
    assert found["totals"].height == 18


def test_a_scan_adds_up_to_the_totals(store: Path) -> None:
    with pytest.warns(Notice, match="2022 is held in part, without imports 2022Q2"):
        rows = tf.scan(data_dir=store).filter(pl.col("year") == 2023).collect()
    sums = {
        (region, flow): value
        for region, flow, value in rows.group_by("region", "flow").agg(pl.sum("value_eur")).rows()
    }
    totals = tf.table("totals", all_regions=True, france=True, year=2023, data_dir=store)
    for row in totals.to_dicts():
        code = row["territory"].removeprefix("region-")
        for flow in ("export", "import"):
            parts = [value for (region, each), value in sums.items() if each == flow
                     and code in ("france", region)]  # fmt: skip
            assert sum(parts) == row[f"{flow}s_eur"], row
    assert set(rows["release"].unique()) <= {"2024-05", "2024-11", "2025-02"}


def test_a_scan_as_of_a_release_takes_no_later_one(store: Path) -> None:
    with pytest.warns(Notice, match="held in part"):
        rows = tf.scan(release="2024-05", data_dir=store).collect()
    assert set(rows["release"].unique()) == {"2024-02", "2024-05"}


@pytest.mark.parametrize(
    ("to", "text"),
    [("svg", "fonts"), ("svg", "outlines"), ("png", "fonts"), ("pdf", "fonts"), ("pptx", "fonts")],
)
def test_a_chart_saves_the_command_s_bytes(
    to: PictureFormat, text: Lettering, store: Path, tmp_path: Path
) -> None:
    words = ("--dept", "59", "--year", "2023", "--kind", "balance", "--format", to, "--text", text)
    said = run("chart", *words, "-o", tmp_path / "cli", "--data-dir", store)
    assert said.code == 0, said.err
    (written,) = (tmp_path / "cli").rglob(f"*.{to}")
    chart = tf.chart("balance", dept="59", year=2023, data_dir=store)
    chart.save(tmp_path / f"mine.{to}", text=text)
    stream = io.BytesIO()
    chart.save(stream, to, text=text)
    assert (tmp_path / f"mine.{to}").read_bytes() == stream.getvalue() == written.read_bytes()


def test_a_chart_shows_itself(store: Path, tmp_path: Path) -> None:
    chart = tf.chart("treemap", dept="59", year=2023, data_dir=store)
    bundle = chart._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert any(key.startswith("application/vnd.vegalite.v") for key in bundle)
    chart.save(tmp_path / "one.json")
    chart.save(tmp_path / "one.html")
    assert json.loads((tmp_path / "one.json").read_text())["layer"]
    assert "vegaEmbed" in (tmp_path / "one.html").read_text()


def test_exports_are_the_command_s(store: Path, tmp_path: Path) -> None:
    words = ("--dept", "59", "--year", "2023", "--format", "csv", "--format", "xlsx")
    said = run("export", *words, "-o", tmp_path / "cli", "--data-dir", store)
    paths = tf.export(
        dept="59", year=2023, format=["csv", "xlsx"], output=tmp_path / "mine", data_dir=store
    )
    assert said.out.split() == [
        str(tmp_path / "cli" / path.relative_to(tmp_path / "mine")) for path in paths
    ]
    for path in paths:
        twin = tmp_path / "cli" / path.relative_to(tmp_path / "mine")
        assert path.read_bytes() == twin.read_bytes()


def test_revisions_are_the_command_s(store: Path) -> None:
    said = run("revisions", "--dept", "59", "--format", "csv", "--data-dir", store)
    assert to_csv(tf.revisions(dept="59", data_dir=store)).decode() == said.out


def test_what_a_word_stands_for_is_a_warning(store: Path) -> None:
    with pytest.warns(Notice, match="Corse") as told:
        found = tf.table("totals", dept="2A", year=2023, data_dir=store)
    assert found["territory"].to_list() == ["dept-20"]
    assert told[0].filename == __file__


def test_errors_are_those_of_the_commands(store: Path, empty_store: Path) -> None:
    with pytest.raises(UsageError, match="no territory"):
        tf.table("totals", data_dir=store)
    with pytest.raises(UsageError, match="totals"):
        tf.table("total", dept="59", data_dir=store)
    with pytest.raises(UsageError, match="one territory"):
        tf.chart("balance", all_regions=True, data_dir=store)
    with pytest.raises(NoInputError):
        tf.table("totals", dept="59", data_dir=empty_store)
    with pytest.raises(NoInputError):
        tf.scan(data_dir=empty_store)
    assert tf.periods(data_dir=empty_store).is_empty()


@pytest.mark.parametrize("name", ["table", "tables", "export", "revisions", "periods", "products"])
def test_a_keyword_that_there_is_not_is_refused(name: str) -> None:
    given: dict[str, list[object]] = {"table": ["totals"], "tables": [["totals"]]}
    with pytest.raises(TypeError, match="departement"):
        getattr(tf, name)(*given.get(name, []), departement="59")


@pytest.mark.parametrize(
    ("name", "first", "given"),
    [
        ("table", ["totals"], {"lang": "de"}),
        ("table", ["totals"], {"level": "a12"}),
        ("fiche", [], {"lang": ["fr", "de"]}),
        ("fiche", [], {"format": "docx"}),
        ("fiche", [], {"pages": "deux"}),
        ("export", [], {"format": ["csv", "xls"]}),
        ("export", [], {"csv_dialect": "fr"}),
        ("chart", ["balance"], {"size": "poster"}),
        ("chart", ["balance"], {"by": "town"}),
        ("table", ["flows"], {"top": 0}),
        ("table", ["exposure"], {"country": "US", "tariff": -1}),
        ("export", [], {"facts": True, "csv_dialect": "fr"}),
        ("fiche", [], {"jobs": 0}),
    ],
)
def test_what_a_keyword_does_not_take_is_refused(
    name: str, first: list[str], given: dict[str, object], tmp_path: Path
) -> None:
    place = {"output": tmp_path} if name in {"fiche", "export"} else {}
    with pytest.raises(UsageError, match=r"there is no|is too small"):
        getattr(tf, name)(*first, dept="48", sample=True, **place, **given)
    assert not [*tmp_path.iterdir()]


EMPTY: list[object] = [[], (), set(), {}.keys(), iter(()), pl.Series([], dtype=pl.String), "", [""]]


@pytest.mark.parametrize("name", ["dept", "product", "exclude_country", "year"])
def test_nothing_is_not_everything(name: str) -> None:
    """A script that found no product asks for none, not for the trade in all of them."""
    for given in EMPTY:
        empty: dict[str, Any] = {"dept": "48", name: given}
        with pytest.raises(UsageError, match=f"{name} names nothing"):
            tf.table("totals", sample=True, **empty)
        with pytest.raises(UsageError, match="names nothing"):
            tf.fetch(files=cast("Any", given))
    with pytest.raises(UsageError, match="beside names nothing"):
        tf.chart("comparison", dept="59", beside=[], sample=True)
    with pytest.raises(UsageError, match="measure names nothing"):
        tf.chart("map", dept="59", measure="", sample=True)


def test_any_iterable_of_words_or_numbers_is_several() -> None:
    wanted = tf.table("totals", dept=["48", "59"], year=[2023, 2024], lang="en", sample=True)
    places: list[Any] = [("48", "59"), iter(["48", "59"]), pl.Series(["48", "59"]), {"59", "48"}]
    for several in [*places, (48, "59"), range(48, 60, 11)]:
        years: Any = (str(year) for year in (2023, 2024))
        found = tf.table("totals", dept=several, year=years, lang="en", sample=True)
        assert found.equals(wanted)


def test_none_is_as_if_it_were_not_given() -> None:
    none: dict[str, Any] = dict.fromkeys(("year", "top", "highlight", "level", "lang", "product"))
    found = tf.table("flows", dept="48", sample=True, **none)
    assert found.equals(tf.table("flows", dept="48", sample=True))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"top": "5"}, "top takes a whole number, not '5'"),
        ({"top": 2.5}, "top takes a whole number"),
        ({"top": True}, "top takes a whole number"),
        ({"tariff": "15"}, "tariff takes a number"),
        ({"tariff": float("nan")}, "tariff takes a number"),
        ({"france": "no"}, "france takes True or False, not 'no'"),
        ({"dept": b"59"}, "dept takes texts or whole numbers"),
        ({"dept": 59.0}, "dept takes texts or whole numbers"),
        ({"period": ["2024Q1", "2024Q2"]}, "period takes one text"),
        ({"lang": ["fr", "en"]}, "there is no lang"),
        ({"dept": 0}, "no département"),
    ],
)
def test_a_value_of_another_kind_is_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        tf.table("exposure", **{"dept": "48", "sample": True, **given})


def test_a_fiche_takes_what_the_command_takes(tmp_path: Path) -> None:
    for name, value in {"level": "cpf4", "top": 3, "highlight": 1, "tariff": 15}.items():
        with pytest.raises(TypeError, match=name):
            tf.fiche(dept="48", output=tmp_path, sample=True, **cast("Any", {name: value}))
    with pytest.raises(TypeError, match="tariff"):
        tf.chart("exposure", dept="48", sample=True, **cast("Any", {"tariff": 15}))
    lang: Any = (word for word in ["en"])
    form: Any = (word for word in ["html"])
    paths = tf.fiche(dept="48", lang=lang, format=form, output=tmp_path, sample=True)
    assert [path.name for path in paths] == ["dept-48_2024_en.html", "manifest.json"]


def test_territories_stand_in_the_order_of_the_keywords(store: Path) -> None:
    found = tf.table("totals", france=True, region=32, dept=["62", "59"], year=2023, data_dir=store)
    order = ["france", "region-32", "dept-62", "dept-59"]
    assert found["territory"].to_list() == order


def test_a_fetch_takes_files_and_the_user_s_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="files names nothing"):
        tf.fetch(files=[], data_dir=tmp_path)
    with pytest.raises(UsageError, match="release names nothing"):
        tf.fetch(files=tmp_path, release="", data_dir=tmp_path)
    with pytest.raises(UsageError, match="timeout -5 is too small"):
        tf.fetch(timeout=-5, data_dir=tmp_path)
    for word in ("sample", "lang"):
        with pytest.raises(TypeError, match=word):
            tf.fetch(files=tmp_path, **cast("Any", {word: True}))


def test_a_name_of_a_file_is_none_for_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no name for a folder"):
        tf.export(dept="48", format="csv", output=tmp_path / "all.csv", sample=True)
    with pytest.raises(UsageError, match="excel-fr is for CSV"):
        tf.export(dept="48", format="json", csv_dialect="excel-fr", output=tmp_path, sample=True)
    assert not [*tmp_path.iterdir()]


def test_a_warning_stands_at_the_line_that_calls(tmp_path: Path, store: Path) -> None:
    """Also in a file whose path begins as that of the package does, reached by a link."""
    (tmp_path / "tradefiche").symlink_to(Path(tf.__file__).parent)
    (tmp_path / "config").symlink_to(ROOT / "config")
    script = tmp_path / "tradefiche_use.py"
    call = f"tf.table('totals', dept='2A', year=2023, data_dir={str(store)!r})"
    script.write_text(f"import tradefiche as tf\n{call}\n", "utf-8")

    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert f"{script}:2: Notice: Corse-du-Sud (2A)" in done.stderr


def test_what_lists_and_pictures_do_not_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no level 'a12'"):
        tf.products(level=cast("Any", "a12"))
    with pytest.raises(UsageError, match="there is no text 'shapes'"):
        tf.chart("balance", dept="48", sample=True).save(tmp_path / "one.svg", text="shapes")
    for to in ("svg", "pdf", "pptx"):
        with pytest.raises(UsageError, match="--scale is for PNG"):
            tf.chart("balance", dept="48", sample=True).save(tmp_path / f"one.{to}", scale_factor=2)
    assert not [*tmp_path.iterdir()]


def test_threads_read_alike(store: Path) -> None:
    def count(code: str) -> int:
        value = tf.table("totals", dept=code, year=2023, data_dir=store)["exports_eur"].item()
        assert isinstance(value, int)
        return value

    codes = ["59", "62", "75", "20"] * 3
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(count, codes)] == [*map(count, codes)]


def test_a_script_runs_once_though_processes_work_for_it(store: Path, tmp_path: Path) -> None:
    """A script that does not ask whether it is `__main__`, for more than one process makes."""
    script = tmp_path / "script.py"
    places = ["59", "48", "20", "974", "62", "75", "13", "76"]
    script.write_text(
        "import tradefiche as tf\n"
        "print('begun')\n"
        f"files = tf.export(dept={places}, year=2023, data_dir={str(store)!r}, format='csv',\n"
        f"                  output={str(tmp_path / 'out')!r})\n"
        "print(len({file.parent for file in files}))\n",
        encoding="utf-8",
    )

    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, cwd=ROOT, timeout=120, check=True
    )

    assert done.stdout.split() == ["begun", str(len(places))]
    alone = tf.export(dept="48", year=2023, data_dir=store, format="csv", output=tmp_path / "alone")
    for path in alone:
        there = tmp_path / "out" / "dept-48" / path.name
        assert there.read_bytes() == path.read_bytes()


def test_the_import_brings_nothing_heavy() -> None:
    heavy = ("polars", "altair", "vl_convert", "typst", "httpx", "msgspec", "yaml", "typer")
    words = f"import sys, tradefiche; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("module", [fetching, figures, lists, outputs])
def test_the_examples_of_the_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_every_public_function_has_an_example() -> None:
    lacking = [
        name for name in tf.__all__
        if name != "__version__" and ">>>" not in (getattr(tf, name).__doc__ or "")
    ]  # fmt: skip
    assert lacking == []


def test_a_fetch_takes_in_what_the_command_does(releases: list[Path], tmp_path: Path) -> None:
    with pytest.warns(Notice):
        taken = tf.fetch(files=releases, data_dir=tmp_path / "mine")
    assert taken.changed
    assert fetch(tmp_path / "cli", *releases).code == 0
    mine, theirs = (tf.periods(data_dir=tmp_path / name) for name in ("mine", "cli"))
    assert mine.equals(theirs)
    with pytest.raises(UsageError, match="--release"):
        tf.fetch(release="2025-02", data_dir=tmp_path / "none")
    assert not (tmp_path / "none").exists()
