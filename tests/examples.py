"""How many examples of chance a test takes: as many as it says, ten times those to endure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

USUAL, MANY = 100, 1000


def choose(config: pytest.Config) -> None:
    """Choose how many; no example depends on chance or on how busy the machine is."""
    number = MANY if config.getoption("--endurance") else USUAL
    same = settings(deadline=None, derandomize=True, database=None, max_examples=number)
    settings.register_profile("same", same)
    settings.load_profile("same")


def examples(number: int, **more: Any) -> settings:  # noqa: ANN401 - what `settings` takes
    """Return the settings of a test that takes this number by default."""
    return settings(max_examples=number * settings().max_examples // USUAL, **more)
