"""A user's file laid over ours."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.configuration.test_loading import File, Row
from tests.running import one_line, run
from tradefiche.configuration.layers import differences, over
from tradefiche.configuration.loading import read
from tradefiche.errors import ConfigError
from tradefiche.language.phrases import texts
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from pathlib import Path

OURS = """
rows:
  a: {name: one, size: 2}
  b: {name: two}
order: [{name: x}, {name: y}]
ratio: 0.5
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return the user's folder, empty, and one with a file of ours."""
    for name in ("user", "ours"):
        (tmp_path / name).mkdir()
    (tmp_path / "ours" / "file.yaml").write_text(OURS, "utf-8")
    return tmp_path / "user", tmp_path / "ours"


def laid(folders: tuple[Path, Path], text: str) -> File:
    (folders[0] / "file.yaml").write_text(text, "utf-8")
    return read("file.yaml", folders).checked(File)


def test_mappings_are_joined_and_all_else_is_replaced(folders: tuple[Path, Path]) -> None:
    found = laid(folders, "rows: {b: {size: 7}, c: {name: new}}\norder: [{name: z}]")

    assert found.rows == {"a": Row("one", 2), "b": Row("two", 7), "c": Row("new")}
    assert list(found.rows) == ["a", "b", "c"]
    assert found.order == [Row("z")]
    assert found.ratio == 0.5


def test_null_takes_away(folders: tuple[Path, Path]) -> None:
    found = laid(folders, "rows: {a: {size: ~}, b: null}\nratio:\n")

    assert found.rows == {"a": Row("one")}
    assert found.ratio is None


@pytest.mark.parametrize("text", ["", "# all of it commented out\n", "{}"])
def test_a_file_without_content_changes_nothing(folders: tuple[Path, Path], text: str) -> None:
    assert laid(folders, text) == read("file.yaml", folders[1:]).checked(File)


def test_a_whole_copy_counts_in_its_own_order(folders: tuple[Path, Path]) -> None:
    found = laid(folders, "ratio: 1.5\norder: []\nrows: {b: {name: two}, a: {name: one}}")

    assert list(found.rows.items()) == [("b", Row("two")), ("a", Row("one", 2))]
    assert list(read("file.yaml", folders).document) == ["ratio", "order", "rows"]  # type: ignore[call-overload]  # a document of YAML


@pytest.mark.parametrize(
    ("text", "file", "message"),
    [
        ("rows: {a: {size: '2'}}", "user", "rows.a.size: expected a whole number, got the text"),
        ("rows: {c: {size: 2}}", "user", "rows.c: expected the key 'name', got none"),
        ("rows: {a: {name: null}}", "user", "rows.a: expected the key 'name', got none"),
        ("rows: {c: null}", "user", "rows.c: expected a mapping, got nothing"),
        ("rows: {a: {nmae: null}}", "user", "rows.a.nmae: expected one of name, size, got an un"),
        ("rows: [a]", "user", "rows: expected a mapping, got a list"),
        ("rows: null", "user", "the whole file: expected the key 'rows', got none"),
        ("- a", "user", "the whole file: expected a mapping, got a list"),
        ('rows: {a: {name: "\\e[2J"}}', "user", "rows.a.name: expected text for people, got the"),
    ],
)
def test_a_slip_names_the_file_in_which_the_value_stands(
    folders: tuple[Path, Path], text: str, file: str, message: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        laid(folders, text)

    path = folders[0].parent / file / "file.yaml"
    assert str(raised.value).startswith(f"{path}: {message}")


def test_a_slip_of_ours_is_ours_though_the_user_has_such_a_file(
    folders: tuple[Path, Path],
) -> None:
    (folders[1] / "file.yaml").write_text("rows: {a: {name: 1}}\norder: [{}]", "utf-8")

    with pytest.raises(ConfigError) as raised:
        laid(folders, "ratio: 2.5\nrows: {b: {name: two}}")

    assert str(raised.value).startswith(f"{folders[1] / 'file.yaml'}: rows.a.name: ")


_DOCUMENTS = st.recursive(
    st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=8,
)


@given(base=_DOCUMENTS, own=_DOCUMENTS)
def test_whatever_is_laid_over_counts_and_the_differences_tell_all(base: Any, own: Any) -> None:  # noqa: ANN401 - a document of YAML
    both = over(base, own)

    assert over(base, base) == base
    assert over(both, own) == both
    assert not any(own_value != found for _, found, own_value in _common(both, own))
    assert bool(list(differences(base, both))) == (base != both)


def _common(both: Any, own: Any) -> list[Any]:  # noqa: ANN401 - a document of YAML
    """Return the differences of two documents at the keys that the second has."""
    return [each for each in differences(both, own) if each[2] is not None]


def test_one_sentence_is_enough(tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text("countries: {DE: {fr: L’Allemagne}}", "utf-8")
    (tmp_path / "texts.yaml").write_text(
        'charts: {balance: {title_surplus: {fr: "Notre titre à nous"}}}', "utf-8"
    )
    dirs = (tmp_path, shipped_config())
    places = {"place": "Lot", "amount": "€1M", "when": "in 2024"}

    assert countries(dirs).name("DE", "fr") == "L’Allemagne"
    assert countries(dirs).name("DE", "en") == "Germany"
    french, english = (texts(dirs).wording(lang) for lang in ("fr", "en"))
    assert french.say("balance.title_surplus", **places) == "Notre titre à nous"
    assert english.say("balance.title_surplus", **places) == "Lot: a surplus of €1M in 2024"


@pytest.mark.parametrize("name", sorted(path.name for path in shipped_config().glob("*.yaml")))
def test_a_whole_copy_of_ours_is_ours(tmp_path: Path, name: str) -> None:
    ours = shipped_config()
    shutil.copy(ours / name, tmp_path)
    alone, both = (read(name, dirs).document for dirs in ((tmp_path,), (tmp_path, ours)))

    assert repr(both) == repr(alone)  # the order of keys too


def test_a_check_across_files_names_the_user_s_file(tmp_path: Path) -> None:
    (tmp_path / "departements.yaml").write_text('departements: {"59": {region: "85"}}', "utf-8")

    with pytest.raises(ConfigError) as raised:
        gazetteer((tmp_path, shipped_config()))

    assert str(raised.value).startswith(f"{tmp_path / 'departements.yaml'}: departements.59.region")


def test_the_sample_is_another_where_either_file_differs(tmp_path: Path) -> None:
    from tradefiche.customs.sample.store import _key

    ours, own = tmp_path / "ours", tmp_path / "own"
    shutil.copytree(shipped_config(), ours)
    own.mkdir()
    seen = {_key((own, ours))}
    (own / "sample.yaml").write_text("seed: 12\n", "utf-8")
    seen.add(_key((own, ours)))
    with (ours / "sample.yaml").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    seen.add(_key((own, ours)))

    assert len(seen) == 3


def test_a_slip_in_a_part_is_78_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "departements.yaml").write_text("departements: {59: {name: Nord}}", "utf-8")

    result = run("list", "departements", "--config-dir", tmp_path)

    assert result.code == 78
    assert f"{tmp_path / 'departements.yaml'}: departements.59: expected" in one_line(result.err)
