"""`--exclude-product`, `--exclude-country`: what remains is a whole of its own, in every table."""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.indicators import formulas, indices, profiles, shifts
from tests.indicators.placings import Placing
from tests.recount import ENERGY, Recount
from tests.running import one_line, run
from tests.test_filters import counted
from tests.test_recount import TERRITORIES, assert_same, compute
from tradefiche.charts import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.recount import Row
    from tests.rereading import Cell

PERIOD = "2024"
PLACES = ("dept-59", "dept-20", "dept-99", "region-32", "france")
WORDS = (*(word for place in PLACES for word in TERRITORIES[place]), "--year", PERIOD)
UNION = {code for code, zone in formulas.ZONE_OF.items() if zone == "eu27"} | formulas.WITHIN
TABLES = (
    "totals", "partners", "products", "flows", "evolution", "contributions", "structure",
    "specialisation", "concentration", "dependence", "exposure", "shift_share", "peers", "ranking",
)  # fmt: skip


class Case(NamedTuple):
    """What is asked, what then counts, and the elements of `structure` that are no more."""

    words: str
    keep: Callable[[Cell], bool]
    gone: frozenset[str] = frozenset()


CASES = {
    "what overlaps": Case(
        "--exclude-product énergie --exclude-product B06Z,DZ --exclude-product 0610",
        lambda c: c.a129 not in ENERGY,
        frozenset({"CD", "DZ", "C2"}),
    ),
    "a finer product": Case("--exclude-product 0620", lambda c: c.cpf4 != "0620"),
    "countries": Case(
        "--exclude-country cn --exclude-country UE",
        lambda c: c.country not in {*UNION, "CN"},
        frozenset({"eu27"}),
    ),
    "product and country": Case(
        "--exclude-product aeronautique,automobile --exclude-country CN",
        lambda c: c.a129 not in {"C30C", "C29A", "C29B"} and c.country != "CN",
    ),
    "a filter, less a part of it": Case(
        "--product CA --exclude-product boissons",
        lambda c: c.a129 == "C10A",
        frozenset({*formulas.EVERY_A38, *formulas.EVERY_A17} - {"CA", "C1"}),
    ),
}


@pytest.fixture(scope="module")
def count(releases: list[Path]) -> Recount:
    return Recount(releases)


def expected(count: Recount, case: Case, level: str) -> dict[str, list[Row]]:
    by_product = {
        "contributions": formulas.contributions,
        "specialisation": indices.specialisation,
        "concentration": indices.concentration,
        "dependence": indices.dependence,
        "shift_share": shifts.shift_share,
        "peers": profiles.peers,
    }
    found: dict[str, list[Row]] = {}
    for table in TABLES[:-1]:
        rows: list[Row] = []
        for place in PLACES:
            if table == "evolution":
                rows += formulas.evolution(count, place)
            elif table == "structure":
                every = formulas.structure(count, place, PERIOD)
                rows += [row for row in every if row["item"] not in case.gone]
            elif table == "exposure":
                rows += indices.exposure(count, place, PERIOD, level, "US", {"US"}, None)
            elif table in by_product:
                rows += by_product[table](count, place, PERIOD, level)
            else:
                rows += count.table(table, place, PERIOD, level)
        found[table] = rows
    found["ranking"] = list(Placing(count, count).rows(PLACES, PERIOD, "exports"))
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_table_counts_what_remains(store: Path, count: Recount, name: str) -> None:
    case = CASES[name]

    found = compute(store, *WORDS, *case.words.split(), tables=TABLES)

    assert_same(found, expected(counted(count, case.keep), case, "a129"))


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("--product 0610,C19Z", False),
        ("--product energie", False),
        ("--product energie,C30C", True),
        ("--product C30C", True),
        ("--exclude-product energie", True),
    ],
)
def test_figures_without_energy_are_empty_where_nothing_else_is_asked_for(
    store: Path, words: str, *, known: bool
) -> None:
    found = compute(store, "--france", "--year", PERIOD, *words.split(), tables=["totals"])

    (row,) = found["totals"]
    apart = [row[f"{name}_excl_energy_eur"] for name in ("exports", "imports", "balance")]
    assert [value is not None for value in apart] == [known] * 3
    if "energie" not in words:
        assert not known or apart[:2] == [row["exports_eur"], row["imports_eur"]]
    if "exclude" in words:
        assert apart == [row["exports_eur"], row["imports_eur"], row["balance_eur"]]


# A filtered figure can never pass for a whole one: names, titles and sources say what is left out.

FILES = ("--dept", "59", "--year", "2024", "--exclude-product", "énergie")


def test_pictures_say_it_in_name_title_and_source(store: Path, tmp_path: Path) -> None:
    drawn = ("balance", "treemap", "exposure")
    kinds = [word for kind in drawn for word in ("--kind", kind)]
    words = ("--data-dir", store, "-o", tmp_path, "--json", "--lang", "en")
    result = run("chart", *FILES, *kinds, *words)

    assert result.code == 0, result.err
    paths = [Path(each) for each in result.json["files"]]
    names = [path.name.removeprefix("dept-59_2024_") for path in paths]
    assert names == [f"{kind}-hors-energie_en.svg" for kind in drawn]
    for path in paths:
        title, description = re.findall(
            r"<(?:title|desc) id[^>]*>([^<]*)<", path.read_text("utf-8")
        )
        assert title.startswith("Excluding energy · "), path
        assert "Scope: excluding energy." in description, path


def test_kinds_that_set_parts_side_by_side_need_two(store: Path, tmp_path: Path) -> None:
    words = ("chart", "--dept", "59", "--year", "2024", "--product", "C30C", "--data-dir", store)

    every = run(*words, "-o", tmp_path, "--exclude-country", "US")
    drawn = run(*words, "-o", tmp_path, "--kind", "comparison")

    assert (every.code, drawn.code) == (0, 0), every.err
    alone = [name for name, kind in KINDS.items() if kind.parts or name == "exposure"]
    assert {"treemap", "comparison", "specialisation"} <= {*alone} < {*KINDS}
    names = [Path(line).name for line in every.out.splitlines()]
    assert names == [
        f"dept-59_2024_{kind}-produit-C30C-hors-pays-US.svg" for kind in KINDS if kind not in alone
    ]
    for kind in alone:
        assert f"no {kind}: " in every.err
    assert drawn.out.endswith("comparison-produit-C30C.svg\n")


def test_data_files_are_of_what_is_asked_alone(store: Path, count: Recount, tmp_path: Path) -> None:
    """Files have one whole, whatever the table: also products, which `compute` sets beside all."""
    words = ("--dept", "59", "--year", "2024", "--product", "C29A,C30C")
    result = run("export", *words, "--format", "json", "--data-dir", store, "-o", tmp_path)

    assert result.code == 0, result.err
    alone = counted(count, lambda c: c.a129 in {"C29A", "C30C"})
    for table in ("totals", "partners", "products", "flows"):
        path = tmp_path / "dept-59" / f"dept-59_2024_{table}-produit-C29A-C30C.json"
        document = json.loads(path.read_bytes())
        assert_same(document["tables"], {table: alone.table(table, "dept-59", "2024")})
        meta = document["meta"]
        assert meta["filters"] == {"product": ["C29A", "C30C"]}
        assert meta["filtered"] == "automobiles et avions et engins spatiaux"
        assert "portent sur ce seul champ" in meta["caveats"][0]


def test_filtered_files_lie_beside_whole_ones(store: Path, tmp_path: Path) -> None:
    words = ("export", "--dept", "59", "--year", "2024", "--data-dir", store, "-o", tmp_path)
    folder = tmp_path / "dept-59"
    assert run(*words, "--format", "csv", "--format", "xlsx").code == 0
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}

    result = run(*words, "--format", "csv", "--format", "xlsx", *FILES[-2:])

    assert result.code == 0, result.err
    package = json.loads((folder / "datapackage.json").read_bytes())
    del whole["datapackage.json"]
    for name, content in whole.items():
        assert (folder / name).read_bytes() == content
    assert "Champ restreint" not in package["description"]
    for resource in package["resources"]:
        excluded = "hors-energie" in resource["path"]
        assert excluded == ("Champ restreint (hors énergie)" in resource["description"])
        assert excluded == resource["title"].endswith(" – hors énergie")
        assert resource.get("filters") == ({"exclude_product": ["energie"]} if excluded else None)
        assert excluded == ("B06Z" in resource.get("groups", {}).get("energie", ()))
    with zipfile.ZipFile(folder / "dept-59_2024_hors-energie.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "Commerce extérieur – Nord – 2024 – hors énergie" in texts
    assert "energie (B05Z, B06Z, C19Z, D35A, D35B)" in texts


def test_a_folder_of_tables_says_it_in_their_names(store: Path, tmp_path: Path) -> None:
    words = ("--table", "totals", "--table", "partners", "--format", "csv", "-o", tmp_path)
    result = run("compute", *FILES, "--country", "DE", *words, "--data-dir", store)

    assert result.code == 0, result.err
    assert {path.name for path in tmp_path.iterdir()} == {
        "totals-pays-DE-hors-energie.csv",
        "partners-pays-DE-hors-energie.csv",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--product B06Z --exclude-product energie", "nothing of --product B06Z"),
        ("--product 0610 --exclude-product B06Z", "nothing of --product 0610"),
        ("--product B06Z --exclude-product 0610,0620", "nothing of --product B06Z"),
        ("--product CL,C21Z --exclude-product C4", "nothing of --product CL"),
        ("--country DE --exclude-country eu27", "nothing of --country DE"),
        ("--table exposure --exclude-country US", "name another partner"),
        ("--exclude-product AZ,C1,C2,C3,C4,C5,DE,JZ,MN,RU", "leaves no product"),
        ("--exclude-product energi", "did you mean energie?"),
        ("--exclude-country ZZ", "no country's code and no group"),
    ],
)
def test_what_leaves_nothing_is_refused(store: Path, words: str, said: str) -> None:
    result = run("compute", "--dept", "59", "--data-dir", store, *words.split())

    assert (result.code, result.out) == (2, "")
    assert said in one_line(result.err)


def test_a_partner_that_is_excluded_is_refused(store: Path, tmp_path: Path) -> None:
    words = ("--exclude-country", "asia", "--kind", "exposure", "--country", "CN")
    result = run("chart", "--dept", "59", *words, "--data-dir", store, "-o", tmp_path)

    assert result.code == 2
    assert "nothing of --country CN" in one_line(result.err)


@pytest.mark.parametrize("level", ["a38", "a17"])
def test_coarse_levels_are_sums_of_what_remains(store: Path, level: str) -> None:
    words = ("--france", "--dept", "59", "--year", PERIOD, "--exclude-product", "C30C,0620")
    fine = compute(store, *words, tables=["products"])["products"]
    coarse = compute(store, *words, "--level", level, tables=["products"])["products"]

    sums: dict[tuple[object, ...], int] = defaultdict(int)
    above = (
        formulas.A38 if level == "a38" else {c: formulas.A17[s] for c, s in formulas.A38.items()}
    )
    for row in fine:
        for side in ("exports_eur", "imports_eur"):
            sums[row["territory"], above[str(row["product"])], side] += int(str(row[side]))
    assert sums == {
        (row["territory"], row["product"], side): row[side]
        for row in coarse
        for side in ("exports_eur", "imports_eur")
    }
