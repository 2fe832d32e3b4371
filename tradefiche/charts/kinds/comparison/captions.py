"""Text around a comparison: the section that stands out most, notes, text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.language.typography import NBSP, weight
from tradefiche.views.comparison import BESIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording
    from tradefiche.views.comparison import ComparedSection, ComparedSide, Structure

_FIRST = 3
_TELLING = 0.05  # points: least gap that prints as 0,1
_FAR = 1.0  # points: shares closer than this are alike


def tell(structure: Structure, brief: Brief) -> Story:
    """Return the text around a comparison; notes say what is added up and what is not drawn."""
    title, subtitle = _title(structure, brief), _subtitle(structure, brief)
    if not structure.drawn:
        return Story(title, subtitle)
    return Story(title, subtitle, tuple(_spoken(structure, brief)), tuple(_notes(structure, brief)))


def _title(structure: Structure, brief: Brief) -> str:
    """Return the finding: the section furthest above France, or else the largest one."""
    wording = brief.wording
    if not structure.drawn:
        key = "unknown" if structure.total is None else "nothing"
        if structure.total is not None and structure.total < 0:
            return brief.say("comparison.title_negative")
        return brief.say(f"common.{key}_exports")
    section = telling(structure, brief)
    if section is None:
        return brief.say("comparison.title_alike")
    key, other = "first", section.shares[-1]
    if _gap(structure, wording) is section:
        key = structure.sides[-1]
    return brief.say(
        f"comparison.title_{key}",
        section=section.name,
        share=_share(section.shares[0], wording),
        other=_share(other, wording),
    )


def telling(structure: Structure, brief: Brief) -> ComparedSection | None:
    """Return the section that the title names; None if all shares are close to France's."""
    found = _gap(structure, brief.wording)
    if found is None and structure.sides[-1] == "france" and _alike(structure):
        return None
    return found or structure.sections[0]


def _gap(structure: Structure, wording: Wording) -> ComparedSection | None:
    """Return the section with the largest gap, if that gap is worth telling."""
    gaps = _gaps(structure)
    return gaps[0][1] if gaps and _telling(*gaps[0], wording) else None


def _gaps(structure: Structure) -> list[tuple[float, ComparedSection]]:
    """Return (gap, section) by falling gap to France in points; for France, exports to imports.

    Only of sections with a row of their own whose two shares are known and not negative; empty
    where the last side is neither France nor imports.
    """
    if structure.sides[-1] not in ("france", "imports"):
        return []
    found = []
    for section in structure.sections:
        first, last = section.shares[0], section.shares[-1]
        if first is not None and last is not None and min(first, last) >= 0:
            found.append((first - last, section))
    return sorted(found, key=lambda each: (-each[0], each[1].code))


def _telling(gap: float, section: ComparedSection, wording: Wording) -> bool:
    """Return whether a gap is large enough to tell, and visible in the printed shares."""
    first, last = (_share(section.shares[place], wording) for place in (0, -1))
    return gap >= _TELLING and first != last


def _alike(structure: Structure) -> bool:
    """Return whether every share, the rest's too, is known and within a point of France's."""
    return all(
        None not in (first, last) and abs((first or 0) - (last or 0)) < _FAR
        for first, *_, last in (section.shares for section in structure.every)
    )


def _subtitle(structure: Structure, brief: Brief) -> str:
    both = "_both" if structure.sides[-1] == "imports" else ""
    return brief.say(f"comparison.subtitle{both}")


def _notes(structure: Structure, brief: Brief) -> Iterator[str]:
    wording = brief.wording
    if structure.gathered:
        limit = wording.percent(structure.limit)
        if brief.few is None:
            names = wording.apart([name.replace(" ", NBSP) for name in structure.gathered])
            yield wording.say("comparison.gathered", sections=names, limit=limit)
        else:
            count = wording.count(len(structure.gathered))
            yield wording.say("comparison.gathered_few", count=count, limit=limit)
    negative = [
        f"{section.name}, {called(side, brief)} {weight(value, lang=wording.lang)}"
        for section in structure.every
        for side, value in zip(structure.sides, section.shares, strict=True)
        if value is not None and value < 0
    ]
    if negative:
        yield wording.say("comparison.negative", shares=wording.apart(negative))
    if brief.subject.nearness:
        yield brief.subject.nearness
    yield from brief.subject.caveats_of(
        each.code for each in structure.sections if each.code and (each.shares[0] or 0) > 0
    )


def called(side: ComparedSide, brief: Brief) -> str:
    """Return the name of a side, as used in notes and heads."""
    if side == "own":
        return brief.subject.place
    if side in BESIDE:
        return brief.subject.beside[BESIDE.index(side)].name(brief.lang)
    key = {"exports": "common.exports", "imports": "common.imports"}.get(side)
    return brief.say(key or f"comparison.{side}")


def _spoken(structure: Structure, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: the first sections, the widest gaps, the région's share."""
    wording = brief.wording
    first = [section for section in structure.sections if (section.shares[0] or 0) > 0][:_FIRST]
    if first:
        cells = [
            wording.say(
                "comparison.spoken_section",
                section=section.name,
                share=_share(section.shares[0], wording),
            )
            for section in first
        ]
        key = "spoken_first" if len(first) > 1 else "spoken_only"
        yield brief.say(f"comparison.{key}", sections=wording.listed(cells))
    gaps = _gaps(structure)
    flow = structure.sides[-1]
    for way, entry in (("above", gaps[:1]), ("below", gaps[-1:])):
        for gap, section in entry:
            if _telling(gap if way == "above" else -gap, section, wording):
                yield wording.say(
                    f"comparison.spoken_{way}_{flow}",
                    section=section.name,
                    share=_share(section.shares[0], wording),
                    other=_share(section.shares[-1], wording),
                )
    yield from _beside(structure, brief)


def _beside(structure: Structure, brief: Brief) -> Iterator[str]:
    """Yield the first section's share for the région, or for the territories in its place."""
    subject, section = brief.subject, structure.sections[0]
    others = dict(zip(BESIDE, subject.beside, strict=False))
    if subject.region is not None and not others:
        others = {"region": subject.region}
    for side, territory in others.items():
        share = section.shares[structure.sides.index(side)] if side in structure.sides else None
        if share is not None:
            yield brief.say(
                "comparison.spoken_region",
                section=section.name,
                share=_share(share, brief.wording),
                of=territory.of(subject.lang),
            )


def _share(value: float | None, wording: Wording) -> str:
    return wording.share(value or 0)
