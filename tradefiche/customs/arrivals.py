"""Compare new slices with those the store holds: republished, revised, incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.ingest_report import Remark, where
from tradefiche.errors import DataError
from tradefiche.language import money
from tradefiche.language.typography import MILLION
from tradefiche.reference.periods import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tradefiche.customs.held import HeldQuarter, HeldYear
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
        if _key(each) == _key(held) and each.file != held.file:
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
    yield from _republished(added, known)
    yield from _outdated(read, added, known)
    if unknown := [held for held in added if held.release is None]:
        text = "release unknown, never replaces a known one; say it with --release AAAA-MM"
        yield _grouped("no-release", unknown, text)
    early = [held for held in added if held.release and held.release < _last_month(held)]
    for release in sorted({held.release or "" for held in early}):
        mine = [held for held in early if held.release == release]
        yield _grouped("release", mine, f"release {release} is older than its data")
    moves = [(was, held) for held in added if (was := _before(held, known, added))]
    far = [(was, held) for was, held in moves if _is_far(was, held)]
    if far:
        said = "; ".join(_moved(*each) for each in far[:_MOVES])
        more = len(far) - _MOVES
        rest = f"; and {more} more, which tradefiche revisions shows" if more > 0 else ""
        files = tuple(dict.fromkeys(held.source.name for _, held in far))
        yield Remark("far-from-last", "warning", f"{said}{rest}", files)


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


def _republished(added: Sequence[HeldQuarter], known: Sequence[HeldQuarter]) -> Iterator[Remark]:
    there = {_key(held) for held in known}
    again = [held for held in added if _key(held) in there]
    for release in sorted({held.release or "" for held in again}):
        mine = [held for held in again if (held.release or "") == release]
        text = f"{_release(mine[0])} came again with other content; the later upload counts"
        yield _grouped("same-release", mine, text)


def _outdated(
    read: Sequence[HeldQuarter], added: Sequence[HeldQuarter], known: Sequence[HeldQuarter]
) -> Iterator[Remark]:
    """Report slices that are not kept, because the store has a later upload of that release."""
    files = {_key(held): held.file for held in known}
    taken = {_key(held) for held in added}
    left = [
        held for held in read
        if _key(held) not in taken and files.get(_key(held), held.file) != held.file
    ]  # fmt: skip
    for release in sorted({held.release or "" for held in left}):
        mine = [held for held in left if (held.release or "") == release]
        text = f"{_release(mine[0])} is held of a later upload, with other content, which stays"
        yield _grouped("earlier-upload", mine, text)


def _before(
    held: HeldQuarter, known: Iterable[HeldQuarter], added: Iterable[HeldQuarter]
) -> HeldQuarter | None:
    """Return the slice that `held` replaces; None if there is none, or if a newer one is known."""
    same = [each for each in known if (each.flow, each.when) == (held.flow, held.when)]
    if any(each.precedence > held.precedence for each in same):
        return None
    same += [each for each in added if (each.flow, each.when) == (held.flow, held.when)]
    older = [each for each in same if each.precedence < held.precedence]
    return max(older, key=lambda each: each.precedence, default=None)


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


def _grouped(code: str, held: Sequence[HeldQuarter], text: str) -> Remark:
    """Return one warning about several slices: files, flows and quarters, then the text."""
    files = tuple(dict.fromkeys(each.source.name for each in held))
    quarters = ", ".join(
        f"{flow}s {spans([each.when for each in held if each.flow == flow])}"
        for flow in sorted({each.flow for each in held})
    )
    return Remark(code, "warning", f"{where(files)}: {quarters}: {text}", files)


def _release(held: HeldQuarter) -> str:
    return f"release {held.release}" if held.release else "release unknown, it"


def _last_month(held: HeldQuarter) -> str:
    return f"{held.year}-{held.quarter * 3:02}"


def _key(held: HeldQuarter | HeldYear) -> tuple[object, ...]:
    return (held.flow, held.when, held.release)
