"""The section on sources: definitions, provenance, citation, licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.blocks import Definitions, Heading, Panel, Paragraph
from tradefiche.publication.content.further.issues import meanings
from tradefiche.publication.content.imprint import imprint
from tradefiche.publication.document import Section
from tradefiche.publication.table import (
    PROVENANCE,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)
from tradefiche.publication.words import joined
from tradefiche.tabulation.reproduce import command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.content.context import Context


def sources(context: Context) -> Section:
    """Return the section."""
    speak, say = context.speak, context.speak.say
    theme = context.pictures.theme
    font = () if theme.fonts else (speak.sentence("sources.licence_font"),)
    return Section(
        id="sources",
        title=say("sources.title"),
        short=say("sources.title"),
        blocks=(
            Definitions((*speak.definitions(), *meanings(context))),
            _provenance(context),
            Heading(say("sources.citation")),
            _citation(context),
            Paragraph(joined(speak.sentence("sources.licence_text"), *font), "note"),
            *(Paragraph(each, "note") for each in speak.practical()),
            # web pages have it in their footer
            *(Paragraph(each, "note", on="paper") for each in imprint(theme, speak)),
        ),
    )


def _provenance(context: Context) -> PrintedTable:
    say = context.speak.say
    return PrintedTable(
        id=PROVENANCE,
        title=say("sources.provenance"),
        columns=(
            PrintedColumn(say("sources.item"), "text"),
            PrintedColumn(say("sources.content"), "text"),
        ),
        rows=tuple(
            PrintedRow((PrintedCell(item), PrintedCell(text))) for item, text in _items(context)
        ),
        summary=say("sources.provenance_summary"),
    )


def _items(context: Context) -> Iterator[tuple[str, str]]:
    say, meta = context.speak.say, context.data.meta
    url = meta.statement.url or ""
    yield say("sources.source"), say(f"sources.source_{meta.data}", url=url)
    if meta.data == "customs":
        yield say("sources.cited"), meta.citation
    yield say("sources.field"), _field(context)
    yield say("sources.period"), context.span
    yield (
        say("sources.data_licence"),
        f"{meta.statement.licence.title}, {meta.statement.licence.url}",
    )
    yield say("sources.release"), context.release or say("sources.release_unknown")
    if "workbooks" in meta.grains:
        yield say("sources.grain"), say(f"sources.grain_{'_'.join(meta.grains)}")
    for number, file in enumerate(meta.sources, start=1):
        yield say("sources.file", number=str(number)), file.name
        yield say("sources.checksum", number=str(number)), file.sha256
    yield say("sources.places"), say("sources.places_text")
    command = command_line(
        (context.territory,), context.data.places,
        period=context.data.period, release=meta.release, data=meta.data, lang=context.lang,
        filters=meta.filters.words(),
    )  # fmt: skip
    yield say("sources.command"), command


def _field(context: Context) -> str:
    scope, say = context.data.meta.only, context.speak.say
    return say("sources.field_scope", scope=scope) if scope else say("sources.field_text")


def _citation(context: Context) -> Paragraph:
    speak, meta = context.speak, context.data.meta
    if meta.data == "sample":
        return Paragraph(speak.sentence("sources.citation_text_sample", version=meta.version))
    return Paragraph(speak.runs("sources.citation_text", version=meta.version, cited=meta.citation))


def cited(context: Context) -> Panel:
    """Return the panel of a stand-alone page: how to cite it, and that it is not official."""
    speak = context.speak
    unofficial = Paragraph(speak.sentence("cover.disclaimer"), "note")
    return Panel(speak.say("sources.citation"), (_citation(context), unofficial))
