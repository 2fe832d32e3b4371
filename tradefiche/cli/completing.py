"""Shell completion of the values of options; reads `config/` only, no data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Pairs = list[tuple[str, str]]
"""Values, each with the description that a shell may show beside it."""


def _dirs() -> tuple[Path, ...]:
    from tradefiche.configuration.loading import begun

    return begun(None)


def _listed(*lists: str, of: str = "") -> Pairs:
    """Return the first value of each row of lists, described by its title, `about` or last value.

    Rows that are of something other than `of` are skipped: groups of products or countries.
    """
    from tradefiche.report.catalogue import catalogue

    rows = (found.row for what in lists
            for found in catalogue(what, _dirs(), level="a129", lang="fr"))  # fmt: skip
    pairs = []
    for row in rows:
        if row.get("of", of) != of:
            continue
        first, *_, last = row.values()
        pairs.append((first, row.get("title") or row.get("about") or last))
    return pairs


def _places(*lists: str) -> Pairs:
    """Return the codes of territories, then their names as one word: `Val-d-Oise`."""
    codes = _listed(*lists)
    return codes + [("-".join(name.replace("’", " ").split()), code) for code, name in codes]


def _grouped(what: str) -> Pairs:
    """Return the groups of products or countries, then these."""
    return _listed("groups", of=what) + _listed(what)


def _lists() -> Pairs:
    from tradefiche.report.catalogue import LISTS

    return list(LISTS.items())


_SOURCES: dict[str, Callable[[], Pairs]] = {
    "dept": lambda: _places("departements"),
    "region": lambda: _places("regions"),
    "beside": lambda: _places("departements", "regions"),
    "ti": lambda: _listed("territoires"),
    "table": lambda: _listed("tables"),
    "kind": lambda: _listed("charts"),
    "measure": lambda: _listed("measures"),
    "product": lambda: _grouped("products"),
    "exclude_product": lambda: _grouped("products"),
    "country": lambda: _grouped("countries"),
    "exclude_country": lambda: _grouped("countries"),
    "what": _lists,
}
"""Completions by the name of an option or argument; Typer itself completes fixed choices."""


def completion_of(parameter: str) -> Callable[[str], Pairs] | None:
    """Return the function that completes a parameter's values; None if there is none."""
    source = _SOURCES.get(parameter)
    if source is None:
        return None

    def complete(incomplete: str) -> Pairs:
        """Return the completions of the last of several comma-separated values.

        What is already typed stays as typed, `haut` or `c30`: Typer would drop anything else.
        """
        from tradefiche.reference.matching import fold

        before, comma, last = incomplete.rpartition(",")
        wanted = fold(last)
        return [
            (f"{before}{comma}{last}{value[len(last) :]}", about)
            for value, about in source()
            if fold(value).startswith(wanted)
        ]

    return complete
