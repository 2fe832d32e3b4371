"""What no text of a fiche may hold: empty slots, stray spaces, faulty French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.publication.documents import texts
from tradefiche.publication.blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.publication.document import Document

# What no text of either language may hold, and why.
SLIPS = {
    r"[{}]": "an empty slot",
    r"\bNone\b|\bnan\b|\binf\b": "a value that is none",
    r"  |^ | $|\( | \)": "a stray space",
    r"(?<!Q\d)\.\.(?!\.)|,,| ,| \.(?!\w)": "doubled or lost punctuation",
    r"'": "a straight apostrophe",
    r"(?<!\w)-\d": "a hyphen for a minus",
    r"\*\*|\]\(": "markup that was not read",
}
FRENCH_SLIPS = {
    r" [;:!?%»]|« ": "a plain space where a no-break one belongs",
    r"\d \d{3}\b|\d,\d{3},": "thousands not grouped the French way",
    r"\b(?:[dD]e|[àÀ]) les? (?!port)(?=[a-zA-ZÀ-ÿ])": "a contraction not made",
    r"\b(?:[dD]e|[lL]e|[lL]a|[qQ]ue|[jJ]usque|[nN]e|[sS]e) [aeiouâàéèêëîïôöûAEIOUÂÀÉÈÊËÎÏÔÖÛŒœ]"
    r"(?!(?:nze|ui)\b)": "an elision not made",
    r"\b[Dd]u (?:la|les|l’)\b|\b[Dd]e des?\b|\baux? (?:la|les)\b": "two articles",
}
# French names of the nomenclature that the patterns above take for slips.
ALLOWED = re.compile(r"Le Havre|de Le |tradefiche --|de La ")


def slips(documents: Mapping[str, Document]) -> list[str]:
    """Return what is ill-formed in the texts of documents of one language."""
    said = {text: key for key, each in documents.items() for text in _printed(each)}
    french = any(each.lang == "fr" for each in documents.values())
    patterns = SLIPS | (FRENCH_SLIPS if french else {})
    any_of_them = re.compile("|".join(patterns))
    found = [
        f"{key}: {why}: {text!r}"
        for text, key in said.items()
        if any_of_them.search(read := ALLOWED.sub("…", text))
        for pattern, why in patterns.items()
        if re.search(pattern, read)
    ]
    sentences = {text: key for key, each in documents.items() for text in _paragraphs(each)}
    return found + [
        f"{key}: not a sentence: {text!r}"
        for text, key in sentences.items()
        if not (text[0].isupper() or text[0] in "«“0") or text[-1] not in ".»”"
    ]


def _printed(document: Document) -> list[str]:
    whole = (document.title, document.running, document.cover, document.sections)
    return [text for text in texts(whole) if text]


def _paragraphs(document: Document) -> list[str]:
    return [
        "".join(run.text for run in block.runs)
        for block in document.blocks()
        if isinstance(block, Paragraph)
    ]
