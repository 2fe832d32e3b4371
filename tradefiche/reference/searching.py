"""Search names in any case, with or without accents, in singular or plural."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from tradefiche.errors import UsageError
from tradefiche.reference.matching import fold, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLURALS = (("aux", "al"), ("ies", "y"), ("xes", "x"), ("shes", "sh"), ("s", ""), ("x", ""))
"""Plural and singular endings: métaux, batteries, boxes, brushes, avions, bijoux."""
_LEAST = 3
_NEAREST = 3


def forms(word: str) -> set[str]:
    """Return a folded word and its possible singulars; short words are left as they are."""
    singulars = (
        word.removesuffix(ending) + singular
        for ending, singular in _PLURALS
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST - len(singular)
    )
    return {word, *(each for each in singulars if len(each) >= _LEAST)}


def first_fitting(words: Sequence[str], texts: Iterable[str]) -> str | None:
    """Return the first text that has every word, at least as the beginning of one; None if none."""
    wanted = [tuple(forms(each)) for each in words]
    for text in texts:
        there = [form for each in fold(text).split() for form in forms(each)]
        if all(any(each.startswith(word) for each in there) for word in wanted):
            return text
    return None


def split(search: str) -> list[str]:
    """Return the words of a search; UsageError if it has none."""
    words = fold(search).split()
    if not words:
        raise UsageError(f"nothing to search for in {search!r}", hint="give a word, or none")
    return words


def nothing_found(what: str, search: str, texts: Iterable[str]) -> UsageError:
    """Return the error for a search without result, with the nearest known words as a hint."""
    known = dict.fromkeys(word for text in texts for word in fold(text).split())
    near = [
        close
        for word in split(search)
        for close in get_close_matches(word, known, n=_NEAREST, cutoff=0.7)
    ]
    hint = suggestion(near, f"see `tradefiche list {what}`")
    return UsageError(f"nothing in {what} goes by {search!r}", hint=hint)
