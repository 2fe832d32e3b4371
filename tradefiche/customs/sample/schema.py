"""The shape of `config/sample.yaml`. Imported only where the file is read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from tradefiche.configuration.schema import About, Code, Count, NonEmptyText, Strict
from tradefiche.reference.schema import CountryCode
from tradefiche.reference.terms import Side

SampleSize = Literal["small", "full"]
GrainKind = Literal["texts", "workbooks"]
SampleWeight = Annotated[float, msgspec.Meta(ge=0)]
Share = Annotated[float, msgspec.Meta(ge=0, le=100)]
CustomsCode = Annotated[str, msgspec.Meta(pattern=r"^[0-9][0-9A-Z]$")]
Cpf4 = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}$")]
SampleMonth = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]


class Year(Strict, frozen=True):
    """A year: date of its release and value as a ratio to the calibrated year, by flow."""

    release: date
    exports: SampleWeight
    imports: SampleWeight


class SizeRule(Strict, frozen=True):
    """What a size keeps: share of the rows, CPF4 products per A129, and ordinary countries."""

    rows: Annotated[float, msgspec.Meta(gt=0, le=1)]
    cpf4: Count
    countries: Count
    compressed: bool


class SampleSizes(Strict, frozen=True):
    """The two sizes."""

    small: SizeRule
    full: SizeRule


class Published(Strict, frozen=True):
    """A total as printed, in millions of euros; of France where no territory is named."""

    flow: Side
    million_eur: Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+)?(e3)?$")]
    departement: CustomsCode | None = None
    region: CustomsCode | None = None


class SampleProduct(Strict, frozen=True):
    """An A129 product: weights by flow, euros per kg, growth in percent, seasonal profile."""

    exports: SampleWeight
    imports: SampleWeight
    eur_per_kg: Annotated[float, msgspec.Meta(gt=0)] | None
    growth: Annotated[float, msgspec.Meta(gt=-90)]
    season: Code


class Weights(Strict, frozen=True):
    """Weights of countries, by flow."""

    exports: dict[CountryCode, SampleWeight]
    imports: dict[CountryCode, SampleWeight]


class Tail(Strict, frozen=True):
    """Countries that share one small weight, the same in both flows."""

    weight: SampleWeight
    countries: list[CountryCode]


class Special(Strict, frozen=True):
    """A code that is not a partner country: weights, and its products (empty: all)."""

    code: CountryCode
    exports: SampleWeight
    imports: SampleWeight
    products: list[Code]


class Affinity(Strict, frozen=True):
    """A factor on the weight of these countries for these products."""

    flow: Side
    countries: list[CountryCode]
    products: list[Code]
    factor: SampleWeight


class FormerLabel(Strict, frozen=True):
    """A country code's label that is no longer valid; months as YYYYMM."""

    code: CountryCode
    label: NonEmptyText
    start: SampleMonth
    end: SampleMonth


class FlowProfile(Strict, frozen=True):
    """A département's flow: total in euros, and percent of it by A129 speciality."""

    total_eur: Count
    products: dict[Code, Share]


class SampleDepartement(Strict, frozen=True):
    """A département of the Customs: rows per quarter and flow, flows, factors on countries."""

    rows: Count
    exports: FlowProfile
    imports: FlowProfile
    partners: dict[CountryCode, SampleWeight] = msgspec.field(default_factory=dict)


class SampleRegion(Strict, frozen=True):
    """A région and its départements by the Customs' codes; `without` are partners it never has."""

    code: CustomsCode
    label: NonEmptyText
    departements: dict[CustomsCode, SampleDepartement]
    without: list[CountryCode] = msgspec.field(default_factory=list)


class Readmes(Strict, frozen=True):
    """What a readme adds to the notice; `texts` has the placeholders `{year}` and `{Flow}`."""

    texts: NonEmptyText
    workbooks: NonEmptyText


class Sample(Strict, frozen=True):
    """`sample.yaml` as a whole; `notice` states in each file that the data are synthetic."""

    about: About
    notice: NonEmptyText
    readme: Readmes
    years: dict[int, Year]
    calibrated: int
    sizes: SampleSizes
    published: list[Published]
    products: dict[Code, SampleProduct]
    seasons: dict[Code, tuple[SampleWeight, SampleWeight, SampleWeight, SampleWeight]]
    cpf4: dict[Cpf4, SampleWeight]
    countries: Weights
    tail: list[Tail]
    special: list[Special]
    easily_mistaken: list[CountryCode]
    markets: dict[Code, Weights]
    affinities: list[Affinity]
    former_labels: list[FormerLabel]
    regions: list[SampleRegion]
