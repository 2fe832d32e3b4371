"""A user's table of numbers to divide values by: inhabitants, jobs, enterprises."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.errors import DataError, NoInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tradefiche.language.phrases import Wording
    from tradefiche.reference.territories import Gazetteer, Territory

_KEYS = {
    "title": "title", "titre": "title", "source": "source", "unit": "unit", "unité": "unit",
    "unite": "unit",
}  # fmt: skip
_FORM = "# title: …, # source: …, then a line `code;number`, then a code and a number a line"
_NUMBER = re.compile(r"\d+(\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_BLANKS = str.maketrans("", "", " \u00a0\u202f'’")
_HEADS = ("code", "codes", "dep", "dept", "departement", "département", "insee", "codgeo")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Per:
    """Numbers by territory, and what they count.

    Attributes:
        title: what is counted, `Population au 1er janvier 2024`.
        unit: its unit in the singular, `habitant`; empty if the table does not say.
        source: who counted.
        numbers: by territory id (`dept-59`); that of a région or of France is the sum of its
            units, if all are known, unless the table has its own. Never negative; may be 0.
    """

    title: str
    unit: str
    source: str
    numbers: Mapping[str, float] = field(hash=False)

    @property
    def name(self) -> str:
        """What values are given per: the unit, or the title if there is none."""
        return self.unit or self.title

    def as_dict(self) -> dict[str, str]:
        """Return title, unit and source, without the numbers and without empty texts."""
        words = {"title": self.title, "unit": self.unit, "source": self.source}
        return {key: text for key, text in words.items() if text}

    def missing(self, territories: Sequence[Territory]) -> str | None:
        """Return a notice of territories without a number, or with 0; None if there are none."""
        said = []
        for what, found in (
            ("no number for", [each for each in territories if each.id not in self.numbers]),
            ("0 for", [each for each in territories if self.numbers.get(each.id) == 0]),
        ):
            shown = [each.code for each in found[:_SHOWN]] + ["…"] * (len(found) > _SHOWN)
            if found:
                said.append(f"{what} {len(found)} of the territories ({', '.join(shown)})")
        return f"{self.title}: {', '.join(said)}" if said else None


def per_note(per: Per, wording: Wording) -> str:
    """Return the sentence on what values are divided by, and its source."""
    return wording.say("measure.per_note", title=per.title, source=per.source)


def read_per(path: Path, places: Gazetteer) -> Per:
    """Read a table: CSV with a code and a number per row, and lines `# key: value`.

    Codes are text: those of `--dept`, or ids such as `region-32`; `2A` and `2B` add up to Corse.
    The separator is a semicolon, tab or comma; with the first two, decimals may have a comma.

    Raises:
        NoInputError: the file cannot be read.
        DataError: it is not UTF-8, has no row or one without two fields; title or source is
            missing; a code is unknown or repeated; or a number is invalid, negative or ambiguous.
    """
    try:
        text = files.read_bytes(path).decode("utf-8-sig")
    except OSError as error:
        raise NoInputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8", hint="save it as CSV UTF-8") from error
    said, rows = _parted(text, path)
    found = _numbers(rows, path, places)
    for key in ("title", "source"):
        if not said.get(key):
            raise DataError(f"{path}: a line `# {key}: …` is missing", hint=f"expected {_FORM}")
    return Per(said["title"], said.get("unit", ""), said["source"], _summed(found, places))


def _parted(text: str, path: Path) -> tuple[dict[str, str], list[tuple[int, list[str]]]]:
    """Return the values of the lines with `#`, and the fields of the others with line numbers."""
    said: dict[str, str] = {}
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().strip('"').strip()
        if bare.startswith("#"):
            key, _, value = bare.lstrip("# ").partition(":")
            if name := _KEYS.get(key.strip().lower()):
                said[name] = value.strip(' ;,\t"\u00a0')
        elif bare.strip(" ;,\t"):
            sign = next((each for each in ";\t," if each in line), ";")
            fields = [each.strip() for each in next(csv.reader([line], delimiter=sign))]
            if len(fields) != 2:  # noqa: PLR2004 - a code and a number
                raise _slip(path, number, f"expected two fields, got {line.strip()!r}")
            rows.append((number, fields))
    if not rows:
        raise DataError(f"{path}: no row", hint=f"expected {_FORM}")
    return said, rows


def _numbers(rows: list[tuple[int, list[str]]], path: Path, places: Gazetteer) -> dict[str, float]:
    """Return the numbers by id, those of 2A and 2B by code; rows without a number are skipped."""
    known = _ids(places)
    found: dict[str, float] = {}
    seen: set[str] = set()
    for place, (line, (code, text)) in enumerate(rows):
        name = known.get(code.upper())
        if name is None:
            if not place and (code.lower() in _HEADS or not _NUMBER.search(code + text)):
                continue
            near = next((each for each in (code.zfill(2), code.zfill(3)) if each in known), None)
            hint = f": is it {near}? keep codes as text" if near else ""
            raise _slip(path, line, f"no département has the code {code!r}{hint}")
        if name in seen:
            raise _slip(path, line, f"{code!r} stands twice")
        seen.add(name)
        if text:
            found[name] = _number(text, path, line)
    return found


def _ids(places: Gazetteer) -> dict[str, str]:
    """Return the id of a territory by every code or id that a table may have for it."""
    found = {part: part for part in places.parts}
    for unit in (*places.units, places.monaco):
        found |= dict.fromkeys((unit.code, *unit.customs, unit.id.upper()), unit.id)
    for each in (*places.regions, places.france):
        found[each.id.upper()] = each.id
    return found


def _number(text: str, path: Path, line: int) -> float:
    bare = text.translate(_BLANKS)
    if "," in bare and "." not in bare:
        bare = bare.replace(",", ".")
    if _THOUSANDS.fullmatch(bare):
        what = f"{text!r} may be read in two ways: write it without signs between thousands"
        raise _slip(path, line, what)
    if not _NUMBER.fullmatch(bare):
        raise _slip(path, line, f"{text!r} is no number from 0 on")
    return float(bare)


def _summed(found: dict[str, float], places: Gazetteer) -> dict[str, float]:
    """Add the sums for Corse, régions and France, if all parts are known and they are not."""
    totals = {name: number for name, number in found.items() if name not in places.parts}
    for unit in places.units:
        parts = [part for part, (_, code) in places.parts.items() if code == unit.code]
        if parts and all(part in found for part in parts):
            totals.setdefault(unit.id, sum(found[part] for part in parts))
    for whole in (*places.regions, places.france):
        units = [unit.id for unit in places.units_of(whole)]
        if all(unit in totals for unit in units):
            totals.setdefault(whole.id, sum(totals[unit] for unit in units))
    return totals


def _slip(path: Path, line: int, what: str) -> DataError:
    return DataError(f"{path}: line {line}: {what}", hint=f"expected {_FORM}")
