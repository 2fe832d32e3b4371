"""The final report of `tradefiche fetch`: as text, or as one JSON document."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tradefiche.cli import console
from tradefiche.customs.regions import named
from tradefiche.reference.periods import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.cli.optionsets import CommonOptions
    from tradefiche.customs.ingest import IngestOutcome
    from tradefiche.customs.remote.request import Fetched, FetchRequest, TakenZip
    from tradefiche.customs.store import Store

_MEGA = 1_000_000
_NAMED_AT_MOST = 4


def of_files(outcome: IngestOutcome, store: Store, common: CommonOptions, *, dry_run: bool) -> None:
    """Print what was taken in from local files, as text or JSON, and the remarks on them."""
    _say_remarks(outcome)
    if common.json:
        console.document(_document(outcome, store, dry_run=dry_run))
    elif not common.quiet:
        console.text(_taken(outcome, dry_run=dry_run))
        if not outcome.changed:
            left = any(remark.code == "earlier-upload" for remark in outcome.remarks)
            up_to_date = "up to date: the store holds all of it already"
            console.text("took in nothing" if left else up_to_date)


def of_network(fetched: Fetched, order: FetchRequest, store: Store, common: CommonOptions) -> None:
    """Print what was fetched from the network, as text or JSON, and what failed."""
    for text in fetched.failed:
        console.warning(text)
    _say_remarks(fetched.outcome)
    if common.json:
        about = {
            "source": fetched.source,
            "files": [_file(each) for each in fetched.files],
            "pruned": [raw.file for raw in fetched.pruned],
            "failed": list(fetched.failed),
        }
        console.document(_document(fetched.outcome, store, dry_run=order.dry_run) | about)
    elif not common.quiet:
        console.text(_network(fetched, dry_run=order.dry_run))


def _network(fetched: Fetched, *, dry_run: bool) -> Iterator[str]:
    new = [each for each in fetched.files if each.state == "new"]
    for each in new:
        size = f", {each.size / _MEGA:.1f} MB" if each.size else ""
        yield f"would fetch {each.url}{size}"
    yield from _taken(fetched.outcome, dry_run=dry_run)
    if not fetched.outcome.changed and not new:
        yield f"up to date: nothing new at {fetched.source}"
    for raw in fetched.pruned:
        yield f"{'would drop' if dry_run else 'dropped'} {raw.file}"


def _taken(outcome: IngestOutcome, *, dry_run: bool) -> Iterator[str]:
    verb = "would take in" if dry_run else "took in"
    for flow in sorted({held.flow for held in outcome.taken}):
        mine = [held for held in outcome.taken if held.flow == flow]
        rows = sum(held.rows for held in mine)
        releases = ", ".join(sorted({held.release or "unknown" for held in mine}))
        quarters = spans([held.when for held in mine])
        yield f"{verb} {flow}s {quarters}: {rows:,} rows, release {releases}"
    yield from _taken_years(outcome, verb)


def _taken_years(outcome: IngestOutcome, verb: str) -> Iterator[str]:
    for flow in sorted({held.flow for held in outcome.years}):
        mine = [held for held in outcome.years if held.flow == flow]
        rows = sum(held.rows for held in mine)
        years = sorted({held.year for held in mine})
        span = f"{years[0]}..{years[-1]}" if len(years) > 1 else str(years[0])
        regions = sorted({held.region for held in mine})
        which = f"{len(regions)} régions"
        if len(regions) <= _NAMED_AT_MOST:
            which = f"région{'s' * (len(regions) > 1)} {named(regions)}"
        releases = ", ".join(sorted({held.release or "unknown" for held in mine}))
        dated = all(held.release and (held.uploaded or "")[:7] == held.release for held in mine)
        how = " (by the dates in the zips)" if dated else ""
        yield f"{verb} {flow}s {span} of {which}: {rows:,} rows, release {releases}{how}"


def _say_remarks(outcome: IngestOutcome) -> None:
    for remark in outcome.remarks:
        console.remark(remark)
        if remark.code == "unrelated":
            console.more(f"left out: {name}" for name in remark.files)


def _document(outcome: IngestOutcome, store: Store, *, dry_run: bool) -> dict[str, Any]:
    return {
        "changed": outcome.changed and not dry_run,
        "dry_run": dry_run,
        "data": outcome.data,
        "store": str(store.folder),
        "taken": [asdict(held) for held in outcome.taken],
        "taken_years": [asdict(held) for held in outcome.years],
        "findings": [asdict(each) for each in outcome.remarks],
        "passed_over": [
            {"file": each.name, "reason": each.why, "level": each.level} for each in outcome.passed
        ],
    }


def _file(each: TakenZip) -> dict[str, Any]:
    document = asdict(each)
    return document | {"raw": asdict(each.raw) | {"file": each.raw.file} if each.raw else None}
