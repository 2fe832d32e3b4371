"""The workbook, opened again with another library."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import openpyxl
import polars as pl
import pytest

from tests.tabulation import frames
from tradefiche.charts.look.themefile import theme
from tradefiche.errors import TradeficheError
from tradefiche.formats.workbook.workbook import to_xlsx
from tradefiche.settings import shipped_config
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.chart._chart import ChartBase
    from openpyxl.worksheet.worksheet import Worksheet

    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.provenance import Meta

TERRITORIES = ("dept-59", "dept-01", "france")


def opened(tables: Mapping[str, pl.DataFrame], meta: Meta) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(tables, meta)))


def headers(name: str, lang: Lang = "fr") -> list[str]:
    """Return the headers of a table: titles, with the signs of units."""
    return [f"{each.title(lang)} ({each.sign})" if each.sign else each.title(lang)
            for each in contract()[name].columns]  # fmt: skip


def words(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize("name", ["totals", "partners", "products", "flows"])
def test_a_sheet_holds_its_table(name: str) -> None:
    frame = frames.tables()[name]

    header, *rows = opened(frames.tables(), frames.meta())[name].iter_rows()

    assert [cell.value for cell in header] == headers(name)
    assert len(rows) == frame.height
    for row, wanted in zip(rows, frame.iter_rows(), strict=True):
        for cell, value in zip(row, wanted, strict=True):
            match value:
                case None:
                    assert cell.value is None
                case str():
                    assert (cell.value, cell.data_type) == (value, "s")
                case bool():
                    assert (cell.value, cell.data_type) == (value, "b")
                case _:
                    assert cell.data_type == "n"
                    assert cell.value == pytest.approx(value, rel=1e-15)


def test_no_cell_is_a_formula_nor_an_outside_link() -> None:
    workbook = opened(frames.tables(), frames.meta())

    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None or cell.hyperlink.target is None


def test_codes_are_texts_and_numbers_have_formats() -> None:
    sheet = opened(frames.tables(), frames.meta())["products"]
    first = dict(zip(contract()["products"].names, sheet[2], strict=True))

    assert (first["product"].value, first["product"].number_format) == ("0001", "@")
    assert first["exports_eur"].number_format == "#,##0"
    assert first["exports_share_pct"].number_format == "0.00"
    assert first["exports_rank"].number_format == "0"


@pytest.mark.parametrize("code", ["01", "2A", "0111", "NA", "1E5", "=1+1", "+33", "-2", "@a"])
def test_codes_stay_what_they_are(code: str) -> None:
    frame = frames.partners().with_columns(country=pl.lit(code), country_name=pl.lit(code))

    sheet = opened({"partners": frame}, frames.meta())["partners"]

    cells = [sheet.cell(2, place) for place in (3, 4)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        (code, "s", "@"),
        (code, "s", "@"),
    ]


def test_sheets_come_in_order_in_both_languages() -> None:
    french = opened(frames.tables(), frames.meta())
    english = opened(frames.tables(), frames.meta(lang="en"))

    assert french.sheetnames == [
        "Couverture", "Sommaire", "Notes", "Synthèse", "Graphiques", *frames.tables(), "Colonnes",
    ]  # fmt: skip
    assert english.sheetnames == [
        "Cover", "Contents", "Notes", "Overview", "Charts", *frames.tables(), "Columns",
    ]  # fmt: skip


def test_the_header_stays_in_sight_and_filters() -> None:
    sheet = opened(frames.tables(), frames.meta())["partners"]

    assert sheet.freeze_panes == "A2"
    assert sheet.tables["table_partners"].ref == "A1:O4"
    assert sheet.tables["table_partners"].autoFilter.ref == "A1:O4"
    assert sheet.column_dimensions["D"].width > len("Pays non précisés")


def test_sheets_print_on_a4_as_wide_as_the_page() -> None:
    sheet = opened(frames.tables(), frames.meta(data="sample"))["flows"]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddFooter.center.text == "Données d’exemple synthétiques"


def test_a_footer_says_what_is_counted_however_long_the_title() -> None:
    places = {f"dept-0{n}": "Alpes-de-Haute-Provence" for n in range(1, 5)}
    for only, told in (
        ("hors énergie & aéronautique", "hors énergie && aéronautique"),
        ("hors " + "très " * 40 + "long", "champ restreint, voir la couverture"),
    ):
        meta = replace(frames.meta(), territories=places, only=only)
        footer = opened(frames.tables(), meta)["flows"].oddFooter.left.text
        assert footer.endswith(f" – {told}")
        assert footer.startswith("Commerce extérieur – Alpes")
        assert len(footer.replace("&&", "&")) <= 80
    whole = opened(frames.tables(), frames.meta())["flows"].oddFooter.left.text
    assert whole == "Commerce extérieur – Nord – 2024"


def test_the_cover_says_where_figures_come_from() -> None:
    meta = frames.meta()

    text = words(opened(frames.tables(), meta)["Couverture"])

    assert text.startswith("Commerce extérieur – Nord – 2024\n")
    for told in (
        "Nord (dept-59)",
        "2025-02",
        "DGDDI/DSECE",
        "douanes françaises, résultats de février 2025",
        "Licence Ouverte 2.0",
        "a" * 64,
        "cpf4",
    ):
        assert told in text
    assert "exportations 2024Q1..2024Q4 → 2025-02" in text
    footer = opened(frames.tables(), meta)["Couverture"].oddFooter.center.text
    assert footer == meta.citation.replace("&", "&&")
    assert all(caveat in text for caveat in meta.statement.caveats)
    assert "synthétiques" not in text
    assert "Document non officiel" in text


@pytest.mark.parametrize("sheet", ["Couverture", "Synthèse"])
def test_the_sample_says_that_it_is_made_up(sheet: str) -> None:
    workbook = opened(frames.tables(data="sample"), frames.meta(data="sample"))

    assert "Données d’exemple synthétiques" in words(workbook[sheet])
    assert workbook.properties.category == "Données d’exemple synthétiques"


def test_the_contents_lead_to_every_sheet_that_follows() -> None:
    workbook = opened(frames.tables(), frames.meta())

    rows = list(workbook["Sommaire"].iter_rows(min_row=2))

    assert [row[0].value for row in rows] == workbook.sheetnames[2:]
    for name, meaning, count in rows:
        assert name.hyperlink.location == f"'{name.value}'!A1"
        assert str(meaning.value).endswith(".")
        height = frames.tables()[name.value].height if name.value in frames.tables() else None
        assert count.value == height


def test_the_notes_define_every_indicator() -> None:
    sheet = opened(frames.tables(), frames.meta(lang="en"))["Notes"]

    rows = list(sheet.iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if row[1] == "Column")
    defined = {row[1]: row for row in rows[top + 1 :]}
    measures = {
        column.name
        for name in frames.tables()
        for column in contract()[name].columns
        if column.measure
    }
    assert set(defined) == measures
    assert defined["coverage_pct"][5] == "100 · x_t / m_t"
    assert "two valuations" in str(defined["coverage_pct"][6])
    assert sheet.tables["list_definitions"].ref == f"A{top + 1}:H{len(rows)}"


def test_no_cells_are_merged_and_every_list_has_its_header() -> None:
    workbook = opened(frames.tables(data="sample"), frames.meta(data="sample"))

    for sheet in workbook:
        assert not sheet.merged_cells.ranges
        for each in sheet.tables.values():
            assert each.headerRowCount == 1
    assert [name for name in workbook.sheetnames if not workbook[name].tables] == [
        "Couverture",
        "Synthèse",
        "Graphiques",
    ]


def test_an_unknown_release_is_called_unknown() -> None:
    workbook = opened(frames.tables(), frames.meta(release=None))

    assert "inconnue" in words(workbook["Couverture"])
    assert workbook.properties.created.year == 2000


def test_the_date_is_that_of_the_release() -> None:
    created = opened(frames.tables(), frames.meta()).properties.created

    assert (created.year, created.month, created.day) == (2025, 2, 1)


def test_territories_stand_side_by_side() -> None:
    totals = frames.totals(*TERRITORIES)

    sheet = opened({"totals": totals}, frames.meta(*TERRITORIES))["Synthèse"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=4, values_only=True)}

    assert rows["Indicateur"] == ("Indicateur", "Unité", "Nord", "Ain", "France")
    assert rows["Période"][2:] == ("2024", "2024", "2024")
    assert rows["Exportations"] == ("Exportations", "€", *totals["exports_eur"])
    assert rows["Importations"][3] is None
    assert sheet.freeze_panes == "C6"


def test_columns_are_explained() -> None:
    rows = list(opened(frames.tables(), frames.meta())["Colonnes"].iter_rows(values_only=True))

    assert [row[:3] for row in rows[1:]] == [
        (name, column, header)
        for name in frames.tables()
        for column, header in zip(contract()[name].names, headers(name), strict=True)
    ]


def test_an_empty_table_keeps_its_header() -> None:
    sheet = opened({"flows": frames.flows().clear()}, frames.meta())["flows"]

    assert [cell.value for cell in sheet[1]] == headers("flows")
    assert sheet.max_row == 1


def test_the_same_input_gives_the_same_bytes() -> None:
    meta = frames.meta()
    other = replace(meta, sources=meta.sources[::-1])

    assert to_xlsx(frames.tables(), meta) == to_xlsx(frames.tables(), other)


def test_headers_that_differ_in_case_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    flows = contract()["flows"]
    value = next(column for column in flows.columns if column.name == "value_eur")
    shouted = msgspec.structs.replace(value.titles, fr=value.titles.fr.upper())
    twice = replace(
        flows, columns=(*flows.columns, replace(value, name="another_eur", titles=shouted))
    )
    frame = frames.flows().with_columns(another_eur=1)
    monkeypatch.setitem(contract(), "flows", twice)

    with pytest.raises(TradeficheError, match="workbook cannot be written"):
        to_xlsx({"flows": frame}, frames.meta())


def test_a_text_too_long_for_a_cell_is_an_error() -> None:
    frame = frames.partners().with_columns(country_name=pl.lit("x" * 40_000))

    with pytest.raises(TradeficheError, match="partners"):
        to_xlsx({"partners": frame}, frames.meta())


def test_warnings_of_others_stay_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tradefiche.formats.workbook.workbook.write_overview",
        lambda *_: warnings.warn("old", DeprecationWarning, stacklevel=1),
    )

    with pytest.warns(DeprecationWarning, match="old"):
        to_xlsx(frames.tables(), frames.meta())


@pytest.mark.parametrize("name", contract())
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_two_headers_of_a_table_are_alike(name: str, lang: Lang) -> None:
    folded = [header.casefold() for header in headers(name, lang)]

    assert len(set(folded)) == len(folded)


def charts(tables: Mapping[str, pl.DataFrame], meta: Meta, sheet: str) -> list[ChartBase]:
    found: list[ChartBase] = opened(tables, meta)[sheet]._charts
    return found


def said(chart: ChartBase) -> str:
    """Return the title of a chart."""
    paragraphs = chart.title.tx.rich.p
    return "".join(run.t for each in paragraphs for run in each.r)


def test_charts_draw_the_first_rows_of_partners_and_products() -> None:
    partners, products = charts(frames.tables(), frames.meta(), "Graphiques")

    last = frames.tables()["partners"].height + 1
    drawn = [(each.cat.strRef.f, each.val.numRef.f) for each in partners.series]
    assert drawn == [
        (f"partners!$D$2:$D${last}", f"partners!${letter}$2:${letter}${last}") for letter in "FG"
    ]
    [marks] = partners._charts[1].series
    assert marks.val.numRef.f == f"partners!$H$2:$H${last}"
    assert [each.val.numRef.f[:11] for each in products.series] == ["products!$F", "products!$G"]
    assert said(partners) == "Premiers pays partenaires – Nord – 2024"
    colours = [each.graphicalProperties.solidFill.srgbClr for each in partners.series]
    assert colours == ["5B2A86", "1F78C8"]


def test_a_chart_says_what_is_counted_and_that_it_is_made_up() -> None:
    meta = replace(frames.meta(data="sample"), only="hors énergie")

    for chart in charts(frames.tables(data="sample"), meta, "Graphiques"):
        assert said(chart).endswith("– hors énergie – Données d’exemple synthétiques")


def test_each_territory_has_its_charts_and_many_have_none() -> None:
    frame = frames.partners()
    for count, drawn in ((2, 2), (12, 12), (13, 0)):
        places = {f"dept-{number}": f"Place {number}" for number in range(10, 10 + count)}
        several = pl.concat(frame.with_columns(territory=pl.lit(each)) for each in places)
        meta = replace(frames.meta(), territories=places)
        book = opened({"partners": several}, meta)
        found = book["Graphiques"]._charts if drawn else []
        assert len(found) == drawn
        assert ("Graphiques" in book.sheetnames) == bool(drawn)
        if drawn:
            assert said(found[-1]) == f"Premiers pays partenaires – Place {9 + count} – 2024"
            first = found[-1].series[0].val.numRef.f
            assert first.startswith(f"partners!$F${2 + (count - 1) * frame.height}:")


def test_a_theme_colours_the_charts() -> None:
    own = msgspec.structs.replace(theme((shipped_config(),)).palette, exports="#004D40")

    [chart, _] = openpyxl.load_workbook(io.BytesIO(to_xlsx(frames.tables(), frames.meta(), own)))[
        "Graphiques"
    ]._charts

    assert chart.series[0].graphicalProperties.solidFill.srgbClr == "004D40"
