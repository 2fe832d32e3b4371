"""Find what a user means by a name: an exact match first, then a unique prefix."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_SHOWN = 8
_NEAREST = 3


def fold(text: str) -> str:
    """Return text without case, accents, apostrophes and hyphens, to compare and sort by."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


class Sought(NamedTuple):
    """A kind of choice: its name, the plural, and a hint on where all choices are listed."""

    one: str
    several: str
    listing: str


def pick(text: str, names: Mapping[str, Iterable[str]], kind: Sought) -> str:
    """Return the label of the choice that `text` names.

    Args:
        text: what the user wrote: a name or its beginning, in any case, with or without accents.
        names: label of each choice, as shown to the user, to the names it goes by.
        kind: what is looked for, for the message.

    Raises:
        UsageError: no choice fits, or several do; the message has the candidates or the nearest.
    """
    wanted = fold(text)
    folded = {label: [fold(name) for name in known] for label, known in names.items()}
    exact = [label for label, known in folded.items() if wanted and wanted in known]
    fitting = exact or [
        label
        for label, known in folded.items()
        if wanted and any(name.startswith(wanted) for name in known)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = ", ".join(fitting[:_SHOWN]) + (", …" if len(fitting) > _SHOWN else "")
        raise UsageError(
            f"{text!r} fits several {kind.several}: {shown}", hint="give more of the name"
        )
    by_name = {name: label for label, known in folded.items() for name in known}
    close = get_close_matches(wanted, by_name, n=_NEAREST, cutoff=0.6) if wanted else []
    close += [name for name in by_name if wanted and f" {wanted}" in name][:_NEAREST]
    nearest = list(dict.fromkeys(by_name[name] for name in close))
    raise UsageError(f"no {kind.one} is called {text!r}", hint=suggestion(nearest, kind.listing))


def suggestion(nearest: Sequence[str], otherwise: str) -> str:
    """Return a hint with the nearest choices; without any, the other hint."""
    return f"did you mean {' or '.join(nearest)}?" if nearest else otherwise


def unknown(what: str, text: str, choices: Collection[str]) -> UsageError:
    """Return the error for a word that is not among `choices`, with the nearest one or all."""
    near = get_close_matches(text.lower(), choices, n=1)
    hint = suggestion(near, f"one of {', '.join(choices)}")
    return UsageError(f"there is no {what} {text!r}", hint=hint)
