"""What holds of the source: codes written in one module, docstrings as they stand."""

from __future__ import annotations

import ast
from pathlib import Path

import tradefiche
from tradefiche.reference import codes

PACKAGE = Path(tradefiche.__file__).parent


def test_codes_that_stand_for_several_things_are_written_once() -> None:
    known = {codes.OTHER, codes.TOTAL, codes.EXTRA_EU}
    found = [
        (path.relative_to(PACKAGE).as_posix(), node.value)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known
    ]

    assert sorted(found) == sorted(("reference/codes.py", code) for code in known)


def test_no_docstring_is_rewritten() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "__doc__":
                assert isinstance(node.ctx, ast.Load), path
