"""Phrases: what ours declare holds for everybody's, and is checked when a file is read."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import tradefiche
from tests.running import one_line, run
from tradefiche.errors import ConfigError
from tradefiche.language.phrases import texts
from tradefiche.language.templates import places
from tradefiche.publication.words import fiche_file
from tradefiche.reference.checks import checks
from tradefiche.reference.method import method
from tradefiche.settings import shipped_config

PACKAGE = Path(tradefiche.__file__).parent
WHOLE = re.compile(r"\w+\\\.\(\[.*\]\*\)")
FILE = re.compile(r"\.(?:html|yaml)$")
READ = {
    "texts.yaml": texts, "fiche.yaml": fiche_file, "checks.yaml": checks, "indicators.yaml": method,
}  # fmt: skip


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
        ("texts.yaml", "terminal: {report: {more: {fr: '{nombre} de plus'}}}",
         "terminal.report.more.fr: expected {count}, {table}, got {nombre}"),
        ("checks.yaml", "issues: {emebi: {fr: '{flow} : rien'}}",
         "issues.emebi.fr: expected no place, got {flow}"),
        ("checks.yaml", "caveats: {mine: {territories: [dept-48], fr: a, en: '{item}'}}",
         "caveats.mine.en: expected no place, got {item}"),
        ("indicators.yaml", "exposure: {tariff_note: {fr: 'Droit de {taux}'}}",
         "exposure.tariff_note.fr: expected {rate}, got {taux}"),
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


# What the parts of a phrase's name stand for, where the program puts it together: a phrase for the
# first of them calls for one for each of the others.
FAMILIES = (
    ("exports", "imports"),
    ("imports", "exports"),
    ("export", "import"),
    ("import", "export"),
    ("dept", "region", "france"),
    ("error", "warning", "notice"),
    ("deficit", "surplus"),
    ("surplus", "deficit"),
    ("customs", "sample"),
    ("millions", "thousands"),
    ("up", "down"),
    ("above", "below"),
)
# Phrases that nobody says, and why.
UNSAID = {
    r"cover\.(footnote|none)_france": "France's fiche counts the Territoires d'industrie",
    r"essential\.rank_france": "France has no rank",
    r"ranking\.(title|spoken_mean)_france": "likewise: it is among no others",
    r"comparison\.\w+_exports": "exports are what is compared",
}


def test_every_phrase_that_the_program_says_is_there_and_no_other() -> None:
    declared, said = _declared(), _said()
    assert len(said) > 250

    found = {pattern: {key for key in declared if re.fullmatch(pattern, key)} for pattern in said}

    assert sorted(said[pattern] for pattern, keys in found.items() if not keys) == []
    assert sorted(declared.difference(*found.values())) == []


def test_what_is_said_of_one_is_said_of_its_siblings() -> None:
    declared = _declared()
    lacking = {
        f"{key[:start]}{sibling}{key[end:]}"
        for pattern in _said()
        for key in declared
        for start, end in _varying(pattern, key)
        for first, *rest in FAMILIES
        if key[start:end] == first
        for sibling in rest
    } - declared

    excused = {key for key in lacking for each in UNSAID if re.fullmatch(each, key)}
    assert sorted(lacking - excused) == []
    assert all(any(re.fullmatch(each, key) for key in lacking) for each in UNSAID)


def _varying(pattern: str, key: str) -> list[tuple[int, int]]:
    """Return where the parts of a name stand that the program puts in; none if it is another.

    None either where all of it is put in: then it may be any.
    """
    match = None if WHOLE.fullmatch(pattern) else re.fullmatch(pattern, key)
    return [match.span(group) for group in range(1, match.re.groups + 1)] if match else []


@cache
def _declared() -> set[str]:
    """Return the names of our phrases; no group has the name of another."""
    files = (("texts.yaml", ("charts", "terminal", "files")), ("fiche.yaml", ("phrases",)))
    found: list[str] = []
    for file, roots in files:
        document = yaml.safe_load((shipped_config() / file).read_text("utf-8"))
        groups = [(name, group) for root in roots for name, group in document[root].items()]
        found += [f"{name}.{key}" for name, group in groups for key in group]
    assert len(found) == len(set(found))
    return set(found)


@cache
def _said() -> dict[str, str]:
    """Return a pattern of each phrase that the program names, and where it does.

    A name that it puts together has a group for each part that stands for several.
    """
    groups = {key.partition(".")[0] for key in _declared()}
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        parts = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        own = {
            id(call.args[0])
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "own"
        }
        for node in ast.walk(tree):
            pattern = _pattern(node) + (r"_([\w-]+)" if id(node) in own else "")
            name = re.match(r"(\w+)\\\.[\w()|\[\]\\*+-]+$", pattern)
            if id(node) not in parts and name and name[1] in groups and not FILE.search(pattern):
                found[pattern] = f"{path.relative_to(PACKAGE)}: {pattern}"
    return found


def _pattern(node: ast.AST) -> str:
    match node:
        case ast.Constant(str(text)):
            return re.escape(text)
        case ast.JoinedStr(values):
            return "".join(map(_pattern, values))
        case ast.FormattedValue(ast.IfExp(_, ast.Constant(str(one)), ast.Constant(str(other)))):
            return f"({re.escape(one)}|{re.escape(other)})"
        case ast.FormattedValue():
            return r"([\w-]*)"
        case _:
            return ""


def test_a_place_is_no_agreement() -> None:
    assert places("{le} {pèse|pèsent} {share} de {du}") == ["le", "share", "du"]
