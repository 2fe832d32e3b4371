"""How figures moved between the two newest releases of the same quarter."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.customs.held import precedence
from tradefiche.customs.slices import euros_by_department

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradefiche.customs.held import HeldQuarter
    from tradefiche.customs.store import Store
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.terms import Flow
    from tradefiche.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Revision:
    """A territory's total of one flow and quarter in two releases, in whole euros.

    Attributes:
        territory: None for a département code outside all territories.
        code: INSEE code of the territory; without one, the Customs' département code.
        release_before, release: months of the two releases; None if unknown.
        before_eur, value_eur: the totals in the two releases.
    """

    territory: Territory | None
    code: str
    quarter: Quarter
    flow: Flow
    release_before: str | None
    release: str | None
    before_eur: int
    value_eur: int

    @property
    def moved_eur(self) -> int:
        """Change from the older release to the newer one, in whole euros."""
        return self.value_eur - self.before_eur


def revisions(
    store: Store, territories: Sequence[Territory], *, rest: bool = False
) -> list[Revision]:
    """Return how the totals of territories changed, the largest absolute change first.

    There is one row per territory for every flow and quarter held in two releases, including
    unchanged totals. Ties are ordered by territory code, quarter and flow.

    Args:
        store: the store that holds the releases.
        territories: départements, régions or France.
        rest: whether to add one row per département code that lies in none of the territories.

    Raises:
        NoInputError: the store holds no quarters (66).
        StorageError: a slice is damaged (74).
    """
    view = store.view()
    if not view.slices:
        raise view.nothing("no quarters, of which alone revisions are told")
    found: list[Revision] = []
    for before, now in _two_newest(store.manifest.held):
        with store.reading():
            sums = [euros_by_department(store.folder, [held]) for held in (before, now)]
        known = {code for territory in territories for code in territory.customs}
        others = sorted({*sums[0], *sums[1]} - known) if rest else []
        for territory, code, members in (
            *((each, each.code, each.customs) for each in territories),
            *((None, code, (code,)) for code in others),
        ):
            was, is_now = (_total(each, members) for each in sums)
            found.append(
                Revision(
                    territory, code, now.when, now.flow, before.release, now.release, was, is_now
                )
            )
    return sorted(
        found, key=lambda each: (-abs(each.moved_eur), each.code, each.quarter, each.flow)
    )


def _two_newest(held: Sequence[HeldQuarter]) -> Iterator[tuple[HeldQuarter, HeldQuarter]]:
    """Yield the two newest releases, older first, of each flow and quarter that has two."""
    ordered = sorted(held, key=lambda each: (each.flow, each.when, precedence(each)))
    for _, same in groupby(ordered, key=lambda each: (each.flow, each.when)):
        newest = list(same)[-2:]
        if len(newest) > 1:
            yield newest[0], newest[1]


def _total(sums: Mapping[str, int], members: Sequence[str]) -> int:
    """Return the sum over the members; over all départements for France, which lists none."""
    return sum(sums.get(code, 0) for code in members) if members else sum(sums.values())
