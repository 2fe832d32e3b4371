"""What is odd or implausible in files that were taken in: reported once, with counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.customs.records import KEY
from tradefiche.language.typography import millions, number
from tradefiche.reference.periods import spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from tradefiche.customs.layout import Flow
    from tradefiche.customs.manifest import Held
    from tradefiche.customs.records import Records
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.territories import Gazetteer

FIRST_YEAR = 2015
"""CPF revision 2.1 holds from this year on."""
FAR_FROM_LAST = 0.10
"""Change of a quarter's total between two releases beyond which it is reported."""
NOWHERE = "98"
USUAL_PART = 0.01
"""Part of a package's rows that may be odd in one way before it is more than usual."""
_LISTED = 8
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


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a user should know of a file; a notice is usual, a warning is not."""

    code: str
    level: Literal["notice", "warning"]
    text: str


class Tally:
    """What is odd in the data files of one package, counted while they are read."""

    def __init__(self, known: Mapping[str, frozenset[str]], gazetteer: Gazetteer) -> None:
        """Keep what is known: codes by field, and the région of each département."""
        self._known = known
        self._gazetteer = gazetteer
        self._oddities: Counter[str] = Counter()
        self._rows: Counter[tuple[str, str]] = Counter()
        self._departments: set[str] = set()
        self._years: set[int] = set()
        self._total = 0

    def add(self, records: Records) -> None:
        """Count one data file."""
        self._total += sum(each.frame.height for each in records.slices)
        self._oddities.update(records.oddities)
        self._departments |= records.codes["department"]
        self._years |= {each.quarter.year for each in records.slices}
        for field in KEY:
            for code in records.codes[field] - self._known[field]:
                self._rows[field, code] += _rows(records, field, code)
        for department in self._strange_regions(records):
            self._rows["region", department] += _rows(records, "department", department)

    @property
    def unlisted(self) -> list[tuple[str, str]]:
        """Return the codes that are not known, with their field."""
        return [(field, code) for field, code in self._rows if field in KEY]

    def findings(self, name: str) -> list[Finding]:
        """Report it all, each thing once."""
        found = []
        if odd := [f"{number(n, lang='en')} × {what}" for what, n in self._oddities.items() if n]:
            usual = max(self._oddities.values()) <= max(1, USUAL_PART * self._total)
            text = f"{name}: taken in as it is: {', '.join(odd)}"
            found.append(Finding("odd", "notice" if usual else "warning", text))
        nowhere = self._rows.pop(("department", NOWHERE), 0)
        if nowhere:
            text = f"{name}: {_counted(nowhere)} of no département (98), counted in France only"
            found.append(Finding("nowhere", "notice", text))
        for field, what in _WHAT.items():
            unknown = sorted(code for each, code in self._rows if each == field)
            if unknown:
                rows = _counted(sum(self._rows[field, code] for code in unknown))
                text = f"{name}: {what} {_list(unknown)} ({rows}), {_KEPT[field]}"
                found.append(Finding(f"unknown-{field}", "warning", text))
        if missing := sorted(self._known["department"] - self._departments):
            text = f"{name}: no row of {len(missing)} départements ({_list(missing)})"
            found.append(Finding("missing-department", "warning", text))
        if old := [str(year) for year in sorted(self._years) if year < FIRST_YEAR]:
            text = f"{name}: {_list(old)} is before {FIRST_YEAR}, in another classification"
            found.append(Finding("classification", "warning", f"{text} of products"))
        return found

    def _strange_regions(self, records: Records) -> list[str]:
        """Return the départements to which the file gives a région that is not theirs."""
        strange = []
        for department, codes in records.regions.items():
            unit = self._gazetteer.of_customs(department)
            if unit is None:
                continue
            fitting = {None, unit.region} if unit.drom else {unit.region}
            given = {self._gazetteer.customs_region(code) for code in codes}
            strange += [department] if given - fitting else []
        return strange


def of_arrival(
    added: Iterable[Held], before: Mapping[tuple[Flow, Quarter], Held], known: Collection[Held]
) -> list[Finding]:
    """Report how what arrives stands to what was there."""
    found = []
    replaced: dict[tuple[str, str], list[Quarter]] = {}
    unknown: dict[str, list[Quarter]] = {}
    for held in added:
        was = before.get((held.flow, held.when))
        if any(_same_release(held, each) for each in known) and held.release:
            replaced.setdefault((held.flow, held.release), []).append(held.when)
        if held.release is None:
            unknown.setdefault(held.flow, []).append(held.when)
        if held.release and held.release < f"{held.year}-{held.quarter * 3:02}":
            text = f"{held.source.name}: release {held.release} is older than its data, {held.when}"
            found.append(Finding("release", "warning", text))
        counts = was is not None and held.precedence > was.precedence
        if (
            was
            and counts
            and abs(held.value_eur - was.value_eur) > FAR_FROM_LAST * abs(was.value_eur)
        ):
            found.append(Finding("far-from-last", "warning", _moved(was, held)))
    for (flow, release), quarters in replaced.items():
        text = f"{flow}s {spans(quarters)}: release {release} came again with other content"
        found.append(Finding("same-release", "warning", f"{text}; the later upload counts"))
    for flow, quarters in unknown.items():
        text = f"{flow}s {spans(quarters)}: release unknown, never replaces a known one"
        found.append(Finding("no-release", "warning", f"{text}; say it with --release AAAA-MM"))
    return found


def one_flow_alone(slices: Mapping[tuple[Flow, Quarter], Held]) -> list[Finding]:
    """Report the quarters of which only one flow is there."""
    exports = {quarter for flow, quarter in slices if flow == "export"}
    imports = {quarter for flow, quarter in slices if flow == "import"}
    return [
        Finding("one-flow", "warning", f"{spans(list(alone))}: {there}s only, no {absent}s")
        for alone, there, absent in (
            (exports - imports, "export", "import"),
            (imports - exports, "import", "export"),
        )
        if alone
    ]


def _moved(was: Held, held: Held) -> str:
    before, after = (millions(each.value_eur, lang="en") for each in (was, held))
    return (
        f"{held.flow}s {held.when}: total goes from {before} (release {was.release or 'unknown'}) "
        f"to {after} (release {held.release or 'unknown'})"
    )


def _counted(rows: int) -> str:
    return f"{number(rows, lang='en')} row{'' if rows == 1 else 's'}"


def _same_release(one: Held, other: Held) -> bool:
    return (one.flow, one.when, one.release) == (other.flow, other.when, other.release)


def _rows(records: Records, field: str, code: str) -> int:
    return sum(int((each.frame[field] == code).sum()) for each in records.slices)


def _list(codes: list[str]) -> str:
    return ", ".join(codes[:_LISTED]) + (", …" if len(codes) > _LISTED else "")
