"""The tables beyond the four as text: the first rows, the columns that say most, 80 wide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.language.typography import MISSING, NARROW, millions, number, percent
from tradefiche.reference.products import LEVELS
from tradefiche.report.columns import columns, wrapped
from tradefiche.report.phrases import WORDS
from tradefiche.tabulation.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.labelling import Names

Form = Literal["money", "change", "percent", "points", "index", "whole", "mark", "text"]
SHOWN = 10
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the text.

    Attributes:
        column: of the table.
        head_fr, head_en: its header, two lines at most.
        form: how its values are written.
        if_any: whether it is left out where it is empty.
    """

    column: str
    head_fr: str
    head_en: str
    form: Form
    if_any: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is shown.

    Attributes:
        name: the column that names a row.
        group: the columns that make a block of rows; each has its line above.
        shown: the columns beside the name.
        last: whether the last rows of a block are shown rather than the first.
        most: how many of them.
    """

    name: str
    group: tuple[str, ...]
    shown: tuple[Shown, ...]
    last: bool = False
    most: int = SHOWN


def _sides(column: str, fr: str, en: str, form: Form) -> tuple[Shown, Shown]:
    return (
        Shown(column.format("exports"), f"Export\n{fr}", f"Exports\n{en}", form),
        Shown(column.format("imports"), f"Import\n{fr}", f"Imports\n{en}", form),
    )


_MONEY = _sides("{}_eur", "M€", "€M", "money")
_FRANCE = Shown("france_exports_share_pct", "France\n%", "France\n%", "percent")
LAYOUTS: Mapping[str, Layout] = {
    "evolution": Layout(
        "period",
        ("span",),
        (
            *_MONEY,
            Shown("balance_eur", "Solde\nM€", "Balance\n€M", "change"),
            *_sides("{}_change_pct", "un an, %", "a year, %", "points"),
            Shown("change_note", "Réserve", "Note", "text", if_any=True),
        ),
        last=True,
    ),
    "contributions": Layout(
        "item_name",
        ("dimension",),
        (
            *_sides("{}_change_eur", "M€", "€M", "change"),
            *_sides("{}_contribution_pts", "points", "points", "points"),
            Shown("change_note", "Réserve", "Note", "text", if_any=True),
        ),
    ),
    "structure": Layout(
        "item_name",
        ("dimension",),
        (
            Shown("exports_share_pct", "Export\n%", "Exports\n%", "percent"),
            Shown("region_exports_share_pct", "Région\n%", "Région\n%", "percent"),
            _FRANCE,
            Shown("imports_share_pct", "Import\n%", "Imports\n%", "percent"),
            Shown("region_imports_share_pct", "Région\n%", "Région\n%", "percent"),
            Shown("france_imports_share_pct", "France\n%", "France\n%", "percent"),
        ),
        most=99,
    ),
    "specialisation": Layout(
        "product_name",
        (),
        (
            _MONEY[0],
            Shown("exports_share_pct", "Part\n%", "Share\n%", "percent"),
            _FRANCE,
            Shown("rca", "ACR", "RCA", "index"),
            Shown("exports_rank", "Rang", "Rank", "whole"),
        ),
    ),
    "concentration": Layout(
        "dimension",
        ("flow",),
        (
            Shown("hhi", "HHI", "HHI", "index"),
            Shown("region_hhi", "Région", "Région", "index"),
            Shown("france_hhi", "France", "France", "index"),
            Shown("hhi_rank", "Rang", "Rank", "whole"),
            Shown("count", "Nombre", "Number", "whole"),
            Shown("top3_share_pct", "3 premiers\n%", "First 3\n%", "percent"),
        ),
    ),
    "dependence": Layout(
        "product_name",
        (),
        (
            _MONEY[1],
            Shown("first_country", "1er", "1st", "text"),
            Shown("first_share_pct", "part\n%", "share\n%", "percent"),
            Shown("extra_eu_hhi", "HHI\nhors UE", "HHI\nnon-EU", "index"),
            Shown("extra_eu_share_pct", "hors UE\n%", "non-EU\n%", "percent"),
            Shown("to_examine", "à exa-\nminer", "exa-\nmine", "mark"),
        ),
    ),
    "exposure": Layout(
        "product_name",
        ("partner_name",),
        (
            _MONEY[0],
            Shown("exports_exposure_pct", "part\n%", "share\n%", "percent"),
            Shown("france_exports_exposure_pct", "France\n%", "France\n%", "percent"),
            _MONEY[1],
            Shown("imports_exposure_pct", "part\n%", "share\n%", "percent"),
            Shown("tariff_eur", "Droit\nM€", "Tariff\n€M", "money", if_any=True),
        ),
    ),
}
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


def table_text(name: str, frame: pl.DataFrame, names: Names) -> Iterator[str]:
    """Yield a table of one territory and period as lines: title, then each block of rows."""
    lang, layout = names.lang, LAYOUTS[name]
    frame = _without_strained_changes(frame)
    yield TABLES[name].title(lang)
    if not frame.height:
        yield _word("none", lang)
    blocks = frame.partition_by(layout.group, maintain_order=True) if layout.group else [frame]
    for block in blocks if frame.height else ():
        if layout.group:
            yield _word(block[layout.group[0]][0], lang)
        yield from _block(name, block, lang)
    if name == "dependence" and frame.height and frame["to_examine"].any():
        yield from wrapped(names.method.dependence_note(lang))


def _without_strained_changes(frame: pl.DataFrame) -> pl.DataFrame:
    """Empty the rates of change under a reservation: the two periods are not measured alike."""
    import polars as pl

    if "change_note" not in frame.columns:
        return frame
    rates = [name for name in frame.columns if name.endswith(("_change_pct", "_contribution_pts"))]
    sound = pl.col("change_note").is_null()
    return frame.with_columns(pl.when(sound).then(pl.col(name)).alias(name) for name in rates)


def _block(name: str, frame: pl.DataFrame, lang: Lang) -> Iterator[str]:
    layout = LAYOUTS[name]
    shown = [each for each in layout.shown if not each.if_any or frame[each.column].count()]
    rows = frame.tail(layout.most) if layout.last else frame.head(layout.most)
    heads = [each.head_en if lang == "en" else each.head_fr for each in shown]
    cells = [
        [_written(row[each.column], each.form, lang) for each in shown] for row in rows.to_dicts()
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
    "percent": lambda value, lang: percent(value, lang=lang).rstrip(f"{NARROW}%"),
    "points": lambda value, lang: number(value, 2, lang=lang, signed=True),
    "index": lambda value, lang: number(value, 3, lang=lang),
}
