"""What the balance says: its unit, its finding, and its rows for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.language.typography import MILLION

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.units import Unit
    from tradefiche.views.balance import Row, Rows


def tell(rows: Rows, unit: Unit, brief: Brief) -> Story:
    """Return what is said around the balance."""
    key = "millions" if unit.euros == MILLION else "thousands"
    last = "_all" if rows.others is None else "" if brief.top > 1 else "_one"
    subtitle = brief.say(
        f"balance.subtitle{last}",
        top=brief.wording.count(brief.top),
        unit=brief.say(f"common.unit_{key}"),
    )
    notes = () if rows.complete else (brief.say("common.not_held"),)
    return Story(_title(rows, brief), subtitle, tuple(_spoken(rows, brief)), notes)


def _title(rows: Rows, brief: Brief) -> str:
    """Return the finding: surplus or deficit and the country with which it is largest.

    The country is named only where it is true of all that can be ranked, and is shown.
    """
    partners, total = brief.tables["partners"], rows.total
    balance = total.balance
    if balance is None:
        if total.imports is None and total.exports is None:
            return brief.say("common.unknown")
        key = "exports_only" if total.imports is None else "imports_only"
        value = (total.exports if total.imports is None else total.imports) or 0
        column = "exports_eur" if total.imports is None else "imports_eur"
        code = _extreme(partners, column) if value > 0 else None
    else:
        key = "deficit" if balance < 0 else "surplus"
        value = abs(balance)
        code = _extreme(partners, "balance_eur", lowest=balance < 0)
        if not balance:
            key = "nothing" if not total.imports else "even"
            code = None
    if key == "nothing" or (balance is None and not value):
        return brief.say("common.nothing")
    known = code is not None and any(row.code == code for row in rows.countries)
    return brief.say(
        f"balance.title_{key}_with" if known else f"balance.title_{key}",
        amount=brief.wording.amount(value),
        country=brief.subject.named_country(code) if code else "",
    )


def _extreme(partners: pl.DataFrame, column: str, *, lowest: bool = False) -> str | None:
    """Return the country of the highest value above 0 (or lowest below), if one alone has it."""
    import polars as pl

    ranked = pl.any_horizontal(pl.col("exports_rank", "imports_rank").is_not_null())
    sign = -1 if lowest else 1
    found = (
        partners.filter(ranked, pl.col(column) * sign > 0)
        .sort(pl.col(column) * sign, "country", descending=[True, False])
        .head(2)
    )
    if not found.height or found[column].n_unique() < found.height:
        return None
    return str(found["country"][0])


def _spoken(rows: Rows, brief: Brief) -> Iterator[str]:
    """Say what a reader sees: totals, the first partner, how many deficits, the extremes."""
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
    known = [row for row in rows.countries if row.balance is not None]
    if not known:
        return
    first = known[0]
    yield wording.say(
        "balance.spoken_partner",
        country=_named(first, brief),
        imports=wording.amount(first.imports or 0),
        exports=wording.amount(first.exports or 0),
    )
    ordered = sorted(known, key=lambda row: row.balance or 0)
    signs = [(row.balance or 0) for row in known]
    deficits, surpluses = (sum(sign * each > 0 for each in signs) for sign in (-1, 1))
    yield wording.say(
        "balance.spoken_signs", count=len(known), deficits=deficits, surpluses=surpluses
    )
    for sign, row, key in ((-1, ordered[0], "deficit"), (1, ordered[-1], "surplus")):
        if (row.balance or 0) * sign > 0:
            amount = wording.amount(abs(row.balance or 0))
            country = _named(row, brief)
            yield wording.say(f"balance.spoken_{key}", amount=amount, country=country)


def _named(row: Row, brief: Brief) -> str:
    return row.label if row.code is None else brief.subject.named_country(row.code)
