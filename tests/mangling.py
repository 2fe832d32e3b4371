"""Sound zips, damaged: by chance, field by field, and as those who mean harm would."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

from tests.builders import Member, labels, text, year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

DATA = "Regional-2024-export/Region_2024_Export.txt"
RECORDS = [record for record in year_of(flows="E") for _ in range(40)]
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# offset and size of the fields of each header, after its signature
_FIELDS = {
    _LOCAL: ((4, 2), (6, 2), (8, 2), (10, 2), (12, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)),
    _CENTRAL: (
        (4, 2), (6, 2), (8, 2), (10, 2), (12, 2), (14, 2), (16, 4), (20, 4), (24, 4), (28, 2),
        (30, 2), (32, 2), (34, 2), (36, 2), (38, 4), (42, 4),
    ),
    _END: ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)),
}  # fmt: skip
_NAMES = (
    b"\xff\xfe\xfd", b"\x00a", b"\x1b]0;x\x07", b"\x9b2J", b"../x", b"..\\x", b"/x", b"C:x", b"\n",
    b"CON", b"\xed\xa0\x80", b"",
)  # fmt: skip
_METHODS = (1, 6, 9, 10, 12, 14, 20, 93, 95, 97, 98, 99, 0xFFFF)


def sound(method: int = zipfile.ZIP_DEFLATED, *, large: bool = False) -> bytes:
    """Return a zip as published: a folder, a year of exports, labels, the last of them stored."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        members = [Member("Regional-2024-export/", b""), Member(DATA, text(RECORDS)), *labels()]
        for member in members:
            info = zipfile.ZipInfo(member.name, member.date)
            stored = member is members[-1] or info.is_dir()
            info.compress_type = zipfile.ZIP_STORED if stored else method
            with archive.open(info, "w", force_zip64=large) as stream:
                stream.write(member.data)
    return content.getvalue()


def mangled(chance: Random) -> tuple[str, bytes]:
    """Return a damaged zip, and which damage was done to it."""
    whole = bytearray(sound(large=chance.random() < 0.2))
    return _damaged(whole, chance, _DAMAGES)


def damaged(content: bytes, chance: Random) -> tuple[str, bytes]:
    """Return any zip damaged, and which damage was done to it."""
    return _damaged(bytearray(content), chance, _OF_ANY)


def _damaged(
    whole: bytearray, chance: Random, damages: Sequence[Callable[[bytearray, Random], bytes]]
) -> tuple[str, bytes]:
    damage = chance.choice(damages)
    return damage.__name__.strip("_"), damage(whole, chance)


def _flipped(whole: bytearray, chance: Random) -> bytes:
    for _ in range(chance.randint(1, 8)):
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)


def _flipped_headers(whole: bytearray, chance: Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        start = _header(whole, chance, chance.choice(list(_FIELDS)))
        whole[min(start + chance.randrange(4, 60), len(whole) - 1)] = chance.randrange(256)
    return bytes(whole)


def _cut(whole: bytearray, chance: Random) -> bytes:
    start, end = sorted(chance.sample(range(len(whole)), 2))
    return bytes(chance.choice((whole[:end], whole[start:], whole[:start] + whole[end:])))


def _grown(whole: bytearray, chance: Random) -> bytes:
    place = chance.choice((0, chance.randrange(len(whole)), len(whole)))
    whole[place:place] = chance.randbytes(chance.choice((1, 2, 22, 500)))
    return bytes(whole)


def _field(whole: bytearray, chance: Random) -> bytes:
    for _ in range(chance.randint(1, 2)):
        signature = chance.choice(list(_FIELDS))
        offset, size = chance.choice(_FIELDS[signature])
        start = _header(whole, chance, signature) + offset
        most = (1 << 8 * size) - 1
        value = chance.choice((0, 1, most, most - 1, most >> 1, chance.randint(0, most)))
        whole[start : start + size] = value.to_bytes(size, "little")
    return bytes(whole)


def _method(whole: bytearray, chance: Random) -> bytes:
    """Declare another method of packing than the one used."""
    number = chance.choice(_METHODS)
    for signature, offset in ((_LOCAL, 8), (_CENTRAL, 10)):
        for start in _headers(whole, signature):
            struct.pack_into("<H", whole, start + offset, number)
    return bytes(whole)


def _other_packing(_: bytearray, chance: Random) -> bytes:
    """Pack by a method that the Customs do not use, and damage that."""
    whole = bytearray(sound(chance.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))))
    return _flipped(whole, chance) if chance.random() < 0.8 else bytes(whole)


def _name(whole: bytearray, chance: Random) -> bytes:
    """Give a member a bad name of the same length, in one header or both, as UTF-8 or not."""
    name, bad = chance.choice((DATA, "Libelle_PAYS.txt")).encode(), chance.choice(_NAMES)
    other = (bad + name[len(bad) :])[: len(name)]
    replaced = bytearray(whole.replace(name, other, chance.choice((-1, 1))))
    if chance.random() < 0.5:
        for signature, offset in ((_LOCAL, 6), (_CENTRAL, 8)):
            for start in _headers(replaced, signature):
                replaced[start + offset + 1] |= 0x08
    return bytes(replaced)


def _date(whole: bytearray, chance: Random) -> bytes:
    """Give members a date that none has: month 0 or 13, day 0, hour 31, the year 2107."""
    date = chance.choice(((0, 0), (0xFFFF, 0xFFFF), (13 << 5 | 1 | 45 << 9, 0), (45 << 9 | 32, 0)))
    for start in _headers(whole, _CENTRAL):
        struct.pack_into("<HH", whole, start + 12, date[1], date[0])
    return bytes(whole)


def _extra(whole: bytearray, chance: Random) -> bytes:
    """Put an extra field that lies about itself into a member's entry of the directory."""
    start = _header(whole, chance, _CENTRAL)
    names, extras = struct.unpack_from("<HH", whole, start + 28)
    extra = struct.pack("<HH", chance.choice((1, 0x7075, 0x9901)), chance.choice((0, 4, 24, 999)))
    extra += chance.randbytes(chance.choice((0, 3, 4, 24)))
    place = start + 46 + names + extras
    whole[place:place] = extra
    struct.pack_into("<H", whole, start + 30, extras + len(extra))
    if chance.random() < 0.7:
        struct.pack_into("<II", whole, start + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    (end,) = _headers(whole, _END)
    (size,) = struct.unpack_from("<I", whole, end + 12)
    struct.pack_into("<I", whole, end + 12, size + len(extra))
    return bytes(whole)


def _zip64_end(whole: bytearray, chance: Random) -> bytes:
    """Put the locator and the record of a large zip before the end, with numbers by chance."""
    (end,) = _headers(whole, _END)
    numbers = [chance.choice((0, 1, 44, end, 2**63, 2**64 - 1)) for _ in range(6)]
    disks = chance.choice((0, 1, 2**32 - 1))
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", numbers[0], 45, 45, disks, 0, *numbers[1:5])
    locator = struct.pack("<4sIQI", b"PK\x06\x07", disks, numbers[5], chance.choice((0, 1, 9)))
    whole[end:end] = record * chance.randint(0, 1) + locator
    return bytes(whole)


_OF_ANY = (
    _flipped, _flipped_headers, _cut, _grown, _field, _method, _date, _extra, _zip64_end,
)  # fmt: skip
_DAMAGES = (
    _flipped, _flipped_headers, _cut, _grown, _field, _method, _other_packing, _name, _date, _extra,
    _zip64_end,
)  # fmt: skip


def _headers(whole: bytearray, signature: bytes) -> list[int]:
    """Return where the headers of one kind begin, those of members that were not spoilt."""
    found = []
    place = whole.find(signature)
    while place >= 0:
        found.append(place)
        place = whole.find(signature, place + 1)
    return found


def _header(whole: bytearray, chance: Random, signature: bytes) -> int:
    """Return where one header of a kind begins; 0 where damage left none."""
    return chance.choice(_headers(whole, signature) or [0])
