from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.charts.makers import CONFIG, shipped_texts
from tradefiche.errors import ConfigError
from tradefiche.language import periods
from tradefiche.language.citation import cited
from tradefiche.language.phrases import texts
from tradefiche.language.typography import typeset

if TYPE_CHECKING:
    from pathlib import Path


FR, EN = shipped_texts().wording("fr"), shipped_texts().wording("en")


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Nord : l'aire", "Nord\u00a0: l’aire"),
        ("12 % ; oui !", "12\u202f%\u202f; oui\u202f!"),
        ("« ici »", "«\u00a0ici\u00a0»"),
    ],
)
def test_french_spaces_and_apostrophes(plain: str, set_: str) -> None:
    assert typeset(plain, "fr") == set_


def test_english_keeps_its_spaces() -> None:
    assert typeset("Nord: the region's 12%", "en") == "Nord: the region’s 12%"


@pytest.mark.parametrize(
    ("euros", "french", "english"),
    [
        (12_163_700_000, "12,2\u00a0Md€", "€12.2bn"),
        (9_999_000_000, "9\u202f999\u00a0M€", "€9,999M"),
        (4_249_000, "4,2\u00a0M€", "€4.2M"),
        (45_210, "45\u202f210\u00a0€", "€45,210"),
        (-45_210, "−45\u202f210\u00a0€", "−€45,210"),
    ],
)
def test_amounts_in_sentences(euros: int, french: str, english: str) -> None:
    assert FR.amount(euros) == french
    assert EN.amount(euros) == english


@pytest.mark.parametrize(
    ("period", "french", "english"),
    [
        ("2024", "en\u00a02024", "in\u00a02024"),
        ("2024Q1", "au 1ᵉʳ\u00a0trimestre\u00a02024", "in Q1\u00a02024"),
        (
            "2023Q3..2024Q2",
            "du 3ᵉ\u00a0trimestre\u00a02023 au 2ᵉ\u00a0trimestre\u00a02024",
            "from Q3\u00a02023 to Q2\u00a02024",
        ),
    ],
)
def test_periods_in_sentences(period: str, french: str, english: str) -> None:
    assert periods.within(period, FR) == french
    assert periods.within(period, EN) == english


def test_figures_are_cited_as_the_customs_ask_with_our_part_named_after_them() -> None:
    asked = "Source\u00a0: douanes françaises, résultats de septembre 2026"
    assert cited("customs", "2026-09", FR) == f"{asked}\u202f; calculs tradefiche"
    assert "résultats d’avril 2025\u202f;" in cited("customs", "2025-04", FR)
    assert "résultats d’août 2025\u202f;" in cited("customs", "2025-08", FR)
    assert cited("customs", "2026-09", EN) == (
        "Source: French Customs, results of September 2026; calculations by tradefiche"
    )
    for wording, unknown in ((FR, "date des résultats inconnue"), (EN, "an unknown date")):
        assert unknown in cited("customs", None, wording)
        assert "Customs" not in cited("sample", "2026-09", wording)
        assert "douanes" not in cited("sample", "2026-09", wording)


def test_small_numbers_are_words() -> None:
    assert (FR.count(10), FR.count(21), EN.count(3)) == ("dix", "21", "three")


def test_both_languages_fill_the_same_places() -> None:
    document = yaml.safe_load((CONFIG[0] / "texts.yaml").read_text("utf-8"))
    places = re.compile(r"\{\w+\}")
    exempt = {"{ordinal}", "{ordinal_end}", "{quarter}", "{quarter_end}"}
    for group, phrases in document["charts"].items():
        for name, phrase in phrases.items():
            french, english = ({*places.findall(phrase[lang])} - exempt for lang in ("fr", "en"))
            assert french == english, f"{group}.{name}"


def test_a_place_that_nothing_fills_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    shipped = (CONFIG[0] / "texts.yaml").read_text("utf-8")
    (tmp_path / "texts.yaml").write_text(
        shipped.replace("fr: Solde,", 'fr: "Solde {nom}",'), "utf-8"
    )
    with pytest.raises(ConfigError, match=r"charts\.common\.balance\.fr: expected .*\{nom\}"):
        texts((tmp_path, *CONFIG))
    alone = texts((tmp_path,)).wording("fr")
    with pytest.raises(ConfigError, match=r"charts\.common\.balance\.fr: expected .*\{nom\}"):
        alone.say("common.balance")


def test_a_missing_phrase_is_a_fault_of_the_configuration() -> None:
    with pytest.raises(ConfigError, match=r"texts\.yaml: charts\.balance\.nonesuch: expected"):
        FR.say("balance.nonesuch")
