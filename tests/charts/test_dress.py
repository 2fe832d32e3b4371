from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.charts.boxes import outside
from tests.charts.makers import (
    balance_tables,
    colours,
    heavy_tailed,
    product_tables,
    shipped_texts,
    shipped_theme,
    specialisation_tables,
    subject,
)
from tests.charts.parsing import parsed
from tests.charts.quartermakers import Quarters
from tests.charts.rowmakers import exposure_tables, structure_tables
from tradefiche import charts
from tradefiche.charts.scene.marks import Text
from tradefiche.reference.products import nomenclature
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.scene.marks import Scene

THEME = shipped_theme()
SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
COUNTRIES = ["BE", "DE", "NL", "ES", "IT", "GB", "CN", "US", "PL", "TR", "NO", "CZ"]
PRODUCTS = sorted(nomenclature((shipped_config(),)).codes("a129"))
SECTIONS = list(enumerate(sorted(nomenclature((shipped_config(),)).codes("a38"))))
TABLES = {
    "balance": balance_tables(heavy_tailed(70e9, COUNTRIES)),
    "treemap": product_tables(heavy_tailed(70e9, PRODUCTS)),
    "evolution": Quarters(tuple((9 * 10**9 + n, 6 * 10**9) for n in range(16))).tables,
    "specialisation": specialisation_tables(
        [(code, value, 100 / len(PRODUCTS)) for code, _, value in heavy_tailed(70e9, PRODUCTS)]
    ),
    "comparison": structure_tables(
        [(code, 7 * 10**9 // (place + 1), 4.0, 5.0 - place / 5, None) for place, code in SECTIONS]
    ),
    "exposure": exposure_tables(
        [(code, 10**9 // (place + 1), 10**10, 9.0) for place, code in enumerate(PRODUCTS[:20])]
    ),
}
KINDS = sorted(TABLES)


@cache
def picture(kind: str, size: Size, dress: Dress, theme: Theme = THEME) -> Scene:
    return charts.compose(
        kind, TABLES[kind], subject(), theme, shipped_texts(), size=size, dress=dress
    )


def elements(svg: str) -> list[tuple[str, str]]:
    every = parsed(svg.encode()).every
    return sorted((str(e.attributes), e.text) for e in every if e.tag in {"path", "text"})


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_a_bare_picture_leaves_its_words_to_the_page(kind: str, size: Size) -> None:
    bare, framed = (picture(kind, size, dress) for dress in ("bare", "framed"))
    assert bare.width == framed.width == THEME.measures(size).width
    assert bare.height < framed.height
    assert bare.background is None
    assert outside(bare) == []
    printed = " ".join(words(bare))
    for text in (bare.title, bare.subtitle, bare.source):
        assert text not in printed
        assert " ".join(words(framed)).count(text.split("\u00a0")[0])
    assert (bare.title, bare.subtitle, bare.source, bare.notes) == (
        framed.title, framed.subtitle, framed.source, framed.notes,
    )  # fmt: skip


@pytest.mark.parametrize("size", ["screen", "paper"])
def test_what_the_numbers_stand_for_is_drawn_or_handed_over(size: Size) -> None:
    bare, framed = (picture("treemap", size, dress) for dress in ("bare", "framed"))
    assert [each.role for each in bare.lists] == ["imports_text", "exports_text"]
    for listing in bare.lists:
        assert [entry.number for entry in listing.entries] == list(
            range(1, len(listing.entries) + 1)
        )
    for listing in framed.lists:
        for entry in listing.entries:
            assert {entry.name, *entry.figures} <= set(words(framed))


@pytest.mark.parametrize("kind", KINDS)
def test_colours_by_role_name_every_colour_once(kind: str) -> None:
    svg = charts.inline(picture(kind, "paper", "bare", THEME.by_role()), prefix="f")
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", svg))
    assert used
    assert used <= THEME.variables().keys()
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", svg) == []
    coloured, plain = THEME.coloured(svg), charts.inline(picture(kind, "paper", "bare"), prefix="f")
    assert elements(coloured) == elements(plain)


def test_variables_are_the_colours_of_the_theme() -> None:
    variables = THEME.variables()
    assert variables["imports-text"] == THEME.palette.imports_text
    assert variables["exports-tier-1"] == THEME.tier("export", 99).fill
    assert set(variables.values()) == colours(THEME)
    dark = THEME.variables(dark=True)
    assert dark.keys() == variables.keys()
    assert dark["imports-text"] == THEME.dark.palette.imports_text
    assert dark["imports-tier-1"] == THEME.dark.tiers.imports[0].fill


def test_pictures_of_one_page_do_not_share_an_id() -> None:
    found = [
        parsed(charts.inline(picture("balance", "paper", "bare"), prefix=prefix).encode())
        for prefix in ("one", "two")
    ]
    ids = [{e.attributes["id"] for e in doc.every if "id" in e.attributes} for doc in found]
    assert not ids[0] & ids[1]
    for document, known in zip(found, ids, strict=True):
        assert set(document.every[0].attributes["aria-labelledby"].split()) <= known
        assert document.named("style") == []
