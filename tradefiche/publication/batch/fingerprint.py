"""The inputs of the files of a call, and a digest that changes whenever the files would."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.charts.look.themefile import theme
from tradefiche.customs.inputs import everything
from tradefiche.files import sha256
from tradefiche.oserrors import reading
from tradefiche.tabulation.answer import held_for
from tradefiche.tabulation.meta import meta_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from tradefiche.customs.view import View
    from tradefiche.tabulation.answer import Query
    from tradefiche.tabulation.provenance import Meta

# Other packages that affect the bytes of a fiche.
_PACKAGES = ("polars", "typst")


@dataclass(frozen=True)
class EditionOrigin:
    """The inputs of an edition's files, except the territory.

    Attributes:
        meta: provenance of the figures.
        config: SHA-256 of each configuration file in use, by name; a user's file that overrides
            ours is named `own/<name>`.
        digest: digest of these, of the options, of the slices in the store, and of the program.
    """

    meta: Meta
    config: Mapping[str, str]
    digest: str

    def of(self, *parts: str, together: Collection[str] = ()) -> str:
        """Return the digest of the inputs of one file.

        Args:
            *parts: territory and format, and the files that it links to.
            together: ids of the territories that it may link to.
        """
        return _digest([self.digest, *parts, sorted(together)])


def origin(query: Query) -> EditionOrigin:
    """Return the inputs of the fiches of a query; no figures are computed.

    Raises:
        NoInputError: the store has nothing for the period.
    """
    view, periods = held_for(query)
    meta = meta_of(query, view, periods)
    config = _config(query.config_dirs)
    inputs = {
        "period": [str(each) for each in periods],
        "options": [query.release, query.level, query.top, query.highlight, query.lang],
        "pages": query.pages,
        "filters": [list(given) for _, given in query.filters.options()],
        "data": meta.data,
        "slices": _slices(view),
        "labels": [list(each) for each in query.store.manifest.labels],
        "config": config,
        "look": _look(query),
        "software": [meta.version, _program(), *(f"{each} {version(each)}" for each in _PACKAGES)],
    }
    return EditionOrigin(meta, config, _digest(inputs))


def _slices(view: View) -> list[list[str | None]]:
    """Return the slices in use; the file name of a slice contains the digest of its content."""
    return [
        [held.flow, str(held.when), held.release, held.file, held.source.name, held.source.sha256]
        for held in everything(view)
    ]


def _config(dirs: Sequence[Path]) -> dict[str, str]:
    """Return the digest of each file in use: ours, and the user's files that override them."""
    *own, shipped = dirs
    found = {path.name: path for path in shipped.glob("*.yaml")}
    over = {f"own/{name}": folder / name for folder in own for name in found}
    every = {**found, **{name: path for name, path in over.items() if path.is_file()}}
    return {name: _file(path) for name, path in sorted(every.items())}


def _look(query: Query) -> list[str]:
    """Return the digests of a given theme file, and of the fonts and logo that the theme names."""
    found = theme(query.config_dirs, query.look)
    paths = [query.look] if query.look else []
    paths += found.typeface.files.values() if found.fonts else ()
    paths += [Path(found.logo)] if found.logo else []
    return [_file(path) for path in paths]


@cache
def _program() -> str:
    """Return the digest of the package's own files, which change without the version."""
    package = Path(__file__).resolve().parents[2]
    paths = sorted(
        path
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".yaml"
    )
    return _digest([[path.relative_to(package).as_posix(), _file(path)] for path in paths])


def _file(path: Path) -> str:
    with reading(path):
        return sha256(path)


def _digest(document: object) -> str:
    text = json.dumps(document, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
