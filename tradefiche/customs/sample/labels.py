"""The label files that come in the Customs' zips, made from `config/`, in their real encodings."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tradefiche.customs.sample.recipe import Recipe

    LabelFields = tuple[str, ...]

_STILL_VALID = "999912"
_SINCE = {"a129": "200901", "cpf4": "201501", "country": "190001"}


def label_files(recipe: Recipe, config_dirs: tuple[Path, ...]) -> dict[str, bytes]:
    """Return the label files by name: UTF-8, with BOM for A129, cp1252 for CPF4; CRLF."""
    from tradefiche.reference.products import nomenclature

    products = nomenclature(config_dirs)
    a129 = [_valid("a129", c, products.name("a129", c, "fr")) for c in products.codes("a129")]
    cpf4 = [_valid("cpf4", c, products.name("cpf4", c, "fr")) for c in products.codes("cpf4")]
    return {
        "Departement_region.txt": _text(_departements(recipe, config_dirs)).encode(),
        "Libelle_A129.txt": _text(a129).encode("utf-8-sig"),
        "Libelle_CPF4_rev2.1.txt": _text(cpf4).encode("cp1252", errors="replace"),
        "Libelle_PAYS.txt": _text(_countries(recipe, config_dirs)).encode(),
    }


def _departements(recipe: Recipe, config_dirs: tuple[Path, ...]) -> Iterable[LabelFields]:
    """Yield every département except 98, which the Customs' file lacks too."""
    from tradefiche.reference.gazetteer import gazetteer

    places = gazetteer(config_dirs)
    for region in recipe.model.regions:
        for code in sorted(region.departements):
            if (place := places.of_customs(code)) is not None:
                yield code, place.name("fr"), region.code, region.label


def _countries(recipe: Recipe, config_dirs: tuple[Path, ...]) -> Iterable[LabelFields]:
    """Return every country's label; for a code used twice, the older label comes first."""
    from tradefiche.reference.countries import countries

    names = countries(config_dirs)
    former = [(row.code, row.label, row.start, row.end) for row in recipe.model.former_labels]
    valid = [_valid("country", code, names.name(code, "fr")) for code in names.codes]
    return sorted([*former, *valid], key=lambda line: (line[0], line[-1]))


def _valid(kind: str, code: str, label: str) -> LabelFields:
    return code, label, _SINCE[kind], _STILL_VALID


def _text(lines: Iterable[LabelFields]) -> str:
    """Return lines of fields separated by `;`, ended by CRLF; fields with `;` or `"` are quoted."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    return text.getvalue()
