"""What holds of the source: codes written in one module, docstrings as they stand."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import tradefiche
from tradefiche.reference import codes

PACKAGE = Path(tradefiche.__file__).parent


LONGEST = 300  # lines


def test_no_module_is_long() -> None:
    long = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }

    assert not long


def test_a_suppression_carries_its_reason() -> None:
    """`# noqa: S311 - the same lines each time`, `# type: ignore[index]  # JSON`."""
    bare = [
        (path.as_posix(), token.start[0], token.string)
        for folder in (PACKAGE, Path(__file__).parent)
        for path in sorted(folder.rglob("*.py"))
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
        if token.type == tokenize.COMMENT
        and re.match(r"#\s*(noqa|type: ignore)", token.string)
        and not re.search(r"noqa: [A-Z0-9, ]+ - \w|ignore\[[\w, -]+\]\s+# \w", token.string)
    ]

    assert not bare


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
