"""Phrases: what ours declare holds for everybody's, and is checked when a file is read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml

import tradefiche
from tests.running import one_line, run
from tradefiche.errors import ConfigError
from tradefiche.language.phrases import texts
from tradefiche.language.templates import places
from tradefiche.publication.words import fiche_file
from tradefiche.settings import shipped_config

PACKAGE = Path(tradefiche.__file__).parent
READ = {"texts.yaml": texts, "fiche.yaml": fiche_file}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("texts.yaml", "charts: {balance: {title_even: {fr: '{plce}'}}}",
         "charts.balance.title_even.fr: expected {place}, {when}, got {plce}"),
        ("texts.yaml", "charts: {balance: {title_evn: {fr: a, en: b}}}",
         "charts.balance.title_evn: expected title_even, got a phrase nobody says"),
        ("texts.yaml", "charts: {balanse: {title: {fr: a, en: b}}}",
         "charts.balanse.title: expected one of our groups, got a phrase nobody says"),
        ("texts.yaml", "charts: {balance: {title_even: null}}",
         "charts.balance.title_even: expected a text in fr and en, got nothing"),
        ("fiche.yaml", "phrases: {cover: {imports: {en: '{amout}'}}}",
         "phrases.cover.imports.en: expected {amount}, {code}, {dans}, {du}, {le}, {period}, {pl"),
        ("fiche.yaml", "phrases: {cover: {note_dpt-48: {fr: a, en: b}}}",
         "phrases.cover.note_dpt-48: expected note_dept, got a phrase nobody says"),
        ("fiche.yaml", "phrases: {cover: {note_dept-48: {fr: '{nothing}', en: b}}}",
         "phrases.cover.note_dept-48.fr: expected {amount}, "),
        ("fiche.yaml", "phrases: {cover: null}",
         "phrases.cover.kicker_dept: expected a text in fr and en, got nothing"),
    ],
)  # fmt: skip
def test_a_slip_in_a_phrase_shows_when_the_file_is_read(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    with pytest.raises(ConfigError) as raised:
        READ[name]((tmp_path, shipped_config()))

    assert str(raised.value).startswith(f"{tmp_path / name}: {message}")


@pytest.mark.parametrize(
    "text",
    [
        "phrases: {cover: {note_dept-48: {fr: 'de {region}', en: '{place}'}}}",
        "phrases: {cover: {note_dept-20: null}}",
        "phrases: {cover: {imports: {fr: '{le} {importe|importent} {amount} {when}'}}}",
    ],
)
def test_what_ours_declare_may_be_worded_otherwise(tmp_path: Path, text: str) -> None:
    (tmp_path / "fiche.yaml").write_text(text, "utf-8")

    assert fiche_file((tmp_path, shipped_config()))


def test_no_fiche_is_made_with_a_phrase_that_one_territory_would_trip_over(tmp_path: Path) -> None:
    (tmp_path / "fiche.yaml").write_text("phrases: {cover: {note_dept-20: {fr: '{ici}'}}}", "utf-8")
    result = run(
        "fiche", "--dept", "48", "--sample", "--format", "html", "--config-dir", tmp_path,
        "-o", tmp_path / "out",
    )  # fmt: skip

    assert result.code == 78
    assert "cover.note_dept-20.fr" in one_line(result.err)
    assert not list(tmp_path.rglob("*.html"))


def test_every_phrase_that_the_program_says_by_its_name_is_there() -> None:
    roots = (("texts.yaml", "charts"), ("fiche.yaml", "phrases"))
    charts, fiche = (
        yaml.safe_load((shipped_config() / name).read_text("utf-8"))[root] for name, root in roots
    )
    known = {f"{of}.{key}" for each in (charts, fiche) for of in each for key in each[of]}
    said = {
        (str(path.relative_to(PACKAGE)), key)
        for path in PACKAGE.rglob("*.py")
        for key in _said(path)
    }

    assert len(said) > 100
    assert [each for each in sorted(said) if each[1] not in known] == []


def _said(path: Path) -> list[str]:
    """Return the phrases that a module names outright, in `say(…)` and its like."""
    names = ("say", "runs", "sentence", "maybe")
    return [
        call.args[0].value
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and call.args
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in names
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def test_a_place_is_no_agreement() -> None:
    assert places("{le} {pèse|pèsent} {share} de {du}") == ["le", "share", "du"]
