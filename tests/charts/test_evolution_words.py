"""What the evolution says: titles that are true, caveats, and the tables it reads."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.builders import Record, pair
from tests.charts.cases import _cases
from tests.charts.makers import CONFIG, shipped_texts, shipped_theme, subject
from tests.charts.quartermakers import Quarters, drawn
from tradefiche import charts
from tradefiche.charts.scene.marks import Text
from tradefiche.customs.ingest import ingest
from tradefiche.customs.store import Store
from tradefiche.reference.periods import Period
from tradefiche.views.evolution import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.charts.quartermakers import Pair
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

M = 10**6
BEFORE: tuple[Pair, ...] = ((1000 * M, 1000 * M),) * 4


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def years(imports: int | None, exports: int | None, before: tuple[Pair, ...] = BEFORE) -> Quarters:
    """Return two years, the second one of four like quarters."""
    return Quarters((*before, *((imports, exports),) * 4))


@pytest.mark.parametrize(
    ("imports", "exports", "french", "english"),
    [
        (966 * M, 964 * M,
         "les exportations reculent de 3,6 % en 2024, les importations de 3,4 %",
         "exports fall by 3.6% in 2024, imports by 3.4%"),
        (1100 * M, 1020 * M,
         "les exportations progressent de 2,0 % en 2024, les importations de 10,0 %",
         "exports rise by 2.0% in 2024, imports by 10.0%"),
        (900 * M, 1100 * M,
         "les exportations progressent de 10,0 % en 2024, les importations reculent de 10,0 %",
         "exports rise by 10.0% in 2024, imports fall by 10.0%"),
        (1100 * M, 900 * M,
         "les exportations reculent de 10,0 % en 2024, les importations progressent de 10,0 %",
         "exports fall by 10.0% in 2024, imports rise by 10.0%"),
        (1000 * M, 900 * M,
         "les exportations reculent de 10,0 % en 2024, les importations sont stables",
         "exports fall by 10.0% in 2024, imports are stable"),
        (900 * M, 1000 * M + 400_000,
         "les exportations sont stables en 2024, les importations reculent de 10,0 %",
         "exports are stable in 2024, imports fall by 10.0%"),
        (1000 * M, 1000 * M,
         "les exportations et les importations sont stables en 2024",
         "exports and imports are stable in 2024"),
        (None, 900 * M,
         "les exportations reculent de 10,0 % en 2024", "exports fall by 10.0% in 2024"),
        (900 * M, None,
         "les importations reculent de 10,0 % en 2024", "imports fall by 10.0% in 2024"),
        (0, 900 * M,
         "3 600 M€ d’exportations et 0 € d’importations en 2024",
         "exports of €3,600M and imports of €0 in 2024"),
        (1100 * M, -900 * M,
         "−3 600 M€ d’exportations et 4 400 M€ d’importations en 2024",
         "exports of −€3,600M and imports of €4,400M in 2024"),
        (0, 0, "aucun échange enregistré en 2024", "no trade recorded in 2024"),
        (None, None, "flux non disponibles en 2024", "flows not available in 2024"),
    ],
)  # fmt: skip
def test_the_title_says_how_both_flows_change(
    imports: int | None, exports: int | None, french: str, english: str
) -> None:
    assert plain(drawn(years(imports, exports)).title) == f"Nord : {french}"
    assert (
        drawn(replace(years(imports, exports), lang="en")).title.replace("\u00a0", " ")
        == f"Nord: {english}"
    )


@pytest.mark.parametrize(
    ("pairs", "last", "length", "title"),
    [
        (((5 * M, 2 * M), (6 * M, 3 * M), (7 * M, 4 * M), (4 * M, 1 * M)), (2024, 4), 4,
         "Nord, 2024 : les exportations culminent à 4,0 M€ au 3ᵉ trimestre 2024"),
        (((5 * M, 2 * M), (6 * M, None), (7 * M, 4 * M), (4 * M, 1 * M)), (2024, 4), 4,
         "Nord, 2024 : les importations culminent à 7,0 M€ au 3ᵉ trimestre 2024"),
        (((5 * M, 2 * M), (6 * M, 3 * M)), (2024, 1), 2,
         ("Nord, du 4ᵉ trimestre 2023 au 1ᵉʳ trimestre 2024 : "
          "les exportations culminent à 3,0 M€ au 1ᵉʳ trimestre 2024")),
        (((5 * M, 2 * M),) * 4, (2024, 4), 4,
         "Nord : 8,0 M€ d’exportations et 20 M€ d’importations en 2024"),
        (((5 * M, 2 * M),), (2024, 3), 1,
         "Nord : 2,0 M€ d’exportations et 5,0 M€ d’importations au 3ᵉ trimestre 2024"),
        (((None, 2 * M),), (2024, 3), 1, "Nord : 2,0 M€ d’exportations au 3ᵉ trimestre 2024"),
        (((5 * M, None),), (2024, 3), 1, "Nord : 5,0 M€ d’importations au 3ᵉ trimestre 2024"),
    ],
)  # fmt: skip
def test_without_a_year_before_the_title_says_another_truth(
    pairs: tuple[Pair, ...], last: tuple[int, int], length: int, title: str
) -> None:
    assert plain(drawn(Quarters(pairs, last=last, length=length)).title) == title


def test_a_change_of_other_quarters_than_a_year_is_said_to_be_on_a_year() -> None:
    one = Quarters((*BEFORE, (900 * M, 1100 * M)), last=(2024, 3), length=1)
    run = Quarters(((900 * M, 1000 * M), *BEFORE, *((900 * M, 990 * M),) * 4), last=(2024, 2))
    assert plain(drawn(one).title) == (
        "Nord, 3ᵉ trimestre 2024 : les exportations progressent de 10,0 % sur un an, "
        "les importations reculent de 10,0 %"
    )
    assert plain(drawn(run).title) == (
        "Nord, du 3ᵉ trimestre 2023 au 2ᵉ trimestre 2024 : les exportations reculent "
        "de 1,0 % sur un an, les importations de 10,0 %"
    )
    assert plain(drawn(replace(one, lang="en")).title) == (
        "Nord, Q3 2024: exports rise by 10.0% on the year, imports fall by 10.0%"
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_across_the_break_no_percentage_is_printed(lang: Lang) -> None:
    scene = drawn(Quarters((*BEFORE, *((900 * M, 500 * M),) * 4), last=(2022, 4), lang=lang))
    assert "%" not in scene.title
    assert "%" not in scene.description
    expected = (
        "Nord : 2 000 M€ d’exportations et 3 600 M€ d’importations en 2022"
        if lang == "fr"
        else "Nord: exports of €2,000M and imports of €3,600M in 2022"
    )
    assert plain(scene.title) == expected


@pytest.mark.parametrize("now", [-5 * M, 5 * M])
def test_a_change_from_or_to_a_negative_value_is_not_a_percentage(now: int) -> None:
    before = ((1000 * M, -5 * M if now > 0 else 5 * M),) * 4
    title = drawn(years(900 * M, now, before)).title
    exports = "20 M€" if now > 0 else "−20 M€"
    assert plain(title) == f"Nord : {exports} d’exportations et 3 600 M€ d’importations en 2024"


def test_notes_say_what_is_not_held_revised_or_below_nothing() -> None:
    vintage = drawn(replace(years(900 * M, 900 * M), vintage=True))
    assert vintage.notes == (
        "D’une année à l’autre, de premiers chiffres sont comparés à des chiffres révisés.",
    )
    gap = drawn(Quarters((*BEFORE, (None, M), *BEFORE[:3])))
    assert gap.notes[0].startswith("–\u00a0: flux non disponible")
    negative = drawn(Quarters((*BEFORE, (M, -M), *BEFORE[:3])))
    assert negative.notes[0].startswith("Valeur négative\u00a0: ")
    assert drawn(years(900 * M, 900 * M)).notes == ()


@pytest.mark.parametrize(
    ("largest", "said"),
    [
        (2 * 10**9, "milliards d’euros (Md€)"), (999 * M, "millions d’euros (M€)"),
        (999_000, "milliers d’euros (k€)"), (999, "en euros (€)"), (0, "millions d’euros (M€)"),
    ],
)  # fmt: skip
def test_the_unit_follows_the_largest_quarter(largest: int, said: str) -> None:
    assert said in plain(drawn(Quarters(((largest, largest // 3),) * 5)).subtitle)


def test_the_description_says_what_a_reader_sees() -> None:
    pairs = ((9 * M, 2 * M), (8 * M, 3 * M), (7 * M, 9 * M), (8 * M, 5 * M))
    said = drawn(Quarters(pairs, dress="bare")).description
    assert plain(said) == (
        "Importations, exportations et solde en colonnes, "
        "du 1ᵉʳ trimestre 2024 au 4ᵉ trimestre 2024. "
        "Importations : de 9,00 M€ au début à 8,00 M€ à la fin, "
        "au plus haut au 1ᵉʳ trimestre 2024 (9,00 M€). "
        "Exportations : de 2,00 M€ au début à 5,00 M€ à la fin, "
        "au plus haut au 3ᵉ trimestre 2024 (9,00 M€). "
        "Trimestres en déficit : 3 ; en excédent : 1. "
        "Plus lourd déficit : 7,00 M€, au 1ᵉʳ trimestre 2024. "
        "Plus fort excédent : 2,00 M€, au 3ᵉ trimestre 2024."
    )


def test_what_is_said_of_the_course_does_not_compare_across_the_break() -> None:
    pairs = (*((90 * M, 80 * M),) * 4, *((9 * M, 8 * M + n) for n in range(4)))
    said = plain(drawn(Quarters(pairs, last=(2022, 4), dress="bare")).description)
    assert (
        "La série présente une rupture en janvier 2022 : ce qui suit porte sur la "
        "période ouverte à cette date." in said
    )
    assert "90" not in said
    assert "Trimestres en déficit : 4 ; en excédent : 0." in said


def test_rows_may_come_in_any_order_and_only_quarters_up_to_the_period_are_read() -> None:
    tables = Quarters(tuple((n * M, n * M) for n in range(1, 13))).tables
    rows = tables["evolution"].reverse()
    series = read({**tables, "evolution": rows}, subject(period="2023Q2..2023Q4"))
    assert [str(point.period) for point in series.points][::7] == ["2022Q1", "2023Q4"]
    assert [point.imports for point in series.points] == [n * M for n in range(1, 9)]


def test_a_quarter_without_a_row_is_a_gap() -> None:
    tables = Quarters(((M, M),) * 6).tables
    rows = tables["evolution"].filter(pl.col("period") != "2024Q2")
    series = read({**tables, "evolution": rows}, subject())
    assert [point.imports for point in series.points] == [M, M, M, None, M, M]
    none = read({name: frame.clear() for name, frame in tables.items()}, subject())
    assert [point.balance for point in none.points] == [None] * 4


def test_a_year_that_has_no_quarters_is_drawn_among_the_years() -> None:
    """Workbooks know calendar years alone; quarters of older years stand beside them."""
    tables = Quarters(((M, M),) * 4, last=(2023, 4)).tables
    schema = tables["evolution"].schema
    values = {"2022": (90, 80), "2023": (95, 70), "2023Q2..2024Q1": (1, 1), "2025": (120, 130)}
    years = [
        {
            "territory": "dept-59", "period": when, "span": "year", "imports_eur": imports * M,
            "exports_eur": exports * M, "balance_eur": (exports - imports) * M,
        }
        for when, (imports, exports) in values.items()
    ]  # fmt: skip
    quarters = tables["evolution"].filter(pl.col("span") == "quarter")
    rows = pl.concat([quarters, pl.DataFrame(years, schema=schema)])
    about = subject(period="2025")
    series = read({**tables, "evolution": rows}, about)
    assert [str(point.period) for point in series.points] == ["2022", "2023", "2024", "2025"]
    assert [point.exports for point in series.points] == [80 * M, 70 * M, None, 130 * M]
    scene = charts.compose(
        "evolution", {**tables, "evolution": rows}, about, shipped_theme(), shipped_texts()
    )
    written = [each.text for each in scene.marks if isinstance(each, Text)]
    assert [text for text in written if text.isdecimal() and len(text) == 4] == [
        "2022", "2023", "2024", "2025",
    ]  # fmt: skip
    assert "T1" not in written
    assert plain(scene.subtitle).startswith("Valeur annuelle")
    assert ", 2022-2025" in plain(scene.source)
    said = plain(scene.description)
    assert "de 2022 à 2025" in said
    assert "Années en déficit : 2 ; en excédent : 1." in said
    assert "Des années manquent." in said
    assert read(tables, subject(period="2023")).yearly is False


def records() -> Iterator[Record]:
    """Yield four years of one département, without the imports of the third quarter of 2023."""
    for year in (2021, 2022, 2023, 2024):
        for quarter in (1, 2, 3, 4):
            yield Record("E", quarter, year, "59", value=70 * M + year * quarter)
            if (year, quarter) != (2023, 3):
                yield Record("I", quarter, year, "59", value=90 * M + year * quarter)


def pictured(folder: Path, period: str) -> Scene:
    store = Store(folder / "store")
    ingest(store, pair(folder, tuple(records())), config_dirs=CONFIG)
    when = Period.of_year(int(period)) if period.isdecimal() else Period.parse(period)
    (case,) = _cases(store, ("dept-59",), when, "fr")
    return charts.compose("evolution", case.tables, case.subject, shipped_theme(), shipped_texts())


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2024", "Nord : 280 M€ d’exportations et 360 M€ d’importations en 2024"),
        ("2022", "Nord : 280 M€ d’exportations et 360 M€ d’importations en 2022"),
        ("2023Q1",
         ("Nord, 1ᵉʳ trimestre 2023 : les exportations et les importations sont stables "
          "sur un an")),
    ],
)  # fmt: skip
def test_a_store_of_four_years_with_the_break_and_a_gap(
    tmp_path: Path, period: str, title: str
) -> None:
    scene = pictured(tmp_path, period)
    assert plain(scene.title) == title
    assert scene.notes[0].startswith("Janvier 2022\u00a0: ")
    assert any(note.startswith("–") for note in scene.notes) == (period == "2024")


def test_no_change_is_said_of_a_flow_that_was_below_nought() -> None:
    before = ((1000 * M, -1000 * M),) * 4
    for exports in (-500 * M, 500 * M):
        title = plain(drawn(years(1100 * M, exports, before)).title)
        assert title.endswith("M€ d’exportations et 4 400 M€ d’importations en 2024")
        assert "%" not in title


def test_a_flow_that_comes_from_nothing_is_in_the_title() -> None:
    title = plain(drawn(years(1000 * M, 5 * M, ((1000 * M, 0),) * 4)).title)
    assert title == "Nord : 20 M€ d’exportations et 4 000 M€ d’importations en 2024"
    never = plain(drawn(years(1000 * M, 0, ((1000 * M, 0),) * 4)).title)
    assert never == "Nord : les importations sont stables en 2024"


def test_first_figures_set_against_revised_ones_are_in_no_title() -> None:
    for lang in ("fr", "en"):
        scene = drawn(replace(years(900 * M, 1100 * M), vintage=True, lang=lang))
        assert "%" not in scene.title


def test_only_the_highest_quarter_of_the_line_is_a_peak() -> None:
    levels = "Nord : {} M€ d’exportations et 32 M€ d’importations en 2024"
    first, now = ((8 * M, 9 * M),) * 3, ((8 * M, 2 * M), (8 * M, 3 * M), (8 * M, 5 * M), (8 * M, M))
    assert plain(drawn(Quarters((*first, *now))).title) == levels.format("11")
    alike = tuple((8 * M, exports) for exports in (5_000_000, 5_000_001, 5_000_002, 5_000_003))
    assert plain(drawn(Quarters(alike)).title) == levels.format("20")


def test_a_flow_below_nought_has_no_peak() -> None:
    pairs = ((10 * M, -4 * M), (20 * M, -3 * M), (5 * M, -2 * M), (6 * M, -1 * M))
    assert plain(drawn(Quarters(pairs)).title) == (
        "Nord, 2024 : les importations culminent à 20 M€ au 2ᵉ trimestre 2024"
    )
