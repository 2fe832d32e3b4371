"""What a store holds, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.ingest_report import Finding
from tradefiche.customs.store import FLOWS
from tradefiche.language.money import millions
from tradefiche.language.typography import number
from tradefiche.reference.periods import Period, spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tradefiche.customs.held import Held
    from tradefiche.customs.layout import Flow
    from tradefiche.customs.store import Store, View
    from tradefiche.reference.periods import Quarter

_WIDTH = 80


def holdings(store: Store, config_dirs: tuple[Path, ...]) -> dict[str, Any]:
    """Return what a store holds as a JSON document.

    `current` marks what counts today, `thin` of that what is probably incomplete (a line, or null).
    """
    manifest = store.manifest
    view = store.view()
    current = set(view.slices.values())
    thin = {
        view.slices[key]: each.text for key, each in thin_quarters(view.slices, config_dirs).items()
    }
    return {
        "store": str(store.folder),
        "data": manifest.data,
        "held": {flow: view.held(flow) for flow in FLOWS},
        "slices": [
            asdict(each)
            | {"quarter": str(each.when), "current": each in current, "age_days": age_days(each)}
            | {"thin": thin.get(each)}
            for each in manifest.held
        ],
        "raw": [asdict(raw) | {"file": raw.file} for raw in manifest.raw],
    }


def summary(store: Store, config_dirs: tuple[Path, ...]) -> Iterator[str]:
    """Yield what a store holds as lines of 80 columns."""
    manifest = store.manifest
    yield f"Store    {store.folder}"
    if not manifest.held:
        yield "Holds    nothing yet; tradefiche fetch brings the Customs' files"
        return
    view = store.view()
    kind = "synthetic sample data" if manifest.data == "sample" else "data of the Customs"
    yield f"Data     {kind}"
    for flow in FLOWS:
        yield f"{flow.title()}s  {view.held(flow)}"
    yield ""
    yield (
        f"{'Flow':<7}{'Quarter':<9}{'Release':<9}{'Rows':>10}{'Total, €M':>14}"
        f"{'Taken in':>12}{'Age':>7}  Checksum"
    )
    for each in sorted(view.slices.values(), key=lambda held: (held.flow, held.when)):
        yield (
            f"{each.flow:<7}{each.when!s:<9}{each.release or 'unknown':<9}"
            f"{number(each.rows, lang='en'):>10}"
            f"{millions(each.value_eur, lang='en', unit=False):>14}"
            f"{each.source.fetched:>12}{age_days(each):>5} d  {each.source.sha256[:8]}"
        )
    if older := len(manifest.held) - len(view.slices):
        yield f"and {older} quarters of older releases, for --release"
    for thin in thin_quarters(view.slices, config_dirs).values():
        yield from wrap(f"! {thin.text}", _WIDTH, subsequent_indent="  ")
    yield ""
    yield "Sources"
    for name, digest in sorted({(h.source.name, h.source.sha256) for h in view.slices.values()}):
        yield f"  {digest[:8]}  {name}"[:_WIDTH]


def newer_in_part(view: View, shown: Period) -> Finding | None:
    """Say what later years lack, which are held in part only; None if there are none.

    It is usual that the last quarters of both flows are yet to come, and a warning if one has what
    the other lacks.
    """
    newer: dict[int, dict[Flow, set[Quarter]]] = {}
    for flow, quarter in view.slices:
        if quarter > shown.quarters[-1]:
            newer.setdefault(quarter.year, {each: set() for each in FLOWS})[flow].add(quarter)
    if not newer:
        return None
    parts = []
    for year, held in sorted(newer.items()):
        lacking = {flow: set(Period.of_year(year).quarters) - held[flow] for flow in FLOWS}
        what = " and ".join(
            f"{flow}s {spans(list(lacking[flow]))}" for flow in FLOWS if lacking[flow]
        )
        parts.append(f"{year} is held in part, without {what}")
    lopsided = any(held["export"] != held["import"] for held in newer.values())
    text = f"{shown} is shown, the newest whole year: {'; '.join(parts)}"
    return Finding("newer-in-part", "warning" if lopsided else "notice", text)


def age_days(held: Held) -> int:
    """Return the days since a slice was taken in."""
    return (datetime.now(UTC).date() - date.fromisoformat(held.source.fetched)).days
