"""Numbers as they are printed, read back."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d[\d\u202f,.]*")
_UNITS = {"Md": 1e9, "bn": 1e9, "M": 1e6, "k": 1e3}


def stands_for(text: str, value: float) -> bool:
    """Say whether a print such as `1 268 M€`, `< 0,1 k€`, `€4.2M` or `4,4 %` is that of a value."""
    match = _NUMBER.search(text)
    assert match, text
    french = text[-1] == "€" or "\u202f%" in text
    digits = match[0].replace("\u202f", "").replace(",", "." if french else "")
    unit = next((factor for sign, factor in _UNITS.items() if sign in text), 1.0)
    number, half = float(digits) * unit, 0.5 * unit / 10 ** len(digits.partition(".")[2])
    least, most = (
        (0.0, number)
        if text[0] in "<>" or text.startswith(("moins de", "less than"))
        else (number - half, number + half)
    )
    if "\u2212" in text:
        least, most = -most, -least
    slack = 1e-9 * max(1.0, abs(value))
    return least - slack <= value <= most + slack
