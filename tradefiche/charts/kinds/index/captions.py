"""Text around the index: where exports stand beside France's, and where each line ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.language import periods
from tradefiche.language.typography import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.reference.terms import Side
    from tradefiche.views.index import Index, IndexSide

_SAID: tuple[Side, Side] = ("exports", "imports")


def printed(value: float, brief: Brief) -> str:
    """Return a value of the index as printed, with one decimal."""
    return number(value, 1, lang=brief.lang)


def named(side: IndexSide, brief: Brief) -> str:
    """Return the name of the territory whose line it is."""
    subject = brief.subject
    if side == "own":
        return subject.place
    if side == "region" and subject.region is not None:
        return subject.region.name(subject.lang)
    return brief.say("comparison.france")


def tell(index: Index, brief: Brief) -> Story:
    """Return the text around the lines, with the period that the source line names."""
    if "own" not in index.sides:
        key = "common.nothing" if index.untraded else "common.unknown"
        return Story(brief.say(key), _subtitle(index, brief))
    return Story(
        title=_title(index, brief),
        subtitle=_subtitle(index, brief),
        spoken=tuple(_spoken(index, brief)),
        notes=tuple(_notes(index, brief)),
        period=f"{index.periods[0].quarters[0]}..{index.periods[-1].quarters[-1]}",
    )


def _when(index: Index, brief: Brief) -> str:
    return periods.within(str(index.periods[-1]), brief.wording)


def _title(index: Index, brief: Brief) -> str:
    """Return the finding: the last value of exports (or else imports), beside France's."""
    own = {name: index.last(name, "own") for name in _SAID}
    name = next((each for each in _SAID if own[each] is not None), None)
    base = index.bases[-1]
    if name is None or base is None:
        return brief.say("common.unknown")
    values = {"base": base, "when": _when(index, brief)}
    if base == str(index.periods[-1]):
        return brief.say("index.title_base", **values)
    other = index.last(name, "france")
    key = f"index.title_{name}" if other is not None else f"index.title_{name}_alone"
    return brief.say(
        key,
        value=printed(own[name] or 0.0, brief),
        other=printed(other or 0.0, brief),
        **values,
    )


def _subtitle(index: Index, brief: Brief) -> str:
    first, *again = index.begins or ("",)
    if not first:
        return brief.say("index.subtitle_none")
    key = "index.subtitle_year" if index.yearly else "index.subtitle"
    if again:
        return brief.say(f"{key}_break", base=first, again=again[0])
    return brief.say(key, base=first)


def _notes(index: Index, brief: Brief) -> Iterator[str]:
    if len(index.begins) > 1:
        yield brief.say("evolution.note_break")
        yield brief.say("index.note_break", base=index.begins[-1])
    if index.gaps:
        yield brief.say("index.note_gap")
    yield brief.say("index.note_current")


def _spoken(index: Index, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: where each line ends, and the range of the territory's."""
    for name in reversed(_SAID):
        ends = [
            brief.say("index.spoken_end", who=named(side, brief), value=printed(value, brief))
            for side in index.sides
            if (value := index.last(name, side)) is not None
        ]
        flow = brief.say(f"common.{name}")
        if not ends:
            yield brief.say("index.spoken_none", flow=flow)
            continue
        yield brief.say(
            "index.spoken_ends",
            flow=flow,
            when=_when(index, brief),
            base=index.bases[-1],
            ends=brief.wording.listed(ends),
        )
        since = [
            value
            for place, value in index.known(name, "own")
            if index.bases[place] == index.bases[-1]
        ]
        if len(since) > 1:
            low, high = (printed(value, brief) for value in (min(since), max(since)))
            yield brief.say("index.spoken_range", low=low, high=high)
