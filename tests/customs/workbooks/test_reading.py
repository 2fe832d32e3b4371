"""The reader of régions' workbooks, on files built apart from it."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
from collections import Counter, defaultdict
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from tests.builders import Member, write_zip
from tests.running import fetch, one_line
from tests.workbooks import HEADER, MASS, VALUE, YEARS, Row, raw_row, raw_workbook, sheets, workbook
from tradefiche.customs.workbooks.container import kind_of
from tradefiche.customs.workbooks.reading import read_workbook
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.running import Result
    from tradefiche.customs.workbooks.reading import Workbook

ROWS = [
    Row("59", "E", "C10A", "NA", {2023: 5, 2024: None, 2025: 7}, extra={"Libelle": "viande"}),
    Row("02", "E", "C10A", "US", {2023: 10, 2024: 20, 2025: 30}, extra={"Libelle": "viande"}),
    Row("02", "E", "A01Z", "US", {2023: -4, 2024: 0, 2025: 3}, extra={"Libelle": "blé"}),
]
BOOK = "region_01_A.zip"
FULL = [*HEADER, *(VALUE.format(year) for year in YEARS)]


def read(content: bytes) -> Workbook:
    return read_workbook(f"{BOOK}: book.xlsx", lambda: io.BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read(content)
    assert caught.value.exit_code == 65
    text = str(caught.value)
    assert "\n" not in text
    return text


def rows_of(book: Workbook) -> dict[tuple[str, int], list[tuple[object, ...]]]:
    return {(each.flow, each.year): each.frame.drop("cpf4").rows() for each in book.slices}


def test_the_rows_of_three_years_are_read_in_the_order_of_their_codes() -> None:
    book = read(workbook(ROWS))
    assert rows_of(book) == {
        ("export", 2023): [
            ("02", "A01Z", "US", -4, None),
            ("02", "C10A", "US", 10, None),
            ("59", "C10A", "NA", 5, None),
        ],
        ("export", 2024): [("02", "A01Z", "US", 0, None), ("02", "C10A", "US", 20, None)],
        ("export", 2025): [
            ("02", "A01Z", "US", 3, None),
            ("02", "C10A", "US", 30, None),
            ("59", "C10A", "NA", 7, None),
        ],
    }
    assert book.region == "01"
    assert book.ignored == ("Libelle",)
    assert book.oddities == {"negative value": 1}
    assert book.codes == {
        "department": {"02", "59"}, "a129": {"A01Z", "C10A"}, "country": {"NA", "US"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: workbook(ROWS, order=[*reversed(FULL), "Libelle"]), id="shuffled"),
        pytest.param(lambda: workbook(ROWS[::-1]), id="rows the other way round"),
        pytest.param(
            lambda: workbook(ROWS, spelt={name: f" {name.upper()} " for name in FULL}), id="case"
        ),
        pytest.param(lambda: workbook(ROWS, spelt={"Region": "Région"}), id="accent"),
        pytest.param(lambda: workbook(ROWS, numbers=True), id="codes as numbers"),
        pytest.param(
            lambda: workbook([
                Row(r.dept, r.flow, r.a129, r.country,
                    {y: None if v is None else str(v) for y, v in r.values.items()},
                    extra=r.extra)
                for r in ROWS
            ]), id="values as text",
        ),
        pytest.param(lambda: workbook(ROWS, sheet="Feuil1"), id="another sheet name"),
        pytest.param(
            lambda: workbook([*ROWS, *[Row("", "", "", "", {}, region=" ")] * 3]), id="blank rows"
        ),
    ],
)  # fmt: skip
def test_order_case_and_kind_of_cell_do_not_count(made: Callable[[], bytes]) -> None:
    assert rows_of(read(made())) == rows_of(read(workbook(ROWS)))


def test_a_sheet_of_another_kind_beside_it_does_not_count() -> None:
    table = [FULL, ["01", "59", "Export", "A01Z", "DE", 1, 2, 3]]
    book = read(sheets({"Lisez-moi": [["Valeurs en milliers d'euros"]], "vide": [], "qdf": table}))
    assert [each.frame["value"].sum() for each in book.slices] == [1, 2, 3]


def test_a_code_below_many_numbers_stays_a_code() -> None:
    many = [
        Row("02", "I", "A01Z", a + b, dict.fromkeys(YEARS, 1), region="24")
        for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ] * 3
    book = read(workbook([*many, Row("9D", "I", "A01Z", "MU", region="24")], numbers=True))
    assert {each.year: each.frame.row(-1)[0] for each in book.slices} == dict.fromkeys(YEARS, "9D")
    assert book.region == "24"


def test_decimals_become_whole_euros_half_to_even_and_are_counted() -> None:
    values = {0.5: 0, 1.5: 2, 2.5: 2, -0.5: 0, -1.5: -2, 28265529564.4: 28265529564, 3: 3}
    rows = [Row("59", "E", f"C1{i}Z", "DE", {2024: v}) for i, v in enumerate(values)]
    book = read(workbook(rows))
    assert book.slices[0].frame["value"].to_list() == list(values.values())
    assert book.oddities == {"value with decimals, rounded": 6, "negative value": 1}


def test_masses_are_read_where_there_is_a_column_of_them() -> None:
    rows = [
        Row("59", "I", "A01Z", "DE", {2024: 5, 2025: 6}, {2024: 50}),
        Row("59", "I", "A01Z", "FR", {2024: 7}, {2024: None}),
        Row("59", "I", "A02Z", "FR", {2024: None}, {2024: 3}),
    ]
    book = read(workbook(rows))
    assert rows_of(book) == {
        ("import", 2024): [("59", "A01Z", "DE", 5, 50), ("59", "A01Z", "FR", 7, None)],
        ("import", 2025): [("59", "A01Z", "DE", 6, None)],
    }
    assert book.oddities == {"mass without a value, left out": 1}


def test_a_mass_without_its_year_of_values_is_not_read() -> None:
    assert read(workbook([Row(masses={2019: 1})])).ignored == (MASS.format(2019),)


def test_a_year_without_any_figure_is_not_held_rather_than_zero() -> None:
    book = read(workbook([Row(values={2024: 5, 2025: None})]))
    assert [(each.flow, each.year) for each in book.slices] == [("export", 2024)]
    assert book.empty == (("export", 2025),)


def test_a_key_that_stands_twice_is_added_up_and_counted() -> None:
    book = read(workbook([Row(values={2024: 5}), Row(values={2024: 7})]))
    assert book.slices[0].frame["value"].to_list() == [5, 7]
    assert book.oddities == {"duplicate key": 1}


def test_both_flows_may_stand_in_one_workbook() -> None:
    book = read(workbook([Row(flow="E"), Row(flow="I")]))
    assert [(e.flow, e.year) for e in book.slices] == [
        (flow, year) for flow in ("export", "import") for year in YEARS
    ]


@pytest.mark.parametrize("region", ["99", "00", "01", "21"])
def test_what_is_of_no_departement_may_name_any_region(region: str) -> None:
    book = read(workbook([Row(), Row("98", region=region)]))
    assert book.region == "01"
    assert book.slices[0].frame["department"].to_list() == ["59", "98"]


def test_a_recount_by_openpyxl_agrees() -> None:
    codes = [f"C{number}{letter}" for number in range(10, 30) for letter in "AZ"]
    rows = [
        Row(dept, "I", code, country, {year: (i * 7919 + year) % 100_003 for year in YEARS})
        for i, (dept, code, country) in enumerate(
            (dept, code, country)
            for dept in ("02", "59", "60", "62", "80")
            for code in codes
            for country in ("DE", "NA", "FR", "US")
        )
    ]
    content = workbook(rows, order=FULL[::-1], numbers=True)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    header, *cells = sheet.iter_rows(values_only=True)
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for line in cells:
        row = dict(zip(header, line, strict=True))
        for year in YEARS:
            counted[year, f"{row['Dep']:0>2}"] += int(str(row[VALUE.format(year)]))
    got = {
        (each.year, dept): value
        for each in read(content).slices
        for dept, value in each.frame.group_by("department").agg(pl.col("value").sum()).rows()
    }
    assert got == counted


def test_the_stored_value_of_a_formula_counts() -> None:
    stored = '<c r="@"><f>40+2</f><v>42</v></c>'
    content = raw_workbook(
        raw_row(1, [*HEADER, VALUE.format(2024)])
        + raw_row(2, ["01", "59", "Export", "A01Z", "DE", stored])
        + raw_row(3, ["01", "59", "Export", "A02Z", "DE", '<c r="@"/>'])
    )
    assert rows_of(read(content)) == {("export", 2024): [("59", "A01Z", "DE", 42, None)]}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="@"><f>40+2</f></c>', "a formula without a stored value"),
        ('<c r="@"><f>40+2</f><v></v></c>', "a formula without a stored value"),
        ('<c r="@" t="n"><f ca="1"/><v/></c>', "a formula without a stored value"),
        ('<c r="@" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="@" t="b"><v>1</v></c>', "true"),
        ("1 000", "1 000"),
        ("1,5", "1,5"),
        ("s", "'s'"),
        ('<c r="@"><v>1000000000000</v></c>', "1000000000000"),
        ('<c r="@"><v>999999999999.7</v></c>', "below 10^12"),
    ],
)
def test_a_cell_that_is_no_figure_is_refused_never_taken_for_empty(cell: str, said: str) -> None:
    content = raw_workbook(
        raw_row(1, [*HEADER, VALUE.format(2024)])
        + raw_row(2, ["01", "59", "Export", "A01Z", "DE", "1"])
        + raw_row(3, ["01", "59", "Export", "A01Z", "BE", cell])
    )
    text = refusal(content)
    assert "row 3: annee2024_valeur_en_euros is" in text
    assert said in text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([Row(), Row(dept="Total")], "Dep is 'Total', expected a code such as 59 or 9A"),
        ([Row(), Row(dept="")], "Dep is nothing"),
        ([Row(), Row(a129="A01")], "CodeA129 is 'A01'"),
        ([Row(), Row(country="Chine")], "Pays is 'Chine', expected two letters"),
        ([Row(), Row(country="")], "Pays is nothing"),
        ([Row(), Row(flow="Solde")], "Flux is 'solde', expected Import or Export"),
        ([Row(), Row(region=" ")], "Region is nothing"),
        ([Row(), Row("75", region="03")], "several régions: 01 (département 59), 03"),
        ([Row("98", region="99")], "no région"),
        ([Row(values={2024: None, 2025: None})], "holds no figure"),
    ],
)
def test_rows_that_cannot_be_read_are_refused_whole(rows: Sequence[Row], said: str) -> None:
    assert said in refusal(workbook(rows))


def test_a_date_in_a_column_of_figures_is_refused() -> None:
    table = [FULL, ["01", "59", "Export", "A01Z", "DE", dt.date(2024, 1, 1), 1, 1]]
    assert "annee2023_valeur_en_euros is '2024-01-01" in refusal(sheets({"qdf": table}))


@pytest.mark.parametrize("missing", [*HEADER])
def test_a_missing_column_is_named_with_what_is_there(missing: str) -> None:
    text = refusal(workbook(ROWS, order=[name for name in FULL if name != missing]))
    assert f"no column {missing};" in text
    assert "expected Region, Dep, Flux, CodeA129, Pays and one column a year" in text
    assert "found" in text
    assert VALUE.format(2025) in text.split("found")[1]


def test_quarters_or_thousands_instead_of_years_are_named() -> None:
    spelt = {VALUE.format(year): f"annee{year}_valeur_en_milliers_euros" for year in YEARS}
    text = refusal(workbook(ROWS, spelt=spelt))
    assert "no column annee…_valeur_en_euros;" in text
    assert "annee2023_valeur_en_milliers_euros" in text


@pytest.mark.parametrize("twice", ["Pays", "annee2024_valeur_en_euros"])
def test_a_column_that_stands_twice_is_refused(twice: str) -> None:
    text = refusal(sheets({"qdf": [[*FULL, twice.upper()], ["01"] * 9]}))
    assert f"the column '{twice.upper()}' stands twice" in text


def test_two_sheets_of_the_kind_are_refused() -> None:
    table = [FULL, ["01", "59", "Export", "A01Z", "DE", 1, 2, 3]]
    assert "two sheets with such a header (qdf, copie)" in refusal(
        sheets({"qdf": table, "copie": table})
    )


def test_a_workbook_of_another_kind_says_what_it_begins_with() -> None:
    text = refusal(sheets({"Données": [["Produit", "2023"], ["a", 1]], "vide": []}))
    assert "no sheet with the columns Region, Dep" in text
    assert "'Données' begins with Produit, 2023; 'vide' begins with nothing" in text


def test_what_is_no_xlsx_is_refused_by_its_content() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    locked = ole + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    whole = workbook(ROWS)
    assert "not an XLSX workbook" in refusal(b"Region;Dep\r\n01;59\r\n")
    assert "not an XLSX workbook" in refusal(whole[: len(whole) // 2])
    assert "the old form (XLS)" in refusal(ole)
    assert "an encrypted workbook" in refusal(locked)
    kinds = [kind_of(partial(io.BytesIO, data)) for data in (ole, locked, whole, b"a;b")]
    assert kinds == ["old", "encrypted", "workbook", None]


def test_a_damaged_part_is_refused() -> None:
    whole = workbook(ROWS)
    at = zipfile.ZipFile(io.BytesIO(whole)).getinfo("xl/worksheets/sheet1.xml").header_offset + 70
    assert "damaged" in refusal(whole[:at] + bytes(8) + whole[at + 8 :])


def test_broken_xml_is_refused() -> None:
    assert "cannot be read" in refusal(raw_workbook("<row r='1'><c r='A1'><v>1</row>"))


def test_bombs_are_refused_before_they_are_parsed() -> None:
    far = raw_row(1, FULL) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "span 1048576 rows and 16384 columns" in refusal(raw_workbook(far))
    dense = raw_workbook(raw_row(1, [" " * 3_000_000]))
    assert "unpacks to over 100 times its size" in refusal(dense)
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(2, 40_000))
    noise = "".join(chr(97 + n * n % 26) for n in range(60_000))
    text = raw_workbook(
        f'{raw_row(1, FULL)}<row r="2">{cells}</row>', strings=f"<si><t>{noise}</t></si>"
    )
    assert "texts are far longer" in refusal(text)


def test_a_part_longer_than_the_zip_says_is_refused() -> None:
    """The parser itself believes the stream, and would unpack all of it."""
    whole = bytearray(workbook(ROWS))
    part = zipfile.ZipFile(io.BytesIO(bytes(whole))).getinfo("xl/worksheets/sheet1.xml")
    size = part.file_size.to_bytes(4, "little")
    shorter = (part.file_size - 200).to_bytes(4, "little")
    while (at := whole.find(size)) >= 0:
        whole[at : at + 4] = shorter
    assert "damaged" in refusal(bytes(whole))


def test_a_workbook_of_the_sample_says_so_even_alone() -> None:
    table = [FULL, ["01", "59", "Export", "A01Z", "DE", 1, 2, 3]]
    assert read(sheets({"qdf": table, "DONNEES-SYNTHETIQUES": [["x"]]})).synthetic
    assert not read(sheets({"qdf": table})).synthetic


@pytest.mark.parametrize("method", [1, 6, 9, 12, 14, 93, 99])
def test_a_member_that_is_said_to_be_packed_otherwise_is_damage(
    tmp_path: Path, method: int
) -> None:
    """Each way to unpack has errors of its own, that of bzip2 is one of the system."""
    content = bytearray(workbook(ROWS))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        for place in headers(content, signature):
            struct.pack_into("<H", content, place + offset, method)

    result = taken(tmp_path, content)

    assert result.code == 65
    assert BOOK in one_line(result.err)


def test_any_flag_of_a_member_is_known_or_refused(tmp_path: Path) -> None:
    """`zipfile` has an error of its own for each that it does not know."""
    whole = workbook(ROWS)
    codes = Counter[int]()
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        places = headers(whole, signature)
        for place, bit in product(places, range(16)):
            content = bytearray(whole)
            content[place + offset + bit // 8] ^= 1 << bit % 8

            result = taken(tmp_path, content)

            said = f"bit {bit} at {place}: {result.err}"
            assert result.code == 0 or BOOK in one_line(result.err), said
            codes[result.code] += 1
    assert codes.keys() == {0, 65}, codes


def headers(content: bytes | bytearray, signature: bytes) -> list[int]:
    """Return where the headers of a kind begin."""
    return [match.start() for match in re.finditer(signature, content)]


def taken(folder: Path, content: bytes | bytearray) -> Result:
    """Fetch a workbook in a zip as the Customs publish it, without keeping it."""
    path = write_zip(folder / BOOK, [Member("REGION_01_A.xlsx", bytes(content))])
    return fetch(folder / "store", path, more=("--dry-run",))
