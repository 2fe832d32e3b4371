"""`tradefiche list`: what can be asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import CommonOptions, LanguageOption
from tradefiche.reference.products import Level

_WHAT = (
    "departements, regions, territoires, products, countries, groups, tables, charts, measures, or "
    "indicators (definitions); without it, what each of these lists."
)


def listing(
    language: LanguageOption,
    common: CommonOptions,
    what: Annotated[
        str | None, typer.Argument(help=_WHAT, metavar="WHAT", show_default=False)
    ] = None,
    search: Annotated[
        list[str] | None,
        typer.Argument(
            help="Words that codes, names or what else a thing is called must have: avion, UK.",
            metavar="WORD",
            show_default=False,
        ),
    ] = None,
    level: Annotated[Level, typer.Option(help="Nomenclature of products.")] = "a129",
) -> None:
    """List what can be asked for: territories, products, countries.

    Words after the list search it, in both languages, without regard to case, accents and plural.
    """
    from tradefiche.report.catalogue import catalogue
    from tradefiche.report.lists import list_text

    dirs = asking.begin(common)
    words = " ".join(search) if search else None
    found = catalogue(what, dirs, level=level, lang=language.lang, search=words)
    if common.json:
        console.document([each.row for each in found])
    else:
        console.text(list_text(what, found, dirs, language.lang))
