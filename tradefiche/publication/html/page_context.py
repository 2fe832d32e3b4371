"""What the parts of one page share: its document, its pictures, how texts are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.language.typography import NARROW, NBSP
from tradefiche.publication.blocks import Figure
from tradefiche.publication.html.markup import Markup, join, tag, text, web_address

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Run, Runs
    from tradefiche.publication.document import Document
    from tradefiche.publication.pictures import Pictures


# A hyphenated name, as many countries have (Royaume-Uni), or a balance in English (−€1.2bn).
COMPOUND = r"[A-ZÀ-Þ][^\W\d_]{1,15}(?:-[^\W\d_]{1,15}){1,3}|[−+]€[\d,.]{1,20}\w{0,2}"


@dataclass(frozen=True)
class Setting:
    """One page in progress."""

    document: Document
    pictures: Pictures

    def text(self, value: str) -> Markup:
        """Return a text as HTML; territory names and compound names stay on one line."""
        parts = self._names.split(value)
        return join(
            tag("span", part, class_="name") if index % 2 else part
            for index, part in enumerate(parts)
        )

    def runs(self, runs: Runs) -> Markup:
        """Return runs as HTML, emphasised and linked as they require."""
        return join(map(self._run, runs))

    def _run(self, run: Run) -> Markup:
        address = self.fiche(run.fiche) if run.fiche else run.url and web_address(run.url)
        shown = tag("a", self.text(run.text), href=address) if address else self.text(run.text)
        return tag("strong", shown) if run.strong else shown

    def fiche(self, territory: str) -> str:
        """Return the path from this page to the fiche of a territory."""
        return f"../{territory}/{self.document.file(territory, 'html')}"

    @cached_property
    def carried(self) -> frozenset[str]:
        """Ids of the tables that figures carry."""
        figures = (each for each in self.document.blocks() if isinstance(each, Figure))
        return frozenset(name for each in figures for name in each.tables)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = "|".join((*map(re.escape, self.document.names), COMPOUND))
        return re.compile(rf"(?<!\w)({names})(?!\w)")


def amount(value: str, unit: str, lang: Lang) -> Markup:
    """Return a number and its unit, which may be empty, spaced as the language requires."""
    french = NARROW if unit == "%" else NBSP
    space = french if lang == "fr" else ""
    return join((value, space, tag("span", unit, class_="unit"))) if unit else text(value)
