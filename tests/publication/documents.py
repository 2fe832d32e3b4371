"""Documents of the sample, and the texts in them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from tradefiche.customs.sample.store import sample_store
from tradefiche.customs.store import Store
from tradefiche.publication.compose import build
from tradefiche.publication.data import gather
from tradefiche.publication.html.page import to_html
from tradefiche.publication.pdf import to_pdf
from tradefiche.publication.pictures import Pictures
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.periods import Period
from tradefiche.settings import config_dirs, data_dir
from tradefiche.tabulation.answer import Query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.data import FicheData
    from tradefiche.publication.document import Document
    from tradefiche.reference.territories import Territory


def everywhere() -> tuple[Territory, ...]:
    """Return every territory that has a fiche: units, Monaco, régions, France."""
    places = gazetteer(config_dirs())
    return (*places.units, places.monaco, *places.regions, places.france)


def gathered(
    folder: Path, territories: tuple[str, ...], period: str, lang: Lang = "fr"
) -> tuple[FicheData, dict[str, Document]]:
    """Return the data of a store's period, and the fiches of some territories."""
    places = gazetteer(config_dirs())
    chosen = tuple(place for each in territories if (place := places.by_id(each)))
    years = (Period.of_year(int(period)),) if period.isdecimal() else ()
    other = None if years else Period.parse(period)
    data = gather(Query(Store(folder), config_dirs(), chosen, years, other, lang=lang))
    pictures = Pictures(data)
    return data, {each.id: build(each, data, pictures) for each in chosen}


def sample_folder() -> Path:
    """Return the folder of the sample's store."""
    return sample_store(data_dir(), config_dirs(), lambda _: None).folder


@cache
def question(lang: Lang) -> Query:
    """Return the question after every territory of the sample; nothing is counted for it."""
    return Query(Store(sample_folder()), config_dirs(), everywhere(), lang=lang)


@cache
def sample(lang: Lang) -> FicheData:
    """Return the data of every territory on the sample."""
    return gather(question(lang))


@cache
def pictures(lang: Lang) -> Pictures:
    """Return what draws the charts of the sample's fiches: those of régions and France once."""
    return Pictures(sample(lang))


# Of each kind, and all that something is said of alone.
_FEW = (
    "dept-13", "dept-20", "dept-40", "dept-48", "dept-49", "dept-59", "dept-75", "dept-971",
    "dept-974", "dept-99", "region-75", "region-94", "france",
)  # fmt: skip


@cache
def composed(territory: str, lang: Lang) -> Document:
    """Return the fiche of a territory, linked to that of every other."""
    places = {each.id: each for each in everywhere()}
    return build(places[territory], sample(lang), pictures(lang), linked=[*places])


def documents(lang: Lang, *, every: bool) -> dict[str, Document]:
    """Return the fiches of every territory, or of a few of each kind."""
    ids = [each.id for each in everywhere()]
    return {each: composed(each, lang) for each in ids if every or each in _FEW}


@cache
def printed(territory: str, lang: Lang) -> bytes:
    """Return the fiche of a territory as PDF."""
    return to_pdf(composed(territory, lang), pictures(lang))


@cache
def paged(territory: str, lang: Lang) -> bytes:
    """Return the fiche of a territory as web page."""
    return to_html(composed(territory, lang), pictures(lang))


def on_the_web(document: Document) -> Document:
    """Return a document without what paper alone has."""
    sections = (replace(each, blocks=_shown(each.blocks)) for each in document.sections)
    cover = replace(document.cover, about=_shown(document.cover.about))
    return replace(document, cover=cover, sections=tuple(sections))


def _shown(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(each for each in blocks if getattr(each, "on", "") != "paper")


def texts(thing: object) -> Iterator[str]:
    """Yield every text of a document; the runs of a paragraph as one."""
    if isinstance(thing, str):
        yield thing
    elif is_runs(thing):
        yield "".join(run.text for run in thing)  # type: ignore[attr-defined]  # told by its attributes, not by its class
    elif isinstance(thing, tuple):
        for each in thing:
            yield from texts(each)
    elif is_dataclass(thing):
        for name in _with_text(thing.__class__):
            yield from texts(getattr(thing, name))


@cache
def _with_text(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class of data, which has no type
    """Return the attributes of a part of a document in which text may be."""
    return tuple(each.name for each in fields(kind) if each.name not in _NO_TEXT)


def is_runs(thing: object) -> bool:
    """Say whether it is text in runs."""
    return isinstance(thing, tuple) and bool(thing) and type(thing[0]).__name__ == "Run"


def runs(document: Document) -> Iterator[Runs]:
    """Yield every text in runs."""
    yield from _runs((document.cover, document.sections))


def _runs(thing: object) -> Iterator[Runs]:
    if is_runs(thing):
        yield thing  # type: ignore[misc]  # told by its attributes, not by its class
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _runs(each)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _runs(getattr(thing, each.name))


_NO_TEXT = {
    "id",
    "picture",
    "kind",
    "role",
    "shape",
    "mark",
    "words",
    "tables",
    "lang",
    "territory",
    "on",
    "of",
    "measure",
    "more",
}
