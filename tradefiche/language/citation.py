"""How the figures' source is cited, as the Customs' notice asks, with our own part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording

_VOWELS = ("a", "o")
"""First letters of the months before which French has d'."""


def cited(data: Literal["customs", "sample"], release: str | None, wording: Wording) -> str:
    """Return what figures are to be cited by, without a full stop.

    Args:
        data: whose figures they are.
        release: month of their release, `2026-09`, the newest of several; None if unknown.
        wording: `Source : douanes françaises, résultats de septembre 2026 ; calculs tradefiche`.
    """
    if data == "sample":
        return wording.say("common.cited_sample")
    if release is None:
        return wording.say("common.cited_undated")
    year, _, number = release.partition("-")
    month = wording.month(int(number))
    key = "common.cited_elided" if month.startswith(_VOWELS) else "common.cited"
    return wording.say(key, month=month, year=year)
