"""The Customs' sites in small: a page of links, a data set, and the zips they lead to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.builders import CUSTOMS_REGION, Record, archive_zip, latest_zip, year_of
from tests.customs.remote.server import LIST, PAGE, Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.customs.remote.server import Site

INDEX = "/telechargement/telechargement_SGBD.asp"
DATASET = "/api/1/datasets/5369a0c7a3a729239d206446/"
FILES = "/sites/default/files"
FLOWS = ("export", "import")
DEPARTEMENTS = tuple(CUSTOMS_REGION)
Key = tuple[str, int, int]


@dataclass(frozen=True)
class Zip:
    """A zip as the Customs publish it: path on the site, flow, year (None for the latest)."""

    path: str
    flow: str
    year: int | None
    body: bytes
    records: tuple[Record, ...]

    @property
    def release(self) -> str:
        """Month of its release."""
        name = Path(self.path).name
        return f"{name[:4]}-{name[4:6]}"

    def totals(self) -> dict[Key, int]:
        """Return the sum of each flow and quarter."""
        sums: dict[Key, int] = {}
        for each in self.records:
            key = ("export" if each.flow == "E" else "import", each.year, each.quarter)
            sums[key] = sums.get(key, 0) + each.value
        return sums


def archives(folder: Path, year: int, release: str, *, value: int = 1000) -> list[Zip]:
    """Return both flows of the archive of a year."""
    return [
        _zip(
            archive_zip(folder, flow, year, records, release=release),
            flow, year, release, records,
        )
        for flow in "EI"
        for records in [year_of(year, flow, value=value)]
    ]  # fmt: skip


def latest(folder: Path, last: tuple[int, int], release: str, *, value: int = 2000) -> list[Zip]:
    """Return both flows of the latest five quarters."""
    end = last[0] * 4 + last[1] - 1
    quarters = [(n // 4, n % 4 + 1) for n in range(end - 4, end + 1)]
    return [
        _zip(latest_zip(folder, flow, records, release=release), flow, None, release, records)
        for flow in "EI"
        for records in [[Record(flow, q, y, value=value + q) for y, q in quarters]]
    ]


def _zip(path: Path, flow: str, year: int | None, release: str, records: list[Record]) -> Zip:
    where = f"{FILES}/{release[:4]}-{release[4:]}/07/{path.name}"
    word = "export" if flow == "E" else "import"
    return Zip(where, word, year, path.read_bytes(), tuple(records))


def put(site: Site, zips: Iterable[Zip], more: str = "") -> None:
    """Put zips on a site, with a page and a data set that lead to them."""
    every = list(zips)
    for each in every:
        site.resources[each.path] = Resource(each.body)
    site.resources[INDEX] = Resource(index_page(every, more), PAGE)
    site.resources[DATASET] = Resource(dataset(every), LIST)


def index_page(zips: Iterable[Zip], more: str = "") -> bytes:
    """Return a page as the kiosk's: links to the regional zips among others."""
    rows = "".join(
        f"<tr><td>{each.year or 'cinq derniers trimestres'}</td>"
        f"<td><a href='{each.path}'>{each.flow}</a></td></tr>"
        for each in zips
    )
    national = "".join(
        f"<li><a href='{FILES}/2025-05/07/202505-stat-national-ce-{flow}.zip'>{flow}</a></li>"
        for flow in FLOWS
    )
    return (
        "<!DOCTYPE html><html><head><title>Téléchargement</title></head><body>"
        f"<h2>Statistiques nationales</h2><ul>{national}</ul>{more}"
        f"<h2>Statistiques régionales et départementales</h2><table>{rows}</table>"
        "</body></html>"
    ).encode()


def dataset(zips: Iterable[Zip], checksums: Mapping[str, str] | None = None) -> bytes:
    """Return a data set as data.gouv.fr describes it; `checksums`, by path, for the right ones."""
    resources = [
        {
            "title": f"{each.year or 'Derniers trimestres'} régional {each.flow}",
            "url": each.path,
            "format": "zip",
            "filesize": len(each.body),
            "checksum": {
                "type": "sha1",
                "value": (checksums or {}).get(each.path)
                or hashlib.sha1(each.body, usedforsecurity=False).hexdigest(),
            },
            "last_modified": f"{each.release}-07T08:00:00+00:00",
        }
        for each in zips
    ]
    return json.dumps({"id": "5369a0c7a3a729239d206446", "resources": resources}).encode()
