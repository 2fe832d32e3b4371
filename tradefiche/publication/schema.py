"""The shape of `config/fiche.yaml`. Imported only where the file is read."""

from __future__ import annotations

from tradefiche.configuration.schema import About, Strict, Text
from tradefiche.tabulation.caveats_schema import Sentence


class Phrase(Sentence, frozen=True):
    """A text in both languages, with places and marks; see `words`."""


class Definition(Strict, frozen=True):
    """A term and what it means."""

    term: Phrase
    text: Phrase


class FicheFile(Strict, frozen=True):
    """fiche.yaml: phrases by group and key, notes on single territories, definitions, contacts."""

    about: About
    phrases: dict[Text, dict[Text, Phrase]]
    special: dict[Text, Phrase]
    definitions: tuple[Definition, ...]
    practical: tuple[Phrase, ...]
