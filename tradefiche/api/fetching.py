"""Fetching of the Customs' files into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from tradefiche.api.arguments import at_least, settle, several
from tradefiche.api.keywords import OneOrMany, StoreKeywords
from tradefiche.api.question import dirs_of, store_of, tell
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.ingest import IngestOutcome


def fetch(
    *,
    files: str | Path | Sequence[str | Path] | None = None,
    year: OneOrMany | None = None,
    source: OneOrMany | None = None,
    region: OneOrMany | None = None,
    release: str | None = None,
    timeout: float | None = None,
    dry_run: bool = False,
    prune: bool = False,
    **where: Unpack[StoreKeywords],
) -> IngestOutcome:
    """Bring the Customs' files into the store, all of them or none.

    Args:
        files: local zips, text files, workbooks or folders, as `--from`; if none are given, files
            are fetched from the network.
        year: calendar years, or `"2019..2024"`; if not given, the newest full year, the one before
            and the latest quarters, and the yearly workbooks of all régions if the quarters do not
            reach the last complete calendar year.
        source: a URL to use instead of those of `config/sources.yaml`, or several of zips; or
            `"workbooks"`: the régions' yearly workbooks alone.
        region: INSEE code or name of a région, or several: their yearly workbooks alone.
        release: month of the release, `"2025-02"`, of files whose names do not state it.
        timeout: seconds to go on without progress; by default that of `config/sources.yaml`.
        dry_run: read everything, but leave the store unchanged.
        prune: drop downloaded files that are no longer in use.
        **where: data_dir, config_dir.

    Returns:
        What was taken in, or would be in a dry run: `changed`, `taken` (flow, quarter, release,
        rows, sums of each), `years` (the same of yearly workbooks), and `remarks` on the files.
        Remarks that are warnings, and failures of other sources, are also issued as warnings.

    Raises:
        UsageError: arguments contradict each other, or `release` the name of a file.
        DataError: a file is malformed, damaged, unsafe or of another kind; nothing was taken in.
        NoInputError, UnavailableError: a path does not exist; no source can be reached, or none
            has what is requested.
        BusyError, OutputError, StorageError: another run holds the store, or a source asks to
            wait; the store cannot be written.
        ConfigError: `sources.yaml`, or a proxy that the environment names, is wrong.

    >>> import tempfile
    >>> from tradefiche.customs.sample import generate
    >>> from tradefiche.settings import config_dirs
    >>> folder = Path(tempfile.mkdtemp())
    >>> zips = generate(folder / "zips", size="small", config_dirs=config_dirs())
    >>> fetch(files=folder / "zips", data_dir=folder / "store").changed
    True
    """
    settle(where, StoreKeywords)
    at_least("timeout", timeout, 1)
    years, sources, regions, paths = (
        several(name, given)
        for name, given in (
            ("year", year), ("source", source), ("region", region), ("files", files),
        )
    )  # fmt: skip
    release = next(iter(several("release", release)), None)
    if paths:
        if years or sources or regions or timeout or prune:
            raise UsageError("files are at hand; the network's words go without them")
        from tradefiche.customs.ingest import ingest
        from tradefiche.reference.periods import parse_release

        outcome = ingest(
            store_of(where),
            list(map(Path, paths)),
            config_dirs=dirs_of(where),
            release=parse_release(release, of_files=True) if release else None,
            dry_run=dry_run,
        )
    else:
        from tradefiche.customs.remote.fetching import fetch as bring
        from tradefiche.customs.remote.request import order_of

        order = order_of(
            years, sources, regions, config_dirs=dirs_of(where),
            release=release, patience_s=timeout, dry_run=dry_run, prune=prune,
        )  # fmt: skip
        fetched = bring(store_of(where), order, config_dirs=dirs_of(where))
        tell(fetched.failed)
        outcome = fetched.outcome
    tell(each.text for each in outcome.remarks if each.level == "warning")
    return outcome
