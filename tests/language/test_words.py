"""That what people read in either language is in `config/`, where it can be worded otherwise."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import tradefiche
from tests.charts.makers import shipped_texts
from tradefiche.language.typography import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(tradefiche.__file__).parent
LANGS = frozenset(get_args(Lang))
# French that messages in English have too, the Customs' and INSEE's words for what they name.
WORDS = re.compile(r"\b(?:[Dd]épartements?|[Rr]égions?|Territoires? d’industrie)\b")
FRENCH = re.compile(r"[À-ÖØ-öø-ÿœŒᵉʳ]")
LETTER = re.compile(r"[^\W\d_]")
# Where signs of a language may stand, and why.
EXCEPTED = {
    "charts/type/fonts/custom_fonts.py": "the letters that a font must have",
    "charts/type/fonts/usual.py": "the letters that pictures embed",
    "customs/layout_errors.py": "a pattern of the Customs' file names",
    "customs/remote/indexpage.py": "a pattern of the Customs' links",
    "formats/csv.py": "the names of forms of CSV, which nobody reads",
    "language/money.py": "the symbols of units, which are not words",
    "publication/html/page_context.py": "a pattern of what no line may break",
    "reference/matching.py": "letters that users write in two ways",
    "reference/schema.py": "patterns of the forms that French names take in sentences",
    "tabulation/per.py": "words that users write in a table of their own",
}


def test_no_word_in_either_language_is_in_python() -> None:
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {text}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in EXCEPTED
        for line, text in _words(ast.parse(path.read_text("utf-8")))
    ]

    assert found == []


@pytest.mark.parametrize("name", EXCEPTED)
def test_every_exception_is_needed(name: str) -> None:
    assert list(_words(ast.parse((PACKAGE / name).read_text("utf-8"))))


def _words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield texts with French letters, and texts of which the language chooses one."""
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if id(node) not in spoken:
                if FRENCH.search(WORDS.sub("", text)):
                    yield node.lineno, text
            case ast.Dict(keys, values) if {*map(_text, keys)} >= LANGS:
                if any(map(_has_letters, values)):
                    yield node.lineno, ast.unparse(node)
            case ast.IfExp(test, body, other) if _of_language(test):
                if _has_letters(body) or _has_letters(other):
                    yield node.lineno, ast.unparse(node)
            case ast.Subscript(slice=chosen) if _of_language(chosen):
                yield node.lineno, ast.unparse(node)


def _of_language(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and _text(node.comparators[0]) in LANGS


def _has_letters(node: ast.AST) -> bool:
    return any(LETTER.search(_text(each)) for each in ast.walk(node))


def _text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_ranks_are_numbered_as_each_language_does() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111)
    french, english = (shipped_texts().wording(lang) for lang in ("fr", "en"))

    assert [french.ordinal(number) for number in numbers] == [
        "1ᵉʳ", "2ᵉ", "3ᵉ", "4ᵉ", "11ᵉ", "12ᵉ", "13ᵉ", "21ᵉ", "22ᵉ", "23ᵉ", "101ᵉ", "111ᵉ",
    ]  # fmt: skip
    assert [english.ordinal(number) for number in numbers] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "101st",
        "111th",
    ]  # fmt: skip
