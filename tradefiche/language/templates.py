"""Phrases with places, in both languages: found, set for print, filled in, and checked at load.

Our own file declares them: a user's may word each phrase otherwise, with the places that ours has,
and may add one for a single territory. What else it holds would never be said, or fail where it
is; so it is refused when the file is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Protocol

from tradefiche.errors import ConfigError
from tradefiche.language.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tradefiche.configuration.layers import Layers
    from tradefiche.language.typography import Lang

AGREEMENT = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""Two forms of a word, for one and for several: `{représente|représentent}`."""
_PLACE = re.compile(r"\{([\w-]*)\}")
_OF_ONE_TERRITORY = re.compile(r"_(dept|region)-\w+$")


class Bilingual(Protocol):
    """What has a text in both languages."""

    @property
    def fr(self) -> str: ...  # noqa: D102

    @property
    def en(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Templates:
    """The phrases of a file.

    Attributes:
        file: its name, for errors.
        root: the key under which the phrases stand, by group and name.
        groups: the phrases.
    """

    file: str
    root: str
    groups: Mapping[str, Mapping[str, Bilingual]]

    def has(self, key: str) -> bool:
        """Say whether there is such a phrase."""
        group, _, name = key.partition(".")
        return name in self.groups.get(group, {})

    def find(self, key: str, lang: Lang) -> str:
        """Return a phrase as print has it, with its places.

        Args:
            key: group and name, `balance.subtitle`.
            lang: the language.

        Raises:
            ConfigError: there is no such phrase.
        """
        group, _, name = key.partition(".")
        phrase = self.groups.get(group, {}).get(name)
        if phrase is None:
            where = f"{self.file}: {self.root}.{key}"
            raise ConfigError(f"{where}: expected a text in fr and en, got none")
        return typeset(phrase.en if lang == "en" else phrase.fr, lang)

    def fill(self, text: str, values: Mapping[str, object], key: str, lang: Lang) -> str:
        """Return a phrase, or a part of it, with its places filled in.

        Raises:
            ConfigError: it has a place that nothing fills.
        """

        def value(found: re.Match[str]) -> str:
            if values.get(found[1]) is None:
                known = ", ".join(f"{{{each}}}" for each in sorted(values)) or "no place"
                where = f"{self.file}: {self.root}.{key}.{lang}"
                raise ConfigError(f"{where}: expected {known}, got {found[0]}")
            return str(values[found[1]])

        return _PLACE.sub(value, text)


def places(text: str) -> list[str]:
    """Return the names of the places of a phrase."""
    return _PLACE.findall(AGREEMENT.sub("", text))


def require_declared(layers: Layers, root: str, always: Collection[str] = ()) -> None:
    """Refuse what a user's layer says that ours does not declare; the layers fit their model.

    Args:
        layers: the file; its lowest layer is ours.
        root: the key under which the phrases stand.
        always: places that any phrase may have.

    Raises:
        ConfigError: a phrase that nobody says, one taken away, or a place that nothing fills.
    """
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
        for lang, text in phrase.items():
            for place in places(text):
                if place not in allowed:
                    expected = ", ".join(f"{{{each}}}" for each in sorted(allowed)) or "no place"
                    where = (root, group, name, lang)
                    raise layers.slip(where, expected=expected, got=f"{{{place}}}")


def _is_variant(name: str, known: Collection[str]) -> bool:
    """Say whether a name is that of a phrase, or of one for a kind of territory, and an id."""
    base = _OF_ONE_TERRITORY.sub("", name)
    kinds = {base, *(f"{base}_{kind}" for kind in ("dept", "region", "france"))}
    return base != name and not kinds.isdisjoint(known)


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1) or sorted(known)
    return near[0] if len(near) == 1 else f"one of {', '.join(near) or 'our groups'}"


def _all_places(phrase: Mapping[str, str]) -> Iterator[str]:
    for text in phrase.values():
        yield from places(text)


def _phrases(document: Any, root: str) -> dict[tuple[str, str], dict[str, str]]:  # noqa: ANN401
    """Return the phrases of a document by group and name."""
    return {
        (group, name): phrase
        for group, phrases in document[root].items()
        for name, phrase in phrases.items()
    }
