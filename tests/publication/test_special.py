"""Periods that are no calendar year, no year before, breaks in series, flows that are not held."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests import datasets
from tests.builders import Member, Record, labels, text, write_zip
from tests.charts.test_themefile import faces
from tests.publication.documents import gathered, texts
from tests.publication.layout import lines_of
from tests.publication.slips import slips
from tests.running import fetch, run
from tradefiche.cleaning import cleaned
from tradefiche.publication.blocks import KeyFigures, Tile
from tradefiche.publication.pdf import to_pdf
from tradefiche.publication.pictures import Pictures

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PageObject

    from tradefiche.language.typography import Lang
    from tradefiche.publication.document import Document

PLACES = ("dept-59", "dept-75", "dept-48", "dept-20", "dept-974", "dept-99", "region-32", "france")
PERIODS = ("2023", "2022Q1..2022Q4", "2024Q3", "2023Q3..2024Q2")


def tiles(document: Document) -> tuple[Tile, ...]:
    return next(b.tiles for b in document.blocks() if isinstance(b, KeyFigures))


def said(document: Document) -> str:
    return " ".join(texts((document.cover, document.sections))).replace("\u00a0", " ")


@pytest.mark.parametrize(("period", "lang"), [*zip(PERIODS, ("fr", "en", "en", "fr"), strict=True)])
def test_any_period_gives_sound_fiches(store: Path, period: str, lang: Lang) -> None:
    data, found = gathered(store, PLACES, period, lang)

    assert slips(found) == []
    assert to_pdf(found["dept-48"], Pictures(data))


def test_a_period_that_is_no_year_is_named(store: Path) -> None:
    _, found = gathered(store, ("dept-59",), "2023Q3..2024Q2")

    text = said(found["dept-59"])
    assert "du 1ᵉʳ juillet 2023 au 30 juin 2024" in text
    assert "n’est pas une année civile" in text
    assert "--period 2023Q3..2024Q2 --release 2025-02" in text


def test_a_flow_that_is_not_held_is_said_and_nothing_is_derived_from_it(store: Path) -> None:
    _, found = gathered(store, ("dept-59",), "2022Q1..2022Q4")

    imports, exports, balance, coverage = tiles(found["dept-59"])
    assert exports.value != "–"
    assert (imports.value, balance.value, coverage.value) == ("–", "–", "–")
    text = said(found["dept-59"])
    assert "Les importations ne sont pas disponibles" in text
    assert "dépassent les exportations :" not in text


@pytest.mark.parametrize(
    ("first", "change", "sentence"),
    [
        ((2021, 1), False, "de part et d’autre de janvier 2022"),
        ((2022, 1), False, "n’est pas disponible"),
        (None, True, "sur un an"),
    ],
)
def test_a_change_is_printed_only_where_it_means_something(
    tmp_path: Path, *, first: tuple[int, int] | None, change: bool, sentence: str
) -> None:
    start = first or (2022, 1)
    last = (2022, 4) if first else (2023, 4)
    for flow in ("E", "I"):
        records = datasets.generate(7, datasets.quarters(start, last), (flow,))
        data = Member(f"REGIONAL_CPF4PAYS{flow}.txt", text(records))
        path = write_zip(tmp_path / f"202402-stat-regional-ce-{flow}.zip", [data, *labels()])
        assert fetch(tmp_path / "store", path, more=("--release", "2024-02")).code == 0

    _, found = gathered(tmp_path / "store", ("dept-59",), str(last[0]))

    printed = [
        note for tile in tiles(found["dept-59"]) for note in tile.notes if "sur un an" in note
    ]
    assert bool(printed) is change
    assert sentence in said(found["dept-59"])


HOSTILE = {
    "ZG": "<script>alert(1)</script> & <b>",
    "ZB": "#let x = 1; $x^2$ \\ *fort* _it_ `c` @ref <lab>",
    "ZC": "{place} **gras** [x](https://example.org)",
    "ZD": "a\u202eb\u200fc d'où « q » \u2019",
    "ZE": "L" * 500,
    "ZF": "=1+1 / %s \\n \\u{41}",
}


def test_hostile_labels_from_a_label_file_come_out_as_text(tmp_path: Path) -> None:
    rows = "".join(f'{code};"{name}";199001;999912\n' for code, name in HOSTILE.items())
    for flow in ("E", "I"):
        records = [
            Record(flow, quarter, country=code, value=10_000_000 * (number + 1))
            for quarter in (1, 2, 3, 4)
            for number, code in enumerate(HOSTILE)
        ]
        data = Member(f"REGIONAL_CPF4PAYS{flow}.txt", text(records))
        files = [data, *labels(extra_countries=rows)]
        path = write_zip(tmp_path / f"202502-stat-regional-ce-{flow}.zip", files)
        assert fetch(tmp_path / "store", path).code == 0
    out = tmp_path / "out"
    result = run(
        "fiche", "--dept", "59", "--data-dir", tmp_path / "store", "-o", out, "--jobs", "1"
    )
    assert result.code == 0, result.err

    printed = " ".join(lines_of((out / "dept-59" / "dept-59_2024.pdf").read_bytes()))
    for name in HOSTILE.values():
        plain = cleaned(name).replace("\u202e", "").replace("\u200f", "").replace("'", "’")
        assert _bare(plain) in _bare(printed.replace("'", "’")), name


def _bare(text: str) -> str:
    """Return a text without spaces and breaks, which lines add and take away."""
    return "".join(text.replace("\u200b", "").split())


def test_the_charts_theme_serves_the_fiche_too(tmp_path: Path) -> None:
    mark = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10z"/></svg>'
    )
    (tmp_path / "marque.svg").write_text(mark, "utf-8")
    look = f'palette: {{imports: "#1478C8"}}\nlogo: marque.svg\n{faces(tmp_path)}'
    (tmp_path / "agence.yaml").write_text(look, "utf-8")
    words = ("fiche", "--dept", "48", "--sample", "--jobs", "1", "-o", tmp_path)
    assert run(*words).code == 0
    plain = (tmp_path / "dept-48" / "dept-48_2024.pdf").read_bytes()

    assert run(*words, "--theme", tmp_path / "agence.yaml").code == 0

    pdf = (tmp_path / "dept-48" / "dept-48_2024.pdf").read_bytes()
    page = (tmp_path / "dept-48" / "dept-48_2024.html").read_text("utf-8")
    fonts = {name for page in PdfReader(io.BytesIO(pdf)).pages for name in _fonts(page)}
    assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {
        "Agence",
        "AgenceNumeric",
    }
    assert "font-family:'Agence'" in page
    assert "font-family:'Inter'" not in page
    assert "Police de caractères" not in page
    assert "#1478C8" in page
    assert 'class="logo"' in page
    assert pdf != plain
    assert run(*words, "--theme", tmp_path / "none.yaml").code == 66


def _fonts(page: PageObject) -> list[str]:
    """Return the names of the faces of a page, those within its pictures too."""
    found: dict[str, object] = {}
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    faces = resources.get("/Font", DictionaryObject()).get_object()
    assert isinstance(faces, DictionaryObject)
    for face in faces.values():
        found[str(face.get_object()["/BaseFont"]).removeprefix("/")] = face
    return list(found)
