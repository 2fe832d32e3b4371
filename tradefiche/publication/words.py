"""Fill in the phrases of `config/fiche.yaml` for one territory and period, as runs of text.

A phrase is parsed before its placeholders are filled in, so a label is never read as markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept, read
from tradefiche.language import periods
from tradefiche.language.templates import AGREEMENT, Templates, places, require_declared
from tradefiche.language.typography import typeset
from tradefiche.publication.blocks import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.schema import FicheFile
    from tradefiche.reference.territories import Territory

FILE = "fiche.yaml"
_MARKS = re.compile(r"\*\*(?P<strong>.+?)\*\*|\[(?P<label>[^\]]+)\]\((?P<url>[^)]+)\)")
_ADDRESS = re.compile(r"https?://|mailto:|\{")
"""What a link may lead to: the web, mail, or a placeholder that a renderer replaces."""
_ROOT = "phrases"
_ALWAYS = ("place", "code", "le", "du", "dans", "when", "period")
"""Placeholders that every phrase may use; see `Speaker._places`."""


@kept
def fiche_file(dirs: tuple[Path, ...]) -> FicheFile:
    """Return the phrases of these configuration folders, read once; ConfigError if invalid."""
    from tradefiche.publication.schema import FicheFile

    layers = read(FILE, dirs)
    found = layers.checked(FicheFile)
    require_declared(layers, [_ROOT], _ALWAYS)
    return found


@dataclass(frozen=True)
class Speaker:
    """Fills in phrases about one territory and period in one language.

    Attributes:
        file: the phrases.
        wording: phrases of the charts, for amounts, counts and periods.
        place: the territory that phrases are about.
        period: as in tables.
        scope: what the figures are restricted to, `hors énergie`; empty for all trade. It is
            appended to every period that a phrase names.
    """

    file: FicheFile
    wording: Wording
    place: Territory
    period: str
    scope: str = ""

    @cached_property
    def _phrases(self) -> Templates:
        return Templates(FILE, {_ROOT: self.file.phrases})

    @property
    def lang(self) -> Lang:
        """The language of all phrases."""
        return self.wording.lang

    def about(self, place: Territory) -> Speaker:
        """Return a speaker about another territory."""
        return replace(self, place=place)

    def say(self, key: str, **values: str | None) -> str:
        """Return a phrase as plain text; raises ConfigError as `runs`, also if a value is None."""
        return "".join(run.text for run in self.runs(key, **values))

    def sentence(self, key: str, **values: str | None) -> Runs:
        """Return a phrase with a capital first letter; empty if one of its figures is unknown."""
        template = self._template(key)
        if any(values.get(name, "") is None for name in places(template)):
            return ()
        return capitalised(self.runs(key, **values))

    def first(self, *keys: str, **values: str | None) -> Runs:
        """Return the first of some sentences whose figures are all known; empty if none is."""
        return next((found for key in keys if (found := self.sentence(key, **values))), ())

    def runs(self, key: str, **values: str | None) -> Runs:
        """Return a phrase as runs, with its placeholders filled in.

        Args:
            key: group and name, `essential.lead_exports`.
            **values: values of its placeholders, besides those that every phrase may use.

        Raises:
            ConfigError: there is no such phrase, or one of its placeholders has no value.
        """
        return tuple(self._filled(key, self._template(key), {**self._places, **values}))

    def special(self, key: str) -> Runs:
        """Return the note on a territory, by its id, or on `drom`; empty if there is none."""
        phrase = self.file.special.get(key)
        if phrase is None:
            return ()
        return capitalised(self.written(phrase.text(self.lang)))

    def definitions(self) -> Iterator[tuple[str, Runs]]:
        """Yield the terms and their definitions."""
        for each in self.file.definitions:
            meaning = self.written(each.text.text(self.lang))
            yield typeset(each.term.text(self.lang), self.lang), meaning

    def practical(self) -> Iterator[Runs]:
        """Yield the paragraphs that the publishing agency addresses to its readers."""
        for each in self.file.practical:
            yield self.written(each.text(self.lang))

    def written(self, text: str) -> Runs:
        """Return a configuration text without placeholders as runs."""
        return tuple(self._parsed(typeset(text, self.lang)))

    def has(self, key: str) -> bool:
        """Return whether there is such a phrase."""
        return self._phrases.has(key)

    def _template(self, key: str) -> str:
        plural = self.place.plural(self.lang)
        template = self._phrases.find(key, self.lang)
        return AGREEMENT.sub(lambda found: found[2 if plural else 1], template)

    @cached_property
    def _places(self) -> dict[str, str | None]:
        place, name = self.place, self.place.name(self.lang)
        french = self.lang == "fr"
        scope = f" ({self.scope})" if self.scope else ""
        return {
            "place": name,
            "code": place.code,
            "le": place.with_article if french else name,
            "du": place.of(self.lang),
            "dans": place.with_in if french else name,
            "when": periods.within(self.period, self.wording) + scope,
            "period": periods.label(self.period, self.wording) + scope,
        }

    def _filled(self, key: str, template: str, values: Mapping[str, str | None]) -> Iterator[Run]:
        for run in self._parsed(template):
            text = self._phrases.fill(run.text, values, key, self.lang)
            yield Run(text, strong=run.strong, url=run.url)

    @staticmethod
    def _parsed(template: str) -> Iterator[Run]:
        """Yield the runs of a phrase: plain, `**strong**`, `[linked](address)`."""
        end = 0
        for found in _MARKS.finditer(template):
            if found.start() > end:
                yield Run(template[end : found.start()])
            if found["strong"]:
                yield Run(found["strong"], strong=True)
            else:
                followed = _ADDRESS.match(found["url"]) is not None
                yield Run(found["label"], url=found["url"] if followed else None)
            end = found.end()
        if end < len(template):
            yield Run(template[end:])


def capitalised(runs: Runs) -> Runs:
    """Return runs with a capital first letter, also after a strong heading that ends in a dot."""
    if not runs:
        return ()
    first, *rest = runs
    if rest and first.strong and first.text.endswith("."):
        rest[0] = _capital(rest[0])
    return (_capital(first), *rest)


def _capital(run: Run) -> Run:
    bare = run.text.lstrip(" ")
    return replace(run, text=run.text[: len(run.text) - len(bare)] + bare[:1].upper() + bare[1:])


def joined(*sentences: Runs) -> Runs:
    """Return sentences as one paragraph, without the empty ones."""
    found: list[Run] = []
    for each in sentences:
        if each:
            found += [Run(" "), *each] if found else each
    return tuple(found)
