"""What a store holds, and what it lacks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import product
from typing import TYPE_CHECKING, Any

from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.ingest_report import Remark
from tradefiche.customs.regions import every_region, named
from tradefiche.reference.periods import Period, Quarter, spans
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tradefiche.customs.grains import Choice
    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.customs.ingest_report import RemarkLevel
    from tradefiche.customs.store import Store
    from tradefiche.customs.view import View
    from tradefiche.reference.terms import Flow


def holdings(store: Store, config_dirs: tuple[Path, ...]) -> dict[str, Any]:
    """Return what a store holds as a JSON document.

    `slices` (quarters) and `years` (of régions) mark as `current` the newest release of each;
    `thin` is a message if such a quarter is probably incomplete, else null. `answers` has one
    entry per flow and calendar year, with the source that is used. `raw` are downloaded files.
    """
    manifest = store.manifest
    view = store.view()
    current = set(view.slices.values())
    books = {each for held in view.years.values() for each in held.values()}
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
        "years": [
            asdict(each) | {"current": each in books, "age_days": age_days(each)}
            for each in manifest.years
        ],
        "answers": [
            {"flow": flow, "year": year, "grain": choice.grain, "release": choice.release}
            | {"missing_regions": list(choice.missing), "newer_regions": list(choice.newer)}
            for (flow, year), choice in view.choices.items()
        ],
        "raw": [asdict(raw) | {"file": raw.file} for raw in manifest.raw],
    }


def behind_years(
    view: View, periods: Iterable[Period], *, needs_cpf4: bool = False
) -> Iterator[Remark]:
    """Report missing workbooks, unused newer ones, and older figures used for the sake of CPF4."""
    said: dict[tuple[str, RemarkLevel, str], list[str]] = {}

    def tell(code: str, level: RemarkLevel, text: str, flow: Flow) -> None:
        said.setdefault((code, level, text), []).append(f"{flow}s")

    for period, flow in product(periods, FLOWS):
        choice = view.chosen(flow, period, needs_cpf4=needs_cpf4)
        best = view.chosen(flow, period)
        if choice is None or best is None:
            continue
        if choice.missing:
            text = f"no workbook of {named(choice.missing)}: no figures of France, no ranks"
            tell("missing-regions", "warning", f"{period}: {text}", flow)
        if best.newer:
            text = (
                f"{period}: newer workbooks of {named(best.newer)} are not used: not of all régions"
            )
            tell("newer-regions", "notice", text, flow)
        if choice.grain != best.grain:
            releases = sorted({held.release or "unknown" for held in choice.quarters})
            text = (
                f"{period}: CPF4 is counted from quarters, release {', '.join(releases)}; the "
                f"workbooks of release {best.release or 'unknown'} do not have it"
            )
            tell("older-for-cpf4", "warning", text, flow)
    for (code, level, text), flows in said.items():
        about = "" if len(flows) == len(FLOWS) else f" ({flows[0]})"
        yield Remark(code, level, text + about)


def newer_years_in_part(view: View, shown: Period) -> Remark | None:
    """Report later years held as workbooks but not shown; None if there are none.

    They lack a flow or régions, or are whole and lack what the question needs: CPF4.
    """
    last = shown.quarters[-1].year
    found: dict[int, dict[Flow, Choice]] = {}
    for (flow, year), choice in view.choices.items():
        if year > last and choice.grain == "workbooks":
            found.setdefault(year, {})[flow] = choice
    parts, whole = [], ""
    for year, choices in sorted(found.items()):
        lacking = {code for each in choices.values() for code in each.missing}
        what = [f"the régions {named(lacking)}"] if lacking else []
        what += [f"{flow}s" for flow in FLOWS if (flow, year) not in view.choices]
        if what:
            parts.append(f"{year} is held in part, without {' and '.join(what)}")
        else:
            whole = " with CPF4"
            parts.append(f"{year} is held by yearly workbooks alone, which do not have it")
    return _newer(f"{shown} is shown, the newest whole year{whole}", parts, "warning")


def newer_in_part(view: View, shown: Period) -> Remark | None:
    """Report later years of which some quarters are held; None if there are none.

    A notice if both flows have the same quarters, as is usual before the last ones are published;
    a warning if one flow has quarters that the other lacks.
    """
    newer: dict[int, dict[Flow, set[Quarter]]] = {}
    for flow, quarter in view.slices:
        if quarter > shown.quarters[-1]:
            newer.setdefault(quarter.year, {each: set() for each in FLOWS})[flow].add(quarter)
    lopsided = any(held["export"] != held["import"] for held in newer.values())
    text = f"{shown} is shown, the newest whole year"
    return _newer(text, _in_part(newer), "warning" if lopsided else "notice")


def _newer(shown: str, parts: Sequence[str], level: RemarkLevel) -> Remark | None:
    return Remark("newer-in-part", level, f"{shown}: {'; '.join(parts)}") if parts else None


def _in_part(years: Mapping[int, Mapping[Flow, set[Quarter]]]) -> list[str]:
    """Return one text per incomplete year that names the quarters missing from each flow."""
    parts = []
    for year, held in sorted(years.items()):
        lacking = {flow: {*Period.of_year(year).quarters} - held[flow] for flow in held}
        what = [f"{flow}s {spans(list(found))}" for flow, found in lacking.items() if found]
        if what:
            parts.append(f"{year} is held in part, without {' and '.join(what)}")
    return parts


def gaps(
    view: View,
    held: Sequence[HeldQuarter | HeldYear],
    flows: Iterable[Flow],
    dirs: tuple[Path, ...],
    *,
    years: bool = True,
) -> Iterator[Remark]:
    """Report quarters and régions that some slices lack, and which slices are probably incomplete.

    Args:
        view: the slices that count.
        held: the slices to report on.
        flows: the requested flows.
        dirs: configuration folders.
        years: whether to report what is missing from the years of these slices.
    """
    quarters: dict[int, dict[Flow, set[Quarter]]] = {}
    books: dict[tuple[int, str], list[Flow]] = {}
    for year, flow in product(sorted({each.year for each in held} if years else ()), flows):
        there = {each.when for each in held if (each.year, each.flow) == (year, flow)}
        if any(not isinstance(when, Quarter) for when in there):
            there |= {*Period.of_year(year).quarters}
            if lacking := every_region() - view.years[flow, year].keys():
                books.setdefault((year, named(lacking)), []).append(flow)
        quarters.setdefault(year, {})[flow] = {each for each in there if isinstance(each, Quarter)}
    for text in _in_part(quarters):
        yield Remark("held-in-part", "notice", text)
    for (year, regions), of in books.items():
        about = "" if len(of) == len(FLOWS) else f" ({of[0]}s)"
        yield Remark("missing-regions", "warning", f"{year}: no workbook of {regions}{about}")
    thin = thin_quarters(view.slices, dirs)
    for key, found in thin.items():
        if view.slices[key] in held:
            yield Remark("thin", "warning", found.text)


def passed_over(view: View, flows: Container[Flow], years: Collection[int]) -> Iterator[Remark]:
    """Report quarters that rows leave out of a year that workbooks of only some régions answer.

    `years` are those asked for; if there are none, all.
    """
    for (flow, year), choice in view.choices.items():
        left = [when for each, when in view.slices if (each, when.year) == (flow, year)]
        wanted = flow in flows and (not years or year in years)
        if wanted and left and choice.grain == "workbooks" and choice.missing:
            text = (
                f"{flow}s {spans(left)} are left out: {year} is that of the workbooks of only "
                f"{named(code for code, _ in choice.workbooks)}; --grain quarters has them"
            )
            yield Remark("passed-over", "warning", text)


def age_days(held: HeldQuarter | HeldYear) -> int:
    """Return the days since a slice was taken in."""
    return (datetime.now(UTC).date() - date.fromisoformat(held.source.fetched)).days
