"""A ground that is made once, and runs on it that count once what they count alike."""

from __future__ import annotations

from functools import cache
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
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Return a store before and after a fetch, and the outputs of each command.

    What runs in this process counts and draws once: these tests are of how it is written.
    """
    with pytest.MonkeyPatch.context() as patch:
        kept = cache(answer)
        for module in (bundle, overview):
            patch.setattr(module, "answer", lambda query, names: kept(query, tuple(names)))
        patch.setattr(batch, "gather", cache(gather))
        patch.setattr(workers, "Maker", _Remembering)
        yield prepared(tmp_path_factory.mktemp("ground"))


_made: dict[object, Any] = {}


class _Remembering(Maker):
    """Makes each file once."""

    def make(self, territory: str, formats: Any, **more: Any) -> Any:  # noqa: ANN401 - handed on
        key = (self._pictures.data.query, territory, tuple(formats), *more.items())
        if key not in _made:
            _made[key] = super().make(territory, formats, **more)
        return _made[key]
