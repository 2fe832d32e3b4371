"""Options that several commands share, single and in sets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tradefiche.formats.csv import Dialect
from tradefiche.language.typography import LANGS, Lang
from tradefiche.reference.products import Level
from tradefiche.tabulation.filters import Filters

DialectOption = Annotated[
    Dialect,
    typer.Option(help="excel-fr: semicolons, decimal comma, byte order mark."),
]
ThemeOption = Annotated[
    Path | None,
    typer.Option(
        help="Theme: colours, fonts and logo that take the place of those of config/.",
        metavar="FILE",
    ),
]
FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Folder for the outputs.",
        metavar="DIR",
        show_default="out, or out-sample",
    ),
]


@dataclass(frozen=True, slots=True)
class CommonOptions:
    """Options of every command."""

    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")] = False
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help="Say what is done, in more detail; show an error's traceback.",
        ),
    ] = False
    data_dir: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the store (also TRADEFICHE_DATA_DIR).",
            metavar="DIR",
            show_default="the platform's data folder",
        ),
    ] = None
    config_dir: Annotated[
        Path | None,
        typer.Option(
            help="Folder whose YAML files are laid over ours, key by key "
            "(also TRADEFICHE_CONFIG_DIR).",
            metavar="DIR",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class LanguageOption:
    """Language of what is published."""

    lang: Annotated[
        Lang,
        typer.Option(help="Language of labels and texts."),
    ] = "fr"


class _Lang(StrEnum):  # Typer does not accept a list of a Literal
    fr = "fr"
    en = "en"


@dataclass(frozen=True, slots=True)
class LanguagesOption:
    """Languages of what is published."""

    lang: Annotated[
        list[_Lang] | None,
        typer.Option(
            help="Language of labels and texts. Repeatable.", metavar="fr|en", show_default="fr"
        ),
    ] = None

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages named, French first; French if none is named."""
        return tuple(each for each in LANGS if each in (self.lang or ("fr",)))


@dataclass(frozen=True, slots=True)
class TerritoryOptions:
    """Which territories."""

    dept: Annotated[
        list[str] | None,
        typer.Option(
            help="A département: INSEE's or the Customs' code, or its name. Repeatable.",
            metavar="CODE|NAME",
        ),
    ] = None
    region: Annotated[
        list[str] | None,
        typer.Option(
            help="A région: INSEE's code or its name. Repeatable.",
            metavar="CODE|NAME",
        ),
    ] = None
    ti: Annotated[
        list[str] | None,
        typer.Option(
            help="The départements of a Territoire d'industrie: its id or name. Repeatable.",
            metavar="ID|NAME",
        ),
    ] = None
    france: Annotated[
        bool,
        typer.Option("--france", help="The whole of France."),
    ] = False
    all: Annotated[
        bool,
        typer.Option("--all", help="All départements (Corse in one piece): 100 units."),
    ] = False
    all_regions: Annotated[
        bool,
        typer.Option("--all-regions", help="All 18 régions."),
    ] = False


@dataclass(frozen=True, slots=True)
class PeriodOptions:
    """Which periods, as of which release, and whether of the sample."""

    year: Annotated[
        list[str] | None,
        typer.Option(
            help="A calendar year, or 2022..2024. Repeatable.",
            metavar="YEAR",
            show_default="the newest full year held",
        ),
    ] = None
    period: Annotated[
        str | None,
        typer.Option(
            help="One to four consecutive quarters: 2024Q3, or 2023Q3..2024Q2; or latest, the "
            "newest four that are held.",
            metavar="QUARTERS",
            show_default=False,
        ),
    ] = None
    release: Annotated[
        str | None,
        typer.Option(
            help="The figures as known at a release, such as 2025-02.",
            metavar="MONTH",
            show_default="the newest",
        ),
    ] = None
    sample: Annotated[
        bool,
        typer.Option(
            "--sample",
            help="Use the built-in synthetic data, with no earlier step.",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class LevelOptions:
    """The nomenclature of products, and how many items `flows` names and highlights."""

    level: Annotated[
        Level,
        typer.Option(help="Nomenclature of products."),
    ] = "a129"
    top: Annotated[
        int,
        typer.Option(
            help="Products and countries that flows name.",
            min=1,
            metavar="N",
        ),
    ] = 10
    highlight: Annotated[
        int,
        typer.Option(help="Flows marked as the first.", min=0, metavar="N"),
    ] = 5


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """Products that are counted alone, and products and countries that are excluded."""

    product: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this product, at any level, or group such as energie. Repeatable.",
            metavar="CODE|GROUP",
        ),
    ] = None
    exclude_product: Annotated[
        list[str] | None,
        typer.Option(
            help="All but this product or group. Totals, shares and ranks, those of région and "
            "France too, are then of what remains. Repeatable.",
            metavar="CODE|GROUP",
        ),
    ] = None
    exclude_country: Annotated[
        list[str] | None,
        typer.Option(
            help="All but this country or group, likewise. Repeatable.",
            metavar="CODE|GROUP",
        ),
    ] = None

    def filters(self, country: list[str] | None = None) -> Filters:
        """Return the filters as entered; `country` is the countries that are counted alone."""
        given = (self.product, country, self.exclude_product, self.exclude_country)
        return Filters(*(tuple(each or ()) for each in given))


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """What territories are ranked by, and what values are divided by."""

    measure: Annotated[
        str | None,
        typer.Option(
            help="For ranking, and the map: one of those that list measures shows.",
            metavar="NAME",
            show_default="exports",
        ),
    ] = None
    per: Annotated[
        Path | None,
        typer.Option(
            help="For ranking, and the map: a CSV file of a code and a number a row (inhabitants, "
            "jobs), by which values are divided; see .docs/method.md.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None
