"""Schema of `config/fiche.yaml`. Imported only where the file is read."""

from __future__ import annotations

from tradefiche.configuration.schema import About, Names, NonEmptyText, Strict


class Definition(Strict, frozen=True):
    """A term and what it means."""

    term: Names
    text: Names


class FicheFile(Strict, frozen=True):
    """fiche.yaml: phrases by group and key, notes on single territories, definitions, contacts."""

    about: About
    phrases: dict[NonEmptyText, dict[NonEmptyText, Names]]
    special: dict[NonEmptyText, Names]
    definitions: tuple[Definition, ...]
    practical: tuple[Names, ...]
