"""What the models of all files of `config/` are made of."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Code = Annotated[str, msgspec.Meta(min_length=1)]
NonEmptyText = Annotated[str, msgspec.Meta(min_length=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all models: an unknown key is a slip."""


class About(Strict, frozen=True):
    """Header of a file: what it holds, from whom, under which licence, of which date."""

    what: NonEmptyText
    source: NonEmptyText
    licence: NonEmptyText
    date: NonEmptyText


class Phrase(Strict, frozen=True):
    """A text in both languages, with places in braces that are filled in; it may be empty."""

    fr: str
    en: str

    def text(self, lang: Literal["fr", "en"]) -> str:
        """Return it in one of the languages."""
        return self.en if lang == "en" else self.fr


class Names(Phrase, frozen=True):
    """A name or a text of its own in both languages."""

    fr: NonEmptyText
    en: NonEmptyText
