"""Explain what is wrong in a configuration file: which key, what was expected and found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from tradefiche.cleaning import cleaned
from tradefiche.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import msgspec

Keys: TypeAlias = tuple[str | int, ...]

_ANY = "..."
_SHOWN = 60
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_PLAIN = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "array": "a list", "object": "a mapping", "null": "nothing", "date": "a date",
}  # fmt: skip


def explain(
    where_is: Callable[[Keys], Path],
    document: object,
    model: type[Any],
    error: msgspec.ValidationError,
) -> ConfigError:
    """Return the error for a value refused by msgspec: file, key, what was expected and found.

    `where_is` returns the file that holds the value at some keys.
    """
    problem, _, where = str(error).partition(" - at ")
    in_key = where.startswith("`key` in ")
    place = where.removeprefix("`key` in ").strip("`")
    steps = [name or index for name, index in _STEP.findall(place)]
    keys = _culprit(document, model, [*steps, _ANY] if in_key else steps, str(error))
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", problem):
        expected = f"one of {', '.join(_allowed(model, keys))}"
        keys = (*keys, unknown[1])
        return slip(where_is(keys), keys, expected=expected, got="an unknown key")
    if missing := re.fullmatch(r"Object missing required field `(.*)`", problem):
        return slip(where_is(keys), keys, expected=f"the key {missing[1]!r}", got="none")
    if problem.startswith("Invalid enum value"):
        expected = f"one of {', '.join(_allowed(model, keys))}"
        return slip(where_is(keys), keys, expected=expected, got=describe(_follow(document, keys)))
    expected = _in_words(problem)
    value = keys[-1] if in_key else _follow(document, keys)
    refused = slip(
        where_is(keys),
        keys,
        expected=f"a key that is {expected}" if in_key else expected,
        got=describe(value),
    )
    if "text" in expected and isinstance(value, (bool, int, float)):
        refused.hint = "put it in quotes"
    return refused


def slip(path: Path, keys: Keys, *, expected: str, got: object) -> ConfigError:
    """Return the error for a wrong value in a file; `keys` are its path from the top."""
    key = ".".join(str(part) for part in keys) or "the whole file"
    return ConfigError(f"{path}: {key}: expected {expected}, got {got}")


def describe(value: object) -> str:
    """Describe a YAML value in words: `the number 1`, `true (yes, on)`, `nothing`, `a list`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true (yes, on)" if value else "false (no, off)"
    if isinstance(value, str):
        return f"the text {cleaned(value, _SHOWN)!r}"
    kinds = {int: f"the number {value}", float: f"the number {value}"}
    return {**kinds, list: "a list", dict: "a mapping"}.get(type(value), str(value))


def _in_words(problem: str) -> str:
    expected = problem.removeprefix("Expected ").partition(", got ")[0]
    expected = re.sub(
        r"`([a-z]+)((?: \| [a-z]+)*)`",
        lambda found: " or ".join(
            _PLAIN.get(name, name) for name in (found[1] + found[2]).split(" | ")
        ),
        expected,
    )
    return expected.replace("matching regex", "of the form")


def _culprit(document: object, model: type[Any], steps: list[str], message: str) -> Keys:
    """Return msgspec's path, each `...` replaced by the first key that fails in the same way."""
    import msgspec

    found: Keys = ()
    for step in steps:
        if step != _ANY:
            found = (*found, int(step) if step.isdecimal() else step)
            continue
        container = _follow(document, found)
        for key, value in container.items() if isinstance(container, dict) else ():
            try:
                msgspec.convert(_with(document, found, {key: value}), model, strict=True)
            except msgspec.ValidationError as error:
                if str(error) == message:
                    found = (*found, key)
                    break
    return found


def _follow(document: object, keys: Keys) -> object:
    for key in keys:
        if isinstance(document, dict):
            document = document[key]
        elif isinstance(document, list):
            document = document[int(key)]
    return document


def _with(document: object, keys: Keys, value: object) -> object:
    """Return a copy of the document with the container at `keys` replaced."""
    if not keys:
        return value
    inner = _with(_follow(document, keys[:1]), keys[1:], value)
    if isinstance(document, dict):
        return {**document, keys[0]: inner}
    if isinstance(document, list):
        return [inner if index == keys[0] else each for index, each in enumerate(document)]
    return document


def _allowed(model: type[Any], keys: Keys) -> tuple[str, ...]:
    """Return the keys or values that the model allows at `keys` of the document."""
    from msgspec import inspect

    kind: Any = inspect.type_info(model)
    for key in keys:
        if isinstance(kind, inspect.StructType):
            kind = next(field.type for field in kind.fields if field.encode_name == key)
        elif isinstance(kind, inspect.DictType):
            kind = kind.value_type
        else:
            kind = kind.item_type
        if isinstance(kind, inspect.UnionType):
            kind = next(item for item in kind.types if not isinstance(item, inspect.NoneType))
    if isinstance(kind, inspect.StructType):
        return tuple(field.encode_name for field in kind.fields)
    return tuple(str(value) for value in kind.values)
