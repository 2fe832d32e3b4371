"""The first sheet of a workbook: what it is, where it comes from, what to know before reading."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tradefiche.formats.workbook.sheets import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl
    from xlsxwriter.worksheet import Worksheet

    from tradefiche.formats.workbook.sheets import WorkbookWriter

_NAME_WIDTH, _TEXT_WIDTH, _SIGNS_A_LINE, _LINE_HEIGHT = 26, 90, 96, 15


def write_cover(book: WorkbookWriter, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write the cover of these tables."""
    sheet = book.sheet(book.say("labels.cover"), landscape=False)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.hide_gridlines(2)
    stated = book.meta.statement
    put(sheet, 0, 0, book.meta.title, book.format("title"))
    row = 2
    if book.meta.data == "sample":
        put(sheet, row, 0, stated.kind, book.format("notice"))
        sheet.write_blank(row, 1, None, book.format("notice end"))
        row += 2
    for name, text in _facts(
        book, with_level=any(book.meta.table(each).by_level for each in tables)
    ):
        put(sheet, row, 0, name, book.format("name"))
        _put_wrapped(book, sheet, row, text)
        row += 1
    put(sheet, row + 1, 0, book.say("labels.caveats"), book.format("heading"))
    sheet.write_blank(row + 1, 1, None, book.format("heading"))
    row += 2
    for caveat in book.meta.caveats:
        put(sheet, row, 0, "•", book.format("bullet"))
        _put_wrapped(book, sheet, row, caveat)
        row += 1
    put(sheet, row + 1, 0, stated.unofficial, book.format("name"))


def _put_wrapped(book: WorkbookWriter, sheet: Worksheet, row: int, text: str) -> None:
    """Write a text and set the row's height to its lines, which not all programs do themselves."""
    lines = sum(max(1, len(wrap(line, _SIGNS_A_LINE))) for line in text.split("\n"))
    sheet.set_row(row, lines * _LINE_HEIGHT)
    put(sheet, row, 1, text, book.format("wrapped"))


def _facts(book: WorkbookWriter, *, with_level: bool) -> Iterator[tuple[str, str]]:
    """Yield name and text of each fact that identifies the figures."""
    meta, stated = book.meta, book.meta.statement
    places = [f"{name} ({key})" for key, name in meta.territories.items()]
    key = "labels.territory" if len(places) == 1 else "labels.territories"
    yield book.say(key), ", ".join(places)
    yield book.say("labels.period"), meta.when
    yield book.say("labels.release"), meta.release or book.say("labels.unknown")
    yield book.say("labels.releases"), "\n".join(_releases(book))
    yield book.say("labels.data"), stated.kind
    yield book.say("labels.source"), " – ".join(filter(None, (stated.source, stated.url)))
    yield book.say("labels.citation"), meta.citation
    if with_level:
        yield book.say("labels.level"), meta.level
    yield from _filters(book)
    yield book.say("labels.licence"), f"{stated.licence.title} – {stated.licence.url}"
    yield book.say("labels.software"), f"tradefiche {meta.version}"
    files = (f"{name}  sha256:{digest}" for name, digest in sorted(meta.sources))
    yield book.say("labels.files"), "\n".join(files)


def _filters(book: WorkbookWriter) -> Iterator[tuple[str, str]]:
    """Yield name and values of each filter; a group is followed by the codes of its members."""
    groups = book.meta.groups
    for key, ids in book.meta.filters.options():
        if ids:
            said = (
                f"{each} ({', '.join(groups[each])})" if each in groups else each for each in ids
            )
            yield book.say(f"labels.{key}"), ", ".join(said)


def _releases(book: WorkbookWriter) -> Iterator[str]:
    """Yield the release of each run of quarters: `exportations 2024Q1..2024Q4 → 2025-02`."""
    from tradefiche.reference.periods import Quarter, spans

    runs: dict[tuple[str, str | None], list[Quarter]] = {}
    years: dict[tuple[str, str, str | None], list[str]] = {}
    # imports before exports, as they are read
    held = sorted(
        book.meta.releases.items(), key=lambda each: (each[0].startswith("export"), each[0])
    )
    for key, release in held:
        flow, _, part = key.partition(" ")
        year, _, region = part.partition(" région ")
        if region:
            years.setdefault((flow, year, release), []).append(region)
        else:
            runs.setdefault((flow, release), []).append(Quarter.parse(part))
    said = [
        (flow, f"{year} ({book.say('labels.regions')} {', '.join(regions)})", release)
        for (flow, year, release), regions in years.items()
    ]
    said += [(flow, spans(quarters), release) for (flow, release), quarters in runs.items()]
    for flow, when, release in said:
        named = book.say(f"common.flow_{flow}")
        yield f"{named} {when} → {release or book.say('labels.unknown')}"
