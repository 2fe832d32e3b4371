"""The sample's own store, created on first use and again whenever its inputs change."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.configuration.loading import locate
from tradefiche.customs.ingest import ingest
from tradefiche.customs.manifest import FORMAT
from tradefiche.customs.ownership import SAMPLES
from tradefiche.customs.sample import generate
from tradefiche.customs.store import Store
from tradefiche.errors import StorageError
from tradefiche.oserrors import translated
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """Return the store of the small sample; `progress` is called before it is created."""
    store = Store(data_dir / SAMPLES / _key(config_dirs))
    if _is_whole(store):
        return store
    progress("making the built-in sample")
    with store.locked(wait=WAIT_SECONDS):
        if _is_whole(Store(store.folder)):
            return Store(store.folder)
    with translated(store.folder), tempfile.TemporaryDirectory() as folder:
        zips = generate(Path(folder), size="small", config_dirs=config_dirs)
        ingest(store, zips, config_dirs=config_dirs, wait=WAIT_SECONDS)
    return Store(store.folder)


def _is_whole(store: Store) -> bool:
    """Whether a sample exists and is intact; a damaged one is created again.

    Raises:
        StorageError: its manifest cannot be read (74).
    """
    try:
        held = store.manifest.held
    except StorageError as error:
        if isinstance(error.__cause__, OSError):  # not a fault of its content
            raise
        hint = f"remove {store.folder}; the sample is made anew"
        raise StorageError(error.message, hint=hint) from error
    return bool(held) and not any(map(store.damaged, held))


def _key(config_dirs: tuple[Path, ...]) -> str:
    """Return a digest of version, store format, generator's code, and configuration files."""
    digest = hashlib.sha256(f"{__version__} {FORMAT}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for name in _RECIPE:
        for path in locate(name, config_dirs):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
