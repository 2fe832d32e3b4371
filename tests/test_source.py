"""What holds of the source: codes written in one module, docstrings as they stand."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

import tradefiche
from tradefiche.reference import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_a_class_is_called_what_no_other_is() -> None:
    """Types that are put together from others are counted: who searches for one finds it."""
    places: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in _types(ast.parse(path.read_text(encoding="utf-8"))):
            places.setdefault(name, []).append(path.relative_to(PACKAGE).as_posix())

    assert {"Flow", "Store", "Picture"} <= places.keys()
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def _types(tree: ast.Module) -> Iterator[str]:
    """Yield the public classes of a module, and what it calls a type of others: `Flow`."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [each.id for each in node.targets if isinstance(each, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id] if node.value else []
        yield from (name for name in names if re.match(r"[A-Z]\w*[a-z]", name))
