"""What configuration is in force, as the command tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.running import one_line, run
from tradefiche.configuration.layers import over
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(path.name for path in shipped_config().glob("*.yaml"))


def plain(name: str) -> Any:  # noqa: ANN401 - YAML of any form
    return read((shipped_config() / name).read_text("utf-8"))


def read(text: str) -> Any:  # noqa: ANN401 - YAML of any form
    return yaml.load(text, Loader=yaml.CSafeLoader)  # that of Python alone takes seconds


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return an agency's folder: a name changed, one added, one taken away, a colour."""
    text = "countries: {DE: {fr: Germanie, le: null}, X9: {fr: Ici, en: Here, zone: none}}"
    (tmp_path / "countries.yaml").write_text(text, "utf-8")
    (tmp_path / "theme.yaml").write_text('palette: {exports: "#004D40"}', "utf-8")
    return tmp_path


def test_the_folders_stand_in_the_order_in_which_they_count(own: Path) -> None:
    result = run("config", "path", "--config-dir", own)
    found = run("config", "path", "--config-dir", own, "--json").json["folders"]

    assert result.out.splitlines() == [str(own), str(shipped_config())]
    assert [each["shipped"] for each in found] == [False, True]
    assert [each["files"] for each in found] == [["countries.yaml", "theme.yaml"], NAMES]


def test_the_variable_counts_as_the_option(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEFICHE_CONFIG_DIR", str(own))

    assert run("config", "path").out.splitlines()[0] == str(own)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "theme.yaml"])
def test_show_prints_yaml_that_says_the_same(name: str) -> None:
    assert read(run("config", "show", name).out) == plain(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_one_json_document(name: str) -> None:
    document = run("config", "show", name, "--json").json

    assert document["file"] == name
    assert set(document["content"]) == set(plain(name))


def test_show_prints_what_counts_when_ours_lies_below(own: Path) -> None:
    both = yaml.safe_load(run("config", "show", "countries", "--config-dir", own).out)
    own_part = yaml.safe_load((own / "countries.yaml").read_text("utf-8"))

    assert "le" not in both["countries"]["DE"]
    assert both["countries"]["DE"]["en"] == "Germany"
    assert both == over(plain("countries.yaml"), own_part)


def test_what_is_shown_may_serve_as_the_file(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    shown = run("config", "show", "theme.yaml", "--config-dir", own).out
    (folder / "theme.yaml").write_text(shown, "utf-8")

    assert run("config", "show", "theme.yaml", "--config-dir", folder).out == shown
    assert "#004D40" in shown
    assert "#B99BD6" not in shown  # the pale shade of our exports


def test_diff_tells_each_key_with_both_values(own: Path) -> None:
    rows = run("config", "diff", "--config-dir", own, "--json").json["differences"]
    found = {(row["file"], row["key"]): (row["shipped"], row["own"]) for row in rows}

    assert found["countries.yaml", "countries.DE.fr"] == ("Allemagne", "Germanie")
    assert found["countries.yaml", "countries.DE.le"] == ("l’Allemagne", None)
    assert found["countries.yaml", "countries.X9"][0] is None
    assert found["theme.yaml", "palette.exports"] == ("#5B2A86", "#004D40")
    assert ("theme.yaml", "palette.exports_pale") in found
    assert not [key for name, key in found if key.startswith("palette.imports")]
    text = run("config", "diff", "--config-dir", own).out
    assert "countries.yaml: countries.DE.fr\n  - Allemagne\n  + Germanie\n" in text


def test_a_copy_differs_in_nothing(own: Path) -> None:
    for name in ("countries.yaml", "theme.yaml"):
        (own / name).write_bytes((shipped_config() / name).read_bytes())
    result = run("config", "diff", "--config-dir", own)

    assert (result.code, result.out) == (0, "")
    assert "nothing differs" in one_line(result.err)
    assert run("config", "diff", "--config-dir", own, "--json").json == {"differences": []}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "thme.yaml"), "did you mean theme.yaml?"),
        (("show", "them"), "did you mean theme.yaml?"),
        (("show", "../config/theme.yaml"), "there is no configuration file"),
        (("show",), "needs the name of a file"),
        (("path", "theme.yaml"), "config show theme.yaml"),
        (("dif",), "diff"),
        ((), "path|show|diff"),
    ],
)
def test_usage_is_2(words: tuple[str, ...], says: str) -> None:
    result = run("config", *words)

    assert (result.code, result.out) == (2, "")
    assert says in one_line(result.err)


def test_a_file_that_is_no_yaml_is_78(own: Path) -> None:
    (own / "countries.yaml").write_text("countries: {", "utf-8")

    for words in (("show", "countries.yaml"), ("diff",)):
        result = run("config", *words, "--config-dir", own)
        assert result.code == 78
        assert str(own / "countries.yaml") in one_line(result.err)
