"""Write the charts of a query's territories as files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts import KINDS
from tradefiche.errors import UsageError
from tradefiche.files import write_bytes
from tradefiche.formats.beside import KIND as COMPARISON
from tradefiche.formats.beside import Beside, beside, mark
from tradefiche.formats.filenames import file_name, level_mark
from tradefiche.indicators.measures import MEASURES
from tradefiche.language.phrases import texts
from tradefiche.language.typography import typeset
from tradefiche.reference.checks import checks
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.matching import unknown
from tradefiche.reference.method import is_country, method
from tradefiche.tabulation.answer import answer, only
from tradefiche.tabulation.per import per_note
from tradefiche.tabulation.query import products_of, request_of, require_partners
from tradefiche.views.subject import Floor, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.charts import Lettering, PictureFormat
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Dimension
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.answer import Answer, Query

_BALANCE = "balance"


def kinds(names: Sequence[str] | None, by: Dimension | None = None) -> tuple[str, ...]:
    """Return the kinds of chart asked for, all if none; UsageError for an unknown one.

    `by` is the breakdown of the chart `balance`; without that chart it is a UsageError.
    """
    if by is not None and _BALANCE not in (names or ()):
        raise UsageError("--by bears on balance alone", hint=f"add --kind {_BALANCE}")
    for name in names or ():
        if name not in KINDS:
            raise unknown("chart", name, KINDS)
    meant = {_BALANCE: f"{_BALANCE}-by-product"} if by == "product" else {}
    return tuple(dict.fromkeys(meant.get(name, name) for name in names or KINDS))


def empty_kinds(query: Query) -> dict[str, str]:
    """Return the kinds that have nothing to show under the query's filters, with the reason."""
    request = request_of(query)
    counts = {"asked": len(products_of(query)), "a38": len(products_of(query, "a38"))}
    found = {
        name: "a single product or section is left, which has nothing beside it"
        for name, kind in KINDS.items()
        if kind.parts and counts[kind.parts] == 1
    }
    if not request.partners:
        found["exposure"] = "the country that it is counted to is excluded"
    return found


def write_pictures(
    query: Query,
    chosen: Sequence[str],
    folder: Path,
    *,
    to: PictureFormat = "svg",
    size: Size | None = None,
    scale: float | None = None,
    text: Lettering = "fonts",
) -> Iterator[Path]:
    """Draw each kind for each territory; yield the path of each file once it is written.

    Args:
        query: territories, period and theme.
        chosen: kinds, as `kinds` returns them.
        folder: the parent of the territories' folders.
        to: format of the files.
        size: what the pictures are laid out for; by default a slide for PPTX, else a screen.
        scale: pixels of a PNG per unit of the layout.
        text: whether an SVG has its words as text or as outlines.

    Raises:
        ConfigError, NoInputError: the theme file is wrong, or not there.
        UsageError: the scale is out of bounds or asked of a format other than PNG, or outlines
            are asked of a format other than SVG.
        OutputError, StorageError: a file cannot be written.
    """
    from tradefiche.charts import render
    from tradefiche.charts.look.themefile import theme
    from tradefiche.charts.writers.rendering import checked, require_taken, size_for

    require_taken(to, scale, text)
    size = size or size_for(to)
    if scale is not None:
        checked(scale, theme(query.config_dirs, query.look).measures(size).width)
    for drawn in scenes(query, chosen, size=size):
        name = drawn.kind
        shown = [
            name,
            _measure(query) if KINDS[name].peers else "",
            "per" if KINDS[name].peers and query.per else "",
            (query.partner or "") if KINDS[name].of_partner else "",
            drawn.beside,
        ]
        variants = [
            level_mark(query.level) if _levelled(name, query) else "",
            size if size != "screen" else "",
        ]
        path = (folder / drawn.territory.id) / file_name(
            drawn.territory.id, drawn.period, to,
            what="-".join(filter(None, shown)), filters=query.filters.mark,
            variant="-".join(filter(None, variants)), lang=query.lang,
        )  # fmt: skip
        write_bytes(path, render(drawn.scene, to, scale=scale, text=text))
        yield path


class Drawn(NamedTuple):
    """A picture before it is written; `beside` is what its file name has of a comparison."""

    territory: Territory
    kind: str
    period: str
    scene: Scene
    beside: str = ""


def scenes(query: Query, chosen: Sequence[str], *, size: Size = "screen") -> Iterator[Drawn]:
    """Yield the picture of each kind for each territory; all tables are computed first."""
    from tradefiche.charts import compose
    from tradefiche.charts.look.themefile import theme

    look, words = theme(query.config_dirs, query.look), texts(query.config_dirs)
    require_partners(query, chosen)
    asked = {False: replace(query, measure="exports"), True: among_peers(query)}
    answers = {
        peers: answer(question, needed)
        for peers, question in asked.items()
        if (needed := _needed(chosen, peers=peers))
    }
    others = beside(query) if COMPARISON in chosen else Beside()
    for territory in query.territories:
        told: dict[bool, tuple[Mapping[str, pl.DataFrame], Subject]] = {}
        for peers, found in answers.items():
            (period,) = found.meta.periods
            tables = found.tables if peers else only(found, territory, period)
            told[peers] = tables, subject(found, asked[peers], territory, tables)
        for name in chosen:
            found = answers[KINDS[name].peers]
            tables, about = told[KINDS[name].peers]
            named = ""
            if name == COMPARISON:
                tables, about = others.of(tables, about)
                named = mark(query) if about.beside else ""
            scopes = (found.meta.table(table).scope for table in KINDS[name].tables)
            alerts = found.meta.of(*scopes).alerts
            if KINDS[name].peers and query.per is not None:
                alerts = (per_note(query.per, found.names.wording), *alerts)
            forewarned = replace(about, alerts=alerts)
            scene = compose(name, tables, forewarned, look, words, size=size, top=query.top)
            yield Drawn(territory, name, period, scene, named)


def _measure(query: Query) -> str:
    """Return the part of a file name for the measure; empty for exports."""
    return "" if query.measure == "exports" else query.measure.replace("_", "-")


def _levelled(kind: str, query: Query) -> bool:
    """Whether a picture depends on the level of products: by its kind, or by its measure."""
    found = KINDS[kind]
    return found.levelled or (found.peers and MEASURES[query.measure].by_product)


def _needed(chosen: Sequence[str], *, peers: bool) -> list[str]:
    """Return the tables needed by the kinds that compare all territories, or by the others."""
    kinds = (KINDS[name] for name in chosen)
    return list(dict.fromkeys(t for kind in kinds if kind.peers is peers for t in kind.tables))


def among_peers(query: Query) -> Query:
    """Return the query for all territories, restricted to trade with its partner if it has one."""
    places = gazetteer(query.config_dirs)
    everyone = (*query.territories, *places.units, *places.regions, places.france)
    countries = (*query.filters.countries, *filter(None, (query.partner,)))
    return replace(
        query,
        territories=tuple({each.id: each for each in everyone}.values()),
        filters=replace(query.filters, countries=countries),
        partner=None,
    )


def subject(
    found: Answer, query: Query, territory: Territory, tables: Mapping[str, pl.DataFrame]
) -> Subject:
    """Return what a territory's charts are about, with short labels for the codes in its tables."""
    names, lang = found.names, query.lang
    floor = method(query.config_dirs).file.specialisation
    codes: dict[str, set[str]] = {"product": set(), "country": set(), "partner": set()}
    for frame in tables.values():
        for key, seen in codes.items():
            if key in frame.columns:
                seen.update(frame[key].unique())
    countries = codes["country"] | {code for code in codes["partner"] if is_country(code)}
    structure = tables.get("structure")
    sections = () if structure is None else structure.filter(dimension="a38")["item"].unique()

    def named(codes: Iterable[str], name: Callable[[str, Lang], str]) -> dict[str, str]:
        return {code: typeset(name(code, lang), lang) for code in sorted(codes)}

    return Subject(
        territory=territory,
        region=names.places.region_of(territory),
        floor=Floor(floor.floor_eur, floor.floor_pct, floor.finding_pct, floor.finding_eur),
        period=found.meta.periods[0],
        release=found.meta.release,
        data=found.meta.data,
        lang=lang,
        products=named(codes["product"], partial(names.products.short, query.level)),
        countries=named(countries, names.countries.short),
        countries_with_article=named(countries, names.countries.with_article),
        sections=named(sections, partial(names.products.short, "a38")),
        partners=named(codes["partner"], lambda code, _: names.partner(code)),
        caveats=_caveats(query, territory),
        licence=f"{found.meta.statement.licence.title}, {found.meta.statement.licence.url}",
        only=found.meta.only,
        only_note=found.meta.only_note,
        units=tuple(
            unit.code
            for unit in names.places.units
            if unit.id == territory.id
            or (territory.kind == "region" and unit.region == territory.code)
        ),
    )


def _caveats(query: Query, territory: Territory) -> dict[str, str]:
    """Return the caveats on products of a territory: product code to sentence.

    There is none for France as a whole, as they are about places within it.
    """
    from tradefiche.indicators.checks.caveats import of_other_products

    request = request_of(query)
    return {
        code: typeset(each.text(query.lang), query.lang)
        for each in checks(query.config_dirs).caveats.values()
        if territory.id in each.territories and territory.kind != "france"
        if not of_other_products(each, request)
        for code in each.products
    }
