"""The publishing agency in a theme: name, contact, accessibility statement, legal notice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from tradefiche.configuration.schema import Names, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.configuration.faults import Keys

AgencyText = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
_LINK = re.compile(r"\]\(([^)]*)\)")
_ADDRESS = re.compile(r"https?://[^\s/]\S*|mailto:[^\s@]+@\S+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


class Agency(Strict, frozen=True):
    """The agency's entries in the footer of each page: each an address, or a text with links.

    An entry is the same in both languages, or given for each; links are `[words](address)`.
    """

    name: AgencyText | Names | None = None
    contact: AgencyText | Names | None = None
    accessibility: AgencyText | Names | None = None
    legal: AgencyText | Names | None = None

    def said(self, lang: Literal["fr", "en"]) -> Iterator[tuple[str, str]]:
        """Yield the key and text of each entry that is given, in one language."""
        for key in self.__struct_fields__:
            if given := getattr(self, key):
                yield key, given.text(lang) if isinstance(given, Names) else given

    def astray(self) -> Iterator[tuple[Keys, str]]:
        """Yield the keys and the address of each link that `is_address` rejects."""
        for lang in ("fr", "en"):
            for key, text in self.said(lang):
                keys = (key, lang) if isinstance(getattr(self, key), Names) else (key,)
                alone = [text] if _SCHEME.fullmatch(text) else []
                for address in (*alone, *_LINK.findall(text)):
                    if not is_address(address):
                        yield keys, address


def is_address(text: str) -> bool:
    """Return whether a text is an address that a page may link to: http, https or mailto."""
    return _ADDRESS.fullmatch(text) is not None
