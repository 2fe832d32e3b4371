"""Tables as text: their first rows, and the most informative columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tradefiche.indicators.measures import MEASURES
from tradefiche.language.money import millions, unit
from tradefiche.language.typography import MILLION, MISSING, NARROW, number, weight
from tradefiche.reference.products import LEVELS
from tradefiche.report.columns import least_width, width, wrapped
from tradefiche.report.columns import table as laid_out
from tradefiche.report.page import USUAL, room
from tradefiche.report.page import heading as bold
from tradefiche.report.printed import bare_share, in_millions
from tradefiche.views.changes import change, change_in_parts, comparable
from tradefiche.views.ranking import heading as ranked_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.indicators.measures import MeasureKind
    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Side
    from tradefiche.tabulation.names import TableNames
    from tradefiche.tabulation.table import Table
    from tradefiche.tabulation.tables_schema import ColumnForm, Shown, TerminalLayout

_SIDES: tuple[Side, Side] = ("imports", "exports")
_INDENT = 2
_COMFORTABLE = 14
"""Minimum width of a name on a narrow page: other columns are dropped to keep it."""
_MOVES = ("_pts", "change_eur", "national_eur", "_mix_eur", "own_eur")
"""Endings of the columns of `shift_share` that depend on a change."""
_CODED = frozenset(("span", "dimension", "flow"))


def table_text(
    table: Table, layout: TerminalLayout, frame: pl.DataFrame, names: TableNames
) -> Iterator[str]:
    """Yield a table of one territory and period as lines: title, then each block of rows."""
    yield from map(bold, wrapped(heading(table, frame, names)))
    yield from blocks(table, layout, frame, first_of(layout, frame), names)
    if table.name == "dependence" and frame.height and frame["to_examine"].any():
        yield from wrapped(names.method.dependence_note(names.lang))


def heading(table: Table, frame: pl.DataFrame, names: TableNames, *further: str) -> str:
    """Return the title line of a table; that of a ranking names the measure."""
    by: list[str] = []
    if "measure" in frame.columns:
        found = frame.select("measure", "product_level").unique().sort("measure").rows()
        by = [ranked_by(measure, level, names.per, names.wording) for measure, level in found]
    return " · ".join(filter(None, (table.title(names.lang), *by, *further)))


def first_of(layout: TerminalLayout, frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Return the rows of each block that are shown by default.

    Args:
        layout: says how many, and whether the first or the last.
        frame: the rows.
        keys: columns whose values make blocks, beside that of the layout.
    """
    import polars as pl

    apart = [*keys, layout.group] if layout.group else [*keys]
    place, count = pl.int_range(pl.len()), pl.len().cast(pl.Int64)
    if apart:
        place, count = place.over(apart), count.over(apart)
    return frame.filter(place >= count - layout.most if layout.last else place < layout.most)


def blocks(
    table: Table,
    layout: TerminalLayout,
    frame: pl.DataFrame,
    shown: pl.DataFrame,
    names: TableNames,
    keys: Sequence[str] = (),
) -> Iterator[str]:
    """Yield each block of rows, aligned, under its heading; a sentence if there are no rows.

    Args:
        table: what is shown.
        layout: which columns are shown, and how.
        frame: all rows.
        shown: those that are shown; a line gives the number of the others.
        names: names of codes.
        keys: columns to put in front: `territory`, `period`.
    """
    say, group = names.wording.say, layout.group
    if not frame.height:
        yield say("blocks.none")
    for key in frame[group].unique(maintain_order=True) if group else [None][: frame.height]:
        every, rows = (
            each if key is None else each.filter(each[group or ""] == key)
            for each in (frame, shown)
        )
        if key is not None:
            yield _named(group or "", key, names.wording)
        if rows.height:
            yield from _aligned(table, layout, _with_france(rows, names), names, keys)
        if count := every.height - rows.height:
            yield f"  {say('report.more', count=count, table=table.name)}"


def _with_france(rows: pl.DataFrame, names: TableNames) -> pl.DataFrame:
    """Append the values of France to a ranking that has no row of France itself."""
    import polars as pl

    france = names.places.france
    if "france_value" not in rows.columns or france.id in rows["territory"]:
        return rows
    last = rows.select("period", "measure", "unit", value="france_value").unique().drop_nulls()
    named = last.sort("period").with_columns(territory_name=pl.lit(france.name(names.lang)))
    return pl.concat([rows, named], how="diagonal")


def _printable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row in which changes that may not be printed, and their parts, are None.

    If a change is to be read with caution, the code in `change_note` says so.
    """
    printed = dict(row)
    for side in _SIDES:
        if (pct := f"{side}_change_pct") in row:
            found = change(row, side)
            printed[pct] = found.percent if found else None
        if (points := f"{side}_contribution_pts") in row and not comparable(row):
            printed[points] = None
    if "own_eur" in row and change_in_parts(row) is None:
        printed |= dict.fromkeys(name for name in row if name.endswith(_MOVES))
    return printed


@dataclass(frozen=True, slots=True)
class _Column:
    """A column beside those of names: its head of at most two lines, and its cells."""

    name: str
    head: str
    cells: list[str]
    is_text: bool
    wide: bool

    @property
    def width(self) -> int:
        return max(width(line) for text in (self.head, *self.cells) for line in text.split("\n"))


def _aligned(
    table: Table, layout: TerminalLayout, rows: pl.DataFrame, names: TableNames, keys: Sequence[str]
) -> Iterator[str]:
    """Yield rows under their heads; the text columns in front get the width that others leave."""
    printed = [_printable(row) for row in rows.to_dicts()]
    every = [
        _column(name, shown, rows, [row[name] for row in printed], names)
        for name, shown in layout.columns.items()
        if not shown.if_any or rows[name].count()
    ]
    named = {"territory": names.territory}
    words = [[named.get(key, str)(each) for each in rows[key]] for key in keys]
    words.append([_named(layout.name, each or "", names.wording) for each in rows[layout.name]])
    chosen = _chosen(every, words, room() - _INDENT)
    yield from laid_out(
        ["" for _ in words] + [each.head for each in chosen],
        list(zip(*words, *(each.cells for each in chosen), strict=True)),
        right=frozenset(
            len(words) + place
            for place, each in enumerate(chosen)
            if len(words) == 1 or not each.is_text
        ),
        front=len(words),
        indent=" " * _INDENT,
    )
    left_out = [each for each in every if not each.wide and each not in chosen]
    if left_out:
        titled = {each.name: each.title(names.lang) for each in table.columns}
        titles = ", ".join(titled[each.name] for each in left_out)
        said = names.wording.say("report.narrow", columns=titles)
        yield from wrapped(said, indent="  ")


def _column(
    name: str, shown: Shown, rows: pl.DataFrame, values: Sequence[object], names: TableNames
) -> _Column:
    form = _form_of(shown.form, rows)
    cells = [_written(value, form, names.lang) for value in values]
    head = _head_of(shown, form, names.wording)
    return _Column(name, head, cells, form == "text", shown.wide)


def _chosen(every: Sequence[_Column], words: Sequence[Sequence[str]], size: int) -> list[_Column]:
    """Return the columns that fit.

    Columns for wide pages are added while names need no wrapping; if there is no room, the last
    columns are dropped, but not `change_note`, which marks what to read with caution.
    """
    widths = [max(map(width, each)) for each in words]
    whole = sum(widths)
    least = least_width(words)
    if room() < USUAL:
        least = max(least, sum(min(_COMFORTABLE, each) for each in widths))

    def fits(columns: Sequence[_Column], front: int, apart: int) -> bool:
        gaps = len(words) + len(columns) - 1
        return front + sum(each.width for each in columns) + apart * gaps <= size

    chosen = [each for each in every if not each.wide]
    for each in every:
        if each.wide and not fits([*chosen, each], whole, 2):
            break
        if each.wide:
            chosen.append(each)
    while len(chosen) > 1 and not fits(chosen, least, 1):
        chosen.remove(next(each for each in reversed(chosen) if each.name != "change_note"))
    return [each for each in every if each in chosen]


def _named(column: str, value: str, wording: Wording) -> str:
    """Return a column's value as text: the phrase for a code, or else the value itself."""
    if column not in _CODED:
        return value
    if value in LEVELS:
        return wording.say("blocks.product", level=value.upper())
    return wording.say(f"blocks.{value}")


def _form_of(form: ColumnForm, rows: pl.DataFrame) -> ColumnForm:
    """Return how a column is written; for the values of a ranking, it depends on the measure."""
    if form != "value" or not rows.height:
        return form
    kind = MEASURES[rows["measure"][0]].kind
    if rows["per"].count():
        return "euros" if kind == "flow" else "euros_signed"
    return _VALUES[kind]


def _head_of(shown: Shown, form: ColumnForm, wording: Wording) -> str:
    """Return the head of a column; for the values of a ranking, with their unit below."""
    head = shown.head.text(wording.lang)
    if shown.form != "value":
        return head
    units: dict[ColumnForm, str] = {"index": wording.say("blocks.index")}
    units["money"] = units["change"] = unit(MILLION, wording.lang)
    units["euros"] = units["euros_signed"] = "€"
    return f"{head}\n{units.get(form, '%')}"


def _written(value: object, form: ColumnForm, lang: Lang) -> str:
    """Return a value as text; a share without percent sign, which stands in the header."""
    match value:
        case None:
            return "" if form == "text" else MISSING
        case bool():
            return "●" if value else ""
        case int() | float() if form in _FORMS:
            return _FORMS[form](value, lang)
        case _:
            return str(value)


_FORMS: Mapping[ColumnForm, Callable[[float, Lang], str]] = {
    "money": in_millions,
    "change": lambda value, lang: millions(value, lang=lang, unit=False, signed=True),
    "percent": bare_share,
    "share": lambda value, lang: weight(value, lang=lang).rstrip(f"{NARROW}%"),
    "points": lambda value, lang: number(value, 2, lang=lang, signed=True),
    "places": lambda value, lang: number(value, lang=lang, signed=True),
    "index": lambda value, lang: number(value, 3, lang=lang),
    "euros": lambda value, lang: number(value, lang=lang),
    "euros_signed": lambda value, lang: number(value, lang=lang, signed=True),
}
_VALUES: Mapping[MeasureKind, ColumnForm] = {
    "flow": "money",
    "balance": "change",
    "coverage": "share",
    "change_pct": "points",
    "change_eur": "change",
    "share_france": "share",
    "share": "share",
    "hhi": "index",
}
