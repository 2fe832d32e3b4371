"""Exposure to a partner: what is exported to it, product by product, and how much of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import rows
from tradefiche.charts.kinds.balance.captions import Unit
from tradefiche.charts.kinds.exposure.captions import tell, there
from tradefiche.charts.kinds.exposure.products import read
from tradefiche.charts.scene.empty import instead
from tradefiche.charts.scene.frame import Figure
from tradefiche.language.typography import MILLION

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.kinds.exposure.products import Exposure
    from tradefiche.charts.look.theme import Palette, Size, Theme
    from tradefiche.charts.scene.frame import Area, Plot
    from tradefiche.charts.subject import Subject
    from tradefiche.language.phrases import Texts, Wording


def figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the exports of a territory to one partner, and the partner's share of each product's.

    Args:
        tables: `exposure`, as in the contract; of several partners the first is drawn.
        subject: what the table is about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper or phone.
        top: of no use here; see `products` for how many are shown.
    """
    del top
    wording = texts.wording(subject.lang)
    exposure = read(tables["exposure"], subject, wording)
    told = tell(exposure, subject, wording)
    sizes, palette = theme.measures(size), theme.palette

    def draw(area: Area) -> Plot:
        """Draw the products, or say why there are none."""
        if not exposure.products:
            text = wording.say("common.missing" if exposure.total is None else "common.empty")
            return instead(text, area, sizes=sizes, palette=palette, notes=told.notes)
        board = _board(exposure, subject, wording, palette)
        return rows.plot(board, area, size=size, sizes=sizes, palette=palette, notes=told.notes)

    return Figure(told.words, draw)


def _board(exposure: Exposure, subject: Subject, wording: Wording, palette: Palette) -> rows.Board:
    unit = Unit.up_to(max(each.value for each in exposure.products), subject.lang)
    key = "millions" if unit.euros == MILLION else "thousands"
    value = wording.say(f"exposure.value_{key}")
    own = rows.Series("point", subject.place, subject.place, palette.exports, bold=True)
    name = wording.say("exposure.france")
    france = rows.Series("tick", name, name, palette.ink)
    beside = exposure.beside_france
    panels = (
        rows.Panel(
            (rows.Series("bar", value, value, palette.exports),), value, palette.exports_text
        ),
        rows.Panel(
            (own, france) if beside else (own,),
            wording.say("exposure.share", there=there(exposure, subject, wording)),
            palette.ink,
            joined=beside,
        ),
    )
    lines = []
    for product in exposure.every:
        total = product is exposure.total
        shares = (product.share, product.france) if beside else (product.share,)
        label = (unit.total if total else unit.text)(product.value)
        lines.append(
            rows.Row(
                product.name,
                (rows.Cell((product.value,), label), rows.Cell(shares)),
                tuple(rows.tenths(share, subject.lang) for share in shares),
                "total" if total else "plain",
            )
        )
    return rows.Board(panels, tuple(lines), palette.flow("export"))
