"""Corrections below zero that a chart cannot draw: the first by name, the rest added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.language.phrases import Wording

_NAMED = 5


def corrections(values: Sequence[tuple[str, int]], wording: Wording) -> str | None:
    """Return names and values in euros as one text; None if there are none."""
    said = [f"{name} {wording.amount(value)}" for name, value in values[:_NAMED]]
    if rest := values[_NAMED:]:
        amount = wording.amount(sum(value for _, value in rest))
        said.append(wording.say("common.corrections_more", count=len(rest), amount=amount))
    return wording.apart(said) if said else None
