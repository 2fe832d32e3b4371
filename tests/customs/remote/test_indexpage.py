"""Which zips a page leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.customs.remote.indexpage import is_page, offers

if TYPE_CHECKING:
    from tradefiche.customs.remote.listings import Offer

HERE = "https://kiosk.example/site_fr/telechargement/page.asp"
FILES = "https://www.douane.gouv.fr/sites/default/files"


def found(html: str, *, encoding: str = "utf-8", charset: str | None = None) -> list[Offer]:
    return offers(html.encode(encoding), HERE, charset)


def link(name: str, words: str = "zip") -> str:
    return f'<a href="{FILES}/2025-02/07/{name}">{words}</a>'


def test_regional_links_among_others() -> None:
    html = f"""<!DOCTYPE html><html><body><h2>Données</h2><ul>
      <li>{link("202502-stat-national-ce-export.zip")}</li>
      <li>{link("202502-stat-regional-ce-export.zip")}</li>
      <li>{link("202502-stat-regional-ce-import.zip")}</li>
      <li>{link("202405-Regional-2023-export.zip")} {link("lisezmoi-regional-export.pdf")}</li>
      <li><a href="/accueil.asp">Accueil</a> <a name="ancre">régional export</a></li>
    </ul></body></html>"""

    assert [(each.flow, each.year, each.release) for each in found(html)] == [
        ("export", None, "2025-02"),
        ("import", None, "2025-02"),
        ("export", 2023, "2024-05"),
    ]


def test_a_table_whose_heads_tell() -> None:
    html = """<h1>Statistiques régionales et départementales</h1>
      <table><tr><th>Année</th><th>Import</th><th>Export</th></tr>
      <tr><td>2023</td><td><a href="/a1.zip">zip</a></td><td><a href="/a2.zip">zip</a></td></tr>
      <tr><td>2022</td><td><a href="/b1.zip">zip</a></td><td><a href="/b2.zip">zip</a></td></tr>
      </table>"""

    assert [(each.url[-7:], each.flow, each.year) for each in found(html)] == [
        ("/a1.zip", "import", 2023),
        ("/a2.zip", "export", 2023),
        ("/b1.zip", "import", 2022),
        ("/b2.zip", "export", 2022),
    ]


def test_headings_tell_products_apart() -> None:
    html = """<h2>Nationales</h2><p>2023 : <a href="/n.zip">export</a></p>
      <h2>Régionales</h2><p>2023 : <a href="/r.zip">export</a></p>"""

    assert [each.url for each in found(html)] == ["https://kiosk.example/r.zip"]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("regional-export.zip", "https://kiosk.example/site_fr/telechargement/regional-export.zip"),
        ("/regional-export.zip", "https://kiosk.example/regional-export.zip"),
        ("//f.example/regional-export.zip", "https://f.example/regional-export.zip"),
        ("../regional-export.zip#part", "https://kiosk.example/site_fr/regional-export.zip"),
        ("a b\\regional-export.zip", f"{HERE.rpartition('/')[0]}/a%20b/regional-export.zip"),
        ("http://f.example/regional-export.zip", "https://f.example/regional-export.zip"),
        ("/get.asp?a=1&amp;f=regional-export.zip", "https://kiosk.example/get.asp?a=1&f=regional-export.zip"),
    ],
)  # fmt: skip
def test_addresses_of_links(href: str, url: str) -> None:
    assert [each.url for each in found(f"<a href='{href}'>régional</a>")] == [url]


@pytest.mark.parametrize(
    "href",
    [
        "", "#", "javascript:telecharger('regional-export.zip')", "mailto:regional-export.zip",
        "ftp://f.example/regional-export.zip", "https://[::1/regional-export.zip", "http://",
        "file:///regional-export.zip", "data:application/zip;base64,regional-export.zip",
    ],
)  # fmt: skip
def test_broken_links_are_passed_over(href: str) -> None:
    html = f"<a href=\"{href}\">régional export</a> <a href='/regional-import.zip'>y</a>"

    assert [each.flow for each in found(html)] == ["import"]


def test_links_without_a_name_must_speak_of_a_download() -> None:
    html = """<h1>Régional, export</h1><a href="/commerce">Commerce</a> <a href="#">2023</a>
      <a href="/media/12/download">2023</a> <a href="/m/13">zip, 2022</a>"""

    urls = [each.url for each in offers(html.encode(), "https://kiosk.example/opendata", None)]

    assert urls == ["https://kiosk.example/media/12/download", "https://kiosk.example/m/13"]


def test_a_base_is_heeded() -> None:
    html = "<head><base href='https://f.example/d/'></head><a href='regional-export.zip'>x</a>"

    assert [each.url for each in found(html)] == ["https://f.example/d/regional-export.zip"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    html = "<h1>Données régionales</h1><a href='/e.zip'>Données à l’export</a>"
    html = html.replace("’", "'") if encoding == "iso-8859-1" else html
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'

    assert len(found(html, encoding=encoding)) == 1
    assert len(found(html, encoding=encoding, charset=encoding)) == 1
    assert len(found(declared + html, encoding=encoding, charset="unheard-of")) == 1


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html>",
        "<p>rien</p>",
        "<a>régional export</a>",
        "<<<a href='/regional-export.zip",
        "<!--<a href='/regional-export.zip'>x</a>-->",
    ],
)
def test_pages_without_links(html: str) -> None:
    assert found(html) == []


def test_the_same_link_twice_counts_once() -> None:
    assert len(found(link("202502-stat-regional-ce-export.zip") * 3)) == 1


@pytest.mark.parametrize("head", [b"<html>", b"\xef\xbb\xbf\r\n <!DOCTYPE html>", b"<?xml ?>"])
def test_a_page_is_known(head: bytes) -> None:
    assert is_page(head)


@pytest.mark.parametrize("head", [b"PK\x03\x04", b'{"resources": []}', b"", b"I;1;2024"])
def test_no_page(head: bytes) -> None:
    assert not is_page(head)
