"""What a recount knows of the Customs' files and of France, by its own lists.

Reads the zips with the standard library alone: which release, which records, whose département.
Never imports ``tradefiche``.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Quarter = tuple[int, int]
Key = tuple[str, int, int]

REGIONS = {
    "11": "75 77 78 91 92 93 94 95",
    "24": "18 28 36 37 41 45",
    "27": "21 25 39 58 70 71 89 90",
    "28": "14 27 50 61 76",
    "32": "02 59 60 62 80",
    "44": "08 10 51 52 54 55 57 67 68 88",
    "52": "44 49 53 72 85",
    "53": "22 29 35 56",
    "75": "16 17 19 23 24 33 40 47 64 79 86 87",
    "76": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "84": "01 03 07 15 26 38 42 43 63 69 73 74",
    "93": "04 05 06 13 83 84 99",
    "94": "20",
    "01": "9A",
    "02": "9B",
    "03": "9C",
    "04": "9D",
    "06": "9E",
}
MEMBERS = {region: depts.split() for region, depts in REGIONS.items()}
REGION_OF = {dept: region for region, depts in MEMBERS.items() for dept in depts}
CUSTOMS = {"971": "9A", "972": "9B", "973": "9C", "974": "9D", "976": "9E"}
INSEE = {customs: insee for insee, customs in CUSTOMS.items()}
UNITS = [dept for dept in REGION_OF if dept != "99"]
UNRANKABLE = {
    *("QP", "QQ", "QR", "QS", "QT", "QU", "QV", "QW", "QX", "QY", "QZ", "EU"),
    *("FR", "GP", "MQ", "GF", "RE", "YT"),
}


class Cell(NamedTuple):
    """What a record says within its flow and quarter."""

    dept: str
    a129: str
    cpf4: str
    country: str
    value: int
    mass: int | None


def order_of(year: int, quarter: int) -> int:
    """Return the quarter's place in a row of all quarters."""
    return year * 4 + quarter - 1


def quarters_of(period: str) -> list[Quarter]:
    """Return the quarters of `2024`, `2024Q3` or `2023Q3..2024Q2`."""
    if re.fullmatch(r"\d{4}", period):
        return [(int(period), q) for q in (1, 2, 3, 4)]
    first, _, last = period.partition("..")
    ends = [order_of(int(t[:4]), int(t[5])) for t in (first, last or first)]
    return [(n // 4, n % 4 + 1) for n in range(ends[0], ends[1] + 1)]


def a_year_earlier(quarters: Iterable[Quarter]) -> list[Quarter]:
    """Return the same quarters of the year before."""
    return [(year - 1, quarter) for year, quarter in quarters]


def release_of(path: Path) -> str | None:
    """Return `2025-02` from a `202502` prefix, else from the zip's newest member."""
    named = re.match(r"(20\d\d)(0[1-9]|1[0-2])(?!\d)", path.name)
    if named:
        return f"{named[1]}-{named[2]}"
    if path.suffix.lower() != ".zip":
        return None
    with zipfile.ZipFile(path) as archive:
        year, month = max(info.date_time for info in archive.infolist())[:2]
    return f"{year}-{month:02d}"


def months_after(key: Key, release: str) -> int:
    """Return the months from the last month of the key's quarter to the release's."""
    year, month = (int(part) for part in release.split("-"))
    return (year - key[1]) * 12 + month - 3 * key[2]


def records(path: Path) -> Iterable[list[str]]:
    texts: list[bytes] = []
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            texts = [archive.read(name) for name in archive.namelist() if _is_data(name)]
    else:
        texts = [path.read_bytes()]
    for content in texts:
        stream = io.StringIO(content.decode("utf-8-sig"), newline="")
        for fields in csv.reader(stream, delimiter=";", quoting=csv.QUOTE_NONE):
            if fields:
                yield fields


def _is_data(name: str) -> bool:
    return Path(name).name.lower().startswith("region")


def depts_of(territory: str) -> set[str] | None:
    """Return the Customs' départements that a territory sums; None for every row there is."""
    kind, _, code = territory.partition("-")
    if kind == "france":
        return None
    return set(MEMBERS[code]) if kind == "region" else {CUSTOMS.get(code, code)}
