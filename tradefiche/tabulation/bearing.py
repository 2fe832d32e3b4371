"""Checks that each option applies to a table or chart that is requested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tradefiche.tabulation.asking import Asked


def require_bearing(tables: Collection[str], asked: Asked, *, tariff: float | None = None) -> None:
    """Raise UsageError for an option that applies to no requested table or chart."""
    beside = bool(asked.beside)
    for option, given, shown, named in (
        ("--tariff", tariff is not None, ("exposure",), "exposure"),
        ("--measure", asked.measure is not None, ("ranking", "map"), "ranking and chart map"),
        ("--per", asked.per is not None, ("ranking", "map"), "ranking and chart map"),
        ("--beside", beside, ("peers", "comparison"), "table peers and chart comparison"),
    ):
        if given and not {*shown} & {*tables}:
            raise UsageError(
                f"{option} bears on {named} alone", hint="ask for that too, or leave it out"
            )


def partner_of(countries: Sequence[str], kinds: Iterable[str]) -> str | None:
    """Return the country or group that charts are about, if any.

    Raises:
        UsageError: no chart of these kinds shows it, or several are named.
    """
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
    """Raise UsageError for several years; `what` (`a chart`) shows a single period."""
    if len(years) > 1 or any(".." in year for year in years):
        raise UsageError(f"{what} shows one period", hint="name one --year, or a --period")
