"""What the balance says: its unit, its finding, and its rows for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Words
from tradefiche.language import periods
from tradefiche.language.typography import MILLION, MINUS, MISSING, NBSP, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from tradefiche.charts.kinds.balance.rows import Row, Rows
    from tradefiche.charts.subject import Subject
    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang

_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Unit:
    """The one unit of a chart, and the decimals of the rows that have bars."""

    euros: int
    decimals: int
    lang: Lang

    @classmethod
    def of(cls, rows: Rows, lang: Lang) -> Unit:
        """Choose millions, or thousands where nothing reaches a million."""
        return cls.up_to(
            max(
                (
                    abs(value)
                    for row in rows.barred
                    for value in (row.imports, row.exports)
                    if value
                ),
                default=0,
            ),
            lang,
        )

    @classmethod
    def up_to(cls, largest: int, lang: Lang) -> Unit:
        """Choose the unit of values of which this is the largest."""
        euros = MILLION if largest >= MILLION or not largest else _THOUSAND
        return cls(euros, 0 if largest >= _THOUSAND * euros else 1, lang)

    def text(self, value: int | None, *, signed: bool = False) -> str:
        """Return a value of a row; what is recorded but would print as 0 is shown as less."""
        return self._text(value, self.decimals, signed=signed)

    def total(self, value: int | None, *, signed: bool = False) -> str:
        """Return a value of the total, with one decimal."""
        return self._text(value, 1, signed=signed)

    def _text(self, value: int | None, decimals: int, *, signed: bool) -> str:
        if value is None:
            return MISSING
        if value and abs(value) < self.euros / 10**decimals / 2:
            least = number(10**-decimals, decimals, lang=self.lang)
            return f"<{NBSP}{least}" if value > 0 else f">{NBSP}{MINUS}{least}"
        return number(value / self.euros, decimals, lang=self.lang, signed=signed)


def words(
    partners: pl.DataFrame,
    rows: Rows,
    subject: Subject,
    wording: Wording,
    unit: Unit,
    *,
    top: int,
) -> Words:
    """Return title, subtitle and description."""
    key = "millions" if unit.euros == MILLION else "thousands"
    said_unit = wording.say(f"common.unit_{key}")
    if rows.others is None:
        subtitle = wording.say("balance.subtitle_all", unit=said_unit)
    else:
        key = "balance.subtitle" if top > 1 else "balance.subtitle_one"
        subtitle = wording.say(key, top=wording.count(top), unit=said_unit)
    title = _title(partners, rows, subject, wording)
    return Words(title, subtitle, " ".join(_spoken(rows, subject, wording)))


def _title(partners: pl.DataFrame, rows: Rows, subject: Subject, wording: Wording) -> str:
    """Return the finding: surplus or deficit and the country with which it is largest.

    The country is named only where it is true of all that can be ranked, and is shown.
    """
    place, when = subject.place, periods.within(subject.period, wording)
    total = rows.total
    balance = total.balance
    if balance is None:
        if total.imports is None and total.exports is None:
            return wording.say("common.unknown", place=place, when=when)
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
        return wording.say("common.nothing", place=place, when=when)
    known = code is not None and any(row.code == code for row in rows.countries)
    return wording.say(
        f"balance.title_{key}_with" if known else f"balance.title_{key}",
        place=place,
        when=when,
        amount=wording.amount(value),
        country=subject.named_country(code) if code else "",
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


def _spoken(rows: Rows, subject: Subject, wording: Wording) -> Iterator[str]:
    """Say what a reader sees: totals, the first partner, how many deficits, the extremes."""
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
        country=_named(first, subject),
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
            country = _named(row, subject)
            yield wording.say(f"balance.spoken_{key}", amount=amount, country=country)


def _named(row: Row, subject: Subject) -> str:
    return row.label if row.code is None else subject.named_country(row.code)
