"""The shape of each reference file of `config/`. Imported only where a file is read."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tradefiche.cleaning import LONGEST
from tradefiche.configuration.schema import About, Code, Count, Names, NonEmptyText, Strict

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+\S*$")]
DepartementCode = Annotated[str, msgspec.Meta(pattern=r"^(\d\d|2[AB]|97[1-6])$")]
RegionCode = Annotated[str, msgspec.Meta(pattern=r"^\d\d$")]
IndustrialId = Annotated[str, msgspec.Meta(pattern=r"^ti-\d{4}$")]
GroupId = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{2,}$")]
CountryCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
# French names for use in sentences: « le Nord », « du Nord », « dans le Nord ».
WithArticle = Annotated[Name, msgspec.Meta(pattern=r"^(?!(d[eu]|des|en|dans|aux?|à) |d[’'])\S")]
WithOf = Annotated[Name, msgspec.Meta(pattern=r"^((d[eu]|des) |d[’'])\S")]
WithIn = Annotated[Name, msgspec.Meta(pattern=r"^(en|dans|aux?|à) \S")]
ZoneId = Literal["eu27", "europe", "america", "asia", "africa", "middle-east", "oceania", "none"]


class BoundedNames(Names, frozen=True):
    """A name in both languages, of a length that fits pictures."""

    fr: Name
    en: Name


class Place(Strict, frozen=True, kw_only=True):
    """A territory's name and its French forms for sentences; `also` are aliases."""

    name: Name
    article: WithArticle
    of: WithOf
    in_: WithIn = msgspec.field(name="in")
    en: Name | None = None
    also: tuple[NonEmptyText, ...] = ()


class Departement(Place, frozen=True, kw_only=True):
    """A département; `unit` is the code of the Customs' unit that it is a part of."""

    region: RegionCode
    prefecture: Name | None = None
    customs: Code | None = None
    unit: DepartementCode | None = None
    ranked: bool = True
    drom: bool = False


class Departements(Strict, frozen=True):
    """departements.yaml: the départements by INSEE code, Corse as a whole, and Monaco."""

    about: About
    departements: dict[DepartementCode, Departement]


class Region(Place, frozen=True, kw_only=True):
    """A région; `customs` is the Customs' own code for it."""

    customs: RegionCode
    drom: bool = False


class Regions(Strict, frozen=True):
    """regions.yaml: France and the régions by INSEE code."""

    about: About
    france: Place
    regions: dict[RegionCode, Region]


class Industrial(Strict, frozen=True):
    """A Territoire d'industrie: name, and number of communes by INSEE département code."""

    name: Name
    communes: Annotated[dict[DepartementCode, Count], msgspec.Meta(min_length=1)]


class Industrials(Strict, frozen=True):
    """territoires_industrie.yaml: the territories and the threshold of the publication's rule."""

    about: About
    threshold: Count
    territoires: dict[IndustrialId, Industrial]


class Product(BoundedNames, frozen=True, kw_only=True):
    """A product: label in French and English, short forms for charts, and the level above.

    `also` are aliases to search it by.
    """

    short: Name | None = None
    short_en: Name | None = None
    also: tuple[NonEmptyText, ...] = ()
    up: Code | None = None


class Products(Strict, frozen=True):
    """a129.yaml, cpf4.yaml, a38.yaml, a17.yaml: products; `up` is a code of the next level."""

    about: About
    products: dict[Code, Product]


class ProductGroup(BoundedNames, frozen=True, kw_only=True):
    """A group of products, its name for use in sentences; `also` are aliases.

    `members` are codes of any level.
    """

    members: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1)]
    definition: Names
    source: NonEmptyText
    also: tuple[NonEmptyText, ...] = ()


class ProductGroupsFile(Strict, frozen=True):
    """product_groups.yaml: groups of products by name."""

    about: About
    groups: dict[GroupId, ProductGroup]


class Zone(BoundedNames, frozen=True):
    """A group of countries; `also` are aliases."""

    also: tuple[NonEmptyText, ...] = ()


class Country(BoundedNames, frozen=True, kw_only=True):
    """A country or special code of the Customs.

    `le` is the French name with its article; `the` tells that the English name takes one; `also`
    are aliases.
    """

    zone: ZoneId
    le: WithArticle | None = None
    the: bool = False
    short: Name | None = None
    short_en: Name | None = None
    rank: bool = True
    also: tuple[NonEmptyText, ...] = ()


class CountryList(Strict, frozen=True):
    """countries.yaml: zones and countries by the Customs' codes."""

    about: About
    zones: dict[ZoneId, Zone]
    countries: dict[CountryCode, Country]
