"""The folder of a batch: one call at a time works in it, and replaces only files of our own."""

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
    """Create and lock a folder; remove the temporary files of killed calls in it.

    Args:
        folder: the parent of the territories' folders.
        territories: ids of all territories that may have fiches.

    Raises:
        ForeignFileError: it has a manifest that the program has not written (73).
        BusyError: another call works in it for longer than `WAIT_SECONDS` (75).
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
    """Raise ForeignFileError (73) if the program has not written a file that is to be replaced.

    Args:
        pages: paths of the indexes and of the sitemap.
    """
    for path in pages:
        ours = sitemap.is_ours if path.name == sitemap.NAME else index.is_ours
        if path.exists() and not ours(path):
            raise ForeignFileError(path)
