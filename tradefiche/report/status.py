"""What a store holds as text: one line per year; in detail, per quarter and workbook year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.inventory import age_days
from tradefiche.customs.regions import every_region, named
from tradefiche.language.typography import number
from tradefiche.reference.periods import QUARTERS_A_YEAR, Quarter
from tradefiche.reference.terms import FLOWS
from tradefiche.report.columns import table, wrapped
from tradefiche.report.page import heading, styled
from tradefiche.report.printed import in_millions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.customs.store import Store
    from tradefiche.customs.view import View
    from tradefiche.reference.terms import Flow

_DETAIL = "tradefiche status --verbose shows every quarter and file"


_HeldOfYear = dict["Flow", "Sequence[HeldQuarter | HeldYear]"]
"""The slices that count for a calendar year, by flow."""


def status_text(store: Store, dirs: tuple[Path, ...], *, every: bool = False) -> Iterator[str]:
    """Yield what a store holds as lines; with `every`, each quarter and file of it."""
    manifest = store.manifest
    yield f"Store    {store.folder}"
    if not (manifest.held or manifest.years):
        yield "Holds    nothing yet; tradefiche fetch brings the Customs' files"
        return
    view = store.view()
    kind = "synthetic sample data" if manifest.data == "sample" else "data of the Customs"
    yield f"Data     {kind}"
    for flow in FLOWS:
        yield f"{flow.title()}s  {view.held(flow)}"
    held: list[HeldQuarter | HeldYear] = [*manifest.held, *manifest.years]
    newest = max(held, key=lambda each: each.source.fetched)
    days = age_days(newest)
    yield f"Updated  {newest.source.fetched}, {days} day{'s' if days != 1 else ''} ago"
    yield ""
    yield from _by_year(view)
    yield from _remarks(store, view, dirs)
    yield ""
    if not every:
        yield _DETAIL
        return
    if view.slices:
        yield from _quarters(view)
        yield ""
    if view.years:
        yield from _workbooks(view)
        yield ""
    yield from _sources(view)


def _by_year(view: View) -> Iterator[str]:
    years: dict[int, _HeldOfYear] = {}
    for flow, quarter in sorted(view.slices):
        held = years.setdefault(quarter.year, {})
        held[flow] = (*held.get(flow, ()), view.slices[flow, quarter])
    for (flow, year), choice in view.choices.items():
        books = tuple(held for _, held in choice.workbooks)
        years.setdefault(year, {})[flow] = choice.quarters or books
    heads = ["Year", "Source", "Held", "Release", "Rows", "Exports\n€M", "Imports\n€M"]
    rows = [_year(year, years[year]) for year in sorted(years)]
    yield from table(heads, rows, right=frozenset({4, 5, 6}))


def _year(year: int, held: _HeldOfYear) -> list[str]:
    """Return the cells of a year: what is held, whence, and the total of each flow in €M."""
    slices = [each for of_flow in held.values() for each in of_flow]
    sources = {"texts" if isinstance(each.when, Quarter) else "workbooks" for each in slices}
    releases = sorted({each.release or "unknown" for each in slices})
    totals = {flow: sum(each.value_eur for each in of_flow) for flow, of_flow in held.items()}
    return [
        str(year),
        " and ".join(sorted(sources)),
        _extents({flow: _extent(held[flow]) for flow in FLOWS if flow in held}),
        "..".join(dict.fromkeys((releases[0], releases[-1]))),
        number(sum(each.rows for each in slices), lang="en"),
        *(in_millions(totals.get(flow), "en") for flow in FLOWS),
    ]


def _extents(by_flow: Mapping[Flow, str]) -> str:
    """Return what is held of a year, once if it is the same of both flows."""
    if len(by_flow) == len(FLOWS) and len(set(by_flow.values())) == 1:
        return by_flow[FLOWS[0]]
    return ", ".join(f"{flow}s {extent}" for flow, extent in by_flow.items())


def _extent(held: Sequence[HeldQuarter | HeldYear]) -> str:
    """Return how much of a year the slices cover: `4 quarters`, `Q1 Q2`, `13 of 14 régions`."""
    quarters = [each.when.number for each in held if isinstance(each.when, Quarter)]
    if not quarters:
        return f"{len(held)} of {len(every_region())} régions"
    if len(quarters) == QUARTERS_A_YEAR:
        return f"{QUARTERS_A_YEAR} quarters"
    return " ".join(f"Q{each}" for each in quarters)


def _remarks(store: Store, view: View, dirs: tuple[Path, ...]) -> Iterator[str]:
    """Yield remarks: régions missing or newer, quarters probably incomplete, older releases."""
    for (flow, year), choice in sorted(view.choices.items()):
        about = f"{flow}s {year}"
        if choice.missing:
            yield from _remark(f"{about}: without {named(choice.missing)}: no France, no ranks")
        if choice.newer:
            yield from _remark(f"{about}: newer, but not of all régions: {named(choice.newer)}")
    for thin in thin_quarters(view.slices, dirs).values():
        yield from _remark(thin.text)
    if older := len(store.manifest.held) - len(view.slices):
        yield f"and {older} quarters of older releases, for --release"


def _remark(text: str) -> Iterator[str]:
    first, *rest = wrapped(text, indent="  ")
    yield f"{styled('!', 'yellow')} {first.lstrip()}"
    yield from rest


def _quarters(view: View) -> Iterator[str]:
    heads = ["Flow", "Quarter", "Release", "Rows", "Total\n€M", "Taken in", "Checksum"]
    rows = [
        [
            each.flow, each.when, each.release or "unknown", number(each.rows, lang="en"),
            in_millions(each.value_eur, "en"), each.source.fetched,
            each.source.sha256[:8],
        ]
        for each in sorted(view.slices.values(), key=lambda held: (held.flow, held.when))
    ]  # fmt: skip
    yield from table(heads, rows, right=frozenset({3, 4, 5}))


def _workbooks(view: View) -> Iterator[str]:
    yield heading("Yearly workbooks of the régions, and what answers for the year")
    heads = ["Flow", "Year", "Held", "Total\n€M", "Answers"]
    rows = []
    for (flow, year), regions in sorted(view.years.items()):
        choice = view.choices[flow, year]
        total = sum(held.value_eur for held in regions.values())
        rows.append([
            flow, year, f"{len(regions)} of {len(every_region())}",
            in_millions(total, "en"),
            f"{choice.grain}, release {choice.release or 'unknown'}",
        ])  # fmt: skip
    yield from table(heads, rows, right=frozenset({3}))


def _sources(view: View) -> Iterator[str]:
    yield heading("Sources")
    of_years = [held.source for each in view.years.values() for held in each.values()]
    sources = [*(held.source for held in view.slices.values()), *of_years]
    for name, digest in sorted({(source.name, source.sha256) for source in sources}):
        yield f"  {digest[:8]}  {name}"
