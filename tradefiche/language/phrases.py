"""The words of the charts, from `texts.yaml`, set by the rules of French and English print."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated

import msgspec

from tradefiche.configuration.loading import load
from tradefiche.configuration.schema import About, Strict
from tradefiche.errors import ConfigError
from tradefiche.language.typography import (
    BILLION,
    MILLION,
    NARROW,
    NBSP,
    billions,
    millions,
    number,
    typeset,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.language.typography import Lang

FILE = "texts.yaml"
_TEN = 10
_PAIR = 2
_TENTH_OF_MILLION = 100_000
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


class Phrase(Strict, frozen=True):
    """One text in both languages."""

    fr: str
    en: str


class Numbers(Strict, frozen=True):
    """Whole numbers as words, from zero on."""

    fr: Annotated[tuple[str, ...], msgspec.Meta(min_length=11)]
    en: Annotated[tuple[str, ...], msgspec.Meta(min_length=11)]


class TextFile(Strict, frozen=True):
    """texts.yaml: the phrases of each chart by key."""

    about: About
    numbers: Numbers
    charts: dict[str, dict[str, Phrase]]


class Wording:
    """The phrases of one language."""

    def __init__(self, file: TextFile, lang: Lang) -> None:
        """Keep the file and the language."""
        self._file = file
        self.lang = lang

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with its places filled in.

        Args:
            key: group and name, `balance.subtitle`.
            **values: what stands in the places; more than are needed may be given.

        Raises:
            ConfigError: there is no such phrase, or it has a place that nothing fills.
        """
        group, _, name = key.partition(".")
        phrase = self._file.charts.get(group, {}).get(name)
        if phrase is None:
            raise ConfigError(f"{FILE}: charts.{key}: expected a text in fr and en, got none")
        template = typeset(getattr(phrase, self.lang), self.lang)
        unknown = [place for place in _PLACEHOLDER.findall(template) if place not in values]
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in values) or "no place"
            raise ConfigError(
                f"{FILE}: charts.{key}.{self.lang}: expected {known}, got {{{unknown[0]}}}"
            )
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)

    def count(self, value: int) -> str:
        """Return a small whole number as a word, a larger one in digits."""
        words = self._file.numbers.en if self.lang == "en" else self._file.numbers.fr
        return words[value] if 0 <= value < len(words) else number(value, lang=self.lang)

    def times(self, ratio: float) -> str:
        """Return how many times one thing is another: `1,4`, `12`."""
        return number(ratio, 1 if ratio < _TEN else 0, lang=self.lang)

    def listed(self, items: Sequence[str]) -> str:
        """Return items as a sentence has them: `a, b et c`."""
        if len(items) < _PAIR:
            return "".join(items)
        return self.say("common.listed", first=", ".join(items[:-1]), last=items[-1])

    def apart(self, items: Sequence[str]) -> str:
        """Return items set apart by semicolons."""
        return (f"{NARROW}; " if self.lang == "fr" else "; ").join(items)

    def round_amount(self, euros: float) -> str:
        """Return an amount of one digit and noughts, which needs no decimals: `2 M€`, `0,5 M€`."""
        if euros < MILLION:
            return self.amount(euros)
        return millions(euros, 0, lang=self.lang)

    def amount(self, euros: float) -> str:
        """Return an amount as sentences have it: `12,2 Md€`, `853 M€`, `4,2 M€`, `45 210 €`."""
        size = abs(euros)
        if size >= _TEN * BILLION:
            return billions(euros, lang=self.lang)
        if size >= _TENTH_OF_MILLION:
            return millions(euros, 0 if size >= _TEN * MILLION else 1, lang=self.lang)
        text = number(euros, lang=self.lang)
        return f"€{text}" if self.lang == "en" else f"{text}{NBSP}€"


class Texts:
    """All phrases, in both languages."""

    def __init__(self, file: TextFile) -> None:
        """Keep the phrases of a file."""
        self._file = file

    def wording(self, lang: Lang) -> Wording:
        """Return the phrases of one language."""
        return Wording(self._file, lang)


@cache
def texts(dirs: tuple[Path, ...]) -> Texts:
    """Return the texts of these configuration folders, read once; ConfigError if they are wrong."""
    return Texts(load(FILE, TextFile, dirs))
