from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from tradefiche.configuration.loading import read
from tradefiche.errors import ConfigError
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Spoil = Callable[[str, str, str], tuple[Path, ...]]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    size: int = 1


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rows: dict[str, Row]
    order: list[Row] = []
    ratio: float | None = None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rows: {a: {name: 1}}", "rows.a.name: expected text, got the number 1 — put it in quotes"),
        ("rows: {a: {name: x}, b: {name: no}}", "rows.b.name: expected text, got false (no, off)"),
        ("rows: {a: {name: x}, 01: {name: y}}", "rows.1: expected a key that is text, got the"),
        ("rows: {NO: {name: x}}", "rows.False: expected a key that is text, got false (no, off)"),
        ("rows: {a: {name: x, size: '2'}}", "rows.a.size: expected a whole number, got the text"),
        ("rows: {a: {name: x, sice: 2}}", "rows.a.sice: expected one of name, size, got an"),
        ("rows: {a: {size: 2}}", "rows.a: expected the key 'name', got none"),
        ("rows: {a: {name: x, 2: y}}", "rows.a.2: expected a key that is text, got the number 2"),
        ("1: {}", "1: expected a key that is text, got the number 1 — put it in quotes"),
        ("rows: {a: [x]}", "rows.a: expected a mapping, got a list"),
        ("rows: {}\norder: [{name: x}, {name: y, z: 1}]", "order.1.z: expected one of name, size"),
        ("rows: {}\nratio: much", "ratio: expected a number or nothing, got the text 'much'"),
        ("rows: {}\nother: 1", "other: expected one of rows, order, ratio, got an unknown key"),
        ("", "the whole file: expected a mapping, got nothing"),
        (
            "rows:\n  a: {name: x}\n  b: {name: x}\n  a: {name: y}",
            "line 4: expected YAML, got: t",
        ),
        ("rows: {a: {name: x}\n", "line 2: expected YAML, got: "),
        ("rows:\n\t- a", "line 2: expected YAML, got: "),
        ("rows: !!python/object:os.system {}", "line 1: expected YAML, got: could not determine"),
    ],
)
def test_a_slip_gives_file_key_and_what_was_expected(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as raised:
        read("file.yaml", (tmp_path,)).checked(File)

    assert str(raised.value).startswith(f"{path}: {message}")
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_bytes("rows: {a: {name: Réunion}}".encode("cp1252"))

    with pytest.raises(ConfigError, match="expected YAML in UTF-8"):
        read("file.yaml", (tmp_path,)).checked(File)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.yaml").mkdir()

    with pytest.raises(ConfigError, match=r"file\.yaml: cannot be read"):
        read("file.yaml", (tmp_path,)).checked(File)


def test_a_merge_key_is_not_a_duplicate(tmp_path: Path) -> None:
    text = "rows: {a: &a {name: x, size: 2}, b: {<<: *a, name: y}}"
    (tmp_path / "file.yaml").write_text(text, encoding="utf-8")

    assert read("file.yaml", (tmp_path,)).checked(File).rows["b"] == Row("y", 2)


UNFOLDING = "".join(f"a{n + 1}: &a{n + 1} {{x: *a{n}, y: *a{n}, z: *a{n}}}\n" for n in range(30))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: &a [*a]", "unfold"),
        ("a: &a {b: {c: *a}}", "unfold"),
        ("a: &a {<<: *a}", "unfold"),
        (f"a0: &a0 {{b: c}}\n{UNFOLDING}", "unfold"),
        (f"a0: &a0 {{b: c}}\n{UNFOLDING.replace('x: *', '<<: *')}", "unfold"),
        ("a: !!bool x", "tag"),
        ("a: !!timestamp x", "tag"),
        ("[" * 5_000, "nesting"),
    ],
)
def test_what_has_no_end_is_refused_at_once(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "file.yaml").write_text(content, "utf-8")

    with pytest.raises(ConfigError, match=said):
        read("file.yaml", (tmp_path,)).checked(File)


def test_a_missing_file_names_the_folders(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such configuration file") as raised:
        read("file.yaml", (tmp_path / "user", tmp_path / "own")).checked(File)

    assert str(tmp_path / "user") in str(raised.value)


def test_a_users_file_changes_what_it_holds_and_nothing_else(spoil: Spoil) -> None:
    dirs = spoil("countries.yaml", "fr: Allemagne,", "fr: République fédérale d’Allemagne,")

    assert countries(dirs).name("DE", "fr") == "République fédérale d’Allemagne"
    assert len(gazetteer(dirs).units) == 100


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("departements.yaml", 'region: "84"', 'region: "85"', "01.region: expected a code of reg"),
        ("departements.yaml", 'region: "84"', "region: 84", "01.region: expected text, got the n"),
        ("departements.yaml", 'unit: "20"', 'unit: "2B"', "2A.unit: expected a unit of"),
        ("departements.yaml", 'customs: "9B"', 'customs: "9A"', "972.customs: expected one of its"),
        ("departements.yaml", "{name: Aisne", "{name: AIN", "02.name: expected one of its own"),
        ("departements.yaml", '"99": {name: Monaco', '"98": {name: Monaco', "99: expected Monaco"),
        ("departements.yaml", '  "59"', "  59", "59: expected a key that is text, got the number"),
        ("regions.yaml", "of: de la France", "of: la France", "france.of: expected text of the f"),
        ("regions.yaml", "in: en France", "in: la France", "france.in: expected text of the form"),
        ("regions.yaml", "in: en France", "on: en France", "france.True: expected a key that is"),
        ("regions.yaml", 'customs: "01"', 'customs: "1"', "32.customs: expected text of the form"),
        ("territoires_industrie.yaml", '"59": 107', '"5": 107', "5: expected a key that is text "),
        (
            "territoires_industrie.yaml",
            '"59": 107',
            '"96": 107',
            "communes: expected an INSEE dép",
        ),
        (
            "territoires_industrie.yaml",
            '"59": 107',
            '"20": 107',
            "communes: expected an INSEE dép",
        ),
        ("territoires_industrie.yaml", '"59": 107', '"59": 0', "59: expected a whole number >= 1"),
        ("territoires_industrie.yaml", "name: Agenais", "name: ALÈS", "name: expected one of its"),
        (
            "territoires_industrie.yaml",
            "threshold: 5",
            "threshold: 5.5",
            "threshold: expected a w",
        ),
    ],
)
def test_a_slip_in_the_territories_is_refused(
    spoil: Spoil, name: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        gazetteer(spoil(name, old, new))

    assert name in str(raised.value)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("le: la Belgique", "le: de la Belgique", "countries.BE.le: expected text of the form"),
        ('"NO": {', "NO: {", "countries.False: expected a key that is text"),
        ("zone: asia", "zone: asie", "countries.AF.zone: expected one of africa, "),
        (
            "zone: none, rank: false",
            "zone: asia, rank: false",
            "expected none or eu27, as it cannot be",
        ),
        ("  asia: {fr: Asie, en: Asia}\n", "", "countries.AF.zone: expected a zone named under"),
        ("  AE: {", "  AD: {", "the key AD twice in one mapping"),
        ("en: Andorra, ", "", "countries.AD: expected the key 'en', got none"),
        ("rank: false", "rank: 0", "rank: expected true or false, got the number 0"),
    ],
)
def test_a_slip_in_the_countries_is_refused(spoil: Spoil, old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        countries(spoil("countries.yaml", old, new))

    assert "countries.yaml" in str(raised.value)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("a129.yaml", "up: AZ", "up: A", "products.A01Z.up: expected a code of a38.yaml, got A"),
        ("a129.yaml", ", up: AZ", "", "products.A01Z.up: expected a code of a38.yaml, got none"),
        ("a38.yaml", "up: DE", "up: BZ", "products.BZ.up: expected a code of a17.yaml, got BZ"),
        ("cpf4.yaml", "up: A01Z", "up: A09Z", "products.0111.up: expected a code of a129.yaml"),
        ("a129.yaml", "fr: Viande", f"fr: {'V' * 300}", "C10A.fr: expected text of length <= 300"),
        ("cpf4.yaml", '"0112"', "0112", "products.74: expected a key that is text, got the numb"),
    ],
)
def test_a_slip_in_the_products_is_refused(
    spoil: Spoil, name: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        nomenclature(spoil(name, old, new)).codes("cpf4")

    assert name in str(raised.value)
    assert message in str(raised.value)


def test_only_the_file_of_the_level_asked_for_is_read(spoil: Spoil) -> None:
    products = nomenclature(spoil("cpf4.yaml", "products:", "produits:"))

    assert products.name("a129", "C12Z", "fr") == "Tabacs manufacturés"
    with pytest.raises(ConfigError, match=r"cpf4\.yaml: produits: expected one of about, products"):
        products.name("cpf4", "1200", "fr")


def test_no_configuration_file_has_a_straight_apostrophe_in_a_label(dirs: tuple[Path, ...]) -> None:
    places = gazetteer(dirs)
    products = nomenclature(dirs)
    partners = countries(dirs)
    labels = [each.name for each in places.industrials]
    labels += [form for each in places.units for form in (each.name_fr, each.with_of)]
    for lang in ("fr", "en"):
        labels += [products.name("cpf4", code, lang) for code in products.codes("cpf4")]
        labels += [products.name("a129", code, lang) for code in products.codes("a129")]
        labels += [partners.name(code, lang) for code in partners.codes]

    assert [label for label in labels if "'" in label] == []
