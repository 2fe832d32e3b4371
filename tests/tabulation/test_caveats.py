"""The texts that go with figures, from the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.errors import ConfigError
from tradefiche.settings import shipped_config
from tradefiche.tabulation.caveats import FILE, load_statement

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.customs.manifest import Data
    from tradefiche.language.typography import Lang

SHIPPED = (shipped_config(),)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            (
                "FAB",
                "CAF",
                "EMEBI",
                "arrivent réellement",
                "460\u202f000",
                "(Paris, Hauts-de-Seine)",
            ),
        ),
        ("en", ("FOB", "CIF", "EMEBI", "really arrive", "460,000", "(Paris, Hauts-de-Seine)")),
    ],
)
def test_readers_are_told_what_the_figures_mean(lang: Lang, words: tuple[str, ...]) -> None:
    text = " ".join(load_statement(SHIPPED, "customs", lang).caveats)

    assert all(word in text for word in words)


@pytest.mark.parametrize("data", ["customs", "sample"])
def test_only_the_sample_is_called_synthetic(data: Data) -> None:
    said = data == "sample"
    stated = load_statement(SHIPPED, data, "fr")

    assert ("synthétiques" in stated.kind) is said
    assert any("synthétiques" in caveat for caveat in stated.caveats) is said


def test_french_texts_have_french_spaces() -> None:
    for caveat in load_statement(SHIPPED, "sample", "fr").caveats:
        assert not any(f" {sign}" in caveat for sign in ";:!?%»")
        assert "'" not in caveat


def test_a_slip_names_file_key_and_what_was_expected(tmp_path: Path) -> None:
    shipped = (shipped_config() / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(shipped.replace("only: sample", "only: sampel"), encoding="utf-8")

    with pytest.raises(ConfigError, match=r"caveats\.yaml: caveats\.synthetic\.only"):
        load_statement((tmp_path, *SHIPPED), "customs", "fr")
