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
    """From which value and share on a product is listed, and is a finding of the chart."""

    floor_eur: Euros
    floor_pct: Percent
    finding_eur: Euros
    finding_pct: Percent


class Dependence(Strict, frozen=True):
    """Thresholds beyond all of which an imported product is marked, and what the mark means."""

    extra_eu_hhi: Fraction
    extra_eu_share_pct: Percent
    extra_eu_to_exports: Ratio
    source: NonEmptyText
    url: Url
    note: Names


class Peers(Strict, frozen=True):
    """How many of the most alike are listed."""

    nearest: Count


class Energy(Strict, frozen=True):
    """From which share of a flow on the balance is also told without energy."""

    share_pct: Percent


class Group(BoundedNames, frozen=True):
    """A group of countries, in constant composition."""

    members: Annotated[tuple[CountryCode, ...], msgspec.Meta(min_length=1)]


class Exposure(Strict, frozen=True):
    """Partners to which exposure is shown; the note goes with a tariff, `{rate}` filled in."""

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
