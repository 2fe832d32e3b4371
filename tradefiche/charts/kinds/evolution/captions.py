"""Text around the evolution: the finding, caveats, and its course as text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.language import periods
from tradefiche.language.typography import TENTH_OF_PERCENT
from tradefiche.reference.changes import BREAK
from tradefiche.reference.periods import Period
from tradefiche.views.evolution import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.units import Unit
    from tradefiche.language.phrases import Wording
    from tradefiche.reference.terms import Side
    from tradefiche.views.evolution import EvolutionView

_SAID: tuple[Side, Side] = ("exports", "imports")


def tell(series: EvolutionView, unit: Unit, brief: Brief) -> Story:
    """Return the text around the columns, with the period that the source line names."""
    group = "common" if unit.name in {"millions", "thousands"} else "evolution"
    return Story(
        title=_title(series, brief),
        subtitle=brief.say(_of("subtitle", series), unit=brief.say(f"{group}.unit_{unit.name}")),
        spoken=tuple(_spoken(series, brief, unit)),
        notes=tuple(_notes(series, brief.wording)),
        period=_span(series),
    )


def _notes(series: EvolutionView, wording: Wording) -> Iterator[str]:
    """Yield notes on breaks, revisions, gaps and negative values among the points drawn."""
    if series.broken is not None:
        yield wording.say("evolution.note_break")
    if any(point.mixed for point in series.points):
        yield wording.say("evolution.note_mixed")
    if series.revised:
        yield wording.say("evolution.note_vintage")
    if not series.complete:
        yield wording.say("evolution.note_gap")
    if min(series.flows, default=0) < 0:
        yield wording.say(_of("note_negative", series))


def _of(key: str, series: EvolutionView) -> str:
    """Return the key of a phrase about quarters, or its variant for rolling or calendar years."""
    if series.yearly:
        return f"evolution.{key}_year"
    return f"evolution.{key}_rolling" if series.rolling else f"evolution.{key}"


def _span(series: EvolutionView) -> str:
    first, last = series.points[0].period.quarters[0], series.points[-1].quarter
    if series.yearly:
        return str(last.year) if first.year == last.year else f"{first.year}..{last.year}"
    return str(first) if first == last else f"{first}..{last}"


def _title(series: EvolutionView, brief: Brief) -> str:
    """Return the change over a year; where no title may state one, the highest quarter.

    Where neither can be stated, or the change crosses a break in series: the values themselves.
    """
    held = [total.value for total in series.totals.values() if total.value is not None]
    if not held:
        return brief.say("common.unknown")
    if not any(held):
        return brief.say("common.nothing")
    if BREAK not in series.notes:
        if finding := _changes(series, brief):
            return finding
        if finding := _peak(series, brief):
            return finding
    amounts = {
        name: brief.wording.amount(total.value)
        for name, total in series.totals.items()
        if total.value is not None
    }
    key = "levels" if len(amounts) == len(NAMES) else f"levels_{next(iter(amounts))}"
    return brief.say(f"evolution.{key}", **amounts)


def _changes(series: EvolutionView, brief: Brief) -> str:
    """Return the change of every flow traded; empty unless a title may state it for them all."""
    year, wording = series.period.is_year, brief.wording
    when = brief.when if year else wording.say("evolution.on_a_year")
    held = [name for name in _SAID if series.totals[name].value is not None]
    traded = [name for name in held if any(value for _, value in series.known(name))]
    moves = [
        (name, change.percent)
        for name in traded
        if (change := series.totals[name].change) is not None and not change.reserved
    ]
    if not moves or len(moves) < len(traded):
        return ""
    ways = [_way(change) for _, change in moves]
    if ways == ["stable", "stable"]:
        finding = wording.say("evolution.both_stable", when=when)
    else:
        keys = [ways[0], *("same" if way == ways[0] else way for way in ways[1:])]
        first, *rest = (
            wording.say(
                f"evolution.{key}",
                flow=wording.say(f"evolution.{name}"),
                change=wording.percent(abs(change)),
            )
            for key, (name, change) in zip(keys, moves, strict=True)
        )
        finding = wording.say("evolution.when", finding=first, when=when)
        if rest:
            finding = wording.say("evolution.two", first=finding, second=rest[0])
    if year:
        return brief.say("evolution.title", finding=finding)
    return _of_period(finding, brief)


def _way(change: float) -> str:
    if abs(change) < TENTH_OF_PERCENT:
        return "stable"
    return "up" if change > 0 else "down"


def _peak(series: EvolutionView, brief: Brief) -> str:
    """Return the finding on the period's highest quarter, of exports or else of imports.

    That quarter must be the single highest of all that are drawn, as printed too; otherwise, and
    for rolling or calendar years, the finding is empty.
    """
    quarters, wording = series.period.quarters, brief.wording
    for name in () if series.rolling or series.yearly else _SAID:
        known = series.known(name)
        inside = sum(series.points[place].quarter in quarters for place, _ in known)
        if not 1 < inside == len(quarters):
            continue
        place, best = max(known, key=lambda each: each[1])
        amount, when = wording.amount(best), series.points[place].quarter
        alone = [wording.amount(value) for _, value in known].count(amount) == 1
        if alone and best > 0 and when in quarters:
            finding = wording.say(
                "evolution.peak",
                flow=wording.say(f"evolution.{name}"),
                amount=amount,
                when=_in(Period((when,)), wording),
            )
            return _of_period(finding, brief)
    return ""


def _of_period(finding: str, brief: Brief) -> str:
    when = periods.label(brief.subject.period, brief.wording)
    return brief.say("evolution.title_period", period=when, finding=finding)


def _in(period: Period, wording: Wording) -> str:
    return periods.within(str(period), wording)


def _spoken(series: EvolutionView, brief: Brief, unit: Unit) -> Iterator[str]:
    """Yield the text alternative: the course of flows and balances, since the break if any."""
    wording = brief.wording
    span = "evolution.spoken_span_flows" if brief.compact else "evolution.spoken_span"
    yield wording.say(span, when=periods.within(_span(series), wording))
    if series.broken is not None:
        yield wording.say("evolution.spoken_break")
    since = series.broken or 0
    for name in NAMES:
        yield _course(series, name, since, wording, unit)
    balances = [(p.balance, p.period) for p in series.points[since:] if p.balance is not None]
    if balances and not brief.compact:
        deficits, surpluses = (sum(value * sign > 0 for value, _ in balances) for sign in (-1, 1))
        key = _of("spoken_balance", series)
        yield wording.say(key, deficits=deficits, surpluses=surpluses)
        for key, sign in (("deficit", -1), ("surplus", 1)):
            value, period = max(balances, key=lambda each: each[0] * sign)
            if value * sign > 0:
                amount, when = unit.amount(abs(value)), _in(period, wording)
                yield wording.say(f"evolution.spoken_{key}", amount=amount, when=when)
    if not series.complete:
        yield wording.say(_of("spoken_gap", series))


def _course(series: EvolutionView, name: Side, since: int, wording: Wording, unit: Unit) -> str:
    """Return a sentence on a flow's first, last and highest values from the point `since` on."""
    known = [(place, value) for place, value in series.known(name) if place >= since]
    if not known:
        return wording.say(f"evolution.spoken_none_{name}")
    values = [value for _, value in known]
    highest = max(values)
    flat = "flat_rolling" if series.rolling else "flat_year" if series.yearly else "flat"
    key = "single" if len(values) == 1 else flat if min(values) == highest else "course"
    when = _in(series.points[known[values.index(highest)][0]].period, wording)
    first, last, most = (unit.amount(value) for value in (values[0], values[-1], highest))
    return wording.say(
        f"evolution.spoken_{key}_{name}", first=first, last=last, most=most, when=when
    )
