"""The table of a user by whose numbers values are divided: inhabitants, jobs, enterprises."""

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
    """Numbers of territories, and what they are.

    Attributes:
        title: what is counted, `Population au 1er janvier 2024`.
        unit: one of it, `habitant`; empty if the table does not say.
        source: who counted.
        numbers: by id of a territory (`dept-59`); that of a région or of France is the sum of its
            units unless the table has its own. 0 where nothing is counted.
    """

    title: str
    unit: str
    source: str
    numbers: Mapping[str, float] = field(hash=False)

    @property
    def name(self) -> str:
        """What stands behind the fraction stroke."""
        return self.unit or self.title

    def as_dict(self) -> dict[str, str]:
        """Return what the numbers are, without them."""
        words = {"title": self.title, "unit": self.unit, "source": self.source}
        return {key: text for key, text in words.items() if text}

    def missing(self, territories: Sequence[Territory]) -> str | None:
        """Say of which territories there is no number, or 0; None where all have one above 0."""
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
    """Say by what values are divided, and who counted it."""
    return wording.say("measure.per_note", title=per.title, source=per.source)


def read_per(path: Path, places: Gazetteer) -> Per:
    """Read a table: CSV of a code and a number a row, below lines that begin with `#`.

    Codes are text, those of `--dept`, or ids such as `region-32`; `2A` and `2B` together are
    Corse. A semicolon, tab or comma parts them; with one of the first two a decimal comma holds.

    Raises:
        NoInputError: there is no such file.
        DataError: title or source is missing, a code is unknown or stands twice, or a number is
            none, negative, or could be read in two ways.
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
    """Return what the lines with `#` say, and the others by their number."""
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
    """Return the numbers by id; those of the halves of Corse by their code. Empty ones are none."""
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
    """Return the id for everything that a territory may be called by in a table."""
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
    """Add Corse, régions and France where all that makes them is there, unless they are too."""
    totals = {name: number for name, number in found.items() if name not in places.parts}
    for unit in places.units:
        parts = [part for part, (_, code) in places.parts.items() if code == unit.code]
        if parts and all(part in found for part in parts):
            totals.setdefault(unit.id, sum(found[part] for part in parts))
    for whole in (*places.regions, places.france):
        units = [
            unit.id for unit in places.units if whole.kind == "france" or unit.region == whole.code
        ]
        if all(unit in totals for unit in units):
            totals.setdefault(whole.id, sum(totals[unit] for unit in units))
    return totals


def _slip(path: Path, line: int, what: str) -> DataError:
    return DataError(f"{path}: line {line}: {what}", hint=f"expected {_FORM}")
