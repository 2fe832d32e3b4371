"""What a fetch is asked for, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.ingest import Outcome
    from tradefiche.customs.layout import Flow

State = Literal["fetched", "unchanged", "new"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        years: calendar years; none for what the publication needs.
        urls: addresses that take the place of the configured sources; nothing stands in for them.
        release: month of the release of files that do not tell it.
        patience_s: seconds without getting on; the configuration's if None.
        dry_run: whether only to say what would be done.
        prune: whether to drop raw files that are no longer in use.
    """

    years: tuple[int, ...] = ()
    urls: tuple[str, ...] = ()
    release: str | None = None
    patience_s: float | None = None
    dry_run: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A zip of the source that was taken.

    Attributes:
        flow, year, release: as the source tells them; None if it does not.
        state: `fetched`, `unchanged`, or `new` where a dry run would fetch it.
        raw: the file as it is kept; None in a dry run.
    """

    url: str
    flow: Flow | None
    year: int | None
    release: str | None
    state: State
    size: int | None
    raw: Raw | None = None


def order_of(
    years: Sequence[str],
    urls: Sequence[str],
    *,
    release: str | None = None,
    patience_s: float | None = None,
    dry_run: bool = False,
    prune: bool = False,
) -> Order:
    """Return what is asked of the network in a user's words; UsageError if they contradict."""
    from tradefiche.reference.periods import parse_release, parse_years

    if release and not urls:
        raise UsageError("--release goes with --from or --source")
    periods = [period for text in years for period in parse_years(text)]
    return Order(
        years=tuple(sorted({period.quarters[0].year for period in periods})),
        urls=tuple(urls),
        release=parse_release(release, of_files=True) if release else None,
        patience_s=patience_s,
        dry_run=dry_run,
        prune=prune,
    )


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did.

    Attributes:
        source: name of the source that was taken.
        files: its zips that were asked for.
        outcome: what the store took in.
        failed: what was wrong with the sources before it.
        pruned: raw files that were dropped, or would be.
    """

    source: str
    files: tuple[File, ...]
    outcome: Outcome
    failed: tuple[str, ...] = ()
    pruned: tuple[Raw, ...] = ()
