"""What files say of the question that they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), None),
        (("--beside", "Pas-de-Calais", "--beside", "Hauts-de-France"), ["dept-62", "region-32"]),
        (("--beside", "nearest"), ["nearest"]),
    ],
)
def test_meta_says_whom_a_territory_is_set_beside(
    store: Path, words: tuple[str, ...], told: list[str] | None
) -> None:
    asked = ("compute", "--dept", "59", "--table", "peers", "--data-dir", store)
    assert run(*asked, *words, "--json").json["meta"].get("beside") == told
