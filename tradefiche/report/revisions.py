"""Revisions of the Customs' figures as text, CSV and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tradefiche.language.typography import MISSING, millions, percent
from tradefiche.reference.periods import spans
from tradefiche.report.columns import columns, wrapped
from tradefiche.report.territory import banner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from tradefiche.customs.manifest import Data
    from tradefiche.customs.revisions import Revision
    from tradefiche.language.typography import Lang
    from tradefiche.reference.periods import Quarter

SHOWN = 20
_NAME_WIDTH = 22
_NOWHERE = {"fr": "Sans département", "en": "No département"}
_HEADS = {
    "fr": ("Territoire", "Trim.", "Flux", "Avant, M€", "Après, M€", "Écart, M€", "Écart"),
    "en": ("Territory", "Quarter", "Flow", "Before, €M", "After, €M", "Moved, €M", "Moved"),
}
_TITLES = {
    "fr": "Révisions entre les deux dernières diffusions de chaque trimestre",
    "en": "Revisions between the two newest releases of each quarter",
}
_NONE = {
    "fr": "Aucun trimestre n’est présent dans deux diffusions : rien à comparer.",
    "en": "No quarter is held in two releases: nothing to compare.",
}
_SAME = {
    "fr": "Rien n’a bougé.",
    "en": "Nothing moved.",
}
_MORE = {
    "fr": "… et {count} autres ; --format csv les donne toutes",
    "en": "… and {count} more; --format csv has them all",
}


def name_of(revision: Revision, lang: Lang) -> str:
    """Return the name of a revision's territory."""
    if revision.territory is None:
        return f"{_NOWHERE[lang]} ({revision.code})"
    return revision.territory.name(lang)


def to_frame(found: Sequence[Revision], data: Data, lang: Lang) -> pl.DataFrame:
    """Return revisions as a table, in their order.

    Columns: territory, territory_name, period, flow, release_before, release, before_eur,
    value_eur, moved_eur, moved_pct (of before_eur; empty where that is 0), data.
    """
    import polars as pl

    rows = [
        (
            each.territory.id if each.territory else f"dept-{each.code}",
            name_of(each, lang),
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


def to_json(found: Sequence[Revision], data: Data, lang: Lang) -> bytes:
    """Return revisions as one JSON document, `{"revisions": [rows]}`, null for empty."""
    rows = to_frame(found, data, lang).to_dicts()
    return json.dumps({"revisions": rows}, ensure_ascii=False, indent=1).encode() + b"\n"


def to_text(found: Sequence[Revision], data: Data, lang: Lang) -> Iterator[str]:
    """Yield the largest revisions as lines of 80 columns."""
    if not found:
        yield from wrapped(_NONE[lang])
        return
    yield from banner(data, lang)
    yield _TITLES[lang]
    yield from _compared(found)
    yield ""
    moved = [each for each in found if each.moved_eur]
    if not moved:
        yield _SAME[lang]
        return
    cells = [
        (
            "\n".join(wrapped(name_of(each, lang), size=_NAME_WIDTH)),
            str(each.quarter),
            each.flow,
            millions(each.before_eur, lang=lang, unit=False),
            millions(each.value_eur, lang=lang, unit=False),
            millions(each.moved_eur, lang=lang, unit=False, signed=True),
            _shown(each, lang),
        )
        for each in moved[:SHOWN]
    ]
    yield from columns([_HEADS[lang], *cells], right=frozenset({3, 4, 5, 6}))
    if len(moved) > SHOWN:
        yield _MORE[lang].format(count=len(moved) - SHOWN)


def _compared(found: Sequence[Revision]) -> Iterator[str]:
    """Yield the releases that are compared, with their quarters."""
    compared: dict[tuple[str, str], list[Quarter]] = {}
    for each in found:
        pair = (each.release_before or MISSING, each.release or MISSING)
        compared.setdefault(pair, []).append(each.quarter)
    for (before, after), quarters in sorted(compared.items()):
        yield f"  {before} → {after}  {spans(quarters)}"


def _percent(each: Revision) -> float | None:
    return 100 * each.moved_eur / each.before_eur if each.before_eur else None


def _shown(each: Revision, lang: Lang) -> str:
    found = _percent(each)
    return MISSING if found is None else percent(found, lang=lang, signed=True)
