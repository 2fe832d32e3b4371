"""The shape of `config/checks.yaml`. Imported only where the file is read."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec

from tradefiche.configuration.schema import About, Count, Names, Strict

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Most severe first."""
CheckCode = Literal[
    "store-total", "sum-countries", "sum-products", "missing-flow", "missing-regions",
    "thin-departments", "thin-rows", "revised", "coverage", "quarter-jump", "country-jump",
    "product-jump", "not-rankable", "no-year-before", "emebi", "vintage", "nowhere",
    "lacks-98", "lacks-monaco", "unknown-country",
]  # fmt: skip
CODES: tuple[CheckCode, ...] = get_args(CheckCode)
PlaceCaveatCode = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z-]+$")]
ProductCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{2,4}$")]
Bound = Annotated[float, msgspec.Meta(ge=0)]


class Bounds(Strict, frozen=True):
    """Bounds beyond which a magnitude is reported as implausible."""

    revision_pct: Bound
    rows_pct: Bound
    times: Annotated[float, msgspec.Meta(gt=1)]
    least_eur: Annotated[int, msgspec.Meta(ge=0)]
    contribution_pts: Bound
    not_rankable_pct: Bound


class Coverage(Strict, frozen=True):
    """When a quarter of a flow is thin, against other quarters held and the Customs' own files."""

    departments_pct: Bound
    rows_pct: Bound
    least_departments: Count
    least_lacking: Count
    least_rows: Count
    dense_rows: Count
    quarter_rows: Count
    quarter_rows_pct: Bound


class IssueText(Names, frozen=True):
    """An issue's level, the unit of the values it reports, and its sentence."""

    level: Severity = "notice"
    unit: Literal["EUR", "rows", "percent"] | None = None


class PlaceCaveat(Names, frozen=True):
    """A caveat on the data of some territories, for some products or for all.

    Products are codes of any level; pictures that show them repeat the sentence.
    """

    territories: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    products: tuple[ProductCode, ...] = ()


class ChecksFile(Strict, frozen=True):
    """checks.yaml."""

    about: About
    bounds: Bounds
    coverage: Coverage
    issues: dict[CheckCode, IssueText]
    caveats: dict[PlaceCaveatCode, PlaceCaveat]
