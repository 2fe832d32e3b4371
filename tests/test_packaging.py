"""What the package says of itself: licences, and the versions that its results depend on."""

from __future__ import annotations

import tomllib
from typing import Any

from packaging.requirements import Requirement

from tests.running import ROOT

_PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = _PYPROJECT["project"]


def test_the_licence_of_every_part_is_named() -> None:
    assert PROJECT["license"] == "MIT AND OFL-1.1"
    files = {ROOT / name for name in PROJECT["license-files"]}
    assert all(path.is_file() for path in files)
    fonts = {path.parent for path in (ROOT / "tradefiche").rglob("*.ttf")}
    assert fonts
    assert {path.parent for path in files} == {ROOT, *fonts}


def test_no_dependency_comes_in_a_version_nobody_saw() -> None:
    """Each has an upper bound, and the versions that `.ci/run` takes are within the bounds."""
    lines = (ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if line and not line.startswith("#")]
    versions = {each.name.lower(): str(each.specifier).removeprefix("==") for each in pinned}
    for text in PROJECT["dependencies"]:
        wanted = Requirement(text)
        assert any(each.operator in ("<", "==") for each in wanted.specifier), text
        assert versions[wanted.name.lower()] in wanted.specifier, text
    for text in PROJECT["optional-dependencies"]["dev"]:
        assert Requirement(text).name.lower() in versions, text
    assert not any(each.url for each in pinned)
