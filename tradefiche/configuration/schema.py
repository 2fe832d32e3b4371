"""Base types of the models of all `config/` files."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Code = Annotated[str, msgspec.Meta(min_length=1)]
NonEmptyText = Annotated[str, msgspec.Meta(min_length=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all models: an unknown key is an error."""


class About(Strict, frozen=True):
    """Header of a file: what it holds, its source, licence and date."""

    what: NonEmptyText
    source: NonEmptyText
    licence: NonEmptyText
    date: NonEmptyText


class Phrase(Strict, frozen=True):
    """A text in both languages, possibly empty, with placeholders in braces."""

    fr: str
    en: str

    def text(self, lang: Literal["fr", "en"]) -> str:
        """Return the text in one language."""
        return self.en if lang == "en" else self.fr


class Names(Phrase, frozen=True):
    """A name or text in both languages that must not be empty."""

    fr: NonEmptyText
    en: NonEmptyText
