"""The section on the balance by country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.publication.blocks import FigurePicture, Paragraph, Split
from tradefiche.publication.document import Section
from tradefiche.publication.words import joined
from tradefiche.views.balance import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.views.balance import Rows

TABLE = "table-partners"
_EXTREMES = 2
_LEAST = 50_000  # euros: what prints as 0,1 M€


def balance(context: Context, figures: FigureNumbers) -> Section:
    """Return the section."""
    title = context.speak.say("balance.title")
    shown = rows(context)
    intro, products = Paragraph(_intro(context, shown)), _products(context)
    figure = figures.figure(
        FigurePicture("balance", context.territory.id), tables=(TABLE,), key=_key(context, shown)
    )
    said = (intro,) if intro.runs else ()
    head = (Split(said, (Paragraph(products, "note"),)),) if said and products else said
    return Section("balance", title, title, (*head, figure))


def rows(context: Context) -> Rows:
    """Return the rows of the chart: the first countries of either flow, the rest, the total."""
    tables, wording = context.tables, context.pictures.wording
    top = context.data.query.top
    return read(tables["totals"], tables["partners"], context.subject, wording, top=top)


def _intro(context: Context, shown: Rows) -> Runs:
    speak, value = context.speak, context.facts.balance
    signed = context.signed(value) if value else None
    first: Runs = ()
    if value:
        key = "balance.deficit" if value < 0 else "balance.surplus"
        first = speak.sentence(key, balance=signed)
    apart = speak.sentence("balance.excl_energy", balance=context.balance_apart) if value else ()
    return joined(first, apart, _split(context, shown))


def _products(context: Context) -> Runs:
    """Name the activities with the largest surpluses and deficits."""
    rows = [row for row in context.tables["products"].to_dicts() if row["balance_eur"] is not None]
    rows.sort(key=lambda row: (row["balance_eur"], row["product"]))
    worst = [row for row in rows[:_EXTREMES] if row["balance_eur"] <= -_LEAST]
    best = [row for row in reversed(rows[-_EXTREMES:]) if row["balance_eur"] >= _LEAST]
    if not worst and not best:
        return ()
    named = {
        name: context.pictures.wording.listed([_product(context, row) for row in found])
        for name, found in (("surpluses", best), ("deficits", worst))
        if found
    }
    way = "both" if len(named) > 1 else next(iter(named))
    return context.speak.sentence(f"balance.products_{way}", **named)


def _product(context: Context, row: Mapping[str, Any]) -> str:
    return context.speak.say(
        "balance.product",
        name=context.product(row["product"]),
        balance=context.signed(row["balance_eur"]),
    )


def _split(context: Context, shown: Rows) -> Runs:
    """State with how many of the countries shown there is a surplus or a deficit."""
    values = [row.balance for row in shown.parts if row.balance]
    surpluses = sum(value > 0 for value in values)
    deficits = len(values) - surpluses
    if len(values) <= 1:
        return ()
    key = (
        "split"
        if surpluses and deficits
        else "split_all_deficits"
        if deficits
        else "split_all_surpluses"
    )
    count = context.pictures.wording.count
    return context.speak.sentence(
        f"balance.{key}",
        count=count(len(values)), surpluses=count(surpluses), deficits=count(deficits),
    )  # fmt: skip


def _key(context: Context, shown: Rows) -> Runs:
    """Return the reading key: the first row with both flows and a balance as an example."""
    speak = context.speak
    flows = (flow for row in shown.barred for flow in (row.imports, row.exports))
    largest = max((abs(flow) for flow in flows if flow), default=0)
    for row in shown.parts:
        if row.code and row.imports and row.exports and row.balance:
            key = "balance.key_deficit" if row.balance < 0 else "balance.key_surplus"
            example = speak.runs(
                key,
                country=context.the_country(row.code),
                imports=context.drawn(row.imports, largest),
                exports=context.drawn(row.exports, largest),
                balance=context.drawn(row.balance, largest, signed=True),
            )
            return joined(example, speak.sentence("balance.key_scale"))
    return ()
