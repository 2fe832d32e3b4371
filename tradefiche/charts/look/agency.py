"""Who publishes, as a theme says it: name, contact, statement of accessibility, legal notice."""

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
    """What stands in the foot of each page; each an address, or a text, in which links may be.

    A text is one for both languages, or one for each.
    """

    name: AgencyText | Names | None = None
    contact: AgencyText | Names | None = None
    accessibility: AgencyText | Names | None = None
    legal: AgencyText | Names | None = None

    def said(self, lang: Literal["fr", "en"]) -> Iterator[tuple[str, str]]:
        """Yield what there is, by its key, in one of the languages."""
        for key in self.__struct_fields__:
            if given := getattr(self, key):
                yield key, given.text(lang) if isinstance(given, Names) else given

    def astray(self) -> Iterator[tuple[Keys, str]]:
        """Yield addresses that no page leads to, and the keys that have them."""
        for lang in ("fr", "en"):
            for key, text in self.said(lang):
                keys = (key, lang) if isinstance(getattr(self, key), Names) else (key,)
                alone = [text] if _SCHEME.fullmatch(text) else []
                for address in (*alone, *_LINK.findall(text)):
                    if not is_address(address):
                        yield keys, address


def is_address(text: str) -> bool:
    """Say whether a text is an address that a page may lead to: of the web, or of a mailbox."""
    return _ADDRESS.fullmatch(text) is not None
