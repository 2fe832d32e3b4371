"""What every section of a fiche is built from: figures, phrases, labels and charts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.charts.units import Unit
from tradefiche.language import money, periods
from tradefiche.language.typography import MISSING, NBSP, number, percent_cell, weight
from tradefiche.publication.table import PrintedCell
from tradefiche.reference.periods import Period
from tradefiche.views.energy import balance_apart

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Run
    from tradefiche.publication.data import FicheData, TableFrames
    from tradefiche.publication.key_figures import TerritoryFigures
    from tradefiche.publication.pictures import Pictures
    from tradefiche.publication.table import Role
    from tradefiche.publication.words import Speaker
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.territories import Territory
    from tradefiche.views.subject import Subject


@dataclass(frozen=True)
class Context:
    """What the sections of one territory's fiche read.

    Attributes:
        data: the tables of all fiches of the call; `pictures` draws their charts.
        speak: fills in phrases about the territory.
        facts: its figures; `above` those of its région, unless that is the same land, and France.
        linked: ids of the territories whose fiches are made too: only these can be linked to.
    """

    data: FicheData
    pictures: Pictures
    speak: Speaker
    facts: TerritoryFigures
    above: tuple[TerritoryFigures, ...]
    linked: frozenset[str]

    @property
    def territory(self) -> Territory:
        """The territory of the fiche."""
        return self.facts.territory

    @cached_property
    def tables(self) -> TableFrames:
        """The territory's tables by name."""
        return self.data.tables(self.territory.id)

    def around(self, kind: str) -> Territory | None:
        """Return the région or France, by kind, if figures are compared with it."""
        return next((each.territory for each in self.above if each.territory.kind == kind), None)

    @property
    def subject(self) -> Subject:
        """The subject of its charts, which has their labels."""
        return self.pictures.subject(self.territory)

    @property
    def lang(self) -> Lang:
        """The language of all text."""
        return self.speak.lang

    @cached_property
    def single(self) -> bool:
        """Whether filters leave a single A129 product, so that there is no breakdown."""
        return self.data.single("a129")

    @cached_property
    def balance_apart(self) -> str | None:
        """The balance without energy, as text; None if unknown or if energy weighs little."""
        (row,) = self.tables["totals"].to_dicts()
        value = balance_apart(row, self.data.answer.names.method.file.energy.share_pct)
        return None if value is None else self.signed(value)

    def own(self, key: str) -> str:
        """Return the phrase key of this territory, if there is one, else that of its kind."""
        mine = f"{key}_{self.territory.id}"
        return mine if self.speak.has(mine) else f"{key}_{self.territory.kind}"

    # Numbers.

    def amount(self, euros: int) -> str:
        """Return an amount rounded for sentences: `28,8 Md€`, `853 M€`; tables are more exact."""
        return self.speak.wording.amount(euros)

    def drawn(self, euros: int, largest: int, *, signed: bool = False) -> str:
        """Return an amount as printed by a chart whose largest value is `largest`."""
        unit = Unit.up_to(abs(largest), self.lang)
        return money.with_unit(unit.text(euros, signed=signed), unit.euros, self.lang)

    def signed(self, euros: int) -> str:
        """Return a balance or a change rounded for sentences, with its sign."""
        return self.speak.wording.amount(euros, signed=True)

    def share(self, value: float | None) -> str | None:
        """Return a share in percent for sentences; None if it is unknown or 0."""
        return self.speak.wording.share(value) if value else None

    def weight(self, value: float | None) -> str | None:
        """Return a share of région or France to three significant digits; None if unknown or 0."""
        return weight(value, lang=self.lang) if value else None

    def number_cell(self, value: float | None, decimals: int) -> PrintedCell:
        """Return a number without a unit, for tables; a dash if unknown."""
        return PrintedCell(MISSING if value is None else number(value, decimals, lang=self.lang))

    def points(self, value: float, unit: str) -> str:
        """Return a difference of percentages, with its sign; `unit` is a phrase of `further`."""
        shown = number(value, 1, lang=self.lang, signed=True)
        return f"{shown}{NBSP}{self.speak.say(f'further.{unit}')}"

    def label_share(self, value: float | None) -> str:
        """Return a share with one decimal, for lists and examples; a dash if unknown."""
        return MISSING if value is None else self.speak.wording.percent(value)

    def share_cell(self, value: float | None) -> PrintedCell:
        """Return a share with one decimal, for tables; a dash if unknown."""
        return PrintedCell(MISSING if value is None else percent_cell(value, lang=self.lang))

    def rank(self, value: int | None) -> str | None:
        """Return a rank for sentences: `1ᵉʳ`, `3ᵉ`; `1st`, `3rd`; None if there is none."""
        return None if value is None else self.speak.wording.ordinal(value)

    def cell(self, euros: int | None, decimals: int = 1) -> PrintedCell:
        """Return a value in millions of euros, for tables."""
        return PrintedCell(self._table_value(euros, decimals, signed=False))

    def balance_cell(self, euros: int | None) -> PrintedCell:
        """Return a balance in millions of euros, with the colour role of its sign."""
        role: Role = "ink" if not euros else "surplus" if euros > 0 else "deficit"
        return PrintedCell(self._table_value(euros, 1, signed=True), role)

    def _table_value(self, euros: int | None, decimals: int, *, signed: bool) -> str:
        if euros is None:
            return MISSING
        return money.millions(euros, decimals, lang=self.lang, unit=False, signed=signed)

    # Names.

    def product(self, code: str) -> str:
        """Return the short label of an activity."""
        return self.data.answer.names.short_product(code)

    def country(self, code: str) -> str:
        """Return the short name of a country."""
        return self.data.answer.names.short_country(code)

    def the_country(self, code: str) -> str:
        """Return a country's name as written in a sentence: `la Chine`, `the United States`."""
        return self.data.answer.names.countries.with_article(code, self.lang)

    def plain(self, runs: tuple[Run, ...]) -> str:
        """Return runs as plain text."""
        return "".join(run.text for run in runs)

    # Dates.

    @property
    def release(self) -> str | None:
        """The month of the release: `février 2025`."""
        found = self.data.meta.release
        return periods.month(found, self.speak.wording) if found else None

    @property
    def date(self) -> tuple[int, int, int]:
        """The first day of the release's month; if that is unknown, the day after the period."""
        if self.data.meta.release:
            year, _, month = self.data.meta.release.partition("-")
            return int(year), int(month), 1
        _, end = self._quarters
        after = end.shifted(1)
        return after.year, after.number * 3 - 2, 1

    @property
    def _quarters(self) -> tuple[Quarter, Quarter]:
        """The first and the last quarter of the period."""
        quarters = Period.named(self.data.period).quarters
        return quarters[0], quarters[-1]

    @property
    def span(self) -> str:
        """The first and last day of the period: `du 1ᵉʳ janvier au 31 décembre 2024`."""
        return periods.days(*self._quarters, self.speak.wording)
