"""The balance by country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.rows import read
from tradefiche.publication.document import (
    Cell,
    Column,
    Paragraph,
    Picture,
    Row,
    Section,
    Split,
    Table,
)
from tradefiche.publication.words import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.balance.rows import Rows
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import Figures
    from tradefiche.publication.document import Block, Runs
    from tradefiche.publication.key_figures import Balance

TABLE = "table-partners"
_EXTREMES = 2
_LEAST = 50_000  # euros: what prints as 0,1 M€


def balance(context: Context, figures: Figures) -> Section:
    """Return the section."""
    title = context.speak.say("balance.title")
    shown = rows(context)
    extremes = _extremes(context)
    intro: tuple[Block, ...] = (Paragraph(_intro(context, shown)),)
    figure = figures.figure(
        Picture("balance", context.territory.id), tables=(TABLE,), key=_key(context, shown)
    )
    head: tuple[Block, ...] = (Split(intro, (extremes,)),) if extremes else intro
    return Section("balance", title, title, (*head, figure))


def rows(context: Context) -> Rows:
    """Return the rows of the chart: the first countries of either flow, the rest, the total."""
    tables = context.data.tables(context.territory.id)
    return read(
        tables["totals"],
        tables["partners"],
        context.pictures.subject(context.territory),
        context.pictures.wording,
        top=context.data.query.top,
    )


def _intro(context: Context, shown: Rows) -> Runs:
    speak, value = context.speak, context.facts.balance
    signed = context.signed(value) if value else None
    first: Runs = ()
    if value:
        key = "balance.deficit" if value < 0 else "balance.surplus"
        first = speak.sentence(key, balance=signed)
    return joined(first, speak.sentence("balance.shown"), _split(context, shown))


def _split(context: Context, shown: Rows) -> Runs:
    """Say with how many of the countries shown there is a surplus, and a deficit."""
    values = [row.balance for row in shown.countries if row.balance]
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
    """Say how to read the first row with both flows and a balance."""
    speak = context.speak
    for row in shown.countries:
        if row.code and row.imports and row.exports and row.balance:
            key = "balance.key_deficit" if row.balance < 0 else "balance.key_surplus"
            example = speak.runs(
                key,
                country=context.the_country(row.code),
                imports=context.total(row.imports),
                exports=context.total(row.exports),
                balance=context.signed(row.balance),
            )
            return joined(example, speak.sentence("balance.key_scale"))
    return ()


def _extremes(context: Context) -> Table | None:
    """Return the largest deficits and surpluses with a single country."""
    by_value = sorted(context.facts.balances, key=lambda each: (each.value, each.code))
    worst = [each for each in by_value[:_EXTREMES] if each.value <= -_LEAST]
    best = [each for each in reversed(by_value[-_EXTREMES:]) if each.value >= _LEAST]
    if not worst and not best:
        return None
    say = context.speak.say
    return Table(
        id="table-extremes",
        title=say("balance.extremes"),
        columns=(Column(say("balance.country"), "text"), Column(say("data.million"))),
        rows=_extreme_rows(context, [*worst, *best]),
        summary=say("balance.extremes_summary"),
    )


def _extreme_rows(context: Context, balances: Sequence[Balance]) -> tuple[Row, ...]:
    return tuple(
        Row((Cell(context.country(each.code)), context.balance_cell(each.value)))
        for each in balances
    )
