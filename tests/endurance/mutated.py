"""Sound texts and workbooks, changed by chance, and what may be read of them.

What a changed file holds is read again here, from the Customs' description alone: nothing imports
``tradefiche``. None means that it must be refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import openpyxl

from tests import datasets, mangling
from tests.builders import text
from tests.workbooks import HEADER, VALUE, sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.datasets import Dice
    from tests.workbooks import Cell

Sums = Counter[tuple[str, int]]
"""Euros by flow and year."""
MOST = 10**15
_RECORD = re.compile(
    rb"[EI];[1-4];(?:19|20)[0-9]{2};[0-9][0-9A-Z];[0-9A-Z]{0,2};[A-Z][0-9]{2}[A-Z];[0-9]{4};[A-Z]{2};"
    rb"-?[0-9]{1,12};(?:-?[0-9]{1,12})?"
)
_LINES = text(
    datasets.generate(5, [(2024, 1), (2024, 2)], ("E",), depts=("59", "75", "9D"), rows=4)
).split(b"\r\n")[:-1]
_BITS = (
    b"", b";", b";;", b"\n", b"\r", b"\r\n", b"\0", b'"', b"'", b" ", b"\t", b"-", b"+", b".", b",",
    b"e5", b"0", b"99999999999999999999", b"\xff", b"\xc3\xa9", b"\xe2\x80\xa8", b"\x1a", b"\x85",
    b"\xef\xbb\xbf", b"NA", b"nan", b"null", b"#", b"\\", b"=1+1",
)  # fmt: skip
_ENCODINGS = (
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037", "cp500", "cp1140",
)  # fmt: skip


def by_bytes(dice: Dice) -> bytes:
    """Change some bytes anywhere."""
    content = bytearray(b"".join(line + b"\r\n" for line in _LINES))
    for _ in range(dice.randint(1, 4)):
        start = dice.randrange(len(content))
        end = start + dice.choice((0, 1, 1, 2, 20))
        content[start:end] = dice.choice((*_BITS, dice.randbytes(dice.randint(1, 3))))
    return bytes(content)


def by_fields(dice: Dice) -> bytes:
    """Change fields of some lines: taken away, doubled, exchanged, or another's."""
    lines = list(_LINES)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(lines))
        fields = lines[at].split(b";")
        one, other = dice.randrange(len(fields)), dice.randrange(len(fields))
        match dice.randrange(5):
            case 0:
                del fields[one]
            case 1:
                fields.insert(one, fields[other])
            case 2:
                fields[one], fields[other] = fields[other], fields[one]
            case 3:
                fields[one] = dice.choice(dice.choice(_LINES).split(b";"))
            case _:
                fields[one] = dice.choice((*_BITS, b"-0", b"007", b"999999999999", b"1e3"))
        lines[at] = b";".join(fields)
    return _joined(lines, dice)


def by_lines(dice: Dice) -> bytes:
    """Change whole lines: lost, doubled, moved, joined, blank, very many or very long."""
    lines = list(_LINES)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(lines))
        change = dice.randrange(6)
        if change == 0:
            del lines[at:]
            lines = lines or list(_LINES)
        elif change == 1:
            lines += dice.choices(_LINES, k=dice.choice((1, 5, 2_000)))
        elif change == 2:
            dice.shuffle(lines)
        elif change == 3:
            lines[at] += lines[dice.randrange(len(lines))]
        elif change == 4:
            lines[at:at] = [b""] * dice.choice((1, 3))
        else:
            lines[at] += dice.choice(_BITS) * dice.choice((1, 70_000))
    return _joined(lines, dice)


def by_encoding(dice: Dice) -> bytes:
    """Write it in another encoding, or a part of it."""
    content = _joined(_LINES, dice)
    start = dice.choice((0, dice.randrange(len(content))))
    part = content[start:].decode("ascii").encode(dice.choice(_ENCODINGS))
    return content[:start] + part


TEXTS: tuple[Callable[[Dice], bytes], ...] = (by_bytes, by_fields, by_lines, by_encoding)


def _joined(lines: Sequence[bytes], dice: Dice) -> bytes:
    """Return lines with ends of one kind or of both, the last with or without."""
    ends = dice.choice(((b"\r\n",), (b"\n",), (b"\r\n", b"\n")))
    content = b"".join(line + dice.choice(ends) for line in lines)
    return content if dice.random() < 0.8 else content.rstrip(b"\r\n")


def reread(content: bytes) -> Sums | None:
    """Return what a text holds."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    records = [line.removesuffix(b"\r") for line in lines]
    found, masses = Sums(), Counter[tuple[bytes, ...]]()
    for record in filter(None, records):
        if not _RECORD.fullmatch(record):
            return None
        flow, quarter, year, *_, value, mass = record.split(b";")
        found[flow.decode(), int(year)] += int(value)
        masses[flow, year, quarter, b"value"] += abs(int(value))
        masses[flow, year, quarter, b"mass"] += abs(int(mass or 0))
    return found if found and max(masses.values()) <= MOST else None


_TAGS = (
    b"<", b">", b"&", b"&#0;", b"&x;", b"<!DOCTYPE a>", b"</c>", b"<c>", b'r="XFD1048576"',
    b't="e"',
)  # fmt: skip
_COLUMNS = (*HEADER, VALUE.format(2023), VALUE.format(2024))
_CODES = (
    ("59", "Export", "C10A", "NA"), ("02", "Import", "A01Z", "US"), ("62", "Export", "B05Z", "DE"),
)  # fmt: skip
_ROWS: list[list[Cell]] = [
    ["01", *codes, 1000 * n, 7 * n if n % 3 else None]
    for n, codes in enumerate(_CODES * 3, start=1)
]
_CELLS: tuple[Cell, ...] = (
    None, "", " ", 0, -5, 5.5, 2.5, -0.5, 1e11, 1e12, 1e300, 10**15, "12", " 12 ", "1.5", "1,5",
    "1 000", "+5", "1e3", "0x10", "é", "NA", "nan", "#N/A", "=1+1", "Export", "59", 59, 1, "9D",
    "<b>", "A" * 5_000, "\u202e", "\u0665", "-", "--1", "1.", ".5", "Infinity", "12\n",
)  # fmt: skip


def workbook_by_cells(dice: Dice) -> tuple[bytes, Sums | None]:
    """Change cells, rows and columns of a workbook; return it, and what it holds."""
    rows = [list(row) for row in _ROWS]
    for _ in range(dice.randint(1, 3)):
        row = dice.choice(rows)
        match dice.randrange(5):
            case 0:
                rows.append(list(row))
            case 1:
                rows.insert(dice.randrange(len(rows)), [None] * len(row))
            case 2:
                one, other = dice.randrange(len(row)), dice.randrange(len(row))
                row[one], row[other] = row[other], row[one]
            case _:
                row[dice.randrange(len(row))] = dice.choice(_CELLS)
    order = list(range(len(_COLUMNS)))
    if dice.random() < 0.3:
        dice.shuffle(order)
    table = [[_COLUMNS[at] for at in order], *([row[at] for at in order] for row in rows)]
    return sheets({"qdf": table}), _held(rows)


def _held(rows: Sequence[Sequence[Cell]]) -> Sums | None:
    """Return what rows hold; codes are judged as the Customs write them."""
    found: Sums = Counter()
    figures = 0
    for row in rows:
        cells = [str(cell).strip() if cell is not None else "" for cell in row]
        if not any(cells):
            continue
        region, dept, word, a129, country = cells[:5]
        flow = {"export": "E", "import": "I", "e": "E", "i": "I"}.get(word.lower())
        codes = (
            re.fullmatch("[0-9A-Z]{1,2}", region), re.fullmatch("[0-9][0-9A-Z]|[0-9]", dept),
            re.fullmatch("[A-Z][0-9]{2}[A-Z]", a129), re.fullmatch("[A-Z]{2}", country),
        )  # fmt: skip
        if flow is None or not all(codes):
            return None
        for year, cell in zip((2023, 2024), cells[5:], strict=True):
            if not cell:
                continue
            try:
                whole = int(Decimal(cell).to_integral_value("ROUND_HALF_EVEN"))
            except (InvalidOperation, ValueError, OverflowError):
                return None
            found[flow, year] += whole
            figures += 1
    return found if figures else None


def workbook_by_members(dice: Dice) -> tuple[bytes, Sums | None]:
    """Change the XML in a workbook whose zip is sound; None where openpyxl cannot read it."""
    whole, copy = io.BytesIO(sheets({"qdf": [_COLUMNS, *_ROWS]})), io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(copy, "w") as target:
        names = source.namelist()
        chosen = dice.choice(names)
        for name in names:
            part = bytearray(source.read(name))
            if name == chosen and dice.random() < 0.1:
                continue
            for _ in range(dice.randint(1, 3) if name == chosen else 0):
                start = dice.randrange(len(part))
                end = start + dice.choice((0, 1, 1, 10, 200))
                part[start:end] = dice.choice((*_BITS, *_TAGS))
            target.writestr(name, bytes(part))
    return copy.getvalue(), _seen(copy)


def _seen(content: io.BytesIO) -> Sums | None:
    """Return what openpyxl finds in a workbook."""
    try:
        rows = [list(row) for row in openpyxl.load_workbook(content, data_only=True)["qdf"].values]
        order = [rows[0].index(name) for name in _COLUMNS]
    except Exception:  # noqa: BLE001 - whatever it makes of a damaged file
        return None
    return _held([[row[at] for at in order] for row in rows[1:]])


def workbook_by_damage(dice: Dice) -> tuple[bytes, Sums | None]:
    """Damage a workbook as a zip; what can be read of it is what it held."""
    content = sheets({"qdf": [_COLUMNS, *_ROWS]})
    return mangling.damaged(content, dice)[1], _held(_ROWS)
