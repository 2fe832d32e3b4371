"""The text output of `compute`: a territory's trade, fitted to the page's width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.typography import MISSING, capital
from tradefiche.reference.changes import VINTAGE
from tradefiche.report.across import across, shortened
from tradefiche.report.checks import first_issues, issues_text
from tradefiche.report.columns import columns, pad, width, wrapped
from tradefiche.report.page import USUAL, heading, room, styled
from tradefiche.report.printed import bare_share, change_of, in_millions, money, rank, share, tonnes
from tradefiche.report.tables import table_text
from tradefiche.tabulation.ordering import NO_ORDER
from tradefiche.tabulation.per import per_note
from tradefiche.tabulation.registry import DEFAULT
from tradefiche.views.changes import change, codes
from tradefiche.views.energy import balance_apart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.customs.manifest import Data
    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Side
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.answer import Answer, Query
    from tradefiche.tabulation.ordering import RowOrder

SHOWN = 10
_LABEL, _FIGURE, _NARROW_FIGURE = 44, 18, 15
_NAME, _LONGEST = 28, 44
_FIGURES = (13, 6, 14, 6, 13)
_RANK = 14
_PAIR, _BESIDE_PAIR = 55, (4, 11, 9)
_FLOWS = ("import", "export")
_SIDES: tuple[Side, Side] = ("imports", "exports")


def report(
    found: Answer, query: Query, *, asked: Sequence[str], order: RowOrder = NO_ORDER
) -> Iterator[str]:
    """Yield the lines of the tables that are asked for.

    With several territories, or an order, each table is printed once for all of them. If the table
    checks is there without being asked for, its first issues are shown at the end; if it is not
    there, the alerts on missing or incomplete data are.
    """
    say = found.meta.say
    yield from banner(found.meta.data, found.names.wording)
    if found.meta.only_note:
        yield from wrapped(found.meta.only_note)
        yield ""
    extra = "checks" in found.tables and "checks" not in asked
    if order or len(query.territories) > 1:
        yield from across(found, query, asked, order)
    else:
        yield from _one(found, query, asked)
    if "checks" not in found.tables:
        alerts = [each for part in found.parts.values() for each in part.of("year-before").alerts]
        for alert in dict.fromkeys(alerts):
            yield from wrapped(f"! {alert}")
    if extra and (lines := list(first_issues(found, query))):
        yield from (*lines, "")
    if found.meta.per is not None:
        yield from wrapped(per_note(found.meta.per, found.names.wording))
    source = found.meta.citation
    if found.meta.data != "sample":  # whose citation says so already
        source += f". {found.meta.statement.kind}"
    foot = say("report.foot", source=source)
    scope = f" {capital(found.meta.only)}." if found.meta.only else ""
    yield from wrapped(foot + scope)


def _one(found: Answer, query: Query, asked: Collection[str]) -> Iterator[str]:
    """Yield the tables of a territory, period by period."""
    from tradefiche.tabulation.answer import only

    (territory,) = query.territories
    for period in found.meta.periods:
        tables = only(found, territory, period)
        shown = {name: frame for name, frame in tables.items() if name in asked}
        yield from _territory(shown, territory, period, found, query)
        yield ""


def banner(data: Data, wording: Wording) -> Iterator[str]:
    """Yield the notice above figures of the sample; nothing for those of the Customs."""
    if data == "sample":
        yield from (styled(line, "yellow") for line in wrapped(wording.say("report.sample")))
        yield ""


def _territory(
    tables: Mapping[str, pl.DataFrame],
    territory: Territory,
    period: str,
    found: Answer,
    query: Query,
) -> Iterator[str]:
    lang = query.lang
    title = list(wrapped(about(territory, period, lang, found.meta.only)))
    yield from map(heading, title)
    yield "─" * max(map(width, title))
    if "totals" in tables:
        yield from _totals(tables["totals"].row(0, named=True), territory, found)
    if territory.kind == "dept" and "totals" in tables:
        yield from _industry(territory, found)
    for name in ("partners", "products"):
        if name in tables:
            yield ""
            yield from _ranking(tables[name], name, found)
    if "flows" in tables:
        for flow in _FLOWS:
            yield from _flows(tables["flows"], flow, found)
    yield from _beyond(tables, territory, period, found, query)


def _beyond(
    tables: Mapping[str, pl.DataFrame],
    territory: Territory,
    period: str,
    found: Answer,
    query: Query,
) -> Iterator[str]:
    """Yield the tables other than the default four, the note on a tariff, and the issues."""
    lang = query.lang
    for name, declared in found.meta.statement.declared.tables.items():
        if name in tables and declared.layout and name not in DEFAULT:
            yield ""
            yield from table_text(declared, declared.layout, tables[name], found.names)
    if query.tariff is not None and "exposure" in tables:
        yield from wrapped(found.names.method.tariff_note(query.tariff, lang))
    if "checks" in tables and (tables["checks"].height or len(tables) == 1):
        yield ""
        yield heading(found.meta.table("checks").title(lang))
        yield from issues_text(found, territory, period)


def about(territory: Territory, period: str, lang: Lang, only: str = "") -> str:
    """Return territory, period and filters as a title: `Nord (59) · 2024 · hors énergie`."""
    code = "" if territory.kind == "france" else f" ({territory.code})"
    return " · ".join(filter(None, (f"{territory.name(lang)}{code}", period, only)))


def _totals(row: Mapping[str, Any], territory: Territory, found: Answer) -> Iterator[str]:
    lang, say = found.meta.lang, found.meta.say
    region = found.names.places.region_of(territory)
    pairs = [
        (say("report.total"), [money(row[f"{side}_eur"], lang) for side in _SIDES]),
        (
            say("report.share_region", region=region.name(lang) if region else ""),
            [share(row[f"{side}_share_region_pct"], lang) for side in _SIDES],
        ),
        (
            say("report.share_france"),
            [share(row[f"{side}_share_france_pct"], lang) for side in _SIDES],
        ),
        (say("report.rank"), [rank(row[f"{side}_rank"]) for side in _SIDES]),
        (say("report.change"), [change_of(row, side, found.names.wording) for side in _SIDES]),
        (say("report.mass"), [tonnes(row[f"{side}_kg"], lang) for side in _SIDES]),
    ]
    yield heading(_line("", [say(f"common.{side}") for side in _SIDES]))
    for label, values in pairs:
        if any(value != MISSING for value in values) or label == pairs[0][0]:
            yield _line(label, values)
    yield _line(say("common.balance"), [money(row["balance_eur"], lang, signed=True)])
    apart = balance_apart(row, found.names.method.file.energy.share_pct)
    if apart is not None:
        yield _line(say("report.balance_excl_energy"), [money(apart, lang, signed=True)])
    yield _line(say("report.coverage"), [share(row["coverage_pct"], lang)])
    changes = [change(row, side) for side in _SIDES]
    for note in sorted(codes(row)):
        if note != VINTAGE or any(found and found.reserved for found in changes):
            yield from wrapped(say(f"report.{note}"))


def _industry(territory: Territory, found: Answer) -> Iterator[str]:
    local = found.names.places.industrial_territories(territory)
    yield ""
    if not local.kept:
        yield found.meta.say("report.no_industry")
        return
    yield heading(found.meta.say("report.industry"))
    yield from (f"  {each.name}" for each in local.kept)


def _ranking(frame: pl.DataFrame, name: str, found: Answer) -> Iterator[str]:
    """Yield the first partners or products; on a wide page with their rank in each flow."""
    declared = found.meta.table(name)
    if room() < USUAL and declared.layout:
        yield from table_text(declared, declared.layout, shortened(frame, found.names), found.names)
        return
    lang, say = found.meta.lang, found.meta.say
    rows = shortened(frame.head(SHOWN), found.names).to_dicts()
    imports, exports, balance = map(say, ("common.imports", "common.exports", "common.balance"))
    heads = [say(f"report.{name}"), imports, "%", exports, "%", balance]
    cells = [
        [
            row["country_name" if name == "partners" else "product_name"],
            in_millions(row["imports_eur"], lang),
            bare_share(row["imports_share_pct"], lang),
            in_millions(row["exports_eur"], lang),
            bare_share(row["exports_share_pct"], lang),
            in_millions(row["balance_eur"], lang),
        ]
        for row in rows
    ]
    figures = list(_FIGURES)
    if room() >= USUAL + 2 * _RANK:
        heads += [say(f"report.rank_{side}") for side in _SIDES]
        for row, line in zip(rows, cells, strict=True):
            line += [rank(row[f"{side}_rank"]) for side in _SIDES]
        figures += [_RANK, _RANK]
    needed = min(
        _LONGEST, room() - sum(figures), max((width(line[0]) for line in cells), default=0) + 2
    )
    size = max(_NAME, needed)
    for line in cells:
        line[0] = "\n".join(wrapped(line[0], size=size))
    right = frozenset(range(1, len(heads)))
    lines = columns([heads, *cells], right=right, least=(size, *figures))
    yield heading(next(lines))
    yield from lines
    if frame.height > SHOWN:
        yield say("report.more", count=frame.height - SHOWN, table=name)


def _flows(frame: pl.DataFrame, flow: str, found: Answer) -> Iterator[str]:
    lang, say = found.meta.lang, found.meta.say
    every = shortened(frame, found.names).to_dicts()
    rows = [row for row in every if row["flow"] == flow and row["highlighted"]]
    if not rows:
        return
    yield ""
    yield heading(say(f"report.flows_{flow}"))
    first, *rest = _BESIDE_PAIR
    pair = min(_PAIR, room() - sum(_BESIDE_PAIR))
    ends = (
        ("product_name", "country_name") if flow == "export" else ("country_name", "product_name")
    )
    lines = [
        [
            f"{row['rank']}.",
            "\n".join(wrapped(" → ".join(row[end] for end in ends), size=pair)),
            in_millions(row["value_eur"], lang),
            bare_share(row["share_pct"], lang),
        ]
        for row in rows
    ]
    yield from columns(lines, right=frozenset({2, 3}), least=(first, pair, *rest))
    if len(rows) > 1:
        part = sum(row["share_pct"] or 0 for row in rows)
        yield say("report.flows_share", count=len(rows), share=found.names.wording.share(part))


def _line(label: str, values: Sequence[str]) -> str:
    figure = _FIGURE if room() >= USUAL else _NARROW_FIGURE
    size = min(_LABEL, room() - len(_SIDES) * figure)
    lines = list(wrapped(label, size=size))
    figures = "".join(pad(each, figure, right=True) for each in values)
    return "\n".join([(pad(lines[0], size) + figures).rstrip(), *lines[1:]])
