"""Why a file cannot be read as regional records, and what to get instead."""

from __future__ import annotations

import re

from tradefiche.customs.layout import LAYOUT, RECORD

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
    if is_national(head):
        return f"the national product (by month, CPF6 and NC8), not the regional one; {WANTED}"
    if line.lower().startswith("flux;trimestre;"):
        return "line 1: a header line, which the Customs' regional files do not have"
    return None


def is_regional_name(name: str) -> bool:
    """Whether a file's name, in upper or lower case, is one of regional data."""
    return _REGIONAL_NAME.search(name) is not None


def is_national(head: bytes) -> bool:
    """Whether a file's first bytes are of the national product."""
    line = head.decode("utf-8-sig", "replace").lstrip().split("\n", 1)[0].rstrip("\r")
    return _NATIONAL.fullmatch(line) is not None or line.lower().startswith("flux;mois;")


def holds_record(head: bytes) -> bool:
    """Whether the first bytes of a file contain a regional record, even one in UTF-16."""
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    return any(line.strip() and _offence(line) is None for line in plain.split(b"\n"))


def first_offences(lines: bytes, first: int) -> str:
    """Describe the first lines that do not fit the layout; `first` numbers the first of `lines`."""
    found: list[str] = []
    for position, line in enumerate(lines.split(b"\n"), start=first):
        if RECORD.fullmatch(line.removesuffix(b"\r")) is None and (reason := _offence(line)):
            found.append(f"line {position}: {reason}")
            if len(found) == SHOWN:
                break
    return "; ".join(found) or "cannot be read as regional records"


def _offence(raw: bytes) -> str | None:
    try:
        line = raw.decode("ascii").removesuffix("\r")
    except UnicodeDecodeError:
        return "a character that no code or number has"
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
