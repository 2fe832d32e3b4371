"""Every sentence of every fiche without its names and numbers, kept in `templates/` to be read.

`python -m tests.fiche.templates` writes the lists anew. Read what is new as an editor would
before it is committed: each line is printed in a hundred publications.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from tests.publication.documents import documents, texts
from tradefiche import files
from tradefiche.language.phrases import texts as phrases
from tradefiche.language.typography import Lang
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.products import nomenclature
from tradefiche.settings import config_dirs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradefiche.publication.document import Document
    from tradefiche.reference.products import Level

FOLDER = Path(__file__).with_name("templates")
LANGS: tuple[Lang, ...] = get_args(Lang)
_LEVELS: tuple[Level, ...] = ("a129", "a38")
_SENTENCE = re.compile(r"(?<=[.»”])\s+(?=[A-ZÀÉÊÎÔ«“0<])")
_NUMBER = re.compile(r"[−+]?\d+(?:[\u202f,.]\d+)*")
_LIST = r"(?:, |\u202f; |; | et | and )"
_ITEMS = (
    r"<country>(?: \(0\u202f?%\))?",
    (
        r"[«“]?\u00a0?<goods>\u00a0?[»”]?(?: (?:vers|depuis|to|from) <country>)?"
        r"(?:[ \u00a0]\([^)]*\))?"
    ),
    r"<place>(?:\u00a0\(0\))?",
)


def kept(lang: Lang) -> list[str]:
    """Return the templates that were read, in one language."""
    return (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").splitlines()


def templates(fiches: Iterable[Document], lang: Lang) -> list[str]:
    """Return the distinct sentences of fiches, names and numbers taken out, sorted."""
    bare = {_without_numbers(text) for fiche in fiches for text in _said(fiche)}
    return sorted({found for text in bare for found in _of(text, lang)})


def _said(fiche: Document) -> Iterator[str]:
    yield from texts((fiche.title, fiche.running, fiche.description, fiche.cover, fiche.sections))


def _without_numbers(text: str) -> str:
    text = re.sub(r"[0-9a-f]{64}|https?://\S+|\S+@\S+|[\w-]+\.(?:zip|txt)\b", "<file>", text)
    text = _NUMBER.sub("0", text)
    text = re.sub(r"\b(?:1ᵉʳ|0ᵉʳ|0ᵉ)|\b0(?:st|nd|rd|th)\b", "0ᵉ", text)
    text = re.sub(r"0\u00a0points?\b", "0 points", text)
    text = re.sub(r"[−+]?(?:0\u00a0(?:Md€|M€|k€|€)|€0(?:M|bn|k)?\b)", "0 €", text)
    return re.sub(r"(?:moins de|less than)\u00a0(?=0)", "", text)


def _of(text: str, lang: Lang) -> Iterator[str]:
    """Yield the sentences of a text without numbers, names taken out too."""
    text = _names(lang).sub(lambda found: _kind(lang)[found[0].replace("\u00a0", " ")], text)
    text = _counts(lang).sub("<n>", text)
    for item in _ITEMS:
        text = re.sub(rf"({item})(?:{_LIST}{item})+", r"\1…", text)
    for sentence in _SENTENCE.split(text):
        if re.search(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", "", sentence)):
            yield sentence.strip().removesuffix(".")


@cache
def _kind(lang: Lang) -> dict[str, str]:
    """Return what each name is the name of; a sentence may begin with it."""
    dirs = config_dirs()
    places, lands, goods = gazetteer(dirs), countries(dirs), nomenclature(dirs)
    found: dict[str, str] = {}
    for code in lands.codes:
        found[lands.name(code, lang)] = found[lands.short(code, lang)] = "<country>"
        found[lands.with_article(code, lang)] = "<country>"
    for level in _LEVELS:
        for code in goods.codes(level):
            found[goods.name(level, code, lang)] = "<goods>"
            found[goods.short(level, code, lang)] = "<goods>"
    found |= {_NUMBER.sub("0", each.name): "<industrial>" for each in places.industrials}
    for place in (*places.units, places.monaco, *places.regions):
        found[place.name(lang)] = "<place>"
        if lang == "fr":
            found |= {place.with_article: "<place>", place.with_of: "<of place>"}
            found[place.with_in] = "<in place>"
    return found | {name[:1].upper() + name[1:]: kind for name, kind in found.items()}


@cache
def _counts(lang: Lang) -> re.Pattern[str]:
    words = phrases(config_dirs()).wording(lang)
    return re.compile(rf"\b(?:{'|'.join(words.count(number) for number in range(20, 1, -1))})\b")


@cache
def _names(lang: Lang) -> re.Pattern[str]:
    """Return a pattern of every name, the longest first; by first letter, for speed."""
    letters: dict[str, list[str]] = {}
    for name in sorted(_kind(lang), key=lambda name: (-len(name), name)):
        letters.setdefault(name[0], []).append(re.escape(name[1:]))
    tries = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in letters.items())
    spaces = "|".join(tries).replace(r"\ ", r"[ \u00a0]")
    return re.compile(rf"(?<!\w)(?:{spaces})(?!\w)")


def main() -> None:
    """Write both lists anew."""
    for lang in LANGS:
        lines = templates(documents(lang, every=True).values(), lang)
        files.write_text(FOLDER / f"{lang}.txt", "".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
