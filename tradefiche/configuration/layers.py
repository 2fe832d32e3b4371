"""A file of `config/` merged from several folders: the user's layer over the shipped one.

Mappings are merged key by key; a list, text or number replaces the one below it; null removes a
key. To change one sentence it is enough to write that one; a complete copy applies as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, TypeVar

from tradefiche.configuration.faults import explain, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tradefiche.configuration.faults import Keys
    from tradefiche.errors import ConfigError

T = TypeVar("T")
Difference = tuple[tuple[Any, ...], Any, Any]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML forbids or that control a terminal; YAML allows them as escapes."""


@dataclass(frozen=True)
class Layer:
    """A file as it is in one folder.

    Attributes:
        path: the file.
        content: its parsed YAML.
    """

    path: Path
    content: object


@dataclass(frozen=True)
class Layers:
    """A file with all its layers, the uppermost first; there is at least one."""

    layers: tuple[Layer, ...]

    @cached_property
    def document(self) -> object:
        """The content of all layers, merged."""
        contents = [layer.content for layer in reversed(self.layers)]
        return reduce(over, contents)

    def checked(self, model: type[T]) -> T:
        """Return the document as `model`; ConfigError if it does not fit or has control characters.

        Args:
            model: a `msgspec.Struct` that forbids unknown fields; nothing is coerced, so a code
                such as 01 has to be quoted in the file.
        """
        import msgspec

        for keys, text in _texts(self.document, ()):
            if sign := _CONTROL.search(text):
                raise self.slip(keys, expected="text for people", got=f"the sign {sign[0]!r}")
        try:
            return msgspec.convert(self.document, model, strict=True)
        except msgspec.ValidationError as error:
            raise explain(self.path, self.document, model, error) from error

    def path(self, keys: Keys) -> Path:
        """Return the file that holds a value: the uppermost of those with the most of its keys."""
        return max(self.layers, key=lambda layer: _depth(layer.content, keys)).path

    def slip(self, keys: Keys, *, expected: str, got: object) -> ConfigError:
        """Return the error for a wrong value; it names the file that holds the value."""
        return slip(self.path(keys), keys, expected=expected, got=got)


def over(base: object, own: object) -> object:
    """Return `own` merged over `base`.

    Keys are in the order of `base`, or in that of `own` if it has them all. A null removes the
    value below it; if there is none, the null stays for the model to check. An empty document
    changes nothing.
    """
    return base if own is None else _joined(base, own)


def _joined(base: object, own: object) -> object:
    if not (isinstance(base, dict) and isinstance(own, dict)):
        return own
    order = own if base.keys() <= own.keys() else {**base, **own}
    return {
        key: _joined(base.get(key), own[key]) if key in own else base[key]
        for key in order
        if not (key in own and own[key] is None and base.get(key) is not None)
    }


def differences(base: object, other: object, keys: Keys = ()) -> Iterator[Difference]:
    """Yield the keys at which two documents differ, with both values; None for a missing one.

    Lists are compared as a whole, since merging replaces them as a whole.
    """
    if isinstance(base, dict) and isinstance(other, dict):
        for key in {**base, **other}:
            yield from differences(base.get(key), other.get(key), (*keys, key))
    elif base != other or type(base) is not type(other):
        yield keys, base, other


def _depth(content: object, keys: Keys) -> int:
    """Return how many of the keys a document has, from the top."""
    for depth, key in enumerate(keys):
        if depth and content is None:  # a null removed what was below
            return len(keys)
        try:
            content = content[key]  # type: ignore[index]  # raises if it has no such key
        except (KeyError, IndexError, TypeError):
            return depth
    return len(keys)


def _texts(document: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a document, with the keys that lead to it."""
    if isinstance(document, str):
        yield keys, document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield from _texts(value, (*keys, key))
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from _texts(value, (*keys, place))
