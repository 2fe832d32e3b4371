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
    """What is requested.

    Attributes:
        years: calendar years; empty for what the publication needs.
        urls: URLs to use instead of the configured sources, without fallback to these.
        workbooks: whether only the régions' yearly workbooks are requested.
        regions: the Customs' codes of their régions; empty for all.
        release: month of the release, for files that do not state it.
        patience_s: seconds to go on without progress; the configuration's if None.
        dry_run: whether only to report what would be done.
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
        """Whether it is the default: what the publication needs, from any configured source."""
        return not (self.years or self.urls or self.workbooks)


@dataclass(frozen=True, slots=True)
class TakenZip:
    """A requested zip of the source that was used.

    Attributes:
        flow, year, release: as the source states them; None if it does not.
        region: the Customs' code of the workbooks' région, if stated; None for other zips.
        state: `fetched`, `unchanged`, or `new` where a dry run would fetch it.
        size: in bytes, if known.
        raw: provenance of the file; None where a dry run only asked for it.
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
"""Given in place of a URL, it selects the configured sources of yearly workbooks."""


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
    """Return the request for a user's options; UsageError if they contradict each other.

    Régions restrict the yearly workbooks: giving any requests workbooks only.
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
    """Result of a fetch.

    Attributes:
        source: name of the source that was used, or of two, joined by a semicolon.
        files: the requested zips.
        outcome: what the store took in.
        failed: one message per source that failed.
        pruned: raw files that were dropped, or would be in a dry run.
    """

    source: str
    files: tuple[TakenZip, ...]
    outcome: IngestOutcome
    failed: tuple[str, ...] = ()
    pruned: tuple[Raw, ...] = ()

    def then(self, other: Fetched) -> Fetched:
        """Return the combined result of this source and a further one."""
        return Fetched(
            source=f"{self.source}; {other.source}",
            files=self.files + other.files,
            outcome=self.outcome.then(other.outcome),
            failed=self.failed + other.failed,
        )
