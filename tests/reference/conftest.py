"""The project's own configuration, and copies of it with one slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def dirs() -> tuple[Path, ...]:
    return (shipped_config(),)


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str, str, str], tuple[Path, ...]]:
    """Return a function that puts a changed copy of a file before the project's own."""

    def change(name: str, old: str, new: str) -> tuple[Path, ...]:
        text = (shipped_config() / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return (tmp_path, shipped_config())

    return change
