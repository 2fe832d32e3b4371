"""The shape of `config/caveats.yaml`. Imported only where the file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tradefiche.configuration.schema import About, Code, Names, Strict, Text

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang


class Sentence(Names, frozen=True):
    """A text in both languages."""

    def text(self, lang: Lang) -> str:
        """Return it in one of them."""
        return self.en if lang == "en" else self.fr


class LicenceEntry(Strict, frozen=True):
    """A licence: SPDX id, title and address."""

    id: Code
    title: Text
    url: Text


class Origin(Sentence, frozen=True):
    """What data are, from whom, and under which licence."""

    source: Text
    licence: LicenceEntry
    url: Text | None = None


class Origins(Strict, frozen=True):
    """The two kinds of data."""

    customs: Origin
    sample: Origin


class Caveat(Sentence, frozen=True):
    """A caveat; `only` restricts it to one kind of data."""

    only: Literal["customs", "sample"] | None = None


class NotesFile(Strict, frozen=True):
    """caveats.yaml: origins, the line on neutrality, and caveats in the order of printing."""

    about: About
    origins: Origins
    unofficial: Sentence
    caveats: dict[Code, Caveat]
