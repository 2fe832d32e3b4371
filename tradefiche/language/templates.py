"""Phrases with placeholders, in both languages: looked up, typeset, filled in, checked at load.

The shipped file declares them: a user's file may reword each phrase, with the same placeholders,
and may add a variant for a single territory. Anything else in it would never be shown, or would
fail when it is; so it is refused when the file is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from tradefiche.errors import ConfigError
from tradefiche.language.typography import LANGS, typeset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tradefiche.configuration.layers import Layers
    from tradefiche.configuration.schema import Phrase
    from tradefiche.language.typography import Lang

Groups: TypeAlias = "Mapping[str, Mapping[str, Phrase]]"
AGREEMENT = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""Singular and plural form of a word: `{représente|représentent}`."""
_PLACE = re.compile(r"\{([\w-]*)\}")
_OF_ONE_TERRITORY = re.compile(r"_(dept|region)-\w+$")


@dataclass(frozen=True, slots=True)
class Templates:
    """The phrases of a file.

    Attributes:
        file: its name, for errors.
        roots: the phrases by group and name, for each top-level key of the file that has some;
            no group is under two of them.
    """

    file: str
    roots: Mapping[str, Groups]

    def has(self, key: str) -> bool:
        """Return whether there is such a phrase."""
        return self._found(key) is not None

    def find(self, key: str, lang: Lang) -> str:
        """Return a phrase, typeset, its placeholders not yet filled in.

        Args:
            key: group and name, such as `balance.subtitle`.
            lang: the language.

        Raises:
            ConfigError: there is no such phrase.
        """
        phrase = self._found(key)
        if phrase is None:
            raise ConfigError(f"{self._where(key)}: expected a text in fr and en, got none")
        return typeset(phrase.text(lang), lang)

    def fill(self, text: str, values: Mapping[str, object], key: str, lang: Lang) -> str:
        """Return a phrase, or a part of it, with its placeholders filled in.

        Raises:
            ConfigError: it has a placeholder without a value.
        """
        return filled(text, values, f"{self._where(key)}.{lang}")

    def _found(self, key: str) -> Phrase | None:
        group, _, name = key.partition(".")
        found = (groups[group].get(name) for groups in self.roots.values() if group in groups)
        return next(found, None)

    def _where(self, key: str) -> str:
        group = key.partition(".")[0]
        root = next((root for root, groups in self.roots.items() if group in groups), None)
        return f"{self.file}: {root}.{key}" if root else f"{self.file}: {key}"


def filled(text: str, values: Mapping[str, object], where: str) -> str:
    """Return a text with its placeholders filled in.

    Args:
        text: the text.
        values: values of the placeholders; more than are needed may be given.
        where: file and keys of the text, for the error.

    Raises:
        ConfigError: it has a placeholder without a value.
    """

    def value(found: re.Match[str]) -> str:
        if values.get(found[1]) is None:
            raise ConfigError(f"{where}: expected {_in_braces(values)}, got {found[0]}")
        return str(values[found[1]])

    return _PLACE.sub(value, text)


def places(text: str) -> list[str]:
    """Return the names of the placeholders of a phrase."""
    return _PLACE.findall(AGREEMENT.sub("", text))


def require_declared(layers: Layers, roots: Sequence[str], always: Collection[str] = ()) -> None:
    """Refuse phrases and placeholders of a user's layer that the shipped one does not declare.

    Args:
        layers: the file, already checked against its model; the lowest layer is the shipped one.
        roots: the top-level keys that hold phrases.
        always: placeholders that any phrase may have.

    Raises:
        ConfigError: a phrase is unknown or was removed, or a placeholder is unknown.
    """
    for root in roots:
        _require_declared(layers, root, always)


def _require_declared(layers: Layers, root: str, always: Collection[str]) -> None:
    ours, every = (_phrases(each, root) for each in (layers.layers[-1].content, layers.document))
    for keys in ours:
        if keys not in every and not _OF_ONE_TERRITORY.search(keys[1]):
            raise layers.slip((root, *keys), expected="a text in fr and en", got="nothing")
    for (group, name), phrase in every.items():
        siblings = {known: each for (of, known), each in ours.items() if of == group}
        if name not in siblings and not _is_variant(name, siblings):
            raise layers.slip(
                (root, group, name), expected=_nearest(name, siblings), got="a phrase nobody says"
            )
        declaring = [siblings[name]] if name in siblings else siblings.values()
        allowed = {*always, *(each for phrase in declaring for each in _all_places(phrase))}
        _require_places(layers, (root, group, name), phrase, allowed)


def require_places(layers: Layers, *keys: str) -> None:
    """Refuse placeholders that the shipped text at `keys` does not have.

    A text that the shipped file lacks may have none. The layers are already checked.

    Raises:
        ConfigError: a placeholder is unknown.
    """
    ours, own = (_at(each, keys) for each in (layers.layers[-1].content, layers.document))
    _require_places(layers, keys, own, {*_all_places(ours)})


def _require_places(
    layers: Layers, keys: Sequence[str], phrase: Mapping[str, str], allowed: Collection[str]
) -> None:
    for lang in LANGS:
        for place in places(phrase[lang]):
            if place not in allowed:
                expected, got = _in_braces(allowed), f"{{{place}}}"
                raise layers.slip((*keys, lang), expected=expected, got=got)


def _at(document: Any, keys: Sequence[str]) -> Mapping[str, str]:  # noqa: ANN401 - YAML of any form
    """Return what a document has at some keys, an empty mapping if nothing."""
    for key in keys:
        document = document.get(key, {})
    found: Mapping[str, str] = document
    return found


def _in_braces(names: Collection[str]) -> str:
    return ", ".join(f"{{{each}}}" for each in sorted(names)) or "no place"


def _is_variant(name: str, known: Collection[str]) -> bool:
    """Return whether a name is a known phrase's, perhaps for a kind of territory, plus an id."""
    base = _OF_ONE_TERRITORY.sub("", name)
    kinds = {base, *(f"{base}_{kind}" for kind in ("dept", "region", "france"))}
    return base != name and not kinds.isdisjoint(known)


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1) or sorted(known)
    return near[0] if len(near) == 1 else f"one of {', '.join(near) or 'our groups'}"


def _all_places(phrase: Mapping[str, str]) -> Iterator[str]:
    for lang in LANGS:
        yield from places(phrase.get(lang, ""))


def _phrases(document: Any, root: str) -> dict[tuple[str, str], dict[str, str]]:  # noqa: ANN401 - YAML of any form
    """Return the phrases of a document by group and name."""
    return {
        (group, name): phrase
        for group, phrases in document[root].items()
        for name, phrase in phrases.items()
    }
