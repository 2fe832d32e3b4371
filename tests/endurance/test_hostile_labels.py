"""Names that mean something to a browser, Typst or a spreadsheet come out as the text they are.

`--endurance` makes whole fiches, in both languages.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import yaml

from tests.datasets import COUNTRIES, PRODUCTS
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.endurance.ground import Ground

NAMES = (
    "<script>alert(1)</script>", "</style></script><img src=x onerror=alert(1)>",
    '"><svg onload=x>', "' onmouseover='alert(1)", "&lt;b&gt; &amp; &#x3c;i&#x3e;", "<!-- ", "]]>",
    "javascript:alert(1)", "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(1)", "\t=1+1", "http://x.test",
    '=HYPERLINK("http://x.test")', "#let x = 1; $x^2$", "*a* _b_ `c`", "@ref <lab>", "#panic()",
    "\\u{41} \\", "// a /* b", "{place} {0} {", "}} %s %(a)s", "**a** [x](https://x) ![y](z)",
    "\u202eabc\u202c", "a\u200fb\u200b", "e\u0301" * 40, "L" * 290, "mot " * 72, "é-a" * 97,
    "AB-" * 97,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "漢字 עברית", "a;b,c|d", '"', "NULL", "nan",
    "1e5", "2024-01-01", "../../etc/passwd", "CON", "a\u00a0\u202fb",
)  # fmt: skip


class Page(HTMLParser):
    """What a browser would find in a page: how many of each element, and handlers of events."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.handlers = Counter[str](), Counter[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.handlers.update(name for name, _ in attrs if name.startswith("on"))


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """Return a folder of configuration that gives such a name to each product and country."""
    own = tmp_path / "own"
    own.mkdir()
    for file, kind, codes in (
        ("a129.yaml", "products", [*PRODUCTS]),
        ("countries.yaml", "countries", [code for code in COUNTRIES if code.isascii()]),
    ):
        names = (NAMES * 2)[len(codes) % 7 :]
        rows = {
            code: dict.fromkeys(("fr", "en"), f"{names[place]}{place}")
            | ({"short": None, "short_en": None} if place % 2 else {})
            for place, code in enumerate(codes)
        }
        (own / file).write_text(yaml.safe_dump({kind: rows}, allow_unicode=True), "utf-8")
    return own


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_text_stays_text(
    ground: Ground, named: Path, tmp_path: Path, lang: str, *, endurance: bool
) -> None:
    if lang == "en" and not endurance:
        pytest.skip("with --endurance")
    ground.reset("fetch")
    pages = () if endurance else ("--pages", "essentiel")
    made: dict[str, Path] = {}
    for which, more in (("plain", ()), ("named", ("--config-dir", named))):
        where = ("--dept", "59", "--data-dir", ground.store, "--lang", lang, *more)
        made[which] = tmp_path / which
        kinds = ("--format", "html", *(("--format", "pdf") if which == "named" else ()))
        result = run("fiche", *where, *pages, *kinds, "-o", made[which])
        assert result.code == 0, result.err
    words = ("--format", "xlsx", "--format", "csv", "--csv-dialect", "excel-fr")
    assert run("export", *where, *words, "-o", made["named"]).code == 0
    assert run("chart", *where, "--kind", "treemap", "-o", made["named"]).code == 0

    plain, page = (Page(next(made[each].rglob("*.html")).read_text("utf-8")) for each in made)
    for tag in ("script", "style", "img", "iframe", "object", "base", "link", "form", "b"):
        assert page.tags[tag] == plain.tags[tag], tag
    assert page.handlers == plain.handlers
    for path in made["named"].rglob("*.svg"):
        assert all(each.tag.rpartition("}")[2] != "script" for each in ET.parse(path).iter())  # noqa: S314 - ours
    for path in made["named"].rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"):
            assert not [each for each in row if formula(each)], path.name
    for path in made["named"].rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            cells = [cell for row in sheet for cell in row]
            assert all(cell.data_type != "f" for cell in cells), sheet.title
            links = [cell.hyperlink.target or "" for cell in cells if cell.hyperlink]
            assert not [link for link in links if "x.test" in link], sheet.title


def formula(field: str) -> bool:
    """Whether a spreadsheet may take a field for a formula: a number is none."""
    begins = field.lstrip()[:1] in {"=", "+", "-", "@"} if field.strip() else False
    return begins and not field.replace(",", "").lstrip("-").isdigit()
