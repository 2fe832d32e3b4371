"""The Customs' zips in small, made once, and a site that has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.customs.remote import customs, settings
from tests.customs.remote.server import Site, serving
from tests.running import Result, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.customs.remote.customs import Zip


@dataclass
class Scene:
    """A site, its address, a store beside it and the configuration that leads there."""

    site: Site
    url: str
    zips: list[Zip]
    folder: Path

    @property
    def store(self) -> Path:
        """Where the store is."""
        return self.folder / "store"

    @property
    def index(self) -> str:
        """Address of the page of links."""
        return self.url + customs.INDEX

    @property
    def dataset(self) -> str:
        """Address of the data set."""
        return self.url + customs.DATASET

    def fetch(self, *words: str, **limits: float) -> Result:
        """Fetch from the site's page of links, unless `words` say otherwise."""
        config = settings.config(self.folder / "config", settings.index(self.index), **limits)
        return run("fetch", *words, "--data-dir", self.store, "--config-dir", config)

    def asked(self) -> list[tuple[str, int]]:
        """Return path and status of the answers so far, and forget them."""
        found = [(path, status) for path, _, status in self.site.asked]
        self.site.asked.clear()
        return found


@pytest.fixture(scope="session")
def zips(tmp_path_factory: pytest.TempPathFactory) -> list[Zip]:
    """Return the archives of 2022, 2023 and 2024, and the quarters 2024Q1 to 2025Q1."""
    folder = tmp_path_factory.mktemp("zips")
    return [
        *customs.archives(folder, 2022, "202305"),
        *customs.archives(folder, 2023, "202405"),
        *customs.archives(folder, 2024, "202505"),
        *customs.latest(folder, (2025, 1), "202508"),
    ]


@pytest.fixture
def scene(zips: list[Zip], tmp_path: Path) -> Iterator[Scene]:
    """Return a site that has it all, and an empty store."""
    site = Site()
    customs.put(site, zips)
    with serving(site) as url:
        yield Scene(site, url, zips, tmp_path)
