"""Tell the Customs' packages from the synthetic sample, which must never be mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.packages import SAMPLE_MARKER
from tradefiche.customs.workbooks.container import is_synthetic
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.manifest import Data, StoreManifest
    from tradefiche.customs.packages import Package

_AROUND = 4  # folders above a loose file that are searched for the marker


def _marked(package: Package) -> bool:
    """Whether a package belongs to the sample: marked inside, or by a file in a parent folder.

    In an unpacked zip the marker lies in the data file's folder, or above.
    """
    inside = any(each.name.rsplit("/", 1)[-1] == SAMPLE_MARKER for each in package.others)
    loose = all(entry.name == package.path.name for entry in package.wanted)
    near = list(package.path.absolute().parents)[:_AROUND]
    by_itself = any(is_synthetic(entry.open) for entry in package.books)
    return (
        inside
        or by_itself
        or (loose and any((folder / SAMPLE_MARKER).is_file() for folder in near))
    )


def one_kind(found: Sequence[Package], manifest: StoreManifest) -> Data:
    """Return whether the packages are data of the Customs or of the sample.

    Raises:
        DataError: both kinds are among them, or the store holds the other kind (65).
    """
    kinds: dict[Data, Package] = {}
    for package in found:
        if package.wanted:
            kinds["sample" if _marked(package) else "customs"] = package
    if len(kinds) > 1:
        raise DataError(f"{kinds['sample'].path}: synthetic sample data beside data of the Customs")
    data, package = next(iter(kinds.items()))
    if manifest.data not in (None, data):
        held = "the synthetic sample" if manifest.data == "sample" else "data of the Customs"
        raise DataError(
            f"{package.path}: the store holds {held}; the two never meet",
            hint="name another --data-dir",
        )
    return data
