"""Which shares may be printed: those of a whole that is above 0."""

from __future__ import annotations

_WHOLE = 100.0


def share(percent: float | None, whole: int | None) -> float | None:
    """Return a share in percent; None unless the whole is above 0, which corrections may prevent.

    Args:
        percent: the share as its table has it.
        whole: what it is a share of, in euros; None if it is not known.
    """
    return percent if whole is not None and whole > 0 else None


def weight(percent: float | None, part: int | None) -> float | None:
    """Return the share of a part in a whole; None where corrections make it meaningless.

    That is, unless the part is above 0, and its share above 0 and at most 100%.

    Args:
        percent: the share as its table has it.
        part: value of the part in euros; None if it is not known.
    """
    found = share(percent, part)
    return found if found is not None and 0 < found <= _WHOLE else None
