"""What the part beyond the model says of small trades, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import Record, latest_zip
from tests.publication.documents import composed, gathered
from tests.running import fetch
from tradefiche.publication.blocks import Definitions, Figure, Paragraph, Points, Run, Split
from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.document import Document

Row = tuple[str, int, str, str, int]
AIRCRAFT, MEAT, SCENT, CLOTHES, SHOES = "C30C", "C10A", "C20B", "C14Z", "C15Z"
M = 1_000_000


def records(rows: Iterable[Row], dept: str = "59") -> Iterator[Record]:
    """Yield four quarters of each row: flow, year, product, country, euros a quarter."""
    for flow, year, product, country, value in rows:
        for quarter in (1, 2, 3, 4):
            yield Record(flow, quarter, year, dept, product, country=country, value=value)


def fiche(folder: Path, found: Iterable[Record], lang: Lang = "fr", dept: str = "59") -> Document:
    """Return the fiche of 2024 of one département from a store with these records alone."""
    every = list(found)
    zips = [
        latest_zip(folder, flow, rows)
        for flow in "EI"
        if (rows := [each for each in every if each.flow == flow])
    ]
    taken = fetch(folder / "store", *zips)
    assert taken.code == 0, taken.err
    place = f"dept-{dept}"
    return gathered(folder / "store", (place,), "2024Q1..2024Q4", lang)[1][place]


def part(document: Document) -> tuple[Block, ...]:
    blocks = next(each.blocks for each in document.sections if each.id == "further")
    return tuple(
        inner
        for each in blocks
        for inner in ((*each.first, *each.second) if isinstance(each, Split) else (each,))
    )


def plain(runs: Runs) -> str:
    text = "".join(run.text for run in runs)
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def said(document: Document) -> str:
    return " ".join(plain(each.runs) for each in part(document) if isinstance(each, Paragraph))


def key(document: Document, kind: str) -> str:
    figures = (each for each in part(document) if isinstance(each, Figure))
    return plain(next(each.key for each in figures if each.picture.kind == kind))


def moved(now: int, lang: Lang, folder: Path) -> str:
    """Say how exports of 10 M€ a quarter change: meat to Germany falls, scent to China is `now`."""
    rows = [
        ("E", 2023, MEAT, "DE", 8 * M), ("E", 2023, SCENT, "CN", 2 * M),
        ("E", 2024, MEAT, "DE", 6 * M), ("E", 2024, SCENT, "CN", now),
        ("I", 2024, MEAT, "DE", M),
    ]  # fmt: skip
    return said(fiche(folder, records(rows), lang))


UP = (
    "À la hausse des exportations (+20,0 % sur un an) contribuent le plus « Parfums et cosmétiques "
    "» parmi les activités (+40,0 points) et la Chine parmi les pays (+40,0 points)."
)
DOWN = (
    "À la baisse des exportations (−20,0 % sur un an) contribuent le plus « Viande » parmi les "
    "activités (−20,0 points) et l’Allemagne parmi les pays (−20,0 points)."
)


@pytest.mark.parametrize(("now", "sentence"), [(6 * M, UP), (2 * M, DOWN)])
def test_what_moves_a_total_most_is_named_in_the_direction_of_its_change(
    now: int, sentence: str, tmp_path: Path
) -> None:
    assert sentence in moved(now, "fr", tmp_path)


def test_nothing_moves_what_is_stable(tmp_path: Path) -> None:
    assert "contribuent" not in moved(4 * M + 100, "fr", tmp_path)


@pytest.mark.parametrize(
    ("now", "lang", "points"),
    [
        (2_199_000, "fr", "+2,0 points)"),
        (2_199_800, "fr", "+2,0 points)"),
        (2_150_000, "en", "+1.5 points)"),
        (2_100_200, "en", "+1.0 point)"),
    ],
)
def test_points_agree_with_their_number_as_printed(
    now: int, lang: Lang, points: str, tmp_path: Path
) -> None:
    rows = [
        ("E", 2023, MEAT, "DE", 8 * M), ("E", 2023, SCENT, "CN", 2 * M),
        ("E", 2024, MEAT, "DE", 8 * M), ("E", 2024, SCENT, "CN", now),
        ("I", 2024, MEAT, "DE", M),
    ]  # fmt: skip
    assert points in said(fiche(tmp_path, records(rows), lang))


def test_no_bunkers_stand_for_a_country(tmp_path: Path) -> None:
    rows = [
        ("E", 2023, MEAT, "DE", 8 * M), ("E", 2023, MEAT, "QS", 2 * M),
        ("E", 2024, MEAT, "DE", 9 * M), ("E", 2024, MEAT, "QS", 6 * M),
        ("I", 2024, MEAT, "DE", M),
    ]  # fmt: skip
    assert "et l’Allemagne parmi les pays (+10,0 points)." in said(fiche(tmp_path, records(rows)))


def test_nobody_is_named_who_moves_next_to_nothing(tmp_path: Path) -> None:
    rows = [
        ("E", 2023, MEAT, "DE", 8 * M), ("E", 2024, MEAT, "DE", 8 * M),
        ("E", 2024, MEAT, "QS", M), ("I", 2024, MEAT, "DE", M),
    ]  # fmt: skip
    assert "À la hausse" not in said(fiche(tmp_path, records(rows)))


def test_the_first_findings_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    products = (MEAT, SCENT, CLOTHES, SHOES)
    rows = [("E", 2023, AIRCRAFT, "DE", M)]
    rows += [("E", 2024, product, "DE", 5 * M) for product in products]
    document = fiche(tmp_path, records([*rows, ("I", 2024, MEAT, "DE", M)]))

    (points,) = (each for each in part(document) if isinstance(each, Points))
    told = [plain(each) for each in points.points]
    assert len(told) == 6
    assert [each.partition(".")[0] for each in told] == ["À vérifier"] * 6
    assert "tradefiche check » en donne" in said(document)


def test_no_caution_is_said_twice() -> None:
    (entries,) = (b for b in composed("dept-59", "fr").blocks() if isinstance(b, Definitions))
    cautions = [
        sentence
        for _, runs in entries.entries
        for sentence in plain(runs).split(". ")
        if len(sentence) > 20
    ]
    assert len({*cautions}) == len(cautions)


def test_no_change_is_said_from_below_nought(tmp_path: Path) -> None:
    rows = [
        ("E", 2023, MEAT, "DE", -M), ("E", 2024, MEAT, "DE", 2 * M),
        ("I", 2023, MEAT, "DE", M), ("I", 2024, MEAT, "DE", 2 * M),
    ]  # fmt: skip
    document = fiche(tmp_path, records(rows))

    text = said(document)
    assert "À la hausse des importations (+100,0 % sur un an)" in text
    assert "des exportations (" not in text
    tiles = repr(document.sections[0].blocks)
    assert "+100" in tiles
    assert "300" not in tiles


def test_no_key_points_at_a_mark_that_is_not_drawn(tmp_path: Path) -> None:
    rows = [
        ("E", 2024, MEAT, "US", 2 * M), ("E", 2024, MEAT, "DE", 8 * M),
        ("I", 2024, MEAT, "DE", M),
    ]  # fmt: skip
    below = [("E", 2024, MEAT, "CN", -20 * M), ("E", 2024, SCENT, "CN", 30 * M)]
    document = fiche(tmp_path, [*records(rows), *records(below, "62")])

    assert key(document, "comparison") == ""
    assert key(document, "exposure") == ""


def test_keys_read_an_example_in_figures(tmp_path: Path) -> None:
    rows = [
        ("E", 2024, MEAT, "US", 2 * M), ("E", 2024, MEAT, "DE", 6 * M),
        ("I", 2024, MEAT, "DE", M),
    ]  # fmt: skip
    others = [("E", 2024, SCENT, "CN", 8 * M)]
    document = fiche(tmp_path, [*records(rows), *records(others, "62")])

    assert key(document, "comparison").endswith(
        "« Aliments, boissons, tabac » représente 100,0 % des exportations du Nord (barre), 50,0 % "
        "de celles de la région (losange) et 50,0 % de celles de la France (trait)."
    )
    assert key(document, "exposure").endswith(
        "les exportations de « Viande » vers ce partenaire s’élèvent à 8,0 M€ (barre), soit 25,0 % "
        "des exportations du Nord dans cette activité (point), contre 25,0 % pour la "
        "France (trait)."
    )


SLIGHT = ("C10B", "C10C", "C10D", "C10E", "C10F", "C10G", "C10H")


@pytest.mark.parametrize(
    ("elsewhere", "read"),
    [
        ((SCENT, 1), "une part voisine de celle de la France : la barre s’arrête près du trait."),
        (
            (MEAT, 90 * M),
            "0,8 fois sa part dans celles de la France : la barre s’arrête avant le trait.",
        ),
        (
            (SCENT, 90 * M),
            "9,1 fois sa part dans celles de la France : la barre dépasse le trait.",
        ),
    ],
)
def test_a_bar_is_read_against_its_tick(
    elsewhere: tuple[str, int], read: str, tmp_path: Path
) -> None:
    rows = [("E", 2024, MEAT, "DE", 9 * M), ("I", 2024, MEAT, "DE", M)]
    rows += [("E", 2024, product, "CN", 300_000) for product in SLIGHT]
    product, value = elsewhere
    others = [("E", 2024, product, "DE", value)]
    document = fiche(tmp_path, [*records(rows), *records(others, "62")])

    assert key(document, "specialisation").endswith(read)


def test_the_bar_that_is_read_is_one_that_is_drawn(tmp_path: Path) -> None:
    drawn = (*SLIGHT, MEAT, "C11Z", "C12Z", "C13Z", CLOTHES, SHOES)
    rows = [("E", 2024, product, "CN", M) for product in drawn]
    rows.append(("E", 2024, SCENT, "CN", 300_000))  # the greatest ratio, and the least value
    others = [("E", 2024, product, "DE", 9 * M) for product in drawn]
    document = fiche(tmp_path, [*records(rows), *records(others, "62")])

    assert "barre" in key(document, "specialisation")
    assert "arfum" not in key(document, "specialisation")


def test_few_specialisations_are_a_table_under_their_finding(tmp_path: Path) -> None:
    rows = [("E", 2024, product, "CN", 3 * M) for product in SLIGHT]
    others = [("E", 2024, SCENT, "DE", 9 * M)]
    document = fiche(tmp_path, [*records(rows), *records(others, "62")])
    (table,) = (
        block
        for block in part(document)
        if isinstance(block, PrintedTable) and block.id == "table-specialisation"
    )

    assert len(table.rows) == len(SLIGHT)
    assert "pèse 1,4 fois plus dans les exportations" in said(document)


def test_dependence_is_not_denied_where_exports_are_not_held(tmp_path: Path) -> None:
    text = said(fiche(tmp_path, records([("I", 2024, CLOTHES, "CN", M)])))

    assert "le troisième seuil" in text
    assert "Aucune activité importée" not in text


@pytest.mark.parametrize(
    ("products", "note"),
    [
        ((CLOTHES,), "L’activité à examiner représente 10,0 % des importations."),
        (
            (CLOTHES, SHOES),
            "Les activités à examiner représentent ensemble 20,0 % des importations.",
        ),
    ],
)
def test_what_is_to_be_examined_is_weighed(
    products: tuple[str, ...], note: str, tmp_path: Path
) -> None:
    rows = [("I", 2024, product, "CN", M) for product in products]
    rows += [("I", 2024, MEAT, "DE", (10 - len(products)) * M), ("E", 2024, MEAT, "DE", M)]
    blocks = part(fiche(tmp_path, records(rows)))

    (table,) = (
        each for each in blocks if isinstance(each, PrintedTable) and "dependence" in each.id
    )
    assert len(table.rows) == len(products)
    assert table.notes[0].replace("\u202f", " ") == note


def test_the_first_eight_to_be_examined_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    products = ("C13Z", CLOTHES, SHOES, "C16Z", "C17A", "C17B", SCENT, "C21Z", "C22A", "C22B")
    rows = [("I", 2024, product, "CN", M) for product in products]
    rows += [("I", 2024, MEAT, "DE", M), ("E", 2024, MEAT, "DE", M)]
    blocks = part(fiche(tmp_path, records(rows)))

    (table,) = (
        each for each in blocks if isinstance(each, PrintedTable) and "dependence" in each.id
    )
    assert len(table.rows) == 8
    rule = " ".join(table.notes[2:4]).replace("\u202f", " ").replace("\u00a0", " ")
    assert "au-dessus de 0,4, part hors UE au-dessus de 50 %, rapport" in rule
    assert rule.endswith(
        "Activités au-delà des trois seuils : 10 ; pour la France, selon la même règle : 10."
    )
    assert table.notes[1].replace("\u202f", " ") == (
        "Seules les premières par la valeur sont listées ; deux autres dépassent aussi les "
        "trois seuils."
    )


@pytest.mark.parametrize(("value", "told"), [(5_000, 1), (4_000, 0)])
def test_what_has_no_country_is_told_unless_next_to_nothing(
    value: int, told: int, tmp_path: Path
) -> None:
    rows = [("E", 2024, MEAT, "DE", 10 * M - value), ("E", 2024, MEAT, "QS", value)]
    document = fiche(tmp_path, records([*rows, ("I", 2024, MEAT, "DE", M)]))
    tables = (each for each in part(document) if isinstance(each, PrintedTable))
    text = plain(tuple(Run(f"{note} ") for each in tables for note in each.notes))

    whole = "se rapportent à toutes les exportations, dont moins de 0,1 % sans pays"
    assert text.count(whole) == told
    assert text.count("l’indice ne compte pas ces dernières") == told


@pytest.mark.parametrize(
    ("elsewhere", "said_so"),
    [
        ((), "8,0 M€, soit 50,0 % du total, comme pour la France."),
        ((("I", 2024, MEAT, "DE", 4 * M),), "soit 50,0 % du total (France : 25,0 %)."),
        ((("I", 2024, MEAT, "US", -2 * M),), "soit 50,0 % du total."),
    ],
)
def test_what_comes_from_the_partner_stands_beside_france(
    elsewhere: tuple[Row, ...], said_so: str, tmp_path: Path
) -> None:
    rows = [("E", 2024, MEAT, "US", M)]
    rows += [("I", 2024, MEAT, country, 2 * M) for country in ("US", "DE")]
    document = fiche(tmp_path, [*records(rows), *records(elsewhere, "62")])

    assert said_so in said(document)


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("fr", ("Départements au profil proche", "Régions au profil proche")),
        ("en", ("Départements with a similar profile", "Régions with a similar profile")),
    ],
)
def test_those_who_export_alike_are_named_with_what_that_does_not_say(
    lang: Lang, titles: tuple[str, str]
) -> None:
    for place, title in (("dept-59", titles[0]), ("region-32", titles[1]), ("france", None)):
        found = [b for b in part(composed(place, lang)) if getattr(b, "id", "") == "table-peers"]
        assert [each.title for each in found if isinstance(each, PrintedTable)] == [title][
            : len(found)
        ]
        assert len(found) == (title is not None)
        for table in found:
            assert isinstance(table, PrintedTable)
            assert len(table.rows) == 5
            assert "structure" in table.notes[0]


def test_nobody_is_near_where_not_all_of_france_is_held_or_one_product_is_left(
    tmp_path: Path,
) -> None:
    alone = fiche(tmp_path, records([("E", 2024, MEAT, "DE", M), ("I", 2024, MEAT, "DE", M)]))

    assert "table-peers" not in {getattr(block, "id", "") for block in part(alone)}
