"""Diagrams of made-up trade, from one pair to 40 products and 200 countries, in every form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from tests.charts.flowmakers import flow_tables
from tests.charts.makers import shipped_texts, shipped_theme, subject
from tradefiche import charts

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Flow
    from tradefiche.views.subject import Subject

LETTERS = "abcdefghijklmnopqrstuvwxyzéèœçàÉ’"
NAMES = st.one_of(
    st.text(LETTERS, min_size=80, max_size=80),
    st.lists(st.text(LETTERS, min_size=1, max_size=14), min_size=1, max_size=9).map(" ".join),
    st.text(LETTERS + "-", min_size=1, max_size=24),
)
VALUES = st.one_of(
    st.integers(1, 10**11),
    st.sampled_from([1, 10**5, 10**6, 10**6, 10**9]),
    st.integers(1, 10**4),
    st.integers(-(10**9), 0),
)


class Row(NamedTuple):
    """A row of the table `flows`."""

    product: str
    country: str
    value: int
    share: float | None
    rank: int | None
    highlighted: bool


@dataclass(frozen=True)
class Ask:
    """What is drawn, and how; values and names repeat until there are enough."""

    products: int
    countries: int
    values: tuple[int, ...]
    step: int
    gaps: int
    names: tuple[str, ...]
    flow: Flow
    size: Size
    lang: Lang
    dress: Dress
    compact: bool
    top: int
    highlight: int
    unranked: bool

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        products = [f"P{n:02d}" for n in range(self.products)]
        countries = [f"C{n:03d}" for n in range(self.countries)]
        every = [(product, country) for product in products for country in countries]
        pairs = {
            ends: self.values[place * self.step % len(self.values)]
            for place, ends in enumerate(every)
            if place * self.step % self.gaps == 0
        }
        return flow_tables(
            pairs,
            flow=self.flow,
            top=self.top,
            highlight=self.highlight,
            unranked=countries if self.unranked else (),
        )

    @property
    def rows(self) -> list[Row]:
        columns = ("product", "country", "value_eur", "share_pct", "rank", "highlighted")
        return [Row(*row) for row in self.tables["flows"].select(columns).iter_rows()]

    @property
    def pairs(self) -> list[Row]:
        """The rows that have a ribbon."""
        return [row for row in self.rows if row.value > 0]

    @property
    def named(self) -> list[Row]:
        """The rows that are numbered."""
        return sorted((row for row in self.pairs if row.highlighted), key=lambda r: r.rank or 0)

    @property
    def nodes(self) -> tuple[list[int], list[int]]:
        """The values of both sides by size, what lies beyond the first ones last."""
        products = _nodes([(row.product, row.value) for row in self.rows])
        countries = _nodes([(row.country, row.value) for row in self.rows])
        return (products, countries) if self.flow == "export" else (countries, products)

    @property
    def about(self) -> Subject:
        names = self.names
        return replace(
            subject("dept-59", lang=self.lang),
            products={f"P{n:02d}": names[n % len(names)] for n in range(self.products)},
            countries={f"C{n:03d}": names[n % 3 % len(names)] for n in range(self.countries)},
        )


def _nodes(values: list[tuple[str, int]]) -> list[int]:
    sums: dict[str, int] = {}
    for code, value in values:
        sums[code] = sums.get(code, 0) + value
    drawn = {code for code, value in values if value > 0}
    return [sums[c] for c in sorted(drawn, key=lambda c: (c == "OTHER", -sums[c], c))]


@cache
def drawn(ask: Ask) -> Scene:
    return charts.compose(
        f"sankey-{ask.flow}s", ask.tables, ask.about, shipped_theme(), shipped_texts(),
        size=ask.size, dress=ask.dress, top=ask.top, compact=ask.compact,
    )  # fmt: skip


def asked() -> st.SearchStrategy[Ask]:
    few = st.sampled_from([1, 3, 12, 40]).flatmap(lambda most: st.integers(1, most))
    many = st.sampled_from([1, 3, 12, 200]).flatmap(lambda most: st.integers(1, most))
    return st.builds(
        Ask,
        products=few,
        countries=many,
        values=st.lists(VALUES, min_size=1, max_size=30).map(tuple),
        step=st.sampled_from([1, 7, 11, 29]),
        gaps=st.integers(1, 5),
        names=st.lists(NAMES, min_size=1, max_size=6).map(tuple),
        flow=st.sampled_from(["export", "import"]),
        size=st.sampled_from(["screen", "paper", "phone"]),
        lang=st.sampled_from(["fr", "en"]),
        dress=st.sampled_from(["framed", "bare"]),
        compact=st.booleans(),
        top=st.integers(1, 20),
        highlight=st.integers(0, 10),
        unranked=st.integers(0, 9).map(lambda n: n == 0),
    )
