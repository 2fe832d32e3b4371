"""What a comparison says: the section that stands out most, and what a reader would see."""

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
_TELLING = 0.05  # points: what prints as 0,1
_FAR = 1.0  # points


def tell(structure: Structure, brief: Brief) -> Story:
    """Return what is said around a comparison; notes on what is added up and what has no mark."""
    title, subtitle = _title(structure, brief), _subtitle(structure, brief)
    if not structure.drawn:
        return Story(title, subtitle)
    return Story(title, subtitle, tuple(_spoken(structure, brief)), tuple(_notes(structure, brief)))


def _title(structure: Structure, brief: Brief) -> str:
    """Return the finding: where the territory stands furthest above France."""
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
    """Return the section that the title names; none if all are about as in France."""
    found = _gap(structure, brief.wording)
    if found is None and structure.sides[-1] == "france" and _alike(structure):
        return None
    return found or structure.sections[0]


def _gap(structure: Structure, wording: Wording) -> ComparedSection | None:
    """Return the section whose share is furthest above the other, if that tells anything."""
    gaps = _gaps(structure)
    return gaps[0][1] if gaps and _telling(*gaps[0], wording) else None


def _gaps(structure: Structure) -> list[tuple[float, ComparedSection]]:
    """Return the gaps to France, or between the flows of France, in points, falling.

    Only sections that are shown, and of which both shares are known and above 0.
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
    """Say whether a gap is large enough to be told, and seen in the shares as they are printed."""
    first, last = (_share(section.shares[place], wording) for place in (0, -1))
    return gap >= _TELLING and first != last


def _alike(structure: Structure) -> bool:
    """Say whether no share, that of the rest included, is further than a point from France's."""
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
        f"{section.name}, {_called(side, brief)} {weight(value, lang=wording.lang)}"
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


def _called(side: ComparedSide, brief: Brief) -> str:
    """Return what a side is called in a note."""
    if side == "own":
        return brief.subject.place
    if side in BESIDE:
        return brief.subject.beside[BESIDE.index(side)].name(brief.lang)
    key = {"exports": "common.exports", "imports": "common.imports"}.get(side)
    return brief.say(key or f"comparison.{side}")


def _spoken(structure: Structure, brief: Brief) -> Iterator[str]:
    """Say what a reader sees: the first sections, and where the gaps are widest."""
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
    """Say the share of the first section in the exports of the région, or of those named."""
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
