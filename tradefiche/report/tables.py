"""The tables beyond the four as text: the first rows, the columns that say most, 80 wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING, NARROW, number, percent_cell
from tradefiche.reference.products import LEVELS
from tradefiche.report.columns import columns, wrapped
from tradefiche.views.changes import change, change_in_parts, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.names import Names
    from tradefiche.tabulation.table import Table
    from tradefiche.tabulation.tables_schema import Form, Layout
    from tradefiche.views.changes import Side

_SIDES: tuple[Side, Side] = ("exports", "imports")
_WIDTH = 80
_MOVES = ("_pts", "change_eur", "national_eur", "_mix_eur", "own_eur")
"""What `shift_share` has of a change."""
_CODED = frozenset(("span", "dimension", "flow"))


def table_text(table: Table, layout: Layout, frame: pl.DataFrame, names: Names) -> Iterator[str]:
    """Yield a table of one territory and period as lines: title, then each block of rows."""
    lang = names.lang
    yield table.title(lang)
    if not frame.height:
        yield names.wording.say("blocks.none")
    blocks = frame.partition_by(layout.group, maintain_order=True) if layout.group else [frame]
    for block in blocks if frame.height else ():
        if layout.group:
            yield _named(layout.group, block[layout.group][0], names.wording)
        yield from _block(table.name, layout, block, names.wording)
    if table.name == "dependence" and frame.height and frame["to_examine"].any():
        yield from wrapped(names.method.dependence_note(lang))


def _printable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without the changes that are not to be printed, nor the parts of one.

    Where one is to be read with reserve, the code beside it in `change_note` says so.
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


def _block(name: str, layout: Layout, frame: pl.DataFrame, wording: Wording) -> Iterator[str]:
    lang = wording.lang
    shown = {
        column: each
        for column, each in layout.columns.items()
        if not each.if_any or frame[column].count()
    }
    rows = frame.tail(layout.most) if layout.last else frame.head(layout.most)
    printed = [_printable(row) for row in rows.to_dicts()]
    heads = [each.head.text(lang) for each in shown.values()]
    cells = [
        [_written(row[column], each.form, lang) for column, each in shown.items()]
        for row in printed
    ]
    room = (
        _WIDTH
        - 2
        - sum(
            2 + max(_widest(text) for text in column) for column in zip(heads, *cells, strict=True)
        )
    )
    named = [_named(layout.name, text, wording) for text in rows[layout.name]]
    labels = ["\n".join(wrapped(text, size=room)) for text in named]
    table: list[Sequence[str]] = [["", *heads]]
    table += [[label, *line] for label, line in zip(labels, cells, strict=True)]
    right = frozenset(range(1, len(heads) + 1))
    yield from (f"  {line}" for line in columns(table, right=right))
    if frame.height > layout.most:
        count = frame.height - layout.most
        yield f"  {wording.say('report.more', count=count, table=name)}"


def _widest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _named(column: str, value: str, wording: Wording) -> str:
    """Return the words for a value of a column: its own, or those of a code."""
    if column not in _CODED:
        return value
    if value in LEVELS:
        return wording.say("blocks.product", level=value.upper())
    return wording.say(f"blocks.{value}")


def _written(value: object, form: Form, lang: Lang) -> str:
    """Write a value; a share without its sign, which stands in the header."""
    match value:
        case None:
            return "" if form == "text" else MISSING
        case bool():
            return "●" if value else ""
        case int() | float() if form in _FORMS:
            return _FORMS[form](value, lang)
        case _:
            return str(value)


_FORMS: Mapping[Form, Callable[[float, Lang], str]] = {
    "money": lambda value, lang: millions(value, lang=lang, unit=False),
    "change": lambda value, lang: millions(value, lang=lang, unit=False, signed=True),
    "percent": lambda value, lang: percent_cell(value, lang=lang).rstrip(f"{NARROW}%"),
    "points": lambda value, lang: number(value, 2, lang=lang, signed=True),
    "index": lambda value, lang: number(value, 3, lang=lang),
}
