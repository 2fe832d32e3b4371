"""A `sources.yaml` of the tests' own: servers on this machine, and hardly a wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from tests.builders import write

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {
    "connect_s": 5.0, "read_s": 5.0, "patience_s": 20.0, "total_s": 60.0, "slowest_kb_s": 1000.0,
    "between_s": 0.0, "attempts": 4, "first_wait_s": 0.0005, "longest_wait_s": 5.0, "redirects": 3,
    "largest_mb": 8,
}  # fmt: skip
IMPATIENT = {"patience_s": 0.4, "read_s": 0.2}


def index(url: str, name: str = "the kiosk") -> dict[str, Any]:
    """Return a source that is a page of links."""
    return {"name": name, "kind": "index", "url": url, "hosts": []}


def dataset(url: str, name: str = "the data set") -> dict[str, Any]:
    """Return a source that is a data set."""
    return {"name": name, "kind": "dataset", "url": url, "hosts": []}


def config(folder: Path, *sources: dict[str, Any], stale: float = 90, **limits: float) -> Path:
    """Write `sources.yaml` into a folder; return the folder."""
    about = {"what": "tests", "source": "tests", "licence": "MIT", "date": "2026"}
    document = {
        "about": about,
        "limits": LIMITS | limits,
        "stale_after_years": int(stale),
        "sources": list(sources) or [index("http://127.0.0.1:9/")],
    }
    write(folder / "sources.yaml", yaml.safe_dump(document, allow_unicode=True).encode())
    return folder
