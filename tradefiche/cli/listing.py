"""`tradefiche list`: what can be asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common, Language
from tradefiche.reference.products import Level

_WHAT = (
    "departements, regions, territoires, products, countries, groups, tables, charts, measures, or "
    "indicators (definitions); without it, what each of these lists."
)


def listing(
    language: Language,
    common: Common,
    what: Annotated[
        str | None, typer.Argument(help=_WHAT, metavar="WHAT", show_default=False)
    ] = None,
    level: Annotated[Level, typer.Option(help="Nomenclature of products.")] = "a129",
) -> None:
    """List what can be asked for: territories, products, countries."""
    from tradefiche.report.catalogue import catalogue

    dirs = asking.begin(common)
    rows = catalogue(what, dirs, level=level, lang=language.lang)
    if common.json:
        console.document(rows)
        return
    if what == "indicators":
        from tradefiche.language.phrases import texts
        from tradefiche.report.definitions import as_text
        from tradefiche.tabulation.registry import declared

        symbols = declared(dirs).symbols(language.lang)
        console.text(as_text(rows, symbols, texts(dirs).wording(language.lang)))
        return
    if what == "groups":
        from tradefiche.report.groups import groups_text

        console.text(list(groups_text(rows)))
        return
    from tradefiche.report.columns import columns

    console.text(columns([[*row.values()] for row in rows]))
