"""The example of `fetch` that needs a network runs from a site of the tests' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.cli.helping import EXAMPLES

if TYPE_CHECKING:
    from tests.customs.remote.conftest import Scene


def test_the_example_of_the_network_runs(scene: Scene) -> None:
    [line] = [line for line in EXAMPLES["fetch"] if "--year" in line]

    result = scene.fetch(*line.split()[1:])

    assert result.code == 0, result.err
    assert "took in" in result.out
