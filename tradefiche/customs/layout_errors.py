"""Why a file cannot be read as regional records, and what to get instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from tradefiche.customs.layout import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = 3
_SHORT = 60
_NATIONAL = re.compile(
    r"[EI];(?:1[0-2]|0?[1-9]);\d{4};\d{6};[A-Z]\d{2}[A-Z];\d{8};[A-Z0-9]{2};-?\d*;-?\d*;-?\d*"
)
_REGIONAL_NAME = re.compile(r"region(?:al)?(?![a-zà-ÿ])|cpf4pays", re.IGNORECASE)
_BINARY = {
    b"\xff\xfe": "UTF-16 text, not UTF-8",
    b"\xfe\xff": "UTF-16 text, not UTF-8",
    b"PK\x03\x04": "an archive or an Office file, not text",
    b"%PDF": "a PDF, not text",
    b"\xd0\xcf\x11\xe0": "an Excel workbook (the older product, in thousands of euros)",
}
WANTED = "get the regional files of the Customs (REGIONAL_CPF4PAYSE/I, Region_AAAA_Export/Import)"


def other_kind(head: bytes) -> str | None:
    """Say what a file is when its first bytes show that it is not regional records, else None."""
    binary = next((said for magic, said in _BINARY.items() if head.startswith(magic)), None)
    if binary is None and b"\x00" in head[:64]:
        binary = "not UTF-8 text (UTF-16, or binary)"
    if binary is not None:
        return f"{binary}; {WANTED}"
    text = head.decode("utf-8-sig", "replace").lstrip()
    line = text.split("\n", 1)[0].rstrip("\r")
    if text.startswith("<"):
        return f"a web page (HTML), not data: the address probably led to an error page; {WANTED}"
    if _NATIONAL.fullmatch(line) or line.lower().startswith("flux;mois;"):
        return f"the national product (by month, CPF6 and NC8), not the regional one; {WANTED}"
    if line.lower().startswith("flux;trimestre;"):
        return "line 1: a header line, which the Customs' regional files do not have"
    return None


def is_regional_name(name: str) -> bool:
    """Whether a file's name, in any spelling, is one of regional data."""
    return _REGIONAL_NAME.search(name) is not None


def is_record(head: bytes) -> bool:
    """Whether the first line of a file is a regional record."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 1)[0]
    return bool(line) and _offence(line) is None


def first_offences(reopen: Callable[[], BinaryIO]) -> str:
    """Read a file line by line and name the first lines that do not fit the layout, and why."""
    found: list[str] = []
    with reopen() as stream:
        for position, raw in enumerate(stream, start=1):
            if reason := _offence(raw.removeprefix(b"\xef\xbb\xbf") if position == 1 else raw):
                found.append(f"line {position}: {reason}")
                if len(found) == SHOWN:
                    break
    return "; ".join(found) or "cannot be read as regional records"


def _offence(raw: bytes) -> str | None:
    try:
        line = raw.decode("ascii").rstrip("\n").rstrip("\r")
    except UnicodeDecodeError:
        return "a sign that no code or number has"
    if not line:
        return None
    fields = line.split(";")
    if len(fields) != len(LAYOUT):
        count = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
        return f"{count} instead of {len(LAYOUT)}: {_quoted(line)}"
    for text, (name, shape, expected) in zip(fields, LAYOUT, strict=True):
        if not shape.fullmatch(text):
            return f"{name} is {_quoted(text)}, expected {expected}"
    return None


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHORT else text[:_SHORT] + "…")
