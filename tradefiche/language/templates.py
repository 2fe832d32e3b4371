"""Phrases with places, in both languages: found, set for print, filled in, and checked at load.

Our own file declares them: a user's may word each phrase otherwise, with the places that ours has,
and may add one for a single territory. What else it holds would never be said, or fail where it
is; so it is refused when the file is read.
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
"""Two forms of a word, for one and for several: `{représente|représentent}`."""
_PLACE = re.compile(r"\{([\w-]*)\}")
_OF_ONE_TERRITORY = re.compile(r"_(dept|region)-\w+$")


@dataclass(frozen=True, slots=True)
class Templates:
    """The phrases of a file.

    Attributes:
        file: its name, for errors.
        roots: the phrases by group and name, under each key of the file that has some; no group
            stands under two.
    """

    file: str
    roots: Mapping[str, Groups]

    def has(self, key: str) -> bool:
        """Say whether there is such a phrase."""
        return self._found(key) is not None

    def find(self, key: str, lang: Lang) -> str:
        """Return a phrase as print has it, with its places.

        Args:
            key: group and name, `balance.subtitle`.
            lang: the language.

        Raises:
            ConfigError: there is no such phrase.
        """
        phrase = self._found(key)
        if phrase is None:
            raise ConfigError(f"{self._where(key)}: expected a text in fr and en, got none")
        return typeset(phrase.text(lang), lang)

    def fill(self, text: str, values: Mapping[str, object], key: str, lang: Lang) -> str:
        """Return a phrase, or a part of it, with its places filled in.

        Raises:
            ConfigError: it has a place that nothing fills.
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
    """Return a text with its places filled in.

    Args:
        text: the text.
        values: what stands in the places; more than are needed may be given.
        where: file and keys of the text, for the error.

    Raises:
        ConfigError: it has a place that nothing fills.
    """

    def value(found: re.Match[str]) -> str:
        if values.get(found[1]) is None:
            raise ConfigError(f"{where}: expected {_in_braces(values)}, got {found[0]}")
        return str(values[found[1]])

    return _PLACE.sub(value, text)


def places(text: str) -> list[str]:
    """Return the names of the places of a phrase."""
    return _PLACE.findall(AGREEMENT.sub("", text))


def require_declared(layers: Layers, roots: Sequence[str], always: Collection[str] = ()) -> None:
    """Refuse what a user's layer says that ours does not declare; the layers fit their model.

    Args:
        layers: the file; its lowest layer is ours.
        roots: the keys under which the phrases stand.
        always: places that any phrase may have.

    Raises:
        ConfigError: a phrase that nobody says, one taken away, or a place that nothing fills.
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
    """Refuse a place that our text at some keys has not; the layers fit their model.

    A text that ours have not at all may have none.

    Raises:
        ConfigError: a place that nothing fills.
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
    """Return what stands at some keys, nothing where there is none."""
    for key in keys:
        document = document.get(key, {})
    found: Mapping[str, str] = document
    return found


def _in_braces(names: Collection[str]) -> str:
    return ", ".join(f"{{{each}}}" for each in sorted(names)) or "no place"


def _is_variant(name: str, known: Collection[str]) -> bool:
    """Say whether a name is that of a phrase, or of one for a kind of territory, and an id."""
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
