"""`--per FILE`: values per inhabitant or job, from a table that the user brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.recount import Recount
from tests.rereading import INSEE, MEMBERS, UNITS
from tests.running import one_line, run
from tests.test_recount import compute
from tradefiche import api
from tradefiche.errors import DataError, NoInputError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.tabulation.per import read_per

if TYPE_CHECKING:
    from pathlib import Path

CODES = [INSEE.get(dept, dept) for dept in UNITS if dept != "20"]
HEAD = "# title: Population en 2024\n# unit: habitant\n# source: nombres inventés\ncode;nombre\n"


def number_of(code: str) -> int:
    """Return a made-up number of a unit."""
    return 70_000 + 1_009 * (UNITS + CODES).index({v: k for k, v in INSEE.items()}.get(code, code))


def table(*, without: str = "", corse: str = "2A;100000\n2B;150000\n") -> str:
    rows = "".join(f"{code};{number_of(code)}\n" for code in CODES if code != without)
    return HEAD + rows + corse


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("per") / "population.csv"
    path.write_text(table(), encoding="utf-8-sig")
    return path


def ranked(store: Path, path: Path, *words: str) -> list[dict[str, object]]:
    asked = ("--year", "2024", "--per", str(path), *words)
    return compute(store, *asked, tables=["ranking"])["ranking"]  # type: ignore[return-value]  # JSON


def test_exports_per_inhabitant_of_every_territory(
    store: Path, releases: list[Path], whole: Path
) -> None:
    count, quarters = Recount(releases), [(2024, q) for q in (1, 2, 3, 4)]
    numbers = {f"dept-{code}": number_of(code) for code in CODES} | {"dept-20": 250_000}
    for region, depts in MEMBERS.items():
        units = [f"dept-{INSEE.get(dept, dept)}" for dept in depts if dept != "99"]
        numbers[f"region-{region}"] = sum(numbers[unit] for unit in units)
    numbers["france"] = sum(n for name, n in numbers.items() if name.startswith("dept"))
    per = {t: (count.total(t, "E", quarters) or 0) / n for t, n in numbers.items()}

    found = ranked(store, whole, "--all", "--all-regions", "--france", "--dept", "99")
    for row in found:
        name = str(row["territory"])
        assert row["value"] == (pytest.approx(per[name]) if name in per else None)
        assert row["divisor"] == numbers.get(name)
        assert (row["unit"], row["per"]) == ("EUR", "habitant")
        assert row["share_france_pct"] is row["cumulated_share_pct"] is None
    for kind in ("dept", "region"):
        peers = [name for name in per if name.startswith(kind) and per[name]]
        peers.sort(key=lambda name: (-per[name], name.rpartition("-")[2]))
        ranks = {
            r["territory"]: r["rank"] for r in found if r["rank"] and kind in str(r["territory"])
        }
        assert ranks == {name: place for place, name in enumerate(peers, 1)}


def test_nobody_is_ranked_where_a_number_is_missing(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text(table(without="62"), encoding="utf-8")
    result = run("compute", "--table", "ranking", "--per", path, "--json", "--data-dir", store)
    rows = {row["territory"]: row for row in result.json["tables"]["ranking"]}

    assert "no number for 1 of the territories (62)" in result.err
    assert rows["dept-62"]["value"] is None
    assert rows["dept-59"]["value"] is not None
    assert {row["rank"] for row in rows.values()} == {None}
    assert ranked(store, path, "--region", "32")[0]["value"] is None
    first = ranked(store, path, "--region", "11")[0]
    assert (first["rank"], first["divisor"] is None) == (None, False)


def test_everything_that_shows_them_says_what_they_are(store: Path, whole: Path) -> None:
    words = ("compute", "--table", "ranking", "--dept", "59", "--per", whole, "--data-dir", store)
    said = "Valeurs rapportées à\u00a0: Population en 2024 (source\u00a0: nombres inventés)."

    text = run(*words).out
    assert "Classement · Exportations / habitant\n" in text
    assert said in text.replace("\n", " ")
    meta = run(*words, "--json").json["meta"]
    assert meta["per"] == {
        "title": "Population en 2024", "unit": "habitant", "source": "nombres inventés",
    }  # fmt: skip
    assert said in meta["caveats"]
    frame = api.table("ranking", dept="59", per=whole, data_dir=store)
    assert frame["per"].to_list() == ["habitant"]


def test_what_people_write_is_read(tmp_path: Path, dirs: tuple[Path, ...]) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(
        '"# titre : Emplois salariés ;"\n# Source: Insee, Flores\ncode\tnombre\n'
        "01\t250\u202f000,5\n2a\t1\n9D\t7\nregion-32\t12\nFRANCE\t99\n974bis\t\n".replace(
            "974bis\t\n", "75\t\n"
        ),
        encoding="utf-8",
    )
    per = read_per(path, gazetteer(dirs))

    assert (per.title, per.unit, per.source) == ("Emplois salariés", "", "Insee, Flores")
    assert per.numbers == {"dept-01": 250_000.5, "dept-974": 7, "region-32": 12, "region-04": 7,
                           "france": 99}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "1;10\n", "line 5: no département has the code '1': is it 01? keep codes as text"),
        ("# title: t\n# source: s\n1;10\n", "line 3: no département has the code '1'"),
        (HEAD + "98;10\n", "no département has the code '98'"),
        (HEAD + "59;1\n59;2\n", "line 6: '59' stands twice"),
        (HEAD + "974;1\n9D;2\n", "'9D' stands twice"),
        (HEAD + "59;-1\n", "'-1' is no number from 0 on"),
        (HEAD + "59;n.d.\n", "'n.d.' is no number"),
        (HEAD + "59;671.937\n", "may be read in two ways"),
        (HEAD.replace(";", ",") + '59,"671,937"\n', "may be read in two ways"),
        (HEAD + "59;Nord;12\n", "expected two fields"),
        (HEAD.replace("# source: nombres inventés\n", "") + "59;1\n", "`# source: …` is missing"),
        ("# title: t\n# source: s\n", "no row"),
    ],
)
def test_a_table_that_may_be_misread_is_refused(
    tmp_path: Path, dirs: tuple[Path, ...], text: str, says: str
) -> None:
    path = tmp_path / "per.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(says)):
        read_per(path, gazetteer(dirs))


def test_a_table_that_is_not_there_or_makes_no_sense(
    store: Path, whole: Path, tmp_path: Path, dirs: tuple[Path, ...]
) -> None:
    with pytest.raises(NoInputError):
        read_per(tmp_path / "none.csv", gazetteer(dirs))
    for words, code, said in (
        (("--table", "ranking", "--measure", "coverage"), 2, "--per divides amounts"),
        (("--table", "totals", "--dept", "59"), 2, "bears on ranking and chart map alone"),
    ):
        result = run("compute", *words, "--per", whole, "--data-dir", store)
        assert (result.code, said in one_line(result.err)) == (code, True)
