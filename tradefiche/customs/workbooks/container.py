"""Handle XLSX files as zips: recognise them by content, and unpack them within limits.

The parser trusts what a file declares as its size and extent. It is therefore given a copy whose
members were all read in full within the limits of archives, and whose cells were counted.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING, Literal

from tradefiche.customs.workbooks import SAMPLE_SHEET
from tradefiche.customs.workbooks.columns import alike
from tradefiche.customs.zips import MOST_MEMBERS, intact, refuse_unsafe
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGEST_FILE = 1 << 26
LARGEST_UNPACKED = 1 << 28
MOST_CELLS = 1 << 23
"""Limit of rows times columns: eight times what the largest région could need."""
MOST_TEXT = 1 << 31
"""Limit of bytes of the longest text times the number of tags in a sheet (about four per cell)."""
ContainerKind = Literal["workbook", "encrypted", "old"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MAIN = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
_LOOKED_AT = 1 << 22
_TEXT = re.compile(rb">([^<>0-9][^<>]{0,39})<")
"""A short text that may be a column name; it skips numbers, which are most cells."""
_P = rb"(?:[A-Za-z]\w*:)?"
_REFERENCE = r"\br\s*=\s*[\"'][A-Z]{1,3}[0-9]{1,7}[\"']"
_STRING = re.compile(rb"<" + _P + rb"si[\s>]")
_ERROR = re.compile(rb"(<" + _P + rb"c\b[^>]*\bt\s*=\s*)([\"'])e\2")
_UNSTORED = re.compile(
    rb"<(" + _P + rb")c\b([^>]*)>\s*<" + _P + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + _P + rb"f>)\s*"
    rb"(?:<" + _P + rb"v\s*/>|<" + _P + rb"v>\s*</" + _P + rb"v>)?\s*</" + _P + rb"c>"
)  # fmt: skip
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w*)[\"']")
_SAID = rb'<%bc%b t="str"><%bv>a formula without a stored value</%bv></%bc>'


def kind_of(reopen: Callable[[], io.BufferedIOBase]) -> ContainerKind | None:
    """Return the kind of workbook by content: XLSX, an encrypted one or an old XLS; None if none.

    A damaged file raises no error here, but when it is read.
    """
    with reopen() as stream:
        head = stream.read(len(_OLE))
        if head == _OLE:
            return "encrypted" if _PACKAGE in stream.read(LARGEST_FILE) else "old"
        if not head.startswith(b"PK"):
            return None
        content = io.BytesIO(head + stream.read(LARGEST_FILE))
    with contextlib.suppress(DataError), intact(_MAIN), zipfile.ZipFile(content) as archive:
        return "workbook" if _MAIN in archive.namelist() else None
    return None


def is_office(head: bytes) -> bool:
    """Whether a file begins as a zip or an old Office file does."""
    return head.startswith((b"PK", _OLE))


def is_regional(reopen: Callable[[], io.BufferedIOBase]) -> bool:
    """Whether a file is an XLSX with the column names of a région's workbook; does not parse it."""
    return kind_of(reopen) == "workbook" and alike(_texts(reopen))


def is_synthetic(reopen: Callable[[], io.BufferedIOBase]) -> bool:
    """Whether a workbook says, by the name of a sheet, that it is of the sample."""
    with (
        contextlib.suppress(DataError),  # damage is reported when the workbook is read
        intact(_MAIN),
        _zip(reopen) as archive,
        archive.open(_MAIN) as stream,
    ):
        return f'"{SAMPLE_SHEET}"'.encode() in stream.read(_LOOKED_AT)
    return False


def _zip(reopen: Callable[[], io.BufferedIOBase]) -> zipfile.ZipFile:
    with reopen() as stream:
        return zipfile.ZipFile(io.BytesIO(stream.read(LARGEST_FILE)))


def _texts(reopen: Callable[[], io.BufferedIOBase]) -> Iterator[str]:
    """Yield short texts from the first bytes of the shared strings, then of each sheet."""
    with contextlib.suppress(DataError), intact(_MAIN), _zip(reopen) as archive:
        # damage is reported when the workbook is read
        members = sorted(archive.infolist()[:MOST_MEMBERS], key=lambda m: m.filename != _STRINGS)
        for member in members:
            if member.filename == _STRINGS or member.filename.startswith(_SHEETS):
                with archive.open(member) as stream:
                    head = stream.read(_LOOKED_AT)
                yield from (match[1].decode("utf-8", "replace") for match in _TEXT.finditer(head))


def unpacked(name: str, reopen: Callable[[], io.BufferedIOBase]) -> bytes:
    """Return a copy of an XLSX with uncompressed members, checked against the limits.

    Cells with an error (`#N/A`) or a formula without a stored value are replaced with a text that
    says so: the parser would read them as empty, which means something else.

    Raises:
        DataError: it is not an XLSX, or encrypted, damaged or beyond the limits (65).
    """
    with reopen() as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise DataError(f"{name}: a workbook of over {LARGEST_FILE >> 20} MB; refused")
    _refuse_other(name, reopen)
    copy = io.BytesIO()
    with intact(name), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        refuse_unsafe(name, members)
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise DataError(f"{name}: unpacks to over {LARGEST_UNPACKED >> 20} MB; refused")
        longest = _longest_string(archive)
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as stored:
            for member in members:
                if member.is_dir():
                    continue
                part = archive.read(member)
                if b"sheetData" in part:
                    _refuse_vast(name, part, longest)
                    part = _outspoken(part)
                stored.writestr(member.filename, part)
    return copy.getvalue()


def _refuse_other(name: str, reopen: Callable[[], io.BufferedIOBase]) -> None:
    kind = kind_of(reopen)
    if kind == "encrypted":
        raise DataError(f"{name}: an encrypted workbook", hint="save it without a password")
    if kind == "old":
        raise DataError(
            f"{name}: an Excel file of the old form (XLS), not XLSX",
            hint="get region_NN_A.zip of the Customs; the older region_NN.zip cannot be read",
        )
    if kind is None:
        raise DataError(f"{name}: not an XLSX workbook, or a damaged one", hint="get it again")


def _longest_string(archive: zipfile.ZipFile) -> int:
    """Return the bytes of the longest shared string, 0 if there is none."""
    if _STRINGS not in archive.namelist():
        return 0
    return max(map(len, _STRING.split(archive.read(_STRINGS))))


def _refuse_vast(name: str, sheet: bytes, longest: int) -> None:
    """Raise DataError (65) for a sheet that needs too much memory: cells far apart, long texts."""
    import polars as pl

    text = pl.Series([sheet.decode("utf-8", "replace")])
    cells = text.str.extract_all(_REFERENCE).explode().drop_nulls().str.strip_chars("r= \t\r\n\"'")
    columns = cells.str.strip_chars_end(digits).unique()
    wide = max(map(_number, columns), default=0)
    high = int(str(cells.str.strip_chars_start(ascii_uppercase).cast(pl.Int64).max() or 0))
    if wide * high > MOST_CELLS:
        raise DataError(f"{name}: its cells span {high} rows and {wide} columns; refused")
    if sheet.count(b"<") * longest > MOST_TEXT:
        raise DataError(f"{name}: its texts are far longer than codes and labels; refused")


def _number(column: str) -> int:
    """Return the number of a column from its letters: A is 1."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _outspoken(sheet: bytes) -> bytes:
    """Replace cells that the parser would read as empty with texts that say what they hold."""
    if b'"e"' in sheet or b"'e'" in sheet:
        sheet = _ERROR.sub(rb"\1\2str\2", sheet)
    return _UNSTORED.sub(_spoken, sheet) if b"<f" in sheet or b":f" in sheet else sheet


def _spoken(cell: re.Match[bytes]) -> bytes:
    prefix, attributes = cell[1], cell[2]
    given = _TYPE.search(attributes)
    if given and given[1] == b"str":
        return cell[0]  # a formula whose stored value is the empty text
    return _SAID % (prefix, _TYPE.sub(b"", attributes), prefix, prefix, prefix)
