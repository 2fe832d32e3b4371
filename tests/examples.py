"""How many examples a test takes: as many as it says, and with --endurance many more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet

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


def more(cases: Iterable[object]) -> list[ParameterSet]:
    """Return cases for `parametrize` that are like others there, and run with --endurance."""
    every = (each if isinstance(each, tuple) else (each,) for each in cases)
    return [pytest.param(*each, marks=pytest.mark.endurance) for each in every]
