"""What a fetch is asked for, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.ingest import IngestOutcome
    from tradefiche.reference.terms import Flow

State = Literal["fetched", "unchanged", "new"]


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What is asked for.

    Attributes:
        years: calendar years; none for what the publication needs.
        urls: addresses that take the place of the configured sources; nothing stands in for them.
        workbooks: whether only the régions' yearly workbooks are asked for.
        regions: the Customs' codes of their régions; none for all.
        release: month of the release of files that do not tell it.
        patience_s: seconds without getting on; the configuration's if None.
        dry_run: whether only to say what would be done.
        prune: whether to drop raw files that are no longer in use.
    """

    years: tuple[int, ...] = ()
    urls: tuple[str, ...] = ()
    workbooks: bool = False
    regions: tuple[str, ...] = ()
    release: str | None = None
    patience_s: float | None = None
    dry_run: bool = False
    prune: bool = False

    @property
    def usual(self) -> bool:
        """Whether nothing is named: what the publication needs, from wherever it is."""
        return not (self.years or self.urls or self.workbooks)


@dataclass(frozen=True, slots=True)
class TakenZip:
    """A zip of the source that was taken.

    Attributes:
        flow, year, release: as the source tells them; None if it does not.
        region: the Customs' code, of a région's workbooks; None for other zips.
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
    region: str | None = None


WORKBOOKS = "workbooks"
"""The word that stands for the sources of yearly workbooks, in the place of an address."""


def order_of(
    years: Sequence[str],
    urls: Sequence[str],
    regions: Sequence[str] = (),
    *,
    config_dirs: tuple[Path, ...],
    release: str | None = None,
    patience_s: float | None = None,
    dry_run: bool = False,
    prune: bool = False,
) -> FetchRequest:
    """Return what is asked of the network in a user's words; UsageError if they contradict.

    Régions are limits of the yearly workbooks: to name some is to ask for these alone.
    """
    from tradefiche.reference.periods import parse_release, parse_years

    addresses = tuple(url for url in urls if url.strip().lower() != WORKBOOKS)
    workbooks = bool(regions) or len(addresses) < len(urls)
    if workbooks and addresses:
        what = "--region" if regions else f"--source {WORKBOOKS}"
        raise UsageError(f"{what} goes without an address", hint="ask for one, then the other")
    if release and not urls and not workbooks:
        raise UsageError("--release goes with --from or --source")
    periods = [period for text in years for period in parse_years(text)]
    return FetchRequest(
        years=tuple(sorted({period.quarters[0].year for period in periods})),
        urls=addresses,
        workbooks=workbooks,
        regions=_customs_codes(regions, config_dirs) if regions else (),
        release=parse_release(release, of_files=True) if release else None,
        patience_s=patience_s,
        dry_run=dry_run,
        prune=prune,
    )


def _customs_codes(words: Sequence[str], config_dirs: tuple[Path, ...]) -> tuple[str, ...]:
    from tradefiche.customs.regions import regions_of
    from tradefiche.reference import selection
    from tradefiche.reference.gazetteer import gazetteer

    places = gazetteer(config_dirs)
    found = [each for word in words for each in selection.region(places, word).territories]
    return tuple(sorted({code for each in found for code in regions_of(each)}))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did.

    Attributes:
        source: name of the source that was taken, or of two.
        files: its zips that were asked for.
        outcome: what the store took in.
        failed: what was wrong with other sources.
        pruned: raw files that were dropped, or would be.
    """

    source: str
    files: tuple[TakenZip, ...]
    outcome: IngestOutcome
    failed: tuple[str, ...] = ()
    pruned: tuple[Raw, ...] = ()

    def then(self, other: Fetched) -> Fetched:
        """Return what was brought from this source and another besides."""
        return Fetched(
            source=f"{self.source}; {other.source}",
            files=self.files + other.files,
            outcome=self.outcome.then(other.outcome),
            failed=self.failed + other.failed,
        )
