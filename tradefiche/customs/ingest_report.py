"""Report what is odd or implausible in ingested files, each kind once, with counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.customs.keys import KEY
from tradefiche.customs.lines import UNENDED
from tradefiche.language.typography import number
from tradefiche.reference.codes import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tradefiche.customs.accounts import Account
    from tradefiche.customs.records import Records
    from tradefiche.reference.territories import Gazetteer

FIRST_YEAR = 2015
"""First year classified by CPF revision 2.1."""
USUAL_PART = 0.01
"""Share of a package's rows that may show one oddity before it becomes a warning."""
_LISTED = 8
_FILES = 3
_WHAT = {
    "department": "unknown département",
    "a129": "unknown A129",
    "cpf4": "unknown CPF4",
    "country": "unknown country",
    "region": "région field of",
}
_KEPT = dict.fromkeys(KEY, "kept under its code") | {
    "department": "counted in France only",
    "region": "is not ours; the configuration's région is used",
}
RemarkLevel = Literal["notice", "warning"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A message about files; a notice reports something usual, a warning something unusual.

    `files` are the names of the files concerned, without repetition.
    """

    code: str
    level: RemarkLevel
    text: str
    files: tuple[str, ...] = ()


def about(code: str, level: RemarkLevel, names: Iterable[str], text: str) -> Remark:
    """Return a remark on files: their names, or number and first names, begin the text."""
    files = tuple(dict.fromkeys(names))
    where = files[0] if len(files) == 1 else f"{len(files)} files ({listed(files, _FILES)})"
    return Remark(code, level, f"{where}: {text}", files)


class Tally:
    """Counts of what is odd in the data files of one package."""

    def __init__(self, name: str, known: Mapping[str, frozenset[str]], places: Gazetteer) -> None:
        """Start empty; `known` has the known codes by field, `places` the région of each place."""
        self.name = name
        self.oddities: Counter[str] = Counter()
        self.rows: Counter[tuple[str, str]] = Counter()
        self.years: set[int] = set()
        self.unended = False
        self._known = known
        self._gazetteer = places
        self._departments: set[str] = set()
        self._total = 0

    def add(self, records: Records, accounts: Sequence[Account]) -> None:
        """Add one data file: its records, and the totals of its slices."""
        self._total += sum(each.rows for each in accounts)
        self.unended |= bool(records.oddities[UNENDED])
        self.oddities.update(records.oddities)
        del self.oddities[UNENDED]
        if duplicates := sum(each.duplicates for each in accounts):
            self.oddities["duplicate key"] += duplicates
        self.years |= {each.quarter.year for each in records.slices}
        codes = {name: sum((each.codes[name] for each in accounts), Counter()) for name in KEY}
        self._departments |= codes["department"].keys()
        for field in KEY:
            for code in codes[field].keys() - self._known[field]:
                self.rows[field, code] += codes[field][code]
        for department in self._strange_regions(records):
            self.rows["region", department] += codes["department"][department]

    @property
    def unlisted(self) -> list[tuple[str, str]]:
        """The unknown codes, as pairs of field and code."""
        return [(field, code) for field, code in self.rows if field in KEY]

    @property
    def missing(self) -> tuple[str, ...]:
        """The known départements that have no row."""
        return tuple(sorted(self._known["department"] - self._departments))

    @property
    def usual(self) -> bool:
        """Whether every oddity is within `USUAL_PART` of the rows, or occurs only once."""
        return max(self.oddities.values(), default=0) <= max(1, USUAL_PART * self._total)

    def _strange_regions(self, records: Records) -> list[str]:
        """Return the départements that the file assigns to a région other than their own."""
        strange = []
        for department, codes in records.regions.items():
            unit = self._gazetteer.of_customs(department)
            if unit is None:
                continue
            fitting = {None, unit.region} if unit.drom else {unit.region}
            given = {self._gazetteer.customs_region(code) for code in codes}
            strange += [department] if given - fitting else []
        return strange


def of_files(tallies: Sequence[Tally]) -> Iterator[Remark]:
    """Report what is odd in files, with one remark per kind for all files together."""
    if cut := [tally for tally in tallies if tally.unended]:
        text = "the last line has no end: the file may be cut off, even inside its last number"
        yield _of("no-line-end", "warning", cut, text)
    if odd := [tally for tally in tallies if +tally.oddities]:
        counts = sum((tally.oddities for tally in odd), Counter[str]())
        usual = all(tally.usual for tally in odd)
        yield _of("odd", "notice" if usual else "warning", odd, as_it_is(counts))
    yield from _codes(tallies)
    by_missing: dict[tuple[str, ...], list[Tally]] = {}
    for tally in tallies:
        by_missing.setdefault(tally.missing, []).append(tally)
    for missing, lacking in by_missing.items():
        if missing:
            text = f"no row of {len(missing)} départements ({listed(missing)})"
            yield _of("missing-department", "warning", lacking, text)
    if old := [tally for tally in tallies if min(tally.years, default=FIRST_YEAR) < FIRST_YEAR]:
        years = sorted({year for tally in old for year in tally.years if year < FIRST_YEAR})
        text = f"{listed(map(str, years))} is before {FIRST_YEAR}, in another classification"
        yield _of("classification", "warning", old, f"{text} of products")


def listed(codes: Iterable[str], most: int = _LISTED) -> str:
    """Join the first `most` codes with commas, with an ellipsis if there are more."""
    each = list(codes)
    return ", ".join(each[:most]) + (", …" if len(each) > most else "")


def _codes(tallies: Sequence[Tally]) -> Iterator[Remark]:
    """Report unknown codes, and région fields that differ from the configuration."""
    nowhere = ("department", NOWHERE)
    if found := [tally for tally in tallies if tally.rows[nowhere]]:
        rows = plural(sum(tally.rows[nowhere] for tally in found), "row")
        text = f"{rows} of no département (98), counted in France only"
        yield _of("nowhere", "notice", found, text)
    for field, what in _WHAT.items():
        keys = {key for tally in tallies for key in tally.rows if key[0] == field} - {nowhere}
        if found := [tally for tally in tallies if not keys.isdisjoint(tally.rows)]:
            rows = plural(sum(tally.rows[key] for tally in found for key in keys), "row")
            codes = listed(sorted(code for _, code in keys))
            text = f"{what} {codes} ({rows}), {_KEPT[field]}"
            yield _of(f"unknown-{field}", "warning", found, text)


def _of(code: str, level: RemarkLevel, tallies: Iterable[Tally], text: str) -> Remark:
    return about(code, level, [tally.name for tally in tallies], text)


def as_it_is(oddities: Counter[str]) -> str:
    """Return the text of a remark on oddities: how often each occurs."""
    counts = (f"{number(n, lang='en')} × {what}" for what, n in oddities.items())
    return f"taken in as it is: {', '.join(counts)}"


def plural(count: int, what: str) -> str:
    """Return a count with its noun: `1 file`, `2 files`."""
    return f"{number(count, lang='en')} {what}{'' if count == 1 else 's'}"
