"""The phrases of charts, terminal and exported files, from `texts.yaml`, typeset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from tradefiche.configuration.loading import kept, read
from tradefiche.configuration.schema import About, NonEmptyText, Phrase, Strict
from tradefiche.language import money
from tradefiche.language.templates import Templates, require_declared
from tradefiche.language.typography import LEAST_SHARE, NARROW, fixed_percent, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.language.typography import Lang

FILE = "texts.yaml"
_TEN = 10
_PAIR = 2
_ORDINALS = (1, 2, 3)
_ROOTS = ("charts", "terminal", "files")


class Words(Strict, frozen=True):
    """An ordered list of words in both languages."""

    fr: tuple[NonEmptyText, ...]
    en: tuple[NonEmptyText, ...]

    def of(self, lang: Lang) -> tuple[str, ...]:
        """Return the list of one language."""
        return self.en if lang == "en" else self.fr


NumberWords = Annotated[tuple[NonEmptyText, ...], msgspec.Meta(min_length=11)]


class Numbers(Words, frozen=True):
    """Whole numbers as words, from zero on."""

    fr: NumberWords
    en: NumberWords


MonthNames = Annotated[tuple[NonEmptyText, ...], msgspec.Meta(min_length=12, max_length=12)]


class Months(Words, frozen=True):
    """The names of the twelve months."""

    fr: MonthNames
    en: MonthNames


class Texts(Strict, frozen=True):
    """texts.yaml: phrases by group and name, for charts, the terminal and exported files."""

    about: About
    numbers: Numbers
    months: Months
    charts: dict[str, dict[str, Phrase]]
    terminal: dict[str, dict[str, Phrase]]
    files: dict[str, dict[str, Phrase]]

    def wording(self, lang: Lang) -> Wording:
        """Return the phrases of one language."""
        return Wording(self, lang)


class Wording:
    """The phrases of one language."""

    def __init__(self, file: Texts, lang: Lang) -> None:
        """Keep the file and the language."""
        self._file = file
        self._phrases = Templates(FILE, {root: getattr(file, root) for root in _ROOTS})
        self.lang = lang

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with its placeholders filled in.

        Args:
            key: group and name, such as `balance.subtitle`.
            **values: values of the placeholders; more than are needed may be given.

        Raises:
            ConfigError: there is no such phrase, or it has a placeholder without a value.
        """
        return self._phrases.fill(self._phrases.find(key, self.lang), values, key, self.lang)

    def count(self, value: int) -> str:
        """Return a small whole number as a word, a larger one in digits."""
        words = self._file.numbers.of(self.lang)
        return words[value] if 0 <= value < len(words) else number(value, lang=self.lang)

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        return self._file.months.of(self.lang)[number - 1]

    def ordinal(self, value: int) -> str:
        """Return a rank: `1ᵉʳ`, `3ᵉ`; `1st`, `3rd`."""
        last = value
        if self.lang == "en":
            last = 0 if value % 100 // _TEN == 1 else value % _TEN
        key = f"ordinal_{last}" if last in _ORDINALS else "ordinal_other"
        return self.say(f"common.{key}", number=value)

    def percent(self, value: float, decimals: int = 1, *, signed: bool = False) -> str:
        """Return a percentage with fixed decimals: `23,3 %`, `23.3%`.

        With one decimal a share between 0 and 0,1 % is `moins de 0,1 %`, `less than 0.1%`.
        `signed` is for changes, for which the data support one decimal at most.
        """
        if 0 < value < LEAST_SHARE and decimals == 1 and not signed:
            return self.say("common.under", value=fixed_percent(LEAST_SHARE, lang=self.lang))
        return fixed_percent(value, decimals, lang=self.lang, signed=signed)

    def share(self, value: float) -> str:
        """Return a share for sentences and tables, with one decimal: `8,8 %`.

        Between 0 and 0,1 % it is `moins de 0,1 %`, `less than 0.1%`. A territory's share of its
        région or of France is given more precisely: see `typography.weight`.
        """
        return self.percent(value)

    def times(self, ratio: float) -> str:
        """Return a ratio, with one decimal below 10: `1,4`, `12`."""
        return number(ratio, 1 if ratio < _TEN else 0, lang=self.lang)

    def listed(self, items: Sequence[str]) -> str:
        """Return items joined for a sentence: `a, b et c`."""
        if len(items) < _PAIR:
            return "".join(items)
        return self.say("common.listed", first=", ".join(items[:-1]), last=items[-1])

    def apart(self, items: Sequence[str]) -> str:
        """Return items joined by semicolons."""
        return (f"{NARROW}; " if self.lang == "fr" else "; ").join(items)

    def round_amount(self, euros: float) -> str:
        """Return a round amount, of one significant digit, in short form: `2 M€`, `0,5 M€`."""
        return money.round_amount(euros, lang=self.lang)

    def amount(self, euros: float, *, signed: bool = False) -> str:
        """Return an amount for a sentence: `12,2 Md€`, `853 M€`, `4,2 M€`, `45 210 €`."""
        return money.amount(euros, lang=self.lang, signed=signed)


@kept
def texts(dirs: tuple[Path, ...]) -> Texts:
    """Return the texts of these configuration folders, read once; ConfigError if they are wrong."""
    layers = read(FILE, dirs)
    found = layers.checked(Texts)
    require_declared(layers, _ROOTS)
    return found
