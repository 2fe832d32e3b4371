"""The page over all fiches, with all of them: in Chromium by pointer, finger and keyboard."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from pypdf import PdfReader

from tests.publication.documents import everywhere, question, sample
from tests.publication.test_pages import middle
from tests.publication.webpages import parsed
from tests.tools.browser import browser, find
from tradefiche.publication.batch import tables
from tradefiche.publication.batch.manifest import EditionKey
from tradefiche.publication.html.index import to_html
from tradefiche.publication.overview import overview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.publication.webpages import Element
    from tests.tools.browser import Browser, Page
    from tradefiche.language.typography import Lang
    from tradefiche.publication.overview import Line, Overview

    Open = Callable[..., Page]

in_browser = pytest.mark.skipif(
    find() is None and os.environ.get("CI") != "true", reason="Chromium is not here"
)
LARGEST = 400_000
WIDTHS = (320, 390, 640, 699, 700, 768, 899, 900, 1024, 1280, 1600)


def view(lang: Lang) -> Overview:
    """Return what the page says where every territory has a page and a PDF."""
    files = {
        each.id: {kind: f"{each.id}/{each.id}_2024.{kind}" for kind in ("html", "pdf")}
        for each in everywhere()
    }
    query = replace(question(lang), territories=())
    data = tables.paths(EditionKey("", "2024", lang))
    return overview(query, files, "manifest.json", data=data)


@pytest.fixture(scope="module")
def french() -> Overview:
    return view("fr")


@pytest.fixture(scope="module")
def index(french: Overview, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("portal") / "index.html"
    path.write_bytes(to_html(french))
    return path


@pytest.fixture(scope="module")
def root(index: Path) -> Element:
    return parsed(index.read_bytes())


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def opened(running: Browser, index: Path) -> Iterator[Open]:
    """Opens the page; nothing may go wrong in it, nor be asked for."""
    pages: list[Page] = []

    def open_page(*, width: int = 1280, script: bool = True) -> Page:
        pages.append(running.open(index, width=width, script=script))
        return pages[-1]

    yield open_page
    for page in pages:
        assert page.events("Log.entryAdded") == []
        assert page.events("Runtime.exceptionThrown") == []
        asked = {each["request"]["url"] for each in page.events("Network.requestWillBeSent")}
        assert {each for each in asked if not each.startswith("data:")} == {index.as_uri()}
        page.close()


def texts(page: Page, query: str) -> list[str]:
    """Return the texts of what is seen of a query."""
    found: list[str] = page.evaluate(
        f"[...document.querySelectorAll({query!r})].filter(each => each.getClientRects().length)"
        ".map(each => each.textContent.replace(/\\s+/g, ' ').trim())"
    )
    return found


def row(page: Page, code: str) -> list[str]:
    """Return the texts of a row of the ranking."""
    return texts(page, f"#list tr[data-code='{code}'] > *")


def typed(page: Page, words: str) -> list[str]:
    """Search for something; return what is found."""
    page.evaluate("document.activeElement.blur(); document.querySelector('#words').value = ''")
    for key in ("/", *words):
        page.press(key)
    return texts(page, "#found > li")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_with_all_fiches_it_is_no_larger_than_it_may_be(lang: Lang, french: Overview) -> None:
    assert len(to_html(french if lang == "fr" else view(lang))) <= LARGEST


def test_a_row_has_what_the_tables_have(root: Element) -> None:
    (nord,) = root.all("tr", **{"data-code": "59"})
    said = [each.text for each in nord.all("td", "th")]
    assert [each.replace("\u202f", " ") for each in said[:7]] == [
        "3", "59Nord", "40 986,6", "28 822,9", "−12 163,7", "70,3 %", "+0,1 %",
    ]  # fmt: skip
    found = sample("fr").tables("dept-59")
    for name, cell, what in (("partners", said[7], "country"), ("products", said[8], "product")):
        first = found[name].filter(pl.col("exports_rank") == 1)
        share = f"{first['exports_share_pct'][0]:.1f}".replace(".", ",")
        assert cell.endswith(f" {share}\u202f%")
        if what == "country":
            assert cell.startswith(first["country_name"][0])
    assert len(root.all("tr", **{"data-kind": "dept unit region"})) == 6
    assert len([each for each in root.all("tr") if "data-code" in each.attributes]) == 114


def test_who_sells_most_is_counted_again(root: Element) -> None:
    products = pl.concat([sample("fr").tables(each.id)["products"] for each in everywhere()])
    cars = products.filter(
        pl.col("product") == "C29A", pl.col("territory").str.starts_with("dept-"),
        pl.col("territory") != "dept-99",
    ).sort("exports_eur", descending=True)  # fmt: skip
    markets = json.loads(root.one("script", id="markets").text)
    (found,) = (each for each in markets if each[1].endswith("|C29A"))
    assert [f"dept-{code}" for code, _, _ in found[2:]] == cars["territory"].head(5).to_list()
    amount = round(cars["exports_eur"][0] / 1e6)
    assert found[2][2] == f"{amount:,}\u00a0M€".replace(",", "\u202f")


def test_where_not_all_of_france_is_known_it_offers_no_first_sellers(french: Overview) -> None:
    root = parsed(to_html(replace(french, markets=())))
    assert root.one("label", **{"for": "words"}).text == "Chercher un territoire, une préfecture"
    assert json.loads(root.one("script", id="markets").text) == []


def test_the_data_are_all_territories_whoever_has_a_fiche(french: Overview) -> None:
    assert french.table.height == len(everywhere())
    csv, parquet, xlsx = tables.contents(french)
    assert csv.startswith(b"\xef\xbb\xbfterritory;")
    assert parquet[:4] == b"PAR1"
    assert xlsx[:2] == b"PK"
    nord = french.table.filter(territory="dept-59").to_dicts()[0]
    totals = sample("fr").tables("dept-59")["totals"].to_dicts()[0]
    assert {name: nord[name] for name in totals} == totals
    assert nord["exports_country_name"] == "Belgique"
    assert nord["exports_product"] == "C29A"


def test_it_says_what_it_is_to_machines(root: Element) -> None:
    (said,) = root.all("script", type="application/ld+json")
    found = json.loads(said.text)
    assert found["@type"] == "Dataset"
    assert found["temporalCoverage"] == "2024-01/2024-12"
    assert [each["contentUrl"] for each in found["distribution"]] == [
        "data/ranking_2024.csv", "data/ranking_2024.parquet", "data/ranking_2024.xlsx",
    ]  # fmt: skip
    assert not [each for each in root.all("link", "meta") if "property" in each.attributes]


def test_the_map_says_of_how_many_departements_it_is(french: Overview) -> None:
    places = replace(french.places, units=french.places.units[:90])
    root = parsed(to_html(replace(french, places=places)))
    titles = [each.attributes["data-title"] for each in root.all("input", name="measure")]
    assert [re.findall(r"sur (\d+)$", each or "") for each in titles] == [[], [], *[["90"]] * 3]


@in_browser
@pytest.mark.parametrize("by", ["pointer", "finger", "keyboard"])
def test_the_map_shows_the_measure_that_is_chosen(opened: Open, by: str) -> None:
    page = opened()
    assert texts(page, ".map .classes")[0].startswith("moins de 500 M€")
    if by == "keyboard":
        page.evaluate("document.querySelector('#measures :checked').focus()")
        page.press("ArrowRight")
    else:
        touch = page.click if by == "pointer" else page.tap
        touch(*middle(page, "#measures label:nth-of-type(3)"))
    assert texts(page, "#map-title") == [
        "Départements qui exportent plus qu’ils n’importent en 2024 : 47 sur 100"
    ]
    (legend,) = texts(page, ".map .classes")
    assert legend == "moins de −1 000 M€de −1 000 M€ à 0de 0 à +1 000 M€+1 000 M€ et plus"
    balance = row(page, "59")[4]
    said = page.evaluate("document.querySelector('.map [data-code=\"59\"] title').textContent")
    assert said.replace("\u202f", " ").endswith(f"Solde (M€) {balance}")
    shade = "document.querySelector('.map [data-code=\"59\"]').getAttribute('class')"
    assert page.evaluate(shade) == "down-2"
    first = texts(page, ".top tbody tr")[0]
    assert first.startswith("Haute-Garonne+15")


@in_browser
def test_a_deficit_has_no_bar_even_where_it_comes_first(
    running: Browser, french: Overview, tmp_path: Path
) -> None:
    def short(line: Line) -> bool:
        return line.place.kind == "dept" and (line.balance or 0) < 0

    lines = {name: each if short(each) else replace(each, files={})
             for name, each in french.lines.items()}  # fmt: skip
    (tmp_path / "index.html").write_bytes(to_html(replace(french, lines=lines)))
    page = running.open(tmp_path / "index.html", width=1280)
    page.click(*middle(page, "#measures label:nth-of-type(3)"))
    assert all("−" in each for each in texts(page, ".top tbody tr"))
    widths = "[...document.querySelectorAll('.top rect')].map(each => each.getAttribute('width'))"
    assert {*page.evaluate(widths)} == {"0"}
    page.close()


@in_browser
def test_the_ranking_is_put_in_order_and_narrowed(opened: Open) -> None:
    page = opened()
    names = "#list tbody tr[data-code] .name"
    assert texts(page, names)[:2] == ["France", "Île-de-France"]
    page.click(*middle(page, "#list th[data-k=coverage] button"))
    assert page.evaluate("document.querySelector('#list th[data-k=coverage]').ariaSort") == (
        "descending"
    )
    falling = texts(page, names)
    assert falling[0] == "France"
    assert falling[1] == "Occitanie"
    assert falling[13] == "Charente"
    page.press(" ")
    assert texts(page, names)[13] != "Charente"
    choose = (
        "(value => { const only = document.querySelector('#only'); only.value = value;"
        " only.dispatchEvent(new Event('change')) })"
    )
    page.evaluate(f"{choose}('32')")
    assert {*texts(page, names)} == {
        "Hauts-de-France", "Aisne", "Nord", "Oise", "Pas-de-Calais", "Somme",
    }  # fmt: skip
    page.evaluate(f"{choose}('region')")
    assert len(texts(page, names)) == 18
    page.evaluate(f"{choose}('')")
    assert len(texts(page, names)) == 114


@in_browser
def test_the_search_finds_territories_towns_activities_and_countries(opened: Open) -> None:
    page = opened()
    (lille,) = typed(page, "lille")
    assert lille.startswith("Nord")
    assert lille.endswith("Préfecture : Lille")
    cars, *_ = typed(page, "automobile")
    assert cars.startswith("Automobiles ActivitéHauts-de-Seine 9 522 M€Nord 4 302 M€")
    assert typed(page, "chine")[0].startswith("Chine PaysParis")
    assert any("Dunkerque" in each for each in typed(page, "dunkerque"))
    assert typed(page, "xyzzy") == []
    assert texts(page, "#status") == ["Rien ne correspond."]
    typed(page, "nord")
    page.press("Escape")
    assert texts(page, "#found > li") == []


@in_browser
def test_a_search_comes_with_an_address(opened: Open) -> None:
    page = opened()
    page.evaluate("location.hash = '#q=transports%20equipement'")
    assert texts(page, "#status") == ["Rien ne correspond."]
    page.evaluate("location.hash = '#q=boissons'")
    assert texts(page, "#found > li")[0].startswith("Boissons")
    assert texts(page, "#tray") == []
    page.evaluate("location.hash = '#q=corse%'")
    assert texts(page, "#found > li")[0].startswith("Corse")
    page.evaluate("location.hash = '#59,100%,62'")
    assert texts(page, "#compare tbody th")[:2] == ["Nord", "Pas-de-Calais"]


def hash_of(page: Page) -> str:
    found: str = page.evaluate("location.hash")
    return found


@in_browser
def test_territories_are_compared_by_an_address(opened: Open) -> None:
    page = opened()
    page.evaluate("location.hash = '#59,62,region-32,france'")
    assert texts(page, "#compare tbody th")[:3] == ["Nord", "Pas-de-Calais", "Hauts-de-France"]
    nord = row(page, "59")
    (first, *_) = texts(page, "#compare .of-totals tbody tr")
    assert first == "Nord" + "".join(nord[2:7])
    shares = texts(page, "#compare .of-exports tbody tr")
    union = pl.col("dimension").eq("zone") & pl.col("item").eq("eu27")
    expected = [
        f"{sample('fr').tables(each)['structure'].filter(union)['exports_share_pct'][0]:.1f}"
        for each in ("dept-59", "dept-62", "region-32")
    ]
    assert shares[0] == "Union européenne à 27" + "".join(expected).replace(".", ",")
    widths = page.evaluate(
        "[...document.querySelectorAll('#compare .of-totals .bar')].slice(0, 2).map(each =>"
        " each.firstChild.getBoundingClientRect().width)"
    )
    assert widths[0] / widths[1] == pytest.approx(40_986.6 / 28_822.9, rel=0.01)
    page.evaluate("history.back()")
    page.until("!document.querySelector('#compare').getClientRects().length")
    page.evaluate("location.hash = '#list'")
    page.until("!document.querySelector('#tray').getClientRects().length")


@in_browser
@pytest.mark.parametrize("by", ["pointer", "finger", "keyboard"])
def test_territories_are_chosen_in_the_table(opened: Open, by: str) -> None:
    page = opened(width=390 if by == "finger" else 1280)
    for code in ("59", "62", "76"):
        query = f"#list tr[data-code='{code}'] .choose"
        if by == "keyboard":
            page.evaluate(f'document.querySelector("{query}").focus()')
            page.press(" ")
        else:
            touch = page.click if by == "pointer" else page.tap
            touch(*middle(page, query))
    assert hash_of(page) == "#59,62,76"
    assert texts(page, "#tray p") == ["Nord, Pas-de-Calais, Seine-Maritime (trois au plus)"]
    assert texts(page, "#compare tbody th")[:3] == ["Nord", "Pas-de-Calais", "Seine-Maritime"]
    off = "[...document.querySelectorAll('#list .choose:not(:checked)')].every(e => e.disabled)"
    assert page.evaluate(off)
    page.evaluate("history.back()")
    page.until(f"!{off}")
    assert texts(page, "#compare tbody th")[:2] == ["Nord", "Pas-de-Calais"]
    touch = page.tap if by == "finger" else page.click
    touch(*middle(page, "#tray button:last-child"))
    assert hash_of(page) == ""
    assert texts(page, "#compare") == []


@in_browser
def test_a_territory_that_is_found_is_chosen_where_it_is_found(opened: Open) -> None:
    page = opened(width=390)
    typed(page, "lille")
    page.tap(*middle(page, "#found label"))
    typed(page, "arras")
    page.tap(*middle(page, "#found label"))
    assert hash_of(page) == "#59,62"
    assert page.evaluate("document.querySelectorAll('#list .choose:checked').length") == 2


@in_browser
def test_nothing_is_wider_than_the_window(opened: Open) -> None:
    page = opened(width=1600)
    page.evaluate("location.hash = '#59,971,region-93'")
    typed(page, "provence")
    for width in WIDTHS:
        page.look(width=width)
        whole, seen = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert whole <= seen, width
    wrong = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(each =>"
        " (each.tabIndex === 0) !== (each.scrollWidth > each.clientWidth)).length"
    )
    assert wrong == 0


@in_browser
def test_without_its_script_it_has_all_and_offers_nothing_that_would_not_work(
    opened: Open,
) -> None:
    page = opened(script=False)
    assert len(texts(page, "#list tr[data-code]")) == 114
    assert len(texts(page, ".map svg a")) == 100
    assert len(texts(page, ".map .classes")) == 1
    assert texts(page, "input, select, button, #compare, #tray, #filter") == []


@in_browser
def test_each_sheet_of_a_printed_table_has_its_heads(opened: Open) -> None:
    page = opened()
    sheets = PdfReader(io.BytesIO(page.print())).pages
    assert len(sheets) > 3
    for sheet in sheets[1:4]:
        assert "Couverture" in sheet.extract_text()
