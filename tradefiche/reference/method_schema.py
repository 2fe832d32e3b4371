"""The shape of `config/indicators.yaml`. Imported only where the file is read."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tradefiche.configuration.schema import About, Count, Names, NonEmptyText, Strict
from tradefiche.reference.schema import BoundedNames, CountryCode, GroupId, Url

Euros = Annotated[int, msgspec.Meta(ge=0)]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]
Ratio = Annotated[float, msgspec.Meta(ge=0)]


class Specialisation(Strict, frozen=True):
    """Least value and share for a product to be listed, and to be a finding of the chart."""

    floor_eur: Euros
    floor_pct: Percent
    finding_eur: Euros
    finding_pct: Percent


class Dependence(Strict, frozen=True):
    """Thresholds that an imported product must all exceed to be marked, and a note on the mark."""

    extra_eu_hhi: Fraction
    extra_eu_share_pct: Percent
    extra_eu_to_exports: Ratio
    source: NonEmptyText
    url: Url
    note: Names


class Peers(Strict, frozen=True):
    """How many of the most similar territories are listed."""

    nearest: Count


class Energy(Strict, frozen=True):
    """Energy's share of a flow above which the balance is also given without it."""

    share_pct: Percent


class Group(BoundedNames, frozen=True):
    """A group of countries, the same in all years."""

    members: Annotated[tuple[CountryCode, ...], msgspec.Meta(min_length=1)]


class Exposure(Strict, frozen=True):
    """Partners to which exposure is shown, and the note on figures of a tariff of `{rate}`."""

    default: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    groups: dict[GroupId, Group]
    tariff_note: Names


class MethodFile(Strict, frozen=True):
    """indicators.yaml."""

    about: About
    specialisation: Specialisation
    dependence: Dependence
    peers: Peers
    energy: Energy
    exposure: Exposure
