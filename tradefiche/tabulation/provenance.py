"""Provenance of figures, as every data file states it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from tradefiche.language.citation import cited
from tradefiche.tabulation.filters import EVERYTHING, Filters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.customs.grains import Grain
    from tradefiche.customs.manifest import Data
    from tradefiche.indicators.indicator import Scope
    from tradefiche.language.typography import Lang
    from tradefiche.reference.products import Level
    from tradefiche.tabulation.caveats import Statement
    from tradefiche.tabulation.per import Per
    from tradefiche.tabulation.table import Table


class SourceFile(NamedTuple):
    """A file of the Customs (or of the sample) that figures were read from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Provenance of the rows that tables are computed from.

    Attributes:
        releases: `export 2024Q1` to the release that it comes from (`2025-02`), None if unknown.
        release: the newest of them; None if unknown.
        sources: the files read.
        alerts: sentences on what is missing behind the figures, or probably incomplete.
        grains: what figures are computed from: `quarters`, régions' yearly `workbooks`, or both.
    """

    releases: Mapping[str, str | None]
    release: str | None
    sources: tuple[SourceFile, ...]
    alerts: tuple[str, ...] = ()
    grains: tuple[Grain, ...] = ()

    def reached(self) -> dict[str, Any]:
        """Return the attributes of a `Reach` by name, for a `Meta` to have them."""
        return {each.name: getattr(self, each.name) for each in fields(Reach)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Reach):
    """Provenance of a set of tables.

    Attributes:
        territories: id (`dept-59`) to name in the language of `lang`, in the order requested.
        periods: as in the tables: `2024`, `2024Q3`, `2023Q3..2024Q2`.
        data: `customs` or `sample`.
        version: of tradefiche.
        level: level of the products.
        statement: origin, licence and caveats, in the same language.
        filters: what the rows were restricted to.
        only: the filters in words, `hors énergie`; `only_note`: in a sentence; empty for all trade.
        groups: the groups that the filters name, with the codes of their members.
        per: the table of numbers that values of `ranking` are divided by.
        beside: the territories of option `--beside`: ids, or `nearest`.
        tariff: the rate in percent that exposure assumes; None for none.
        wider: provenance of tables whose scope is wider than the period.
    """

    territories: Mapping[str, str]
    periods: tuple[str, ...]
    data: Data
    version: str
    lang: Lang
    level: Level
    statement: Statement
    filters: Filters = EVERYTHING
    only: str = ""
    only_note: str = ""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tariff: float | None = None
    per: Per | None = None
    beside: tuple[str, ...] = ()
    wider: Mapping[Scope, Reach] = field(default_factory=dict)

    def of(self, *scopes: Scope) -> Meta:
        """Return the provenance of tables of some scopes: that of the widest, which covers all."""
        for scope in ("store", "year-before"):
            if scope in scopes and scope in self.wider:
                return replace(self, **self.wider[scope].reached())
        return self

    def table(self, name: str) -> Table:
        """Return a table, with its titles and definitions."""
        return self.statement.declared.tables[name]

    @property
    def caveats(self) -> tuple[str, ...]:
        """What readers are told: the note on filters, the alerts, the caveats of the statement."""
        return (*filter(None, (self.only_note,)), *self.alerts, *self.statement.caveats)

    @property
    def citation(self) -> str:
        """The citation for the figures, with the month of their newest release."""
        return cited(self.data, self.release, self.statement.wording)

    @property
    def place(self) -> str:
        """The territories' names in one line; their number where there are more than four."""
        names = list(self.territories.values())
        if len(names) <= _NAMES_AT_MOST:
            return ", ".join(names)
        return self.say("labels.several_territories", count=len(names))

    @property
    def when(self) -> str:
        """The periods in one line."""
        return ", ".join(self.periods)

    @property
    def title(self) -> str:
        """The title of a file: `Commerce extérieur – Nord – 2024 – hors énergie`."""
        return self.titled(self.say("labels.trade"))

    def titled(self, name: str) -> str:
        """Return a title: a name with the territories, the periods and the filters."""
        return " – ".join(filter(None, (name, self.place, self.when, self.only)))

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of `texts.yaml` in the language of the figures' labels."""
        return self.statement.wording.say(key, **values)

    def scope(self) -> dict[str, Any]:
        """Return what the figures are restricted to; empty if they are of all trade.

        Keys: `filters` by option, `filtered` in words and, if any, `groups` with their members.
        """
        if not self.filters:
            return {}
        groups = {key: list(ids) for key, ids in self.groups.items()}
        return {
            "filters": {key: list(ids) for key, ids in sorted(self.filters.options()) if ids},
            "filtered": self.only,
            **({"groups": groups} if groups else {}),
        }

    def as_dict(self, *, with_level: bool = True) -> dict[str, Any]:
        """Return the provenance as a JSON document, its keys in a stable order.

        Args:
            with_level: False for tables that do not depend on the level of products, whose
                files must be the same at every level.
        """
        licence = self.statement.licence
        return {
            "territories": [{"id": key, "name": name} for key, name in self.territories.items()],
            "periods": list(self.periods),
            "release": self.release,
            "releases": dict(sorted(self.releases.items())),
            "grains": list(self.grains),
            "data": self.data,
            "data_kind": self.statement.kind,
            **({"level": self.level} if with_level else {}),
            "filters": {},
            **self.scope(),
            **({} if self.tariff is None else {"tariff_pct": self.tariff}),
            **({} if self.per is None else {"per": self.per.as_dict()}),
            **({"beside": list(self.beside)} if self.beside else {}),
            "lang": self.lang,
            "source": self.statement.source,
            "citation": self.citation,
            "source_url": self.statement.url,
            "sources": [source._asdict() for source in sorted(self.sources)],
            "licence": {"id": licence.id, "title": licence.title, "url": licence.url},
            "caveats": list(self.caveats),
            "software": f"tradefiche {self.version}",
        }


_NAMES_AT_MOST = 4
