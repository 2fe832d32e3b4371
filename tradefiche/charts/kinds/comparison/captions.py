"""What a comparison says: the section that stands out most, and what a reader would see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Words
from tradefiche.language import periods
from tradefiche.language.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.language.phrases import Wording
    from tradefiche.views.comparison import Section, Side, Structure
    from tradefiche.views.subject import Subject

_FIRST = 3
_TELLING = 0.05  # points: what prints as 0,1
_FAR = 1.0  # points


@dataclass(frozen=True, slots=True)
class Story:
    """The texts of a comparison; notes say what is added up and what has no mark."""

    words: Words
    notes: tuple[str, ...]


def tell(structure: Structure, subject: Subject, wording: Wording) -> Story:
    """Return the texts of a comparison."""
    title, subtitle = (say(structure, subject, wording) for say in (_title, _subtitle))
    if not structure.drawn:
        return Story(Words(title, subtitle, f"{title}."), ())
    spoken = " ".join(_spoken(structure, subject, wording))
    return Story(Words(title, subtitle, spoken), tuple(_notes(structure, subject, wording)))


def _title(structure: Structure, subject: Subject, wording: Wording) -> str:
    """Return the finding: where the territory stands furthest above France."""
    when = periods.within(subject.period, wording)
    values = {"place": subject.place, "of": subject.of_place, "when": when}
    if not structure.drawn:
        key = "unknown" if structure.total is None else "nothing"
        if structure.total is not None and structure.total < 0:
            return wording.say("comparison.title_negative", **values)
        return wording.say(f"common.{key}_exports", **values)
    gaps = _gaps(structure)
    if gaps and _telling(*gaps[0], wording):
        _, section = gaps[0]
        return wording.say(
            f"comparison.title_{structure.sides[-1]}",
            section=section.name,
            share=_share(section.shares[0], wording),
            other=_share(section.shares[-1], wording),
            **values,
        )
    if structure.sides[-1] == "france" and _alike(structure):
        return wording.say("comparison.title_alike", **values)
    first = structure.sections[0]
    return wording.say(
        "comparison.title_first",
        section=first.name,
        share=_share(first.shares[0], wording),
        **values,
    )


def _gaps(structure: Structure) -> list[tuple[float, Section]]:
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


def _telling(gap: float, section: Section, wording: Wording) -> bool:
    """Say whether a gap is large enough to be told, and seen in the shares as they are printed."""
    first, last = (_share(section.shares[place], wording) for place in (0, -1))
    return gap >= _TELLING and first != last


def _alike(structure: Structure) -> bool:
    """Say whether no share, that of the rest included, is further than a point from France's."""
    return all(
        None not in (first, last) and abs((first or 0) - (last or 0)) < _FAR
        for first, *_, last in (section.shares for section in structure.every)
    )


def _subtitle(structure: Structure, subject: Subject, wording: Wording) -> str:
    key = "subtitle_both" if structure.sides[-1] == "imports" else "subtitle"
    return wording.say(f"comparison.{key}", when=periods.within(subject.period, wording))


def _notes(structure: Structure, subject: Subject, wording: Wording) -> Iterator[str]:
    if structure.gathered:
        yield wording.say(
            "comparison.gathered",
            sections=wording.apart([name.replace(" ", NBSP) for name in structure.gathered]),
            limit=wording.percent(structure.limit),
        )
    negative = [
        f"{section.name}, {_called(side, subject, wording)} {_share(value, wording)}"
        for section in structure.every
        for side, value in zip(structure.sides, section.shares, strict=True)
        if value is not None and value < 0
    ]
    if negative:
        yield wording.say("comparison.negative", shares=wording.apart(negative))
    yield from subject.conventions_of(
        each.code for each in structure.sections if each.code and (each.shares[0] or 0) > 0
    )


def _called(side: Side, subject: Subject, wording: Wording) -> str:
    """Return what a side is called in a note."""
    if side == "own":
        return subject.place
    key = {"exports": "common.exports", "imports": "common.imports"}.get(side)
    return wording.say(key or f"comparison.{side}")


def _spoken(structure: Structure, subject: Subject, wording: Wording) -> Iterator[str]:
    """Say what a reader sees: the first sections, and where the gaps are widest."""
    of = subject.of_place
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
        yield wording.say(f"comparison.{key}", sections=wording.listed(cells), of=of)
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
    if "region" in structure.sides:
        yield from _beside_region(structure, subject, wording)


def _beside_region(structure: Structure, subject: Subject, wording: Wording) -> Iterator[str]:
    """Say the share of the first section in the exports of the région."""
    place = structure.sides.index("region")
    section = structure.sections[0]
    other = section.shares[place]
    if other is not None and subject.region is not None:
        yield wording.say(
            "comparison.spoken_region",
            section=section.name,
            share=_share(other, wording),
            of=subject.region.of(subject.lang),
        )


def _share(value: float | None, wording: Wording) -> str:
    return wording.share(value or 0)
