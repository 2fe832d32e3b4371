"""What bears on what: an option that nothing asked for would follow is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path


def require_bearing(
    tables: Collection[str],
    *,
    tariff: float | None = None,
    measure: str | None = None,
    per: Path | None = None,
    beside: Sequence[str] = (),
) -> None:
    """Refuse what bears on a table, or on a chart, that is not asked for."""
    for option, given, shown, named in (
        ("--tariff", tariff is not None, ("exposure",), "exposure"),
        ("--measure", measure is not None, ("ranking", "map"), "ranking and chart map"),
        ("--per", per is not None, ("ranking", "map"), "ranking and chart map"),
        ("--beside", bool(beside), ("peers", "comparison"), "table peers and chart comparison"),
    ):
        if given and not {*shown} & {*tables}:
            raise UsageError(
                f"{option} bears on {named} alone", hint="ask for that too, or leave it out"
            )


def partner_of(countries: Sequence[str], kinds: Iterable[str]) -> str | None:
    """Return what exposure and places are counted to in charts; UsageError if none shows it."""
    if countries and not {*kinds} & {"exposure", "ranking", "map"}:
        raise UsageError(
            "--country bears on the charts exposure, ranking and map", hint="add --kind exposure"
        )
    if len(countries) > 1:
        raise UsageError(
            "a chart shows the trade with one country or group",
            hint="draw one after the other, or name a group",
        )
    return countries[0] if countries else None


def one_period(years: Sequence[str], what: str) -> None:
    """Refuse several years; `what` shows one period: `a chart`."""
    if len(years) > 1 or any(".." in year for year in years):
        raise UsageError(f"{what} shows one period", hint="name one --year, or a --period")
