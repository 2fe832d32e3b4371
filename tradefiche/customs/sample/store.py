"""The sample's own store, made when it is first asked for and anew when its recipe changes."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.configuration.loading import locate
from tradefiche.customs.ingest import ingest
from tradefiche.customs.manifest import FORMAT
from tradefiche.customs.sample import generate
from tradefiche.customs.store import Store
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "sample"
WAIT_SECONDS = 120.0
_RECIPE = (
    "sample.yaml", "departements.yaml", "regions.yaml", "countries.yaml",
    "a129.yaml", "cpf4.yaml",
)  # fmt: skip


def sample_store(
    data_dir: Path,
    config_dirs: tuple[Path, ...],
    progress: Callable[[str], None] = lambda _: None,
) -> Store:
    """Return the store of the small sample; `progress` is told before it is made."""
    store = Store(data_dir / FOLDER / _key(config_dirs))
    if store.manifest.held:
        return store
    progress("making the built-in sample")
    with store.locked(wait=WAIT_SECONDS):
        if Store(store.folder).manifest.held:
            return Store(store.folder)
    with files.translated(store.folder), tempfile.TemporaryDirectory() as folder:
        zips = generate(Path(folder), size="small", config_dirs=config_dirs)
        ingest(store, zips, config_dirs=config_dirs, wait=WAIT_SECONDS)
    return Store(store.folder)


def _key(config_dirs: tuple[Path, ...]) -> str:
    """Name the sample of this version, format of the store, and configuration."""
    digest = hashlib.sha256(f"{__version__} {FORMAT}".encode())
    for name in _RECIPE:
        digest.update(locate(name, config_dirs).read_bytes())
    return digest.hexdigest()[:12]
