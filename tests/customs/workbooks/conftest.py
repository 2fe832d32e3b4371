"""What several files about workbooks read and none changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_zips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the sample's zips of workbooks."""
    folder = tmp_path_factory.mktemp("sample")
    assert run("fetch", "--sample", "--to", folder, "--kind", "workbooks").code == 0
    return folder
