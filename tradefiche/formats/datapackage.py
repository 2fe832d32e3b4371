"""`datapackage.json`: what a territory's folder holds, as a Frictionless Data Package (v1).

Several commands and calls may write to a folder, so each resource carries its own period,
release, sources and licence; the package has all their sources and licences.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from tradefiche.errors import ForeignFileError
from tradefiche.files import read_bytes, sha256, write_bytes
from tradefiche.formats.tableschema import tabular, translations
from tradefiche.oserrors import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tradefiche.formats.csv import Dialect
    from tradefiche.tabulation.provenance import Meta

NAME = "datapackage.json"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "html": "text/html",
}
_UTF8 = {"csv", "json", "svg", "html"}


@dataclass(frozen=True, slots=True)
class Output:
    """A file written to a territory's folder.

    Attributes:
        name: its name.
        title: what it shows, such as `Pays partenaires`.
        tables: names of the tables in it.
        dialect: that of a CSV file.
    """

    name: str
    title: str
    tables: tuple[str, ...] = ()
    dialect: Dialect = "standard"


def described(folder: Path, territory: str) -> dict[str, dict[str, Any]]:
    """Return the resources that a folder's `datapackage.json` describes, by path; see `update`.

    Raises:
        ForeignFileError: there is one that the program has not made (73).
        StorageError: it cannot be read.
    """
    path = folder / NAME
    with reading(path):
        content = read_bytes(path) if path.exists() else None
    if content is None:
        return {}
    try:
        package = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        package = None
    if not isinstance(package, dict) or package.get("name") != _name(territory):
        raise ForeignFileError(path)
    resources = package.get("resources")
    if not isinstance(resources, list):
        return {}
    return {each["path"]: each for each in resources if isinstance(each, dict) and "path" in each}


def update(folder: Path, territory: str, meta: Meta, outputs: Iterable[Output]) -> Path:
    """Rewrite the folder's `datapackage.json` and return its path.

    Files just written are described in full. Other files of the territory keep their description
    as long as their checksum is the same; those that were changed or never described are listed
    without origin, and those that are gone are left out.

    Args:
        folder: the territory's folder.
        territory: its id; only files whose name begins with it are listed.
        meta: where the figures of the files just written come from.
        outputs: the files just written.

    Raises:
        ForeignFileError: there is one that the program has not made (73).
        OutputError, StorageError: it cannot be written, or a file of the folder not be read.
    """
    path = folder / NAME
    known = described(folder, territory)
    written = {output.name: output for output in outputs}
    resources = []
    for file in _files(folder, territory):
        facts = _facts(file)
        if file.name in written:
            resources.append(facts | _described(written[file.name], meta))
        elif known.get(file.name, {}).get("hash") == facts["hash"]:
            resources.append(known[file.name])
        else:
            resources.append(facts)
    package = {
        "profile": "data-package",
        "name": _name(territory),
        "title": f"{meta.say('labels.trade')} – {meta.territories[territory]}",
        "description": "\n\n".join(replace(meta, only_note="").caveats),
        **_created(resources),
        "licenses": _union(resources, "licenses"),
        "sources": _union(resources, "sources"),
        "resources": resources,
    }
    write_bytes(path, msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")
    return path


def _name(territory: str) -> str:
    return f"tradefiche-{territory}"


def _files(folder: Path, territory: str) -> list[Path]:
    with reading(folder):
        return sorted(path for path in folder.glob(f"{territory}_*") if path.is_file())


def _facts(path: Path) -> dict[str, Any]:
    """Return the properties that the file itself has: name, format, size, checksum."""
    extension = path.suffix.removeprefix(".").lower()
    with reading(path):
        size, digest = path.stat().st_size, sha256(path)
    return {
        "profile": "data-resource",
        "type": "file",
        "name": path.name.lower(),
        "path": path.name,
        "format": extension,
        "mediatype": _MEDIA_TYPES.get(extension, "application/octet-stream"),
        **({"encoding": "utf-8"} if extension in _UTF8 else {}),
        "bytes": size,
        "hash": f"sha256:{digest}",
    }


def _described(output: Output, meta: Meta) -> dict[str, Any]:
    """Return title, origin and, of a CSV table, schema of a file just written."""
    held = meta.table(output.tables[0]) if len(output.tables) == 1 else None
    meta = meta.of(*(meta.table(name).scope for name in output.tables))
    licence = meta.statement.licence
    kind = f"{meta.statement.kind}."
    is_csv = output.name.endswith(".csv")
    return {
        "title": meta.titled(output.title),
        "description": " ".join(
            filter(None, (held.row(meta.lang) if held else "", kind, meta.only_note))
        ),
        **(translations(held.title, held.row) if held else {}),
        "period": meta.when,
        "release": meta.release,
        "grains": list(meta.grains),
        **meta.scope(),
        "origin": meta.data,
        "lang": meta.lang,
        "citation": meta.citation,
        "licenses": [{"name": licence.id, "title": licence.title, "path": licence.url}],
        "sources": _sources(meta),
        **(tabular(held, output.dialect, meta.lang) if held and is_csv else {}),
    }


def _sources(meta: Meta) -> list[dict[str, str]]:
    origin = {"title": meta.statement.source} | (
        {"path": meta.statement.url} if meta.statement.url else {}
    )
    files = sorted(meta.sources)
    return [origin, *({"title": name, "hash": f"sha256:{digest}"} for name, digest in files)]


def _created(resources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the month of the newest release as creation date, independent of the clock."""
    releases = [each["release"] for each in resources if each.get("release")]
    return {"created": f"{max(releases)[:7]}-01T00:00:00Z"} if releases else {}


def _union(resources: Iterable[Mapping[str, Any]], key: str) -> list[Any]:
    """Return the distinct items of a list that each resource may have, in stable order."""
    found = {
        msgspec.json.encode(value, order="sorted"): value
        for resource in resources
        for value in resource.get(key, ())
    }
    return [found[text] for text in sorted(found)]
