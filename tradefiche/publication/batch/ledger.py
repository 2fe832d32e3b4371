"""The manifest of a folder while a call updates it: its editions are replaced, others kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.files import read_bytes, write_bytes
from tradefiche.publication.batch import manifest as records
from tradefiche.publication.batch.manifest import EditionsManifest
from tradefiche.publication.batch.sitemap import remove_sitemap, write_sitemap
from tradefiche.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.publication.batch.manifest import Edition


class Ledger:
    """The editions that a folder holds; each change is written to disk.

    Manifests that earlier versions wrote per language or extent are merged in, and deleted once
    the merged manifest is written.

    Attributes:
        path: the manifest.
        editions: every edition, by key; changed by `put` alone.
    """

    def __init__(self, folder: Path) -> None:
        """Read the manifests in the folder."""
        self.path = folder / records.NAME
        self._former = [
            path for path in sorted(folder.glob(records.FORMER))
            if records.is_ours(path) and records.read(path).editions
        ]  # fmt: skip
        found = [records.read(path) for path in (*self._former, self.path)]
        self.editions = {each.key: each for manifest in found for each in manifest.editions}
        self._sitemap = found[-1].sitemap
        self._on_disk = read_bytes(self.path) if self.path.exists() else b""

    def close(self, site: str | None) -> Path | None:
        """Write the sitemap of a folder that will have this address; return its path.

        Without an address, delete the sitemap of an earlier call and return None.
        """
        folder = self.path.parent
        if site is None:
            self._sitemap = None
            remove_sitemap(folder)
        else:
            self._sitemap = write_sitemap(site, self._in_order(), folder)
        self._write()
        return folder / self._sitemap.path if self._sitemap else None

    def put(self, edition: Edition) -> None:
        """Add or replace an edition, and write the manifest."""
        self.editions[edition.key] = edition
        self._write()

    def _write(self) -> None:
        content = self._content()
        if content != self._on_disk:
            write_bytes(self.path, content)
            self._on_disk = content
        while self._former:
            self._former.pop().unlink(missing_ok=True)

    def _in_order(self) -> tuple[Edition, ...]:
        return tuple(self.editions[key] for key in sorted(self.editions))

    def _content(self) -> bytes:
        manifest = EditionsManifest(f"tradefiche {__version__}", self._in_order(), self._sitemap)
        return records.written(manifest)
