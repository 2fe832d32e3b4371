"""Compare new slices with those the store holds: republished, revised, incomplete."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.customs.held import HeldYear, identity, last_before, precedence
from tradefiche.customs.ingest_report import Remark, about
from tradefiche.errors import DataError
from tradefiche.language import money
from tradefiche.language.typography import MILLION
from tradefiche.reference.periods import spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from tradefiche.customs.held import H, HeldQuarter, RegionYear
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.terms import Flow

FAR_FROM_LAST = 0.10
"""Relative change of a total between two releases beyond which it is reported (0.10 = 10 %)."""
_MOVES = 3


def refuse_conflict(read: Iterable[HeldQuarter | HeldYear], held: HeldQuarter | HeldYear) -> None:
    """Raise DataError (65) if the same run already read this slice with different content.

    A later run may replace a slice, since the Customs republish files; but of two files given
    together, nothing tells which one should count.
    """
    for each in read:
        if identity(each) == identity(held) and each.file != held.file:
            names = " and ".join(sorted({each.source.name, held.source.name}))
            release = f"release {held.release}" if held.release else "of an unknown release"
            raise DataError(
                f"{held.flow}s of {held.when}, {release}, stand twice in {names}, and differ",
                hint="fetch one, then the other: the later one counts",
            )


def of_arrival(
    read: Sequence[HeldQuarter], added: Sequence[HeldQuarter], known: Sequence[HeldQuarter]
) -> Iterator[Remark]:
    """Yield remarks on newly read quarters, compared with those the store holds.

    Args:
        read: every quarter read in this run.
        added: those among them that are new to the store.
        known: the quarters the store held before.
    """
    for release, again in _by_release(_republished(added, known)):
        text = f"{_release(release)} came again with other content; the later upload counts"
        yield _grouped("same-release", again, text)
    for release, left in _by_release(_outdated(read, added, known)):
        text = f"{_release(release)} is held of a later upload, with other content, which stays"
        yield _grouped("earlier-upload", left, text)
    yield from _unreleased(added)
    early = [held for held in added if held.release and held.release < _last_month(held)]
    for release, mine in _by_release(early):
        yield _grouped("release", mine, f"release {release} is older than its data")
    moves = [(was, held) for held in added if (was := _before(held, known, added))]
    far = [(was, held) for was, held in moves if _is_far(was, held)]
    if far:
        said = "; ".join(_moved(*each) for each in far[:_MOVES])
        more = len(far) - _MOVES
        rest = f"; and {more} more, which tradefiche revisions shows" if more > 0 else ""
        files = tuple(dict.fromkeys(held.source.name for _, held in far))
        yield Remark("far-from-last", "warning", f"{said}{rest}", files)


def of_years(
    read: Sequence[HeldYear], added: Sequence[HeldYear], known: Sequence[HeldYear]
) -> Iterator[Remark]:
    """Yield remarks on newly read years of régions, compared with those held; as `of_arrival`."""
    yield from _unreleased(added)
    if again := _republished(added, known):
        text = "the same release came again with other content; the later upload counts"
        yield _grouped("same-release", again, text)
    if left := _outdated(read, added, known):
        text = "this release is held of a later upload, with other content, which stays"
        yield _grouped("earlier-upload", left, text)
    yield from _several_releases((*known, *added), {held.year for held in added})
    flows: dict[RegionYear, set[Flow]] = {}
    for held in (*known, *added):
        flows.setdefault(held.when, set()).add(held.flow)
    if alone := sorted(when for when in {held.when for held in added} if len(flows[when]) == 1):
        text = f"{', '.join(map(str, alone))}: one flow alone, not the other"
        yield Remark("one-flow", "warning", text)


def one_flow_alone(slices: Mapping[tuple[Flow, Quarter], HeldQuarter]) -> Iterator[Remark]:
    """Report the quarters for which only one of the two flows is held."""
    exports = {quarter for flow, quarter in slices if flow == "export"}
    imports = {quarter for flow, quarter in slices if flow == "import"}
    for alone, there, absent in (
        (exports - imports, "export", "import"),
        (imports - exports, "import", "export"),
    ):
        if alone:
            text = f"{spans(list(alone))}: {there}s only, no {absent}s"
            yield Remark("one-flow", "warning", text)


def _republished(added: Sequence[H], known: Sequence[H]) -> list[H]:
    """Return the new slices of which the store has an upload of the same release."""
    there = {identity(held) for held in known}
    return [held for held in added if identity(held) in there]


def _outdated(read: Sequence[H], added: Sequence[H], known: Sequence[H]) -> list[H]:
    """Return the slices that are not kept, as the store has a later upload of that release."""
    files = {identity(held): held.file for held in known}
    taken = {identity(held) for held in added}
    return [
        held for held in read
        if identity(held) not in taken and files.get(identity(held), held.file) != held.file
    ]  # fmt: skip


def _unreleased(added: Sequence[HeldQuarter | HeldYear]) -> Iterator[Remark]:
    if unknown := [held for held in added if held.release is None]:
        text = "release unknown, never replaces a known one; say it with --release AAAA-MM"
        yield _grouped("no-release", unknown, text)


def _several_releases(held: Iterable[HeldYear], years: Collection[int]) -> Iterator[Remark]:
    """Report years whose régions are of different releases, which France's total mixes."""
    counting = {
        (each.year, each.region): each.release or "unknown"
        for each in sorted(held, key=precedence)
        if each.year in years
    }
    of_year: dict[int, dict[str, list[str]]] = {}
    for (year, region), release in sorted(counting.items()):
        of_year.setdefault(year, {}).setdefault(release, []).append(region)
    same: dict[str, list[str]] = {}
    for year, releases in of_year.items():
        if len(releases) > 1:
            said = "; ".join(f"{each} ({', '.join(releases[each])})" for each in sorted(releases))
            same.setdefault(said, []).append(str(year))
    for said, alike in same.items():
        text = f"{', '.join(alike)}: régions of different releases, which France adds up: {said}"
        yield Remark("several-releases", "warning", text)


def _before(
    held: HeldQuarter, known: Iterable[HeldQuarter], added: Iterable[HeldQuarter]
) -> HeldQuarter | None:
    """Return the slice that `held` replaces; None if there is none, or if a newer one is known."""
    same = [each for each in known if (each.flow, each.when) == (held.flow, held.when)]
    if any(precedence(each) > precedence(held) for each in same):
        return None
    return last_before(held, (*same, *added))


def _is_far(was: HeldQuarter, held: HeldQuarter) -> bool:
    return abs(held.value_eur - was.value_eur) > FAR_FROM_LAST * abs(was.value_eur)


def _moved(was: HeldQuarter, held: HeldQuarter) -> str:
    before, after = (_amount(each.value_eur) for each in (was, held))
    return (
        f"{held.flow}s {held.when}: total goes from {before} (release {was.release or 'unknown'}) "
        f"to {after} (release {held.release or 'unknown'})"
    )


def _amount(euros: int) -> str:
    return (money.millions if abs(euros) >= MILLION else money.euros)(euros, lang="en")


def _by_release(held: Iterable[HeldQuarter]) -> Iterator[tuple[str, list[HeldQuarter]]]:
    """Yield each release, "" for an unknown one, with its slices."""
    ordered = sorted(held, key=lambda each: each.release or "")
    for release, same in groupby(ordered, key=lambda each: each.release or ""):
        yield release, list(same)


def _grouped(code: str, held: Sequence[HeldQuarter | HeldYear], text: str) -> Remark:
    """Return one warning about several slices: files, flows and quarters or years, the text."""
    times = sorted({str(each.year) for each in held if isinstance(each, HeldYear)})
    quarters = [each for each in held if not isinstance(each, HeldYear)]
    for flow in sorted({each.flow for each in quarters}):
        times.append(f"{flow}s {spans([each.when for each in quarters if each.flow == flow])}")
    names = [each.source.name for each in held]
    return about(code, "warning", names, f"{', '.join(times)}: {text}")


def _release(release: str) -> str:
    return f"release {release}" if release else "release unknown, it"


def _last_month(held: HeldQuarter) -> str:
    return f"{held.year}-{held.quarter * 3:02}"
