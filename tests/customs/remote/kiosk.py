"""The kiosk's zips of yearly workbooks, a région each, at addresses of its form.

Nothing here imports ``tradefiche``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import polars as pl
import yaml

from tests.builders import CUSTOMS_REGION
from tests.customs.remote import store
from tests.customs.remote.server import Resource
from tests.running import ROOT
from tests.workbooks import RELEASED, Row, region_zip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tests.builders import Date
    from tests.customs.remote.server import Site

FORM = "/download_2.asp?rep=/fichiers/Telecharge&fic=region_{region}_A.zip"
REGIONS = sorted(set(CUSTOMS_REGION.values()))
WORDS = {"E": "export", "I": "import"}
Sums = dict[tuple[str, int, str], int]


def path(region: str) -> str:
    """Return where a région's zip is."""
    return FORM.format(region=region)


def source(url: str, name: str = "the workbooks", form: str = FORM) -> dict[str, Any]:
    """Return the source as `sources.yaml` has it."""
    address = url + form
    return {"name": name, "kind": "workbooks", "url": address, "hosts": [], "regions": REGIONS}


@dataclass(frozen=True)
class Edition:
    """The zips of some régions by code, and what they come to by flow, year and région."""

    zips: Mapping[str, bytes]
    sums: Sums

    def put(self, site: Site, *, age: int = 0) -> None:
        """Put them on a site."""
        for region, body in self.zips.items():
            site.resources[path(region)] = Resource(body, age=age)

    def of(self, years: Iterable[int], regions: Iterable[str] = REGIONS) -> Sums:
        """Return the sums of some years and régions."""
        wanted, there = set(years), set(regions)
        return {k: total for k, total in self.sums.items() if k[1] in wanted and k[2] in there}

    def assert_held(self, place: Path, sums: Sums | None = None) -> None:
        """Fail unless a sound store holds just this, and the zips as they are."""
        store.assert_sound(place)
        assert totals(place) == (self.sums if sums is None else sums)
        kept = {raw["url"]: raw["sha256"] for raw in store.manifest(place)["raw"]}
        for region in {key[2] for key in sums or self.sums}:
            digest = next(d for url, d in kept.items() if _asked(url) == path(region))
            assert digest == hashlib.sha256(self.zips[region]).hexdigest()


def edition(
    folder: Path,
    years: Sequence[int] = (2023, 2024, 2025),
    *,
    percent: int = 100,
    date: Date = RELEASED,
    flows: str = "EI",
    regions: Iterable[str] = REGIONS,
) -> Edition:
    """Return zips in which a région's départements share so many percent of what is usual."""
    usual = yaml.safe_load((ROOT / "config" / "workbooks.yaml").read_text(encoding="utf-8"))
    zips, sums = {}, {}
    for region in regions:
        depts = [code for code, there in CUSTOMS_REGION.items() if there == region]
        rows = []
        for flow in flows:
            millions = usual["regions"][region][f"{WORDS[flow]}s"]
            values = {year: millions * 10_000 * percent // len(depts) + year for year in years}
            rows += [Row(dept, flow, values=values) for dept in depts]
            sums.update({(WORDS[flow], y, region): v * len(depts) for y, v in values.items()})
        zips[region] = region_zip(folder, region, rows, date=date).read_bytes()
    return Edition(zips, sums)


def totals(place: Path) -> Sums:
    """Return what counts of each flow, year and région, from the rows themselves."""
    newest = {}
    rows = store.manifest(place).get("years", [])
    for row in sorted(rows, key=lambda row: (row["release"] or "", row["arrival"])):
        newest[row["flow"], row["year"], row["region"]] = row["file"]
    return {key: int(pl.read_parquet(place / file)["value"].sum()) for key, file in newest.items()}


def _asked(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"
