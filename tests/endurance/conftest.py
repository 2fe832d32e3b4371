"""A ground that is made once, and runs on it that count once what they count alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.endurance.ground import Ground, prepared
from tradefiche.formats import bundle
from tradefiche.publication import overview
from tradefiche.publication.batch import run as batch
from tradefiche.publication.batch import workers
from tradefiche.publication.data import gather
from tradefiche.publication.render import Maker
from tradefiche.tabulation.answer import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tradefiche.publication.render import FicheFormat, Task
    from tradefiche.tabulation.query import Query


@pytest.fixture(scope="package")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Return a store before and after a fetch, and the outputs of each command.

    What runs in this process counts and draws once: these tests are of how it is written.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (bundle, overview):
            patch.setattr(module, "answer", _of_store(answer))
        patch.setattr(batch, "gather", _of_store(gather))
        patch.setattr(workers, "Maker", _Remembering)
        yield prepared(tmp_path_factory.mktemp("ground"))


def _of_store(function: Callable[..., Any]) -> Callable[..., Any]:
    """Remember what a function of a question returns, as long as the store is the same."""
    found: dict[object, Any] = {}

    def remembering(query: Query, *names: list[str]) -> object:
        key = (query, _store(query), *map(tuple, names))
        if key not in found:
            found[key] = function(query, *names)
        return found[key]

    return remembering


def _store(query: Query) -> bytes:
    return (query.store.folder / "store.json").read_bytes()


_made: dict[object, dict[FicheFormat, bytes]] = {}


class _Remembering(Maker):
    """Makes each file once."""

    def make(self, task: Task) -> dict[FicheFormat, bytes]:
        query = self._pictures.data.query
        key = (query, _store(query), task)
        if key not in _made:
            _made[key] = super().make(task)
        return _made[key]
