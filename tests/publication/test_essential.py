"""The summary alone: one page, cited and marked, and never taken for a whole fiche."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

import tradefiche as tf
from tests.publication.documents import question
from tests.publication.test_batch import listed
from tests.publication.webpages import parsed
from tests.running import run
from tradefiche.publication.batch.run import make_fiches
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import config_dirs
from tradefiche.tabulation.filters import Filters

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.answer import Query

EVERY = (
    "dept-59", "dept-04", "dept-20", "dept-48", "dept-75", "dept-976", "dept-99", "region-06",
    "region-93", "france",
)  # fmt: skip
FEW: dict[str, tuple[str, ...]] = {
    "fr": tuple(each for each in EVERY if each not in {"dept-75", "dept-976"}),
    "en": ("dept-59", "dept-04", "france"),
}
WITHOUT = Filters(exclude_products=("energie",), exclude_countries=("asean",))


def query(lang: Lang, *ids: str, filters: Filters | None = None) -> Query:
    places = gazetteer(config_dirs())
    found = tuple(each for each in map(places.by_id, ids) if each)
    asked = replace(question(lang), territories=found, pages="essentiel")
    return asked if filters is None else replace(asked, filters=filters, alone=True)


def text(path: Path) -> str:
    """Return the text of a PDF, its lines joined."""
    return " ".join(PdfReader(path).pages[0].extract_text().split())


@pytest.fixture(scope="module", params=["fr", "en"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, *, endurance: bool
) -> list[Path]:
    """Return the PDFs of all places, and those of some without energy and ASEAN."""
    folder = tmp_path_factory.mktemp(request.param)
    places = EVERY if endurance else FEW[request.param]
    whole = make_fiches(query(request.param, *places), folder, formats=["pdf"])
    some = query(request.param, "dept-04", "region-93", filters=WITHOUT)
    made = (*whole.files, *make_fiches(some, folder, formats=["pdf"]).files)
    return [path for path in made if path.suffix == ".pdf"]


def test_it_is_one_page_wherever_and_whatever(made: list[Path], *, endurance: bool) -> None:
    lang = "en" if "_en" in made[0].name else "fr"
    assert len(made) == len(EVERY if endurance else FEW[lang]) + 2
    for path in made:
        reader = PdfReader(path)
        assert len(reader.pages) == 1, path.name
        box = reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == (595, 842)


def test_it_is_marked_cited_and_named(made: list[Path]) -> None:
    for path in made:
        said = text(path)
        assert "_essentiel" in path.name
        assert any(word in said for word in ("Citer cette fiche", "Citing this fiche"))
        assert any(word in said for word in ("synthétiques", "synthetic"))
        assert any(word in said for word in ("Document non officiel", "Not an official document"))
        if "hors-energie" in path.name:
            assert any(word in said for word in ("hors énergie", "excluding energy"))
    names = {path.name.replace("_en", "") for path in made}
    assert {"dept-59_2024_essentiel.pdf", "france_2024_essentiel.pdf"} <= names
    assert "dept-04_2024_essentiel-hors-energie-hors-pays-asean.pdf" in names


def test_the_customs_own_data_are_cited(store: Path, tmp_path: Path) -> None:
    words = ("--dept", "59", "--pages", "essentiel", "--format", "pdf", "-o", tmp_path)
    result = run("fiche", *words, "--data-dir", store)

    assert result.code == 0, result.err
    [path] = tmp_path.rglob("*.pdf")
    assert "douanes françaises, résultats de" in text(path)
    assert "synthétiques" not in text(path)


def test_the_web_page_has_the_same_and_leads_nowhere(tmp_path: Path) -> None:
    [path, _] = tf.fiche(dept="59", pages="essentiel", format="html", output=tmp_path, sample=True)

    page = parsed(path.read_bytes())
    sections = [each for each in page if each.name == "section"]
    assert [each.attributes["id"] for each in sections] == ["essential"]
    assert not [each for each in page if each.name == "nav"]
    ids = {each.attributes.get("id") for each in page}
    links = [each.attributes.get("href", "") for each in page if each.name == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert "L’essentiel du commerce extérieur – Nord, 2024" in path.read_text(encoding="utf-8")
    figure = page.one("figure")
    svg, *_ = figure.all("svg", role="img")
    behind = figure.one(id=svg.attributes["aria-details"])
    assert len(behind.one("details").one("tbody").all("tr")) == 8, "a figure has its table"


def test_a_batch_of_summaries_is_beside_the_whole_ones_and_apart(tmp_path: Path) -> None:
    words = ("--dept", "48,976", "--sample", "--format", "html", "-o", tmp_path)
    assert run("fiche", *words).code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    result = run("fiche", *words, "--pages", "essentiel")

    assert result.code == 0, result.err
    listing = tmp_path / "manifest.json"
    after = {path: path.read_bytes() for path in before if path != listing}
    assert after | {listing: before[listing]} == before
    manifest = listed(tmp_path, pages="essentiel")
    assert "--pages essentiel" in manifest["command"]
    assert listed(tmp_path, pages="all")["complete"]
    assert [file["path"] for each in manifest["territories"] for file in each["files"]] == [
        "dept-48/dept-48_2024_essentiel.html", "dept-976/dept-976_2024_essentiel.html",
    ]  # fmt: skip
    index = (tmp_path / "index-essentiel.html").read_text(encoding="utf-8")
    assert "dept-48/dept-48_2024_essentiel.html" in index
    assert "2\N{NO-BREAK SPACE}fiches d’une page, l’essentiel" in index
    assert "dept-48/dept-48_2024.html" not in index
    again = run("fiche", *words, "--pages", "essentiel")
    assert "0 made, 2 unchanged" in again.err


def test_other_pages_there_are_not() -> None:
    result = run("fiche", "--dept", "59", "--sample", "--pages", "two")

    assert result.code == 2
    assert "'all', 'essentiel'" in result.err
