"""`config/workbooks.yaml`: the régions of the workbooks, and each one's usual total per year.

The readme in the zips says thousands of euros, the columns say euros. An error by a factor of a
thousand would break no identity between tables, so each total is compared with known figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from tradefiche.configuration.loading import read
from tradefiche.configuration.schema import About, Strict
from tradefiche.customs.arrivals import FAR_FROM_LAST
from tradefiche.customs.ingest_report import Remark
from tradefiche.errors import DataError
from tradefiche.language.money import millions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tradefiche.reference.terms import Flow

_NAME = "workbooks.yaml"
_MILLION = 10**6
CustomsRegion = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2}$")]
Millions = Annotated[float, msgspec.Meta(gt=0)]
Factor = Annotated[float, msgspec.Meta(gt=1)]


class Magnitude(Strict, frozen=True):
    """A région's usual total per year and flow, in millions of euros."""

    exports: Millions
    imports: Millions

    def eur(self, flow: Flow) -> int:
        """Return the total of a flow in euros."""
        return round((self.exports if flow == "export" else self.imports) * _MILLION)


class Magnitudes(Strict, frozen=True):
    """The content of `workbooks.yaml`.

    Attributes:
        beyond: factor from the usual total, either way, beyond which a total is reported.
        slip: lowest and highest factor, either way, that count as an error by a thousand.
    """

    about: About
    beyond: Factor
    slip: tuple[Factor, Factor]
    regions: Annotated[dict[CustomsRegion, Magnitude], msgspec.Meta(min_length=1)]


def magnitudes(dirs: tuple[Path, ...]) -> Magnitudes:
    """Return the régions and their usual totals; raise ConfigError (78) if the file is wrong."""
    layers = read(_NAME, dirs)
    found = layers.checked(Magnitudes)
    lowest, highest = found.slip
    if lowest >= highest:
        raise layers.slip(("slip",), expected="a lower and a higher factor", got=found.slip)
    return found


def check_magnitude(
    where: str,
    label: str,
    total: int,
    *,
    usual: int,
    held: int | None,
    rules: Magnitudes,
) -> Iterator[Remark]:
    """Compare a total with the usual one and with what the store holds; report differences.

    Args:
        where: the file, for messages.
        label: what the total is of: `exports 2024 of région 03`.
        total: the file's total, in euros.
        usual: the usual total, in euros.
        held: the store's total for the same flow, year and région, in euros; None if not held.
        rules: the factors.

    Raises:
        DataError: the total differs from either by a factor near 1 000 or 1/1 000 (65).
    """
    for other, said in ((held, "the store holds"), (usual, "its usual order of magnitude is")):
        if other is not None and _slipped(total, other, rules):
            raise DataError(
                f"{where}: {label} come to {_money(total)}, and {said} {_money(other)}: "
                "a slip by a factor of a thousand",
                hint="its values are to be in euros",
            )
    if held is not None and abs(total - held) > FAR_FROM_LAST * abs(held):
        text = f"{where}: {label} come to {_money(total)}; the store holds {_money(held)}"
        yield Remark("far-from-last", "warning", text)
    elif held is None and not usual / rules.beyond <= total <= usual * rules.beyond:
        text = f"{where}: {label} come to {_money(total)}; usual is {_money(usual)}"
        yield Remark("magnitude", "warning", text)


def _slipped(total: int, other: int, rules: Magnitudes) -> bool:
    small, large = sorted((abs(total), abs(other)))
    lowest, highest = rules.slip
    return small * lowest <= large <= small * highest and large > 0


def _money(value: int) -> str:
    return millions(value, lang="en")
