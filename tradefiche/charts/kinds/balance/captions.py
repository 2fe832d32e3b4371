"""Text around the balance chart: title with the finding, subtitle, text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Dimension
    from tradefiche.views.balance import BalanceRow, Rows


def tell(rows: Rows, parts: pl.DataFrame, unit: Unit, brief: Brief) -> Story:
    """Return the text around the chart; `parts` has a row for every country or product."""
    last = "_all" if rows.others is None else "" if brief.top > 1 else "_one"
    subtitle = brief.say(
        _key(f"subtitle{last}", rows),
        top=brief.wording.count(brief.top),
        unit=brief.say(f"common.unit_{unit.name}"),
    )
    notes = () if rows.complete else (brief.say("common.not_held"),)
    return Story(_title(rows, parts, brief), subtitle, tuple(_spoken(rows, brief)), notes)


def _key(name: str, rows: Rows) -> str:
    """Return the key of a phrase about countries, or of its counterpart about products."""
    return f"balance.{name}" if rows.by == "country" else f"balance.{name}_product"


def _title(rows: Rows, parts: pl.DataFrame, brief: Brief) -> str:
    """Return the finding: surplus or deficit (or the one flow held), and where it is largest.

    A country or product is named only if it alone has the extreme value among all that can be
    ranked, and has a row in the chart.
    """
    total = rows.total
    balance = total.balance
    if balance is None:
        if total.imports is None and total.exports is None:
            return brief.say("common.unknown")
        key = "exports_only" if total.imports is None else "imports_only"
        value = (total.exports if total.imports is None else total.imports) or 0
        column = "exports_eur" if total.imports is None else "imports_eur"
        code = _extreme(parts, column, rows.by) if value > 0 else None
    else:
        key = "deficit" if balance < 0 else "surplus"
        value = abs(balance)
        code = _extreme(parts, "balance_eur", rows.by, lowest=balance < 0)
        if not balance:
            key = "nothing" if not total.imports else "even"
            code = None
    if key == "nothing" or (balance is None and not value):
        return brief.say("common.nothing")
    named = next((row for row in rows.parts if code and row.code == code), None)
    return brief.say(
        _key(f"title_{key}_with", rows) if named else f"balance.title_{key}",
        amount=brief.wording.amount(value),
        name=_named(named, rows, brief) if named else "",
    )


def _extreme(
    parts: pl.DataFrame, column: str, by: Dimension, *, lowest: bool = False
) -> str | None:
    """Return the code of the highest value above 0 (`lowest`: lowest below 0); None if tied."""
    import polars as pl

    ranked = pl.any_horizontal(pl.col("exports_rank", "imports_rank").is_not_null())
    sign = -1 if lowest else 1
    found = (
        parts.filter(ranked, pl.col(column) * sign > 0)
        .sort(pl.col(column) * sign, by, descending=[True, False])
        .head(2)
    )
    if not found.height or found[column].n_unique() < found.height:
        return None
    return str(found[by][0])


def _spoken(rows: Rows, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: totals, first part, number of deficits, extremes."""
    wording = brief.wording
    imports, exports = rows.total.imports, rows.total.exports
    if imports is not None and exports is not None:
        yield wording.say(
            "balance.spoken_totals",
            imports=wording.amount(imports),
            exports=wording.amount(exports),
        )
    elif exports is not None:
        yield wording.say("balance.spoken_exports", amount=wording.amount(exports))
    elif imports is not None:
        yield wording.say("balance.spoken_imports", amount=wording.amount(imports))
    known = [row for row in rows.parts if row.balance is not None]
    if not known:
        return
    first = known[0]
    yield wording.say(
        _key("spoken_partner", rows),
        name=_named(first, rows, brief),
        imports=wording.amount(first.imports or 0),
        exports=wording.amount(first.exports or 0),
    )
    ordered = sorted(known, key=lambda row: row.balance or 0)
    signs = [(row.balance or 0) for row in known]
    deficits, surpluses = (sum(sign * each > 0 for each in signs) for sign in (-1, 1))
    yield wording.say(
        _key("spoken_signs", rows), count=len(known), deficits=deficits, surpluses=surpluses
    )
    for sign, row, key in ((-1, ordered[0], "deficit"), (1, ordered[-1], "surplus")):
        if (row.balance or 0) * sign > 0:
            amount = wording.amount(abs(row.balance or 0))
            name = _named(row, rows, brief)
            yield wording.say(_key(f"spoken_{key}", rows), amount=amount, name=name)


def _named(row: BalanceRow, rows: Rows, brief: Brief) -> str:
    """Return a country's name as used in sentences, or a product's label."""
    if row.code is None or rows.by == "product":
        return row.label
    return brief.subject.named_country(row.code)
