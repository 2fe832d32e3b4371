"""What a store holds, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tradefiche.customs.store import FLOWS
from tradefiche.language.typography import millions, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.customs.manifest import Held
    from tradefiche.customs.store import Store

_WIDTH = 80


def holdings(store: Store) -> dict[str, Any]:
    """Return what a store holds as a JSON document; `current` marks what counts today."""
    manifest = store.manifest
    view = store.view()
    current = set(view.slices.values())
    return {
        "store": str(store.folder),
        "data": manifest.data,
        "held": {flow: view.held(flow) for flow in FLOWS},
        "slices": [
            asdict(each)
            | {"quarter": str(each.when), "current": each in current, "age_days": age_days(each)}
            for each in manifest.held
        ],
        "raw": [asdict(raw) | {"file": raw.file} for raw in manifest.raw],
    }


def summary(store: Store) -> Iterator[str]:
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
    yield ""
    yield "Sources"
    for name, digest in sorted({(h.source.name, h.source.sha256) for h in view.slices.values()}):
        yield f"  {digest[:8]}  {name}"[:_WIDTH]


def age_days(held: Held) -> int:
    """Return the days since a slice was taken in."""
    return (datetime.now(UTC).date() - date.fromisoformat(held.source.fetched)).days
