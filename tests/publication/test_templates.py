"""The sentences of all fiches: those that were read, and nothing an editor would strike out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from tests.publication.documents import composed, documents, everywhere, texts
from tests.publication.templates import kept, templates
from tradefiche.language.typography import Lang

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGS: tuple[Lang, ...] = get_args(Lang)
UNREAD = "python -m tests.publication.templates writes the lists anew; read what is new"
# Words that no sentence of a publication may have, and why.
STRUCK: Mapping[Lang, Mapping[str, str]] = {
    "fr": {
        r"(?i)\b(?:rouge|bleue?|violet|verte?|grise?)s?\b": "a colour, which a theme may change",
        r"\bfai(?:t|sait) 0|\bfont (?:0|plus|ensemble)": "faire for représenter",
        r"des 0 départements": "France has 101 départements, ranks are among 100 units",
        r"\bl[ae] Douane\b": "the administration is les Douanes",
        r"(?i)\bdétenue?s?\b|\bvides?\b|\bplancher\b|ne pas la lire": "jargon of the tables",
        r"imprimé": "a web page is not printed",
        r"en une (?:seule )?pièce|dans la France\b|à côté de la France": "not French",
        r"se comparent? (?:pas )?à|diffère du solde": "not French",
    },
    "en": {
        r"(?i)\b(?:red|blue|violet|purple|green|gr[ae]y)\b": "a colour, which a theme may change",
        r"of (?:the )?0 départements": "France has 101 départements, ranks are among 100 units",
        r"(?i)\bnot held\b|\bempty\b|not to be read\b": "jargon of the tables",
        r"\bprinted\b|in one piece|booked on": "not of this medium, or not English",
    },
}


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_of_some_fiches_was_read(lang: Lang) -> None:
    assert {*templates(documents(lang, every=False).values(), lang)} <= {*kept(lang)}, UNREAD


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_of_all_fiches_was_read(lang: Lang, *, endurance: bool) -> None:
    if not endurance:
        pytest.skip("composes every fiche: with --endurance")
    assert len(documents(lang, every=True)) == len(everywhere())
    assert templates(documents(lang, every=True).values(), lang) == kept(lang), UNREAD


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_has_what_an_editor_strikes_out(lang: Lang) -> None:
    found = [
        f"{why}: {line}"
        for line in kept(lang)
        for pattern, why in STRUCK[lang].items()
        if re.search(pattern, line)
    ]
    assert found == []


def test_corse_is_never_called_a_departement() -> None:
    corse = composed("dept-20", "fr")
    about = [*texts(corse.cover), *texts(corse.sections[1].blocks)]
    said = " ".join(about)
    assert "Corse" in said
    assert not re.search(
        r"département (?:20|achète|étant)|(?:ce|celle du|[dD]ans le|d’industrie du) département",
        said,
    )


def test_the_code_of_a_departement_is_not_that_of_its_region() -> None:
    assert composed("dept-971", "fr").cover.place_note == "département 971 · région 01"
