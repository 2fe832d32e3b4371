"""Files that are odd but readable: taken in whole, and what is odd is said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.builders import (
    FLOW_WORD,
    Member,
    Record,
    labels,
    latest_zip,
    text,
    write,
    write_zip,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "202502-stat-regional-ce-export.zip"
DATA = "REGIONAL_CPF4PAYSE.txt"
GOOD = year_of(flows="E")
LINES = [record.line() for record in GOOD]


@dataclass(frozen=True, slots=True)
class Oddity:
    """A file that is odd but readable: what to fetch, its exports of 2024, what stderr must say."""

    build: Callable[[Path], Path]
    exports: int
    says: tuple[str, ...] = ()


def _odd(*extra: Record, says: tuple[str, ...] = ()) -> Oddity:
    total = sum(r.value for r in (*GOOD, *extra))
    return Oddity(lambda folder: latest_zip(folder, "E", [*GOOD, *extra]), total, says)


def _odd_bytes(data: bytes, *says: str) -> Oddity:
    total = sum(r.value for r in GOOD)
    return Oddity(
        lambda folder: write_zip(folder / NAME, [Member(DATA, data), *labels()]), total, says
    )


def _odd_members(*members: Member, name: str = NAME) -> Oddity:
    total = sum(r.value for r in GOOD)
    return Oddity(lambda folder: write_zip(folder / name, members), total)


def _folder_of_texts(folder: Path) -> Path:
    for record in GOOD:
        name = f"part/Region_2024_Q{record.quarter}_Export.txt"
        write(folder / "202502-texts" / name, text([record]))
    return folder / "202502-texts"


ODDITIES = {
    "LF": _odd_bytes(text(GOOD, newline="\n")),
    "BOM": _odd_bytes(text(GOOD, bom=True), "byte order mark"),
    "blank last line": _odd_bytes(text(GOOD, blank_end=True), "1 × blank line"),
    "two blank last lines, LF": _odd_bytes(text([*LINES, "", ""], newline="\n")),
    "blank line between": _odd_bytes(text([*LINES[:2], "", *LINES[2:]]), "1 × blank line"),
    "no end of line at the end": _odd_bytes(text(GOOD)[:-2]),
    "no end of line at the end, LF": _odd_bytes(text(GOOD, newline="\n")[:-1]),
    "CRLF and LF mixed": _odd_bytes(text(GOOD[:2]) + text(GOOD[2:], newline="\n")),
    "empty Masse": _odd(
        Record(mass=None, country="BE"), Record(mass=None, country="IT"), says=("2 × empty mass",)
    ),
    "negative Valeur": _odd(Record(value=-40, country="BE"), says=("1 × negative value",)),
    "duplicate keys": _odd(Record(value=7), Record(value=8), says=("2 × duplicate key",)),
    "unknown country": _odd(Record(country="ZQ"), says=("country ZQ (1 row",)),
    "unknown A129": _odd(Record(a129="C99Z"), says=("A129 C99Z (1 row",)),
    "unknown CPF4": _odd(Record(cpf4="0199"), says=("CPF4 0199 (1 row",)),
    "unknown département": _odd(Record(dept="97"), says=("département 97 (1 row",)),
    "département 98": _odd(Record(dept="98"), says=("1 row", "(98)")),
    "région that disagrees": _odd(Record(country="BE", region="03"), says=("région", "59")),
    "région unknown": _odd(Record(country="BE", region="77"), says=("région", "59")),
    "Namibia": _odd(Record(country="NA")),
    "Kosovo, twice in the labels": _odd(Record(country="XK")),
    "labels in upper case, data nested": _odd_members(
        Member("A/Deep/Folder/REGION_2024_EXPORT.TXT", text(GOOD)),
        *(Member("A/" + m.name.upper(), m.data) for m in labels()),
    ),
    "other spelling of the archive": _odd_members(
        Member("Regional-2024-export/Regional_2024_Export.txt", text(GOOD)), *labels()
    ),
    "lower case": _odd_members(Member("regional_cpf4payse.txt", text(GOOD)), *labels()),
    "name of the other flow": _odd_members(Member("REGIONAL_CPF4PAYSI.txt", text(GOOD))),
    "folder entries and a picture": _odd_members(
        Member("Regional-2024-export/", b""),
        Member("Regional-2024-export/Region_2024_Export.txt", text(GOOD)),
        Member("Regional-2024-export/logo.png", b"\x89PNG\r\n\x1a\n"),
        Member("Description-des-jeux-de-donnees.pdf", b"%PDF-1.7\n"),
    ),
    "a label file that is no label file": _odd_members(
        Member(DATA, text(GOOD)), Member("Libelle_A129.txt", b"A01Z;" + b"a" * 200_000 + b"\r\n")
    ),
    "a label file of bytes at random": _odd_members(
        Member(DATA, text(GOOD)), Member("Libelle_PAYS.txt", bytes(range(256)) * 40)
    ),
    "quarters in two members": _odd_members(
        Member("Region_2024_T1_Export.txt", text(GOOD[:2])),
        Member("Region_2024_T2_Export.txt", text(GOOD[2:])),
    ),
    "a folder of texts": Oddity(_folder_of_texts, sum(r.value for r in GOOD)),
    "a bare text": Oddity(
        lambda folder: write(folder / "202502_Region_2024_Export.txt", text(GOOD)),
        sum(r.value for r in GOOD),
    ),
}


def both_flows_zip(folder: Path, *, release: str = "202502", year: int = 2024) -> Path:
    """Write one zip that holds a year of both flows."""
    members = [
        Member(f"Region_{year}_{FLOW_WORD[flow].title()}.txt", text(year_of(year, flow)))
        for flow in "EI"
    ]
    return write_zip(folder / f"{release}-Regional-{year}.zip", [*members, *labels()])
