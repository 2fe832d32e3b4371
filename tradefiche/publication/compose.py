"""Build a fiche: its parts in the order of the publication."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.publication import key_figures as reading
from tradefiche.publication.content.activities import activities
from tradefiche.publication.content.balance import balance
from tradefiche.publication.content.context import Context
from tradefiche.publication.content.cover import cover
from tradefiche.publication.content.essential import essential
from tradefiche.publication.content.figures import FigureNumbers
from tradefiche.publication.content.flows import flows
from tradefiche.publication.content.further.part import further
from tradefiche.publication.content.imprint import imprint
from tradefiche.publication.content.method import method
from tradefiche.publication.content.sources import sources
from tradefiche.publication.content.tables import data as tables
from tradefiche.publication.document import Document, scoped
from tradefiche.publication.words import Speaker, fiche_file

if TYPE_CHECKING:
    from collections.abc import Collection

    from tradefiche.publication.data import FicheData
    from tradefiche.publication.document import Section, Sibling
    from tradefiche.publication.pictures import Pictures
    from tradefiche.reference.territories import Territory

_BREAK = re.compile(r"[ -]")
_WORDS = (
    "page", "open_table", "definitions", "tabs", "downloads", "downloads_about", "skip", "sections",
    "around", "around_all", "around_before", "around_after", "around_industrials",
    "around_period", "around_pdf", "kilobytes", "megabytes", "lang_fr", "lang_en",
    "kit_colon", "kit_first", "kit_hint", "kit_keys", "kit_png", "kit_svg", "kit_csv", "kit_copy",
    "kit_licence", "kit_copied", "kit_find", "kit_seek",
)  # fmt: skip


def build(
    territory: Territory,
    data: FicheData,
    pictures: Pictures,
    *,
    linked: Collection[str] = (),
    index: str = "",
    editions: tuple[Sibling, ...] = (),
) -> Document:
    """Return the fiche of a territory.

    Args:
        territory: one of those that `data` was gathered for.
        data: all tables of the call.
        pictures: draws the charts, and caches what the renderer will draw again.
        linked: ids of the territories whose fiches lie beside this one and can be linked to.
        index: file name of the index of all fiches; empty if there is none.
        editions: the same fiche in other languages and for other periods.

    Raises:
        ConfigError: `fiche.yaml` lacks a phrase, or a phrase has a placeholder without a value.
    """
    context = _context(territory, data, pictures, frozenset(linked) - {territory.id})
    say, lang = context.speak.say, data.query.lang
    coded = territory.kind == "dept"
    first = cover(context)
    whole = data.query.pages == "all"
    return Document(
        territory=territory.id,
        period=data.period,
        lang=lang,
        title=say("document.full_title" if whole else "essential.full_title"),
        description=say("document.description"),
        keywords=tuple(say("document.keywords").split(", ")),
        running=say("document.running_code" if coded else "document.running"),
        sample=data.meta.statement.kind if data.meta.data == "sample" else None,
        unofficial=data.meta.statement.unofficial,
        software=f"tradefiche {data.meta.version}",
        date=context.date,
        names=_names(context),
        cover=first if whole else replace(first, band=None, industrials=(), about=()),
        mark=data.query.mark,
        pages=data.query.pages,
        sections=tuple(
            scoped(section, data.meta.only)
            for section in (
                _sections(context)
                if whole
                else (essential(context, FigureNumbers(context), alone=True),)
            )
        ),
        words={key: say(f"document.{key}") for key in _WORDS},
        around={**({"all": index} if index else {}), **_around(context)},
        editions=editions,
        imprint=tuple(imprint(pictures.theme, context.speak)),
    )


def _around(context: Context) -> dict[str, str]:
    """Return ids of linked fiches by relation: `before`, `after`, `region` and `france`."""
    territory, places = context.territory, context.data.places
    found: dict[str, str] = {}
    row = [each.id for each in places.units if each.id in context.linked or each == territory]
    if territory.id in row:
        at = row.index(territory.id)
        found |= {"before": row[at - 1]} if at else {}
        found |= {"after": row[at + 1]} if at + 1 < len(row) else {}
    above = {each.kind: each.id for each in context.data.above(territory)}
    return found | {kind: name for kind, name in above.items() if name in context.linked}


def _sections(context: Context) -> tuple[Section, ...]:
    """Return the sections of a whole fiche."""
    figures = FigureNumbers(context)
    return (
        essential(context, figures),
        balance(context, figures),
        *(() if context.single else (activities(context, figures),)),
        flows(context, figures, context.facts.exports),
        flows(context, figures, context.facts.imports),
        further(context, figures),
        tables(context),
        method(context),
        sources(context),
    )


def _names(context: Context) -> tuple[str, ...]:
    """Return the territory names that a line break could split, the longest first."""
    places = context.data.places
    every = (each.name(context.lang) for each in (*places.units, *places.regions))
    parts = (name for name, _ in places.parts.values())
    broken = {name for name in (*every, *parts) if _BREAK.search(name)}
    return tuple(sorted(broken, key=lambda name: (-len(name), name)))


def _context(
    territory: Territory, data: FicheData, pictures: Pictures, linked: frozenset[str]
) -> Context:
    pictures.turn(territory.id)
    file = fiche_file(data.query.config_dirs)
    return Context(
        data=data,
        pictures=pictures,
        speak=Speaker(file, pictures.wording, territory, data.period, data.meta.only),
        facts=reading.read(territory, data.tables(territory.id)),
        above=tuple(reading.read(each, data.tables(each.id)) for each in data.above(territory)),
        linked=linked,
    )
