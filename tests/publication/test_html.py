"""The web page of a fiche: whole, closed to the outside, the same content as the document."""

from __future__ import annotations

import base64
import gzip
import hashlib
import itertools
import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import pytest

from tests.publication.documents import (
    composed,
    on_the_web,
    paged,
    pictures,
    question,
    sample,
    texts,
)
from tests.publication.test_pdf import HOSTILE
from tests.publication.webpages import parsed
from tradefiche.formats.bundle import outputs
from tradefiche.publication.blocks import Figure, Paragraph, Run
from tradefiche.publication.compose import build
from tradefiche.publication.data import gather
from tradefiche.publication.document import Sibling
from tradefiche.publication.html.markup import css_string, tag
from tradefiche.publication.html.page import to_html
from tradefiche.publication.pdf import to_pdf
from tradefiche.publication.pictures import Pictures
from tradefiche.publication.table import PrintedCell, PrintedTable
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publication.webpages import Element
    from tradefiche.formats.csv import Dialect
    from tradefiche.language.typography import Lang

PLACES = ("dept-59", "dept-75", "dept-48", "dept-20", "dept-974", "region-32", "france")
OUTSIDE = re.compile(r"https?:|mailto:")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@cache
def page(territory: str, lang: Lang = "fr") -> Element:
    return parsed(paged(territory, lang))


def squeezed(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text)


@pytest.mark.parametrize("territory", PLACES)
def test_it_says_all_that_the_document_says(territory: str) -> None:
    document = on_the_web(composed(territory, "fr"))
    said = squeezed(page(territory).one("body").text)
    # an alternative text is title and description of a drawing, held against them below
    apart = {each.alt for each in document.blocks() if isinstance(each, Figure)}
    expected = {*texts((document.cover, document.sections))} - apart
    assert [text for text in sorted(expected) if squeezed(text).strip() not in said] == []


@pytest.mark.parametrize("territory", PLACES)
def test_ids_are_unique_and_whatever_leads_to_one_finds_it(territory: str) -> None:
    root = page(territory)
    ids = [each.attributes["id"] for each in root if "id" in each.attributes]
    assert len(ids) == len({*ids})
    named = [
        name
        for each in root
        for key in ("aria-labelledby", "aria-describedby", "for")
        for name in each.attributes.get(key, "").split()
    ]
    anchors = [each.attributes["href"] for each in root.all("a")]
    inner = [anchor.removeprefix("#") for anchor in anchors if anchor.startswith("#")]
    assert {*named, *inner} <= {*ids}
    assert inner


@pytest.mark.parametrize("territory", PLACES)
def test_headings_go_down_one_level_at_a_time(territory: str) -> None:
    levels = [int(each.name[1]) for each in page(territory).all(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))
    assert all(each.text.strip() for each in page(territory).all(*HEADINGS))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_comes_from_outside(lang: Lang) -> None:
    root = page("dept-59", lang)
    for each in root:
        assert "src" not in each.attributes
        assert "srcset" not in each.attributes
        assert "style" not in each.attributes
        assert not any(key.startswith("on") for key in each.attributes)
        address = each.attributes.get("href", "")
        if each.name != "a":
            assert address.startswith("data:") or not address
        elif address.startswith("data:"):
            assert each.attributes["download"].endswith(".csv")
        else:
            assert re.match(r"https?://|mailto:|#|\.\./", address)
    assert not root.all("iframe", "object", "embed", "form", "base", "img", "image", "use")
    style = root.one("style").text
    assert not OUTSIDE.search(re.sub(r"url\(data:[^)]*\)", "", style))
    assert "@import" not in style


def test_its_policy_lets_in_its_own_style_and_script_and_nothing_else() -> None:
    root = page("dept-59")
    style, script = (
        base64.b64encode(hashlib.sha256(each.text.encode()).digest()).decode()
        for each in (root.one("style"), root.script)
    )
    meta = root.all("meta")[1]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    assert meta.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{style}'; font-src data:; img-src data:; "
        f"script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("territory", PLACES)
def test_a_figure_has_two_drawings_that_are_named_and_its_tables(territory: str) -> None:
    figures = [b for b in composed(territory, "fr").blocks() if isinstance(b, Figure)]
    drawn = page(territory).all("figure")
    assert [each.attributes["id"] for each in drawn] == [each.id for each in figures]
    for figure, element in zip(figures, drawn, strict=True):
        svgs = element.all("svg", role="img")
        assert len(svgs) == 2
        for svg in svgs:
            named, told, more = (
                element.one(id=svg.attributes[f"aria-{name}"]) for name in
                ("labelledby", "describedby", "details")
            )  # fmt: skip
            assert named.text == figure.title
            assert f"{named.text}. {told.text}" == figure.alt
            assert "hidden" in told.attributes
            assert {each.attributes["id"] for each in more.all("table")} == {*figure.tables}
        assert {each.attributes["id"] for each in element.all("table")} == {*figure.tables}


def test_colours_of_drawings_are_roles() -> None:
    fills = {
        each.attributes[key]
        for svg in page("dept-59").all("svg")
        for each in svg
        for key in ("fill", "stroke")
        if key in each.attributes
    }
    style = page("dept-59").one("style").text
    roles = {fill for fill in fills if fill != "none"}
    assert roles
    for role in roles:
        found = re.fullmatch(r"var\((--[a-z0-9-]+)\)", role)
        assert found, role
        assert style.count(f"{found[1]}:#") == 2, f"{role} on a light and on a dark ground"


@pytest.mark.parametrize("territory", PLACES)
def test_tables_have_headers_and_a_caption(territory: str) -> None:
    document = on_the_web(composed(territory, "fr"))
    tables = {b.id: b for b in document.blocks() if isinstance(b, PrintedTable)}
    drawn = page(territory).all("table")
    assert sorted(each.attributes["id"] for each in drawn) == sorted(tables)
    for element in drawn:
        table = tables[element.attributes["id"]]
        assert element.one("caption").text.startswith(table.title)
        assert all("scope" in header.attributes for header in element.all("th"))
        rows = element.one("tbody").all("tr")
        assert len(rows) == len(table.rows)
        for row in rows:
            assert len(row.all("th", scope="row")) == 1
            assert len(row.all("td")) == len(table.columns) - 1


@pytest.mark.parametrize(("lang", "dialect"), [("fr", "excel-fr"), ("en", "standard")])
def test_downloads_are_the_files_of_export(lang: Lang, dialect: Dialect) -> None:
    data = sample(lang)
    links = {a.attributes["download"]: a.attributes["href"]
             for a in page("dept-59", lang).all("a") if "download" in a.attributes}  # fmt: skip
    made = outputs(
        "dept-59", data.period, data.tables("dept-59"), data.meta, formats=["csv"], dialect=dialect
    )
    for output, held in made:
        address = links.pop(output.name)
        assert unquote_to_bytes(address.removeprefix("data:text/csv;charset=utf-8,")) == held
    assert not links


def test_the_same_bytes_twice() -> None:
    again = to_html(composed("dept-48", "fr"), pictures("fr"))
    assert again == paged("dept-48", "fr")


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_are_text_everywhere(label: str) -> None:
    document = composed("dept-48", "fr")
    first, *rest = document.sections
    table = next(each for each in document.blocks() if isinstance(each, PrintedTable))
    row = replace(table.rows[0], cells=tuple(PrintedCell(label) for _ in table.columns))
    wild = replace(table, id="table-wild", title=label, rows=(row,), notes=(label,))
    paragraph = Paragraph((Run(label), Run(label, strong=True), Run(label, url="javascript:1")))
    hostile = replace(
        document,
        title=label, running=label, description=label, unofficial=label, sample=label,
        cover=replace(document.cover, place=label, kicker=label),
        sections=(replace(first, title=label, blocks=(paragraph, wild, *first.blocks)), *rest),
    )  # fmt: skip
    root = parsed(to_html(hostile, pictures("fr")))
    plain = page("dept-48")
    shown = re.sub(r"[\x00-\x1f\u200e\u200f\u202a-\u202e]", "", label)
    assert root.one("head").one("title").text == shown
    assert root.one("span", class_="place").text == shown
    assert root.one("table", id="table-wild").one("caption").text.startswith(shown)
    assert root.script.text == plain.script.text
    assert len(root.all("a")) == len(plain.all("a"))
    assert len(root.all("style")) == 1


def test_the_bar_leads_to_other_periods_and_languages() -> None:
    editions = (
        Sibling("2024", "en", "dept-48_2024_en.html"),
        Sibling("2023", "fr", "dept-48_2023.html"),
    )
    document = replace(composed("dept-48", "fr"), editions=editions)
    root = parsed(to_html(document, pictures("fr")))
    english, before = root.one("div", class_="around").all("a")[-2:]
    assert (english.text, before.text) == ("English", "La même fiche, 2023")
    assert english.attributes == {
        "href": "dept-48_2024_en.html", "lang": "en", "hreflang": "en",
    }  # fmt: skip
    assert before.attributes == {"href": "dept-48_2023.html"}


def test_a_string_of_a_style_sheet_cannot_end_it() -> None:
    assert css_string('a"b\\c</style>') == '"a\\22 b\\5c c\\3c /style\\3e "'


def test_markup_escapes_what_is_no_markup() -> None:
    assert tag("p", "<b>", tag("i", "&"), title='"') == (
        '<p title="&quot;">&lt;b&gt;<i>&amp;</i></p>'
    )


def test_names_of_territories_are_kept_on_one_line() -> None:
    names = {each.text for each in page("dept-59").all("span", class_="name")}
    assert {"Hauts-de-France", "Pas-de-Calais"} <= names
    assert {"Royaume-Uni", "Pays-Bas"} <= names


def test_hostile_names_of_a_label_file_are_text_in_pictures_and_tables_too(tmp_path: Path) -> None:
    labels = [*HOSTILE[:5], "</style></svg><b>", "L" * 290]
    products = (
        "Automobiles", "Produits agricoles", "Viande", "Autres aliments", "Textiles",
        "Habillement", "Minéraux divers",
    )  # fmt: skip
    countries = (
        "Allemagne", "Belgique", "Italie", "Espagne", "Pays-Bas", "Royaume-Uni", "États-Unis",
    )  # fmt: skip
    for name, key, known in (("a129.yaml", "short", products), ("countries.yaml", "fr", countries)):
        text = (shipped_config() / name).read_text("utf-8")
        for each, label in zip(known, labels, strict=True):
            assert f"{key}: {each}," in text
            quoted = json.dumps(label, ensure_ascii=True)
            text = text.replace(f"{key}: {each},", f"{key}: {quoted},", 1)
        (tmp_path / name).write_text(text, "utf-8")
    dirs = (tmp_path, shipped_config())
    nord = gazetteer(dirs).by_id("dept-59")
    assert nord is not None
    data = gather(replace(question("fr"), config_dirs=dirs, territories=(nord,)))
    drawn = Pictures(data)
    document = build(nord, data, drawn)
    root = parsed(to_html(document, drawn))
    plain = page("dept-59")
    for name in ("script", "style", "b", "iframe", "img"):
        assert len(root.all(name)) == len(plain.all(name))
    assert len(root.all("svg", role="img")) == len(plain.all("svg", role="img"))
    headers = {each.text for each in root.one("table", id="table-partners").all("th")}
    for label in labels:
        assert re.sub(r"[\x00-\x1f\u200e\u200f\u202a-\u202e]", "", label) in headers
    assert to_pdf(document, drawn)


def test_the_script_is_small() -> None:
    script = page("dept-59").script.text.encode()
    assert len(script) <= 12_000
    assert len(gzip.compress(script)) <= 5_000


@pytest.mark.parametrize("territory", PLACES)
def test_marks_name_rows_of_the_tables_of_the_page(territory: str) -> None:
    """A mark has a row in its figure's table, or in those of all countries and activities."""
    root = page(territory)
    wide = [root.all("table", id=name) for name in ("table-partners", "table-products")]
    for figure in root.all("figure"):
        marks = [each.attributes["data-k"].split() for each in figure.all("rect", "path", "text")
                 if "data-k" in each.attributes]  # fmt: skip
        tables = [*figure.all("table"), *itertools.chain(*wide)]
        named = {
            each.attributes["data-k"]
            for table in tables
            for each in table.all("tr", "th")
            if "data-k" in each.attributes
        }
        assert marks
        found = [all(key in named for key in keys) for keys in marks]
        assert sum(found) > 0.9 * len(found), figure.attributes["id"]


def test_the_heaviest_page_is_light() -> None:
    assert len(paged("dept-59", "fr")) <= 750_000
    assert len(gzip.compress(paged("dept-59", "fr"))) <= 200_000
