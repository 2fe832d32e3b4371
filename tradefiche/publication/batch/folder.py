"""The folder of a batch: one call at a time works in it, and replaces only what calls have made."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tradefiche.errors import ForeignFileError
from tradefiche.files import alone, clear
from tradefiche.publication.batch import index, manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tradefiche.tabulation.answer import Query

WAIT_SECONDS = 60.0


@contextlib.contextmanager
def held(folder: Path, query: Query, territories: Iterable[str]) -> Iterator[None]:
    """Hold a folder, which is made; clear what calls that were killed were writing in it.

    Args:
        folder: the one above the territories' own.
        query: the question that the fiches answer.
        territories: ids of all that there may be fiches of.

    Raises:
        ForeignFileError: an index or a manifest is there that the program has not made (73).
        BusyError: another call is at work in it for longer than `WAIT_SECONDS` (75).
    """
    with alone(folder, wait=WAIT_SECONDS):
        for path, ours in (
            (folder / manifest.name(query), manifest.is_ours),
            (folder / index.name(query), index.is_ours),
        ):
            if path.exists() and not ours(path):
                raise ForeignFileError(path)
        for path in (folder, *(folder / each for each in territories)):
            if path.is_dir():
                clear(path)
        yield
