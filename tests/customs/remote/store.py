"""What a store looks like from outside: its files, and whether it is complete and right.

Reads its manifest and its Parquet files without ``tradefiche``.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.customs.remote.customs import Key, Zip


def files(store: Path) -> dict[str, str]:
    """Return the files of a store, the lock apart, with the hash of what they hold."""
    return {
        path.relative_to(store).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in store.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def manifest(store: Path) -> dict[str, Any]:
    """Return a store's manifest; an empty one if it has none."""
    path = store / "store.json"
    nothing: dict[str, Any] = {"held": [], "raw": []}
    return json.loads(path.read_bytes()) if path.exists() else nothing


def totals(store: Path) -> dict[Key, int]:
    """Return the sum of each flow and quarter in its newest release, from the rows themselves."""
    newest = {}
    held = manifest(store)["held"]
    for row in sorted(held, key=lambda row: (row["release"] or "", row["arrival"])):
        newest[row["flow"], row["year"], row["quarter"]] = row["file"]
    return {key: int(pl.read_parquet(store / file)["value"].sum()) for key, file in newest.items()}


def expected(zips: Iterable[Zip]) -> dict[Key, int]:
    """Return what a store holds that took in some zips."""
    found: dict[Key, int] = {}
    for each in sorted(zips, key=lambda each: each.release):
        found |= each.totals()
    return found


def assert_sound(store: Path) -> None:
    """Fail if anything is in the store that the manifest does not name, or the reverse."""
    about = manifest(store)
    held = [*about["held"], *about.get("years", []), *about.get("retired", [])]
    named = {row["file"] for row in held} | {row["sums"] for row in held if row.get("sums")}
    for raw in about["raw"]:
        path = f"raw/{raw['sha256']}/{raw['name']}"
        named.add(path)
        assert files(store).get(path) == raw["sha256"]
        assert (store / path).stat().st_size == raw["size"]
    found = set(files(store)) - {"store.json"}
    assert found == named, f"{sorted(found - named)} and not {sorted(named - found)}"


def assert_complete(store: Path, zips: Iterable[Zip]) -> None:
    """Fail unless the store holds these zips, as they are, and their figures; and is sound."""
    every = list(zips)
    assert_sound(store)
    assert totals(store) == expected(every)
    # of one address the file that came last; an earlier one stays until it is pruned
    kept = {raw["url"]: raw["sha256"] for raw in manifest(store)["raw"] if not raw["page"]}
    found = {urlsplit(url).path: digest for url, digest in kept.items()}
    assert found == {each.path: hashlib.sha256(each.body).hexdigest() for each in every}
