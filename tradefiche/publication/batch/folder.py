"""The folder of a batch: one call at a time works in it, and replaces only what calls have made."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tradefiche.errors import ForeignFileError
from tradefiche.files import alone
from tradefiche.publication.batch import index, manifest, sitemap
from tradefiche.publication.batch.tables import FOLDER as DATA
from tradefiche.staging import clear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WAIT_SECONDS = 60.0


@contextlib.contextmanager
def held(folder: Path, territories: Iterable[str]) -> Iterator[None]:
    """Hold a folder, which is made; clear what calls that were killed were writing in it.

    Args:
        folder: the one above the territories' own.
        territories: ids of all that there may be fiches of.

    Raises:
        ForeignFileError: a manifest is there that the program has not made (73).
        BusyError: another call is at work in it for longer than `WAIT_SECONDS` (75).
    """
    with alone(folder, wait=WAIT_SECONDS):
        path = folder / manifest.NAME
        if path.exists() and not manifest.is_ours(path):
            raise ForeignFileError(path)
        for each in (folder, folder / DATA, *(folder / name for name in territories)):
            if each.is_dir():
                clear(each)
        yield


def refuse_foreign(pages: Iterable[Path]) -> None:
    """Raise ForeignFileError where the program has not made what is to be replaced (73).

    Args:
        pages: the indexes, and the sitemap.
    """
    for path in pages:
        ours = sitemap.is_ours if path.name == sitemap.NAME else index.is_ours
        if path.exists() and not ours(path):
            raise ForeignFileError(path)
