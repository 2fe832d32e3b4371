"""Check the keyword arguments of the library, and give each the one form that its type has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from math import isfinite
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin, get_type_hints

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from tradefiche.api.keywords import StoreKeywords

_LEAST = {"top": 1, "highlight": 0, "tariff": 0}


def settle(given: StoreKeywords, keywords: type[StoreKeywords]) -> None:
    """Check keyword arguments, and normalise them in place.

    None is dropped, as if the keyword were not given. What may be several becomes a tuple of
    strings, whatever iterable it is, so that it can be read twice.

    Raises:
        TypeError: a keyword does not exist, as in any Python call.
        UsageError: a value is of another kind than its keyword takes, or out of bounds, or an
            iterable or a string is empty.
    """
    hints = get_type_hints(keywords)
    values = cast("dict[str, Any]", given)
    for name, value in tuple(values.items()):
        if name not in hints:
            raise TypeError(f"unexpected keyword argument {name!r}")
        if value is None:
            del values[name]
        else:
            values[name] = _settled(name, value, hints[name])


def _settled(name: str, value: Any, hint: Any) -> object:  # noqa: ANN401 - a type
    choices = _choices(hint)
    if get_origin(hint) is Literal:
        one_of(name, (value if isinstance(value, str) else repr(value),), choices)
        return value
    if any(get_origin(part) is Sequence for part in get_args(hint)):
        found = several(name, value)
        if choices:
            one_of(name, found, choices)
        return found
    if hint is bool:
        if type(value).__name__ not in {"bool", "bool_"}:  # numpy's too
            raise _refused(name, value, "True or False")
        return bool(value)
    if hint in {int, float}:
        kind, what = (Integral, "a whole number") if hint is int else (Real, "a number")
        if isinstance(value, bool) or not isinstance(value, kind) or not isfinite(value):
            raise _refused(name, value, what)
        number: float = hint(value)
        at_least(name, number, _LEAST.get(name, number))
        return number
    if isinstance(value, Path):
        return value
    found = several(name, value)
    if len(found) > 1:
        raise _refused(name, value, "one text")
    return found[0]


def several(name: str, given: object) -> tuple[str, ...]:
    """Return one value, or those of any iterable, as strings; none for None.

    Raises:
        UsageError: it is empty, or not made of strings, paths or whole numbers.
    """
    if given is None:
        return ()
    alone = isinstance(given, str | bytes | Path) or not isinstance(given, Iterable)
    each = (given,) if alone else tuple(cast("Iterable[object]", given))
    for one in each:
        if isinstance(one, bool | bytes) or not isinstance(one, str | Path | Integral):
            raise _refused(name, one, "texts or whole numbers")
    found = tuple(map(str, each))
    if not found or not all(word.strip() for word in found):
        raise UsageError(f"{name} names nothing", hint="leave it out where nothing is meant")
    return tuple(sorted(found)) if isinstance(given, AbstractSet) else found


def _refused(name: str, value: object, what: str) -> UsageError:
    return UsageError(f"{name} takes {what}, not {value!r}")


def at_least(name: str, given: float | None, least: float) -> None:
    """Raise UsageError for a number that is too small."""
    if given is not None and given < least:
        raise UsageError(f"{name} {given} is too small", hint=f"{least} at least")


def one_of(name: str, given: Iterable[str], choices: Sequence[str]) -> None:
    """Raise UsageError if a value is none of the choices; `name` is what the message calls it."""
    from tradefiche.reference.matching import unknown

    for word in given:
        if word not in choices:
            raise unknown(name, word, choices)


def _choices(hint: object) -> tuple[str, ...]:
    """Return the values of the `Literal` types within a type; empty if there are none."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(dict.fromkeys(word for part in get_args(hint) for word in _choices(part)))
