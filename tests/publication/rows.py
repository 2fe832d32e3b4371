"""The tables of a fiche's text, row by row, against the tables of `export`."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.publication.exported import MILLION, NUMBER, in_picture
from tests.publication.further import TITLES as FURTHER
from tests.publication.further import expected
from tradefiche.reference.countries import countries
from tradefiche.reference.products import nomenclature
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.publication.exported import Findings, Place
    from tradefiche.language.typography import Lang

DIRS = (shipped_config(),)
OTHER = {
    "country": {"fr": "Autres pays", "en": "Other countries"},
    "product": {"fr": "Autres activités", "en": "Other activities"},
}
TOTAL = {"fr": "Ensemble", "en": "Total"}
SIDES = ("imports", "exports")
TITLES = {
    name: re.compile(rf"(?:{title}), (?P<place>.+) \((?:M€|€M)\)")
    for name, title in {
        "partners": "Échanges par pays|Trade by country",
        "products": "Échanges par activité|Trade by activity",
        "exports": "Exportations par activité et pays|Exports by activity and country",
        "imports": "Importations par activité et pays|Imports by activity and country",
    }.items()
}


def tables(lines: Sequence[str], places: Sequence[Place], findings: Findings) -> Iterator[int]:
    """Check the rows of the tables; yield the indices of the lines that are such rows."""
    number = rf"(?:<\u00a0)?{NUMBER[findings.lang]}(?:\u202f?%)?|–"
    pattern = re.compile(rf"(?P<label>.*?)(?:^| )(?P<cells>(?:(?:{number})(?: |$))+)$")
    kind, where, header = "", places[0], list[str]()
    known: dict[str, list[tuple[Decimal | None, Decimal]]] = {}
    for index, line in enumerate(lines):
        for name, title in TITLES.items():
            if found := title.fullmatch(line):
                kind, header = name, []
                where = next(each for each in places if found["place"] in each.names)
        for name, title in FURTHER.items():
            if title.fullmatch(line):
                kind, known = name, expected(name, places, findings.lang)
        row = pattern.fullmatch(line) if kind else None
        if row is None:
            header.append(line)
            continue
        label, cells = row["label"], row["cells"].strip(" ").split(" ")
        if kind in FURTHER and len(known.get(label, ())) == len(cells):
            for cell, (value, scale) in zip(cells, known[label], strict=True):
                findings.check_cell(cell, value, scale, f"{kind}, {label}")
        elif not _checked(kind, label, cells, header, where, findings):
            header.append(line)
            continue
        yield index


def _checked(
    kind: str, label: str, cells: list[str], header: list[str], where: Place, findings: Findings
) -> bool:
    """Check a row of the model's own tables; say whether it is one."""
    if kind == "partners" and len(cells) == 5:
        _partner(label, cells, where, findings)
    elif kind == "products" and len(cells) == 4:
        _product(label, cells, where, findings)
    elif kind in SIDES and len(cells) > 2:
        _pairs(label, cells, _countries(header, findings.lang), where, kind, findings)
    else:
        return False
    return True


def _countries(lines: Sequence[str], lang: Lang) -> list[str]:
    """Return the codes of the countries above a matrix, in order, whatever broke their names."""
    codes = {short: code for code, short in _names("country", lang).items()}
    codes[OTHER["country"][lang]] = "OTHER"
    names = sorted(codes, key=len, reverse=True)
    text = " ".join(lines[1:])
    return [codes[name] for name in re.findall("|".join(map(re.escape, names)), text)]


def _names(kind: str, lang: Lang) -> dict[str, str]:
    if kind == "country":
        every = countries(DIRS)
        return {code: every.short(code, lang) for code in every.codes}
    products = nomenclature(DIRS)
    return {code: products.short("a129", code, lang) for code in products.codes("a129")}


def _partner(label: str, cells: list[str], where: Place, findings: Findings) -> None:
    shown = [row for row in where.rows["partners"] if in_picture(row, "partners", "")]
    names = _names("country", findings.lang)
    own = [row for row in shown if names.get(row["country"]) == label]
    values = _values(label, own, shown, where, "country", findings)
    findings.check(cells[4], values["exports"] - values["imports"], MILLION, label)
    _two_sides(cells, values, where, label, findings)


def _product(label: str, cells: list[str], where: Place, findings: Findings) -> None:
    rows = where.rows["products"]
    table = "partners" if findings.paper else "products"  # the first ten of either flow
    shown = [row for row in rows if any(in_picture(row, table, side) for side in SIDES)]
    name, _, code = label.rpartition(" ")
    own = [row for row in shown if row["product"] == code]
    if own:
        assert _names("product", findings.lang)[code] == name, label
    _two_sides(
        cells, _values(label, own, shown, where, "product", findings), where, label, findings
    )


def _values(
    label: str,
    own: list[dict[str, str]],
    shown: list[dict[str, str]],
    where: Place,
    kind: str,
    findings: Findings,
) -> dict[str, Decimal]:
    """Return imports and exports of a row: of one thing, of what is not shown, or the total."""
    totals = {side: where.total(side) for side in SIDES}
    if label == TOTAL[findings.lang]:
        return totals
    if label == OTHER[kind][findings.lang]:
        return {
            side: totals[side] - sum(Decimal(row[f"{side}_eur"]) for row in shown) for side in SIDES
        }
    (row,) = own
    return {side: Decimal(row[f"{side}_eur"]) for side in SIDES}


def _two_sides(
    cells: list[str], values: dict[str, Decimal], where: Place, label: str, findings: Findings
) -> None:
    """Check imports, their share, exports, their share."""
    for side, value, part in (("imports", *cells[:2]), ("exports", *cells[2:4])):
        findings.check(value, values[side], MILLION, f"{label}, {side}")
        share = 100 * values[side] / where.total(side)
        if part.startswith("<"):
            findings.strict += 1
            assert 0 < share < Decimal("0.05"), (label, part, share)
        else:
            findings.check(
                part.rstrip("%").rstrip("\u202f"), share, Decimal(1), f"{label}, share of {side}"
            )


def _pairs(
    label: str, cells: list[str], codes: list[str], where: Place, side: str, findings: Findings
) -> None:
    """Check a row of flows between an activity and countries, and its sum."""
    lang = findings.lang
    products = {name: code for code, name in _names("product", lang).items()}
    products[OTHER["product"][lang]] = "OTHER"
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in where.rows["flows"]:
        if f"{row['flow']}s" == side and (
            label == TOTAL[lang] or row["product"] == products[label]
        ):
            sums[row["country"]] += Decimal(row["value_eur"])
    assert len(codes) == len(cells) - 1, (label, codes, cells)
    for code, cell in zip(codes, cells, strict=False):
        findings.check(cell, sums.get(code), MILLION, f"{label} → {code}")
    findings.check(cells[-1], sum(sums.values(), Decimal()), MILLION, f"{label}, all countries")
