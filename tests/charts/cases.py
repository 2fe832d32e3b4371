"""Territories to look at: real ones of the built-in sample, and made-up ones of extremes."""

from __future__ import annotations

import itertools
import string
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.builders import Record, pair
from tests.charts.makers import CONFIG, shipped_texts, shipped_theme
from tradefiche import charts
from tradefiche.customs.ingest import ingest
from tradefiche.customs.sample.store import sample_store
from tradefiche.customs.store import Store
from tradefiche.formats.pictures import among_peers
from tradefiche.formats.pictures import subject as subject_of
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.periods import Period
from tradefiche.tabulation.answer import Query, answer, only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.views.subject import Subject

TERRITORIES = (
    "dept-59", "dept-75", "dept-48", "dept-20", "dept-974", "dept-976", "dept-99", "region-32",
    "france",
)  # fmt: skip
TABLES, OF_PEERS = (
    tuple(dict.fromkeys(
        table for kind in charts.KINDS.values() if kind.peers == peers for table in kind.tables
    ))
    for peers in (False, True)
)  # fmt: skip
LONG = "Préparations œuvrées, à l’exclusion de celles qui ne le sont pas, n.d.a. et autres"
_PRODUCTS = ("A01Z", "B06Z", "C10A", "C11Z", "C14Z", "C17A", "C20A", "C20B", "C21Z", "C24A", "C28A",
             "C29A", "C29B", "C30C", "D35A", "E38Z")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """The tables of one territory and what they are about; each picture of them is drawn once."""

    name: str
    tables: Mapping[str, pl.DataFrame]
    subject: Subject
    drawn: dict[tuple[str, ...], Scene] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def scene(self, kind: str, size: Size, dress: charts.Dress = "framed") -> Scene:
        if (kind, size, dress) not in self.drawn:
            self.drawn[kind, size, dress] = charts.compose(
                kind, self.tables, self.subject, shipped_theme(), shipped_texts(),
                size=size, dress=dress,
            )  # fmt: skip
        return self.drawn[kind, size, dress]


@cache
def sample(territories: tuple[str, ...] = TERRITORIES, lang: Lang = "fr") -> tuple[Case, ...]:
    """Return territories of the built-in sample in 2024."""
    from tradefiche.settings import data_dir

    store = sample_store(data_dir(None), CONFIG)
    return tuple(_cases(store, territories, Period.parse("2024Q1..2024Q4"), lang))


@cache
def extremes(lang: Lang = "fr") -> tuple[Case, ...]:
    """Return made-up territories: ties, zeros, corrections and 200 countries; next to nothing."""
    crowded, lone = tuple(_crowd("23")), tuple(_lone("09"))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        ingest(store, pair(Path(folder), (*crowded, *lone)), config_dirs=CONFIG)
        year, quarter = Period.parse("2024Q1..2024Q4"), Period.parse("2023Q4")
        (first,) = _cases(store, ("dept-23",), year, lang)
        (second,) = _cases(store, ("dept-09",), year, lang)
        (third,) = _cases(store, ("dept-09",), quarter, lang)
    return (
        _named(first, "extreme-crowd"),
        replace(second, name="extreme-lone"),
        replace(third, name="extreme-one-flow"),
    )


@cache
def long(lang: Lang = "fr") -> tuple[Case, ...]:
    """Return the Nord from 2015 to 2024, with the break in series of January 2022."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        ingest(store, pair(Path(folder), tuple(_decade())), config_dirs=CONFIG)
        year = Period.parse("2024Q1..2024Q4")
        (found,) = _cases(store, ("dept-59",), year, lang)
    return (replace(found, name="dept-59-long"),)


def _cases(store: Store, territories: Sequence[str], period: Period, lang: Lang) -> Iterator[Case]:
    places = gazetteer(CONFIG)
    found = [place for place in map(places.by_id, territories) if place is not None]
    query = Query(store, CONFIG, tuple(found), period=period, lang=lang)
    tables = answer(query, TABLES)
    (when,) = tables.meta.periods
    peers = answer(among_peers(query), OF_PEERS).tables
    for place in found:
        mine = {**only(tables, place, when), **peers}
        yield Case(place.id, mine, subject_of(tables, query, place, mine))


def _named(case: Case, name: str) -> Case:
    """Give every third product, section and country a name of 80 letters."""
    subject = case.subject
    products, countries, sections = (
        _lengthened(each) for each in (subject.products, subject.countries, subject.sections)
    )
    about = replace(subject, products=products, countries=countries, sections=sections)
    return Case(name, case.tables, about)


def _lengthened(labels: Mapping[str, str]) -> dict[str, str]:
    """Give every third label 80 letters."""
    return {
        code: f"{label}\u00a0: {LONG}"[:80].strip() if number % 3 == 0 else label
        for number, (code, label) in enumerate(sorted(labels.items()))
    }


def _crowd(dept: str) -> Iterator[Record]:
    """Yield 200 countries and 16 products: six tie for the first place, some give, some take."""
    codes = ["".join(pair) for pair in itertools.product("ABCDEFGH", string.ascii_uppercase)][:200]
    for flow in "EI":
        for number, country in enumerate(codes):
            product = _PRODUCTS[number % len(_PRODUCTS)]
            value = 40_000_000 if number < 6 else 9_000_000 // (number + (flow == "I"))
            if number % 17 == 11:
                value = -value
            if number % 19 == 12:
                value = 0
            yield Record(flow, 1 + number % 4, 2024, dept, product, "0111", country, value)


def _decade() -> Iterator[Record]:
    """Yield forty quarters of three départements that grow apart; imports begin in 2016."""
    for step, (dept, base) in enumerate((("59", 900), ("62", 500), ("75", 700))):
        for place in range(40):
            year, quarter = 2015 + place // 4, place % 4
            dip = 0.72 if year == 2020 and quarter in (1, 2) else 1.0
            grown = 1 + (step + 1) * 0.004 * place + 0.05 * (quarter == 3)
            level = 1.12 if year >= 2022 else 1.0
            for flow, side in (("E", 1.0), ("I", 1.3)):
                if flow == "E" or year > 2015:
                    value = round(base * 1_000_000 * side * dip * grown * level)
                    yield Record(flow, quarter + 1, year, dept, "A01Z", "0111", "BE", value)


def _lone(dept: str) -> Iterator[Record]:
    """Yield one product to one country in each quarter; in 2023 only exports are held."""
    for year, flows in ((2024, "EI"), (2023, "E")):
        for flow, quarter in itertools.product(flows, (1, 2, 3, 4)):
            value = 1_000_000 if flow == "E" else 1_200
            yield Record(flow, quarter, year, dept, "A01Z", "0111", "BE", value)
