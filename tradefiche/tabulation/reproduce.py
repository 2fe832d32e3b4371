"""The command line that reproduces fiches, without paths and in canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.reference.selection import option

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tradefiche.language.typography import Lang
    from tradefiche.reference.territories import Gazetteer, Territory


def command_line(
    territories: Sequence[Territory],
    places: Gazetteer,
    *,
    period: str,
    release: str | None,
    data: str,
    lang: Lang,
    formats: Collection[str] = (),
    filters: Sequence[str] = (),
    command: str = "fiche",
) -> str:
    """Return the command for these territories.

    Args:
        territories: whose fiches.
        places: the territories there are.
        period: `2024`, `2024Q3`, `2023Q3..2024Q2`, or several years: `2023,2024`.
        release: the release that figures are as of.
        data: `customs` or `sample`.
        lang: of the fiches.
        formats: which files; all if empty.
        filters: the options that restrict what is counted.
        command: the command, if not `fiche`, with options of its own.
    """
    words = [f"tradefiche {command}", *_where(territories, places)]
    words.append(f"--period {period}" if "Q" in period else f"--year {period}")
    words += filters
    if data == "sample":
        words.append("--sample")
    elif release:
        words.append(f"--release {release}")
    if lang != "fr":
        words.append(f"--lang {lang}")
    words += [f"--format {each}" for each in formats]
    return " ".join(words)


def _where(territories: Sequence[Territory], places: Gazetteer) -> Iterator[str]:
    """Yield the options that select the territories: that of a group if all of it is there.

    They come in the order of the gazetteer, whatever order was requested.
    """
    asked = {each.id for each in territories}
    every = (*places.units, places.monaco, *places.regions, places.france)
    left = {each.id: each for each in every if each.id in asked}
    for whole, group in (("--all", places.units), ("--all-regions", places.regions)):
        if all(each.id in left for each in group):
            yield whole
            for each in group:
                del left[each.id]
    yield from map(option, left.values())
