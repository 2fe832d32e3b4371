"""Revisions of the Customs' figures as text, CSV and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING
from tradefiche.reference.periods import spans
from tradefiche.report.columns import table, wrapped
from tradefiche.report.page import USUAL, heading, room
from tradefiche.report.territory import banner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from tradefiche.customs.manifest import Data
    from tradefiche.customs.revisions import Revision
    from tradefiche.language.phrases import Wording
    from tradefiche.reference.periods import Quarter

SHOWN = 20
_BEFORE = 3
"""Index of the column that a narrow page leaves out: it follows from the next two."""
_HEADS = ("territory", "quarter", "flow", "before", "after", "moved", "moved_pct")


def to_frame(found: Sequence[Revision], data: Data, wording: Wording) -> pl.DataFrame:
    """Return a data frame with one row per revision, in their order.

    Columns: territory, territory_name, period, flow, release_before, release, before_eur,
    value_eur, moved_eur, moved_pct (of before_eur; empty where that is 0), data.
    """
    import polars as pl

    rows = [
        (
            each.territory.id if each.territory else f"dept-{each.code}",
            _name(each, wording),
            str(each.quarter),
            each.flow,
            each.release_before,
            each.release,
            each.before_eur,
            each.value_eur,
            each.moved_eur,
            _percent(each),
            data,
        )
        for each in found
    ]
    texts = ("territory", "territory_name", "period", "flow", "release_before", "release")
    schema = {
        **dict.fromkeys(texts, pl.String()),
        **dict.fromkeys(("before_eur", "value_eur", "moved_eur"), pl.Int64()),
        "moved_pct": pl.Float64(),
        "data": pl.String(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def to_json(found: Sequence[Revision], data: Data, wording: Wording) -> bytes:
    """Return revisions as one JSON document, `{"revisions": [rows]}`, null for empty."""
    rows = to_frame(found, data, wording).to_dicts()
    return json.dumps({"revisions": rows}, ensure_ascii=False, indent=1).encode() + b"\n"


def to_text(found: Sequence[Revision], data: Data, wording: Wording) -> Iterator[str]:
    """Yield the releases compared and the largest revisions, in millions of euros, as lines."""
    lang = wording.lang
    if not found:
        yield from wrapped(wording.say("revisions.none"))
        return
    yield from banner(data, wording)
    yield from map(heading, wrapped(wording.say("revisions.title")))
    yield from _compared(found)
    yield ""
    moved = [each for each in found if each.moved_eur]
    if not moved:
        yield wording.say("revisions.same")
        return
    cells = [
        (
            _name(each, wording),
            str(each.quarter),
            each.flow,
            millions(each.before_eur, lang=lang, unit=False),
            millions(each.value_eur, lang=lang, unit=False),
            millions(each.moved_eur, lang=lang, unit=False, signed=True),
            _shown(each, wording),
        )
        for each in moved[:SHOWN]
    ]
    heads = [wording.say(f"revisions.{key}") for key in _HEADS]
    kept = [place for place in range(len(heads)) if room() >= USUAL or place != _BEFORE]
    lines = [[line[place] for place in kept] for line in (heads, *cells)]
    yield from table(lines[0], lines[1:], right=frozenset(range(3, len(kept))))
    if len(moved) > SHOWN:
        yield wording.say("revisions.more", count=len(moved) - SHOWN)


def _compared(found: Sequence[Revision]) -> Iterator[str]:
    """Yield the releases that are compared, with their quarters."""
    compared: dict[tuple[str, str], list[Quarter]] = {}
    for each in found:
        pair = (each.release_before or MISSING, each.release or MISSING)
        compared.setdefault(pair, []).append(each.quarter)
    for (before, after), quarters in sorted(compared.items()):
        yield f"  {before} → {after}  {spans(quarters)}"


def _name(revision: Revision, wording: Wording) -> str:
    if revision.territory is None:
        return wording.say("revisions.nowhere", code=revision.code)
    return revision.territory.name(wording.lang)


def _percent(each: Revision) -> float | None:
    return 100 * each.moved_eur / each.before_eur if each.before_eur else None


def _shown(each: Revision, wording: Wording) -> str:
    found = _percent(each)
    return MISSING if found is None else wording.percent(found, signed=True)
