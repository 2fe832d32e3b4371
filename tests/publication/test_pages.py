"""The pages in Chromium, touched as readers touch them: by pointer, finger and keyboard."""

from __future__ import annotations

import base64
import codecs
import csv
import io
import os
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest

from tests.running import launch
from tests.tools.browser import browser, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.tools.browser import Browser, Page

    Open = Callable[..., Page]

# Where what is tested is checked for good, a browser that is missing is a failure.
pytestmark = pytest.mark.skipif(
    find() is None and os.environ.get("CI") != "true", reason="Chromium is not here"
)
SVG = "{http://www.w3.org/2000/svg}"
PLACES = ("dept-59", "dept-976", "france")
WIDTHS = (320, 390, 640, 699, 700, 768, 940, 1024, 1280, 1600)

# A frame lays out the sections above only when they come near, which moves what stands below.
_MIDDLE = """
(async query => {
  const marks = [...document.querySelectorAll(query)];
  const mark = marks.find(each => each.getBoundingClientRect().width);
  for (let before, again = 0; again < 100; again += 1) {
    mark.scrollIntoView({block: 'center'});
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    const box = mark.getBoundingClientRect();
    if (box.y === before) break;
    before = box.y;
  }
  const box = mark.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})
"""
# WCAG 1.4.12: what a reader may set; everything is open, and laid out.
_SPACED = """
document.querySelectorAll('details').forEach(each => { each.open = true });
for (const rule of [
  '* { line-height: 1.5 !important; letter-spacing: .12em !important }',
  '* { word-spacing: .16em !important }',
  'p { margin-bottom: 2em !important }',
  'main > section { content-visibility: visible !important }',
]) document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length);
"""
_WIDE = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fiches of three territories unlike each other, and the page over them."""
    made: Path = tmp_path_factory.mktemp("pages")
    asked = ("--dept", "59", "--dept", "976", "--france", "--sample", "--format", "html")
    done = launch("fiche", *asked, "--quiet", "-o", str(made))
    assert done.code == 0, done.err
    return made


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def opened(running: Browser, folder: Path) -> Iterator[Open]:
    """Opens the page of a territory, `index` for the one over all; nothing may go wrong in it."""
    pages: list[tuple[Page, str]] = []

    def open_page(name: str, *, width: int = 1280, script: bool = True) -> Page:
        path = folder / ("index.html" if name == "index" else f"{name}/{name}_2024.html")
        page = running.open(path, width=width, script=script)
        pages.append((page, path.as_uri()))
        return page

    yield open_page
    for page, address in pages:
        assert page.events("Log.entryAdded") == []
        assert page.events("Runtime.exceptionThrown") == []
        asked = {each["request"]["url"] for each in page.events("Network.requestWillBeSent")}
        assert {each for each in asked if not each.startswith("data:")} <= {address}
        page.close()


def middle(page: Page, query: str) -> tuple[float, float]:
    """Return the middle of the first thing that is seen of a query, now in sight."""
    x, y = page.evaluate(f"({_MIDDLE})({query!r})")
    return x, y


def line(page: Page, figure: str) -> str:
    """Return what a figure says of what is pointed at."""
    said: str = page.evaluate(f"document.querySelector('#{figure} .line').textContent")
    return said


def figures(page: Page) -> list[str]:
    """Return the ids of the figures that have marks."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('main figure[id]')]"
        ".filter(each => each.querySelector('[data-k]')).map(each => each.id)"
    )
    return found


def lit(page: Page, figure: str) -> list[str]:
    """Return the keys of the marks that are lit in the drawing that is seen."""
    found: list[str] = page.evaluate(
        f"[...document.querySelectorAll('#{figure} .plot .on')]"
        ".filter(each => each.getBoundingClientRect().width).map(each => each.dataset.k)"
    )
    return found


def row(page: Page, table: str, key: str) -> list[str]:
    """Return the texts of a row of a table."""
    found: list[str] = page.evaluate(
        f"[...document.querySelector('#{table} tr[data-k=\"{key}\"]').cells]"
        ".map(each => each.textContent)"
    )
    return found


def test_pointing_lights_what_belongs_to_it_and_says_what_the_table_has(opened: Open) -> None:
    page = opened("dept-59")
    page.point(*middle(page, "#figure-2 rect[data-k=DE]"))
    assert {*lit(page, "figure-2")} == {"DE"}
    name, imports, _, exports, *_ = row(page, "table-partners", "DE")
    assert line(page, "figure-2").startswith(f"{name} Importations\u00a0: {imports}\u00a0M€ (2ᵉ)")
    assert f"Exportations\u00a0: {exports}\u00a0M€" in line(page, "figure-2")
    assert lit(page, "figure-4") == []
    page.point(1, 1)
    assert lit(page, "figure-2") == []
    assert line(page, "figure-2") == ""


def test_a_name_beside_its_bar_will_do(opened: Open) -> None:
    page = opened("dept-59")
    x, y = middle(page, "#figure-4 rect[data-k=DE]")
    page.point(x + 60, y)
    assert "DE" in lit(page, "figure-4")
    assert "surtout Automobiles" in line(page, "figure-4")


def test_a_click_holds_it_in_all_figures_and_escape_lets_go(opened: Open) -> None:
    page = opened("dept-59")
    page.click(*middle(page, "#figure-2 rect[data-k=DE]"))
    page.point(1, 1)
    held = {figure: lit(page, figure) for figure in figures(page)}
    assert [figure for figure, keys in held.items() if keys][:2] == ["figure-2", "figure-4"]
    assert {key for key in held["figure-4"] if key != "DE"} > {"-C29A DE"}
    assert all("DE" in key.split() for keys in held.values() for key in keys)
    page.press("Escape")
    assert not any(lit(page, figure) for figure in figures(page))
    page.click(*middle(page, "#figure-2 rect[data-k=OTHER]"))
    assert lit(page, "figure-2")
    assert lit(page, "figure-4") == [], "what is left over is another thing in each figure"


@pytest.mark.parametrize(("territory", "width"), [("dept-59", 1280), ("dept-976", 390)])
def test_arrow_keys_go_through_every_figure(opened: Open, territory: str, width: int) -> None:
    page = opened(territory, width=width)
    page.evaluate("document.querySelectorAll('.off').forEach(each => each.classList.remove('off'))")
    for figure in figures(page):
        stops = page.evaluate(
            f"[...document.querySelectorAll('#{figure} .plot')].filter(each => each.offsetParent)"
            ".map(each => (each.focus(), document.activeElement === each))"
        )
        assert stops == [True]
        said = []
        for _ in range(3):
            page.press("ArrowRight")
            said.append(line(page, figure))
            assert lit(page, figure)
        assert all(said)
        assert len({*said}) >= 2
        page.press("Home")
        page.press("ArrowLeft")
        assert line(page, figure) not in {"", said[0]}
        page.press("Enter")
        assert lit(page, figure)
        page.press("Escape")
        assert not lit(page, figure)


def test_a_finger_holds_too(opened: Open) -> None:
    page = opened("dept-59", width=390)
    page.tap(*middle(page, "#figure-3 .slim rect[data-k=-C29A]"))
    assert "-C29A" in lit(page, "figure-3")
    assert line(page, "figure-3").startswith("Automobiles")


@pytest.mark.parametrize("name", [*PLACES, "index"])
def test_nothing_is_wider_than_the_window(opened: Open, name: str) -> None:
    page = opened(name, width=1600)
    for width in WIDTHS:
        page.look(width=width)
        whole, seen = page.evaluate(_WIDE)
        assert whole <= seen, width
        assert seen < width, "the test is of scrollbars that take room"
    page.evaluate(_SPACED)
    for width in (320, 768, 1280):
        page.look(width=width)
        whole, seen = page.evaluate(_WIDE)
        assert whole <= seen, f"{width} with spaced texts"


_HEIGHTS = """
(() => {
  const sheet = document.styleSheets[0];
  const all = 'main > section { content-visibility: visible !important }';
  sheet.insertRule(all, sheet.cssRules.length);
  const [first] = document.querySelectorAll('main figure');
  return [first.getBoundingClientRect().top, document.documentElement.scrollHeight];
})()
"""


@pytest.mark.parametrize("territory", PLACES)
def test_the_first_figure_is_near_and_a_phone_has_an_end(opened: Open, territory: str) -> None:
    first, _ = opened(territory, width=1280).evaluate(_HEIGHTS)
    assert first <= 900
    first, whole = opened(territory, width=390).evaluate(_HEIGHTS)
    assert first <= 1600
    assert whole <= 22_000


def test_a_phone_folds_what_is_long_and_prints_it(opened: Open) -> None:
    long = "#table-concentration, #table-provenance, .definitions, .downloads ul"
    seen = (
        f"[...document.querySelectorAll({long!r})]"
        ".map(each => each.checkVisibility({contentVisibilityAuto: false}))"
    )
    assert opened("dept-59").evaluate(seen) == [True] * 4
    page = opened("dept-59", width=390)
    assert page.evaluate(seen) == [False] * 4
    page.call("Emulation.setEmulatedMedia", media="print")
    assert page.evaluate(seen) == [True, False, True, True], "links to files are not printed"


def test_texts_of_drawings_are_large_enough_from_700_pixels_on(opened: Open) -> None:
    page = opened("dept-59", width=700)
    page.evaluate("document.querySelectorAll('.off').forEach(each => each.classList.remove('off'))")
    for width in (700, 768, 939, 940, 1024, 1600):
        page.look(width=width)
        least = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.plot svg')]"
            ".filter(each => each.getBoundingClientRect().width).flatMap(each =>"
            " [...each.querySelectorAll('[font-size]')].map(text => text.getAttribute('font-size')"
            " * each.getBoundingClientRect().width / each.viewBox.baseVal.width)))"
        )
        assert least >= 12, width


def test_without_its_script_a_page_has_every_figure_and_table(opened: Open) -> None:
    page = opened("dept-59", script=False)
    assert page.evaluate("document.querySelectorAll('.line').length") == 0
    hidden = page.evaluate(
        "[...document.querySelectorAll('main figure, main section, main details')]"
        ".filter(each => !each.getBoundingClientRect().height).length"
    )
    assert hidden == 0


_SAVING = """
window.saved = [];
HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]) };
"""


def saved(page: Page, figure: str, kind: str) -> tuple[str, bytes]:
    """Return the name and content of the file that a button of a figure saves."""
    page.evaluate(_SAVING)
    page.click(*middle(page, f"#{figure} [data-do={kind}]"))
    name, address = page.until("saved[0]")
    head, _, content = address.partition(",")
    coded = "base64" in head
    return name, base64.b64decode(content) if coded else unquote_to_bytes(content)


def test_a_figure_is_saved_as_a_picture_with_title_source_and_licence(opened: Open) -> None:
    page = opened("dept-59")
    name, svg = saved(page, "figure-3", "svg")
    assert name == "dept-59_2024_figure-3.svg"
    root = ET.fromstring(svg)  # noqa: S314 - the page made it
    said = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    for part in (
        "Figure 3 Données d’exemple",
        "Automobiles",
        "1 Équipements automobiles",
        "Source",
        "Licence",
    ):
        assert part in said
    assert b"var(" not in svg
    families = {each.get("font-family") for each in root.iter()}
    assert families == {None, "Arial"}, "offices read a list of families as the name of one"
    _, _, rules = svg.partition(b"@supports (font-family:x){")
    assert rules.startswith(b"text{font-family:'Inter',")
    assert b"}.n text{font-family:'Inter " in rules
    name, png = saved(page, "figure-2", "png")
    assert name == "dept-59_2024_figure-2.png"
    assert png.startswith(b"\x89PNG")
    assert len(png) > 50_000


def test_a_table_is_saved_and_copied_as_it_is_seen(opened: Open) -> None:
    page = opened("dept-59")
    name, content = saved(page, "figure-2", "csv")
    assert name == "dept-59_2024_figure-2.csv"
    assert content.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    seen = row(page, "table-partners", "DE")
    plain = [each.replace("\u202f", "").replace("−", "-") for each in seen]
    assert [*plain, "sample"] in rows
    assert rows[0][-1] == "data"
    page.evaluate(
        "addEventListener('copy', ({clipboardData}) => {"
        " window.copied = ['plain', 'html'].map(kind => clipboardData.getData(`text/${kind}`)) })"
    )
    page.click(*middle(page, "#figure-2 [data-do=copy]"))
    plain_text, html = page.evaluate("copied")
    assert "\t".join(seen) in plain_text
    assert "Source" in plain_text.splitlines()[-1]
    assert html.startswith("<table")
    assert page.evaluate("document.querySelector('#figure-2 .tools').textContent").endswith("Copié")


def shown(page: Page, query: str) -> list[str]:
    """Return the ids of what is seen of a query."""
    found: list[str] = page.evaluate(
        f"[...document.querySelectorAll({query!r})].filter(each => each.getClientRects().length)"
        ".map(each => each.id)"
    )
    return found


def test_diagrams_of_several_territories_are_tabs(opened: Open) -> None:
    page = opened("dept-59")
    query = "#exports figure"
    assert shown(page, query) == ["figure-4"]
    page.click(*middle(page, "[role=tab]:nth-child(2)"))
    assert shown(page, query) == ["figure-5"]
    page.press("ArrowRight")
    assert shown(page, query) == ["figure-6"]
    page.press("ArrowRight")
    assert shown(page, query) == ["figure-4"]
    page.evaluate("location.hash = 'table-exports-france'")
    page.until("document.querySelector('#figure-6').getClientRects().length")
    assert shown(page, query) == ["figure-6"]
    assert shown(page, "#table-exports-france") == ["table-exports-france"]
    printed = page.call("Emulation.setEmulatedMedia", media="print")
    assert printed == {}
    assert shown(page, query) == ["figure-4", "figure-5", "figure-6"]
    assert shown(page, "[role=tab]") == []


def names(page: Page, table: str) -> list[str]:
    """Return the names of the rows of a table that are seen."""
    found: list[str] = page.evaluate(
        f"[...document.querySelectorAll('#{table} tbody tr')].filter(each => !each.hidden)"
        ".map(each => each.querySelector('th').textContent)"
    )
    return found


def test_tables_are_put_in_order_and_searched(opened: Open) -> None:
    page = opened("dept-59")
    page.evaluate("document.querySelector('#figure-3 details').open = true")
    first = names(page, "table-products")
    page.click(*middle(page, "#table-products th:nth-child(2) button"))
    by_name = names(page, "table-products")
    assert by_name[-2:] == first[-2:] == ["Autres activités", "Ensemble"]
    assert by_name[:-2] != first[:-2]
    assert sorted(by_name) == sorted(first)
    page.click(*middle(page, "#table-products th:nth-child(5) button"))
    page.press(" ")
    rising = names(page, "table-products")
    page.press(" ")
    falling = names(page, "table-products")
    assert falling[0] == "Automobiles"
    assert rising[0] != "Automobiles"
    assert rising[-2:] == falling[-2:] == first[-2:]
    page.click(*middle(page, "#figure-3 label input"))
    for key in "vehic":
        page.press(key)
    assert names(page, "table-products") == [name for name in falling if "éhic" in name]


def test_the_bar_leads_to_the_other_fiches(opened: Open) -> None:
    page = opened("dept-59")
    links = page.evaluate(
        "[...document.querySelectorAll('.around a')].map(each => [each.textContent, each.href])"
    )
    base = page.evaluate("location.href").rpartition("/")[0].rpartition("/")[0]
    assert [[words, address.removeprefix(base)] for words, address in links] == [
        ["Toutes les fiches", "/index.html"],
        ["Département suivant\u00a0: Mayotte →", "/dept-976/dept-976_2024.html"],
        ["France", "/france/france_2024.html"],
        ["Territoires d’industrie\u00a0(3)", "/dept-59/dept-59_2024.html#industrials"],
    ]


def seek(page: Page, words: str) -> None:
    """Go to the search by its key, write, and press Enter."""
    page.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    for each in words:
        page.press(each)
    page.press("Enter")


def test_a_country_or_an_activity_is_found_by_name(opened: Open) -> None:
    page = opened("dept-59")
    seek(page, "chin")
    assert {*lit(page, "figure-2")} == {"CN"}
    page.until("Math.abs(document.querySelector('#figure-2').getBoundingClientRect().top) < 450")
    page.press("Escape")
    assert not any(lit(page, figure) for figure in figures(page))


def test_what_a_page_has_not_is_looked_for_among_all_fiches(running: Browser, folder: Path) -> None:
    page = running.open(folder / "dept-59" / "dept-59_2024.html", width=1280)
    page.browser.events.clear()
    seek(page, "MAYOTTE")
    page.wait_for("Page.frameNavigated")
    assert page.evaluate("location.href").endswith("/index.html#q=mayotte")
    assert page.until("document.querySelector('#found a')?.textContent") == "Mayotte"
    page.close()


def test_a_summary_answers_too(running: Browser, tmp_path: Path) -> None:
    asked = ("--dept", "48", "--sample", "--format", "html", "--pages", "essentiel", "--quiet")
    assert launch("fiche", *asked, "-o", str(tmp_path)).code == 0
    page = running.open(tmp_path / "dept-48" / "dept-48_2024_essentiel.html", width=1280)
    assert page.events("Runtime.exceptionThrown") == []
    page.point(*middle(page, "#figure-1 [data-k]"))
    assert line(page, "figure-1")
    page.close()


def test_a_table_is_a_stop_of_the_keyboard_only_where_it_scrolls(opened: Open) -> None:
    page = opened("dept-59", width=390)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.until(
        "[...document.querySelectorAll('.scroll')].every(each =>"
        " (each.tabIndex === 0) === (each.scrollWidth > each.clientWidth))"
    )
