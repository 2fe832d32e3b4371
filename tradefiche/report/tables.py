"""The tables beyond the four as text: the first rows, the columns that say most, 80 wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING, NARROW, number, percent_cell
from tradefiche.reference.products import LEVELS
from tradefiche.report.columns import columns, wrapped
from tradefiche.report.phrases import WORDS
from tradefiche.views.changes import change, change_in_parts, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.names import Names
    from tradefiche.tabulation.table import Table
    from tradefiche.tabulation.tables_schema import Form, Layout
    from tradefiche.views.changes import Side

_SIDES: tuple[Side, Side] = ("exports", "imports")
_WIDTH = 80
_MOVES = ("_pts", "change_eur", "national_eur", "_mix_eur", "own_eur")
"""What `shift_share` has of a change."""


_WORDS = {
    "quarter": ("Trimestres", "Quarters"),
    "year": ("Années glissantes", "Rolling years"),
    "country": ("Pays", "Countries"),
    "zone": ("Zones", "Zones"),
    "eu": ("Union européenne", "European Union"),
    "export": ("Exportations", "Exports"),
    "import": ("Importations", "Imports"),
    "products": ("Produits", "Products"),
    "none": ("Aucune ligne.", "No row."),
}


def table_text(table: Table, layout: Layout, frame: pl.DataFrame, names: Names) -> Iterator[str]:
    """Yield a table of one territory and period as lines: title, then each block of rows."""
    lang = names.lang
    yield table.title(lang)
    if not frame.height:
        yield _word("none", lang)
    blocks = frame.partition_by(layout.group, maintain_order=True) if layout.group else [frame]
    for block in blocks if frame.height else ():
        if layout.group:
            yield _word(block[layout.group][0], lang)
        yield from _block(table.name, layout, block, lang)
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


def _block(name: str, layout: Layout, frame: pl.DataFrame, lang: Lang) -> Iterator[str]:
    shown = {
        column: each
        for column, each in layout.columns.items()
        if not each.if_any or frame[column].count()
    }
    rows = frame.tail(layout.most) if layout.last else frame.head(layout.most)
    printed = [_printable(row) for row in rows.to_dicts()]
    heads = [each.head.en if lang == "en" else each.head.fr for each in shown.values()]
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
    labels = ["\n".join(wrapped(_word(text, lang), size=room)) for text in rows[layout.name]]
    table: list[Sequence[str]] = [["", *heads]]
    table += [[label, *line] for label, line in zip(labels, cells, strict=True)]
    right = frozenset(range(1, len(heads) + 1))
    yield from (f"  {line}" for line in columns(table, right=right))
    if frame.height > layout.most:
        yield "  " + WORDS[lang]["more"].format(count=frame.height - layout.most, table=name)


def _widest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _word(key: str, lang: Lang) -> str:
    if key in LEVELS:
        return f"{_WORDS['products'][lang == 'en']} ({key.upper()})"
    return _WORDS[key][lang == "en"] if key in _WORDS else key


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
