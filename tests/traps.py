"""Files that must be refused whole, each built for its trap."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.builders import (
    Member,
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
GOOD_LINES = [record.line() for record in GOOD]


@dataclass(frozen=True, slots=True)
class Trap:
    """A file to be refused: how to build it in a folder, and what the one line must say."""

    build: Callable[[Path], Path]
    says: tuple[str, ...]
    """What the message must contain, in any case; the file's name goes without saying."""


def _spoilt(line: str, *says: str) -> Trap:
    """Return a zip whose third line cannot be read: the message must name it."""
    lines = [*GOOD_LINES[:2], line, *GOOD_LINES[2:]]
    return Trap(lambda folder: latest_zip(folder, "E", lines), ("line 3", *says))


def _content(data: bytes, *says: str) -> Trap:
    """Return a zip whose data file is ``data``."""
    return Trap(lambda folder: write_zip(folder / NAME, [Member(DATA, data), *labels()]), says)


def _bare(name: str, data: bytes, *says: str) -> Trap:
    """Return a file of that name, outside any zip."""
    return Trap(lambda folder: write(folder / name, data), says)


def _unsafe(*members: Member, says: tuple[str, ...] = ()) -> Trap:
    """Return a zip with good data and, after it, what makes it unsafe."""
    good = Member(DATA, text(GOOD))
    return Trap(lambda folder: write_zip(folder / NAME, [good, *labels(), *members]), says)


NATIONAL = [f"E;{month};2024;011111;A01Z;10019900;BE;{month}000;500;0" for month in (1, 2, 3, 4)]
HTML = b"<!DOCTYPE html>\r\n<html lang='fr'><head><title>Erreur 404</title></head></html>\r\n"
XLS_HEAD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)

RECORDS = {
    "nine fields": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52", "9"),
    "eleven fields": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52;11;0", "11"),
    "nine fields, then eleven": Trap(
        lambda folder: latest_zip(
            folder, "E", [GOOD_LINES[0], "E;1;2024;59;01;A01Z;0111;DE;52", GOOD_LINES[1] + ";0"]
        ),
        ("line 2",),
    ),
    "value with decimals": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52.5;11", "52.5"),
    "value with a decimal comma": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52,5;11", "52,5"),
    "value in words": _spoilt("E;1;2024;59;01;A01Z;0111;DE;beaucoup;11", "beaucoup"),
    "empty value": _spoilt("E;1;2024;59;01;A01Z;0111;DE;;11", "value"),
    "value beyond 64 bits": _spoilt("E;1;2024;59;01;A01Z;0111;DE;99999999999999999999;11"),
    "the least number of 64 bits": _spoilt(
        "E;1;2024;59;01;A01Z;0111;DE;-9223372036854775808;11", "value", "-9223372036854775808"
    ),
    "the least number of 64 bits as mass": _spoilt(
        "E;1;2024;59;01;A01Z;0111;DE;52;-9223372036854775808", "mass"
    ),
    "value with a plus": _spoilt("E;1;2024;59;01;A01Z;0111;DE;+52;11", "'+52'"),
    "mass with a plus": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52;+11", "'+11'"),
    "value after a tab": _spoilt("E;1;2024;59;01;A01Z;0111;DE;\t52;11", r"'\t52'"),
    "mass before a space": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52;11 ", "'11 '"),
    "a value of zeros": _spoilt(f"E;1;2024;59;01;A01Z;0111;DE;{'0' * 100_000};11", "value"),
    "value of thirteen digits": _spoilt("E;1;2024;59;01;A01Z;0111;DE;0000000000052;11", "value"),
    "a sign alone": _spoilt("E;1;2024;59;01;A01Z;0111;DE;-;11", "'-'"),
    "a sign behind": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52-;11", "'52-'"),
    "CR inside the value": _spoilt("E;1;2024;59;01;A01Z;0111;DE;5\r2;11", r"'5\r2'"),
    "CR after the mass": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52;11\r", r"'11\r'"),
    "CR before the value": _spoilt("E;1;2024;59;01;A01Z;0111;DE;\r52;11", r"'\r52'"),
    "NUL in the mass": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52;1\0", r"'1\x00'"),
    "values that add up beyond reason": Trap(
        lambda folder: latest_zip(
            folder, "E", [f"E;1;2024;59;01;A01Z;0111;DE;{10**12 - 1};1"] * 1_001
        ),
        ("exports of 2024Q1", "1e+15"),
    ),
    "masses that cancel out beyond reason": Trap(
        lambda folder: latest_zip(
            folder,
            "E",
            [f"E;1;2024;59;01;A01Z;0111;DE;1;{sign}{10**12 - 1}" for sign in ("", "-")] * 501,
        ),
        ("exports of 2024Q1",),
    ),
    "mass with decimals": _spoilt("E;1;2024;59;01;A01Z;0111;DE;52;1.5", "1.5"),
    "quarter 5": _spoilt("E;5;2024;59;01;A01Z;0111;DE;52;11", "5"),
    "quarter 0": _spoilt("E;0;2024;59;01;A01Z;0111;DE;52;11", "0"),
    "flow X": _spoilt("X;1;2024;59;01;A01Z;0111;DE;52;11", "'X'"),
    "flow in lower case": _spoilt("e;1;2024;59;01;A01Z;0111;DE;52;11", "'e'"),
    "year of two digits": _spoilt("E;1;24;59;01;A01Z;0111;DE;52;11", "24"),
    "département ABC": _spoilt("E;1;2024;ABC;01;A01Z;0111;DE;52;11", "ABC"),
    "département 1": _spoilt("E;1;2024;1;01;A01Z;0111;DE;52;11", "'1'"),
    "empty département": _spoilt("E;1;2024;;01;A01Z;0111;DE;52;11"),
    "country USA": _spoilt("E;1;2024;59;01;A01Z;0111;USA;52;11", "USA"),
    "empty country": _spoilt("E;1;2024;59;01;A01Z;0111;;52;11"),
    "A129 ZZ": _spoilt("E;1;2024;59;01;ZZ;0111;DE;52;11", "ZZ"),
    "CPF4 and A129 swapped": _spoilt("E;1;2024;59;01;0111;A01Z;DE;52;11", "0111"),
    "CPF4 of three digits": _spoilt("E;1;2024;59;01;A01Z;111;DE;52;11", "111"),
    "a label in a code": _spoilt("E;1;2024;59;01;A01Z;0111;Côte-d'Ivoire;52;11"),
    "a field in quotes": _spoilt('E;1;2024;59;01;A01Z;"0111";DE;52;11', "0111"),
    "cut in the last line": _content(text(GOOD)[:-14], "line 4"),
}

KINDS = {
    "national rows": _content(text(NATIONAL), "national"),
    "national rows with their header": _content(
        text(["Flux;Mois;Année;CPF6;A129;NC8;Pays;Valeur;Masse;USUP", *NATIONAL]), "national"
    ),
    "national zip": Trap(
        lambda folder: write_zip(
            folder / "202502-stat-national-ce-export.zip",
            [Member("NATIONAL_NC8PAYSE.txt", text(NATIONAL)), *labels()],
        ),
        ("national",),
    ),
    "a header line": _content(
        text(["Flux;Trimestre;Année;Département;Région;A129;CPF4;Pays;Valeur;Masse", *GOOD_LINES]),
        "line 1",
    ),
    "UTF-16": _content(text(GOOD, encoding="utf-16"), "utf-16"),
    "UTF-16 without its mark": _content(text(GOOD, encoding="utf-16-le"), "utf-16"),
    "a page where a zip should be": _bare(NAME, HTML, "html"),
    "a page where a text should be": _bare(DATA, HTML, "html"),
    "a page inside a zip": _content(HTML, "html"),
    "an Excel book named as text": _bare("region_18.txt", XLS_HEAD, "excel"),
    "an older product: region_18.zip": Trap(
        lambda folder: write_zip(
            folder / "region_18.zip",
            [Member(f"region_18_{n}.xls", XLS_HEAD) for n in (1, 2, 3, 4)],
        ),
        ("excel",),
    ),
    "an empty text": _bare(DATA, b""),
    "an empty file named zip": _bare(NAME, b""),
    "only labels": Trap(lambda folder: write_zip(folder / NAME, labels()), ()),
    "an empty zip": Trap(lambda folder: write_zip(folder / NAME, []), ()),
}


def _bad_crc(folder: Path) -> Path:
    path = write_zip(folder / NAME, [Member(DATA, text(GOOD), stored=True), *labels()])
    content = bytearray(path.read_bytes())
    content[content.index(b";1000;") + 1] = ord("7")
    path.write_bytes(content)
    return path


def _bad_label_crc(folder: Path) -> Path:
    spare = Member("Libelle_spare.txt", b"a label of no account", stored=True)
    path = write_zip(folder / NAME, [Member(DATA, text(GOOD)), *labels(), spare])
    content = path.read_bytes().replace(b"of no account", b"of no ACCOUNT", 1)
    path.write_bytes(content)
    return path


def _garbled(folder: Path, name: str) -> Path:
    """Overwrite the middle of a member's packed stream, so that it cannot be unpacked."""
    path = latest_zip(folder, "E", GOOD * 50)
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    content = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(name)
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(content)
    return path


def _other_method(folder: Path) -> Path:
    """Declare a method of packing that hardly any program knows."""
    path = write_zip(folder / NAME, [Member(DATA, text(GOOD))])
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, content.index(signature) + offset, 97)
    path.write_bytes(content)
    return path


def _truncated(folder: Path) -> Path:
    path = latest_zip(folder, "E", GOOD)
    path.write_bytes(path.read_bytes()[:-60])
    return path


def _headless(folder: Path) -> Path:
    path = latest_zip(folder, "E", GOOD)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def _encrypted(folder: Path) -> Path:
    path = write_zip(folder / NAME, [Member(DATA, text(GOOD))])
    content = bytearray(path.read_bytes())
    local, central = content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8
    for place in (local, central):
        flags = struct.unpack_from("<H", content, place)[0]
        struct.pack_into("<H", content, place, flags | 1)
    path.write_bytes(content)
    return path


def _huge_size(folder: Path) -> Path:
    """Declare 4 GB where there are a few bytes."""
    path = write_zip(folder / NAME, [Member(DATA, text(GOOD))])
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(signature) + offset, 0xFFFFFFF0)
    path.write_bytes(content)
    return path


def _understated_size(folder: Path) -> Path:
    """Declare fewer bytes than the member unpacks to."""
    path = write_zip(folder / NAME, [Member(DATA, text(GOOD * 200))])
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(signature) + offset, 200)
    path.write_bytes(content)
    return path


def _twice(folder: Path) -> Path:
    """Hold two members of one name, which programs tell apart each in its own way."""
    members = [Member("Region_A_Export.txt", text(GOOD)), Member("Region_B_Export.txt", text(GOOD))]
    path = write_zip(folder / NAME, members)
    path.write_bytes(path.read_bytes().replace(b"Region_B_Export", b"Region_A_Export"))
    return path


def _zip_in_zip(folder: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(DATA, text(GOOD))
    return write_zip(folder / NAME, [Member("inner.zip", inner.getvalue())])


ARCHIVES = {
    "path outside": _unsafe(Member("../outside.txt", b"out")),
    "path outside, deep": _unsafe(Member("a/b/../../../outside.txt", b"out")),
    "absolute path": _unsafe(Member("/outside.txt", b"out")),
    "path outside, backslashes": _unsafe(Member("..\\outside.txt", b"out")),
    "drive letter": _unsafe(Member("C:\\outside.txt", b"out")),
    "path outside in the data itself": Trap(
        lambda folder: write_zip(folder / NAME, [Member(f"../{DATA}", text(GOOD))]), ()
    ),
    "symlink": _unsafe(Member("link.txt", b"/etc/passwd", symlink=True)),
    "too many members": _unsafe(*(Member(f"note-{n}.txt", b"") for n in range(2_000))),
    "absurd ratio": _unsafe(Member("zeros.bin", bytes(32 << 20))),
    "huge declared size": Trap(_huge_size, ()),
    "understated size": Trap(_understated_size, ()),
    "bad CRC": Trap(_bad_crc, ()),
    "bad CRC of a label file": Trap(_bad_label_crc, ()),
    "garbled stream": Trap(lambda folder: _garbled(folder, DATA), ()),
    "garbled stream of a label file": Trap(lambda folder: _garbled(folder, "Libelle_PAYS.txt"), ()),
    "unknown method of packing": Trap(_other_method, ()),
    "twice the same member": Trap(_twice, ()),
    "end cut off": Trap(_truncated, ()),
    "second half cut off": Trap(_headless, ()),
    "encrypted": Trap(_encrypted, ()),
    "zip in a zip": Trap(_zip_in_zip, ()),
    "not a zip": _bare(NAME, b"just some words\n"),
}
