"""A view of the store as of a release: the quarters, and the years of régions, that count.

A calendar year uses one of the two (`customs.grains`); any other period uses quarters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from tradefiche.customs.grains import Choice, choose_year, default_year, year_before
from tradefiche.customs.manifest import read_manifest
from tradefiche.customs.regions import every_region, named
from tradefiche.errors import NoInputError
from tradefiche.reference.periods import QUARTERS_A_YEAR, Period, Quarter, spans
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.reference.terms import Flow


@dataclass(frozen=True)
class View:
    """The slices that count, as of a release.

    Attributes:
        slices: the quarters.
        years: the régions' years, by flow and year, then by the Customs' code of the région.
        every_year: the régions' years of all releases up to `release`, for comparisons.
    """

    folder: Path
    slices: Mapping[tuple[Flow, Quarter], HeldQuarter]
    release: str | None
    years: Mapping[tuple[Flow, int], Mapping[str, HeldYear]] = field(default_factory=dict)
    every_year: Sequence[HeldYear] = ()

    def quarters_of(self, flow: Flow, period: Period) -> list[HeldQuarter]:
        """Return those quarters of a period that are there."""
        return [self.slices[flow, each] for each in period.quarters if (flow, each) in self.slices]

    def holds(self, flow: Flow, period: Period) -> bool:
        """Whether all the quarters of a period are there."""
        return all((flow, quarter) in self.slices for quarter in period.quarters)

    def holds_both(self, period: Period) -> bool:
        """Whether all the quarters of a period are there in both flows."""
        return all(self.holds(flow, period) for flow in FLOWS)

    @cached_property
    def choices(self) -> Mapping[tuple[Flow, int], Choice]:
        """The choice for each flow and calendar year, where there is one."""
        keys = {(flow, quarter.year) for flow, quarter in self.slices} | self.years.keys()
        found = {key: self._choose(*key) for key in sorted(keys)}
        return {key: choice for key, choice in found.items() if choice is not None}

    def _choose(self, flow: Flow, year: int) -> Choice | None:
        quarters = self.quarters_of(flow, Period.of_year(year))
        return choose_year(quarters, self.years.get((flow, year), {}), every_region())

    def chosen(self, flow: Flow, period: Period, *, needs_cpf4: bool = False) -> Choice | None:
        """Return the slices that answer for a flow in a period; None if they do not suffice.

        These are quarters, unless the period is a calendar year for which workbooks are used; with
        `needs_cpf4` always quarters. `release` is set for calendar years without `needs_cpf4` only.
        """
        if period.is_year and not needs_cpf4:
            return self.choices.get((flow, period.quarters[0].year))
        if not self.holds(flow, period):
            return None
        return Choice("quarters", None, tuple(self.quarters_of(flow, period)))

    def before(self, flow: Flow, period: Period, *, needs_cpf4: bool = False) -> Choice | None:
        """Return the slices of the same quarters a year earlier, to compare a period with."""
        own = self.chosen(flow, period.year_before(), needs_cpf4=needs_cpf4)
        choice = self.chosen(flow, period, needs_cpf4=needs_cpf4)
        if choice is None or choice.grain == "quarters":
            return own
        year = period.quarters[0].year - 1
        earlier = (e for e in self.every_year if (e.flow, e.year) == (flow, year))
        return year_before(choice, ((each.region, each) for each in earlier), own)

    def newest_year(
        self, asked: Sequence[frozenset[str]] = (), *, needs_cpf4: bool = False
    ) -> Period:
        """Return the newest year held in both flows; raise NoInputError (66) if there is none.

        Preferably one held for all of France, else for all requested territories, else for one.

        Args:
            asked: for each requested territory, the régions in which it lies; empty for France.
            needs_cpf4: whether products are distinguished by CPF4, which only quarters have.
        """
        together = frozenset().union(*asked) or every_region()
        year, _ = default_year(self.choices, together)
        if year is None:
            each = (default_year(self.choices, regions)[0] for regions in set(asked))
            year = max((found for found in each if found is not None), default=None)
        if needs_cpf4:
            full = {quarter.year for _, quarter in self.slices}
            both = [each for each in full if self.holds_both(Period.of_year(each))]
            if not both and year is not None:
                raise self._without_cpf4(Period.of_year(year))
            year = max(both, default=None)
        if year is None:
            lacking = ", nor workbooks of all its régions" if self.years else ""
            raise self.nothing(f"no year with four quarters of both flows{lacking}")
        return Period.of_year(year)

    def latest(self, *, needs_cpf4: bool = False) -> Period:
        """Return the newest four consecutive quarters held in both flows for all of France.

        They are held as quarters, or as a calendar year from the workbooks of all régions. Raise
        NoInputError (66) if there are none.
        """
        ends = {quarter for _, quarter in self.slices} | {
            Quarter(year, 4) for _, year in self.years
        }
        for end in sorted(ends, reverse=True):
            period = Period(tuple(end.shifted(back) for back in range(1 - QUARTERS_A_YEAR, 1)))
            found = [self.chosen(flow, period, needs_cpf4=needs_cpf4) for flow in FLOWS]
            if all(choice is not None and choice.whole for choice in found):
                return period
        raise self.nothing("no four quarters in a row of both flows")

    def newer(self, period: Period) -> Iterator[tuple[Flow, str]]:
        """Yield each flow with quarters later than a period, and these: `2025Q1..2025Q2`."""
        for flow in FLOWS:
            later = [q for each, q in self.slices if each == flow and q > period.quarters[-1]]
            if later:
                yield flow, spans(later)

    def require(
        self,
        period: Period,
        asked: Sequence[Collection[str]] = (),
        *,
        both: bool,
        needs_cpf4: bool = False,
    ) -> None:
        """Raise NoInputError (66) unless a whole period is held for a requested territory.

        Args:
            period: the period; a calendar year, if `both`.
            asked: for each requested territory, the régions in which it lies.
            both: whether it must be held in both flows, rather than in one.
            needs_cpf4: whether products are distinguished by CPF4, which only quarters have.
        """
        found = [self.chosen(flow, period, needs_cpf4=needs_cpf4) for flow in FLOWS]
        if all(found) if both else any(found):
            self._require_known(period, [each for each in found if each], asked)
            return
        if needs_cpf4 and any(self.chosen(flow, period) for flow in FLOWS):
            raise self._without_cpf4(period)
        if both:
            raise self.nothing(f"not all of {period}", self._instead(period))
        years = {year for _, year in self.years}
        hint = None
        if years & {quarter.year for quarter in period.quarters} and not period.is_year:
            known = ", ".join(map(str, sorted(years)))
            hint = f"yearly workbooks have no quarters; ask for --year ({known})"
        raise self.nothing(f"nothing that covers {period}", hint)

    def _require_known(
        self, period: Period, found: Sequence[Choice], asked: Sequence[Collection[str]]
    ) -> None:
        """Raise NoInputError (66) if no requested territory is held in any flow."""
        if not asked or any(not set(each.missing) & set(a) for each in found for a in asked):
            return
        lacking = set().union(*asked) & {code for each in found for code in each.missing}
        raise NoInputError(
            f"the store has no workbook of {period} of the régions {named(lacking)}",
            hint="fetch them, or ask for territories of the régions that are held",
        )

    def nothing(self, what: str, hint: str | None = None) -> NoInputError:
        """Return the error for missing data, whose message says what the store holds instead."""
        asof = f" as of release {self.release}" if self.release else ""
        if not self.slices and not self.years:
            hint = "tradefiche fetch brings the Customs' files; --sample needs none"
            if releases := read_manifest(self.folder).releases:
                hint = f"releases held: {', '.join(releases)}"
            return NoInputError(f"the store {self.folder} is empty{asof}", hint=hint)
        held = "; ".join(f"{flow}s {self.held(flow)}" for flow in FLOWS)
        message = f"the store has {what}{asof}; it holds {held}"
        return NoInputError(message, hint=hint or "tradefiche status shows all of it")

    def held(self, flow: Flow) -> str:
        """Describe what is held of a flow: `2023Q1..2024Q4, 2025 (3 of 14 régions)`, or `none`."""
        parts = [spans([quarter for each, quarter in self.slices if each == flow])]
        parts += [
            f"{year} ({len(regions)} of {len(every_region())} régions)"
            for (each, year), regions in sorted(self.years.items())
            if each == flow
        ]
        return ", ".join(filter(None, parts)) or "none"

    def _without_cpf4(self, period: Period) -> NoInputError:
        return NoInputError(
            f"{period} is held by yearly workbooks alone, which do not tell products by CPF4",
            hint="fetch the Customs' text files of the quarters, or name products by A129, "
            "at --level a129",
        )

    def _instead(self, period: Period) -> str:
        both, either = (
            [each for each in period.quarters if of((flow, each) in self.slices for flow in FLOWS)]
            for of in (all, any)
        )
        runs = spans(both or either).split(", ")
        return f"ask for --period {runs[-1]}" if runs[-1] else "tradefiche status shows all of it"


def by_workbooks(choice: Choice | None) -> TypeGuard[Choice]:
    """Whether figures are held, and from yearly workbooks."""
    return choice is not None and choice.grain == "workbooks"


def behind(choice: Choice) -> list[HeldQuarter | HeldYear]:
    """Return the slices of a choice, quarters or workbooks."""
    return [*choice.quarters, *(held for _, held in choice.workbooks)]
