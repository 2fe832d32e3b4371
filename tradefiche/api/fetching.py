"""Bringing the Customs' files into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from tradefiche.api.keywords import LabelKeywords, OneOrMany
from tradefiche.api.question import dirs_of, known, store_of, tell, warn_of, words
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
    **where: Unpack[LabelKeywords],
) -> IngestOutcome:
    """Bring the Customs' files into the store, all of them or none.

    Args:
        files: zips, texts, workbooks or folders at hand, as `--from`; from the network if not
            given.
        year: calendar years, or `"2019..2024"`; the newest full year, the one before and the
            latest quarters if not given, and the yearly workbooks of all régions where those do
            not reach the last calendar year that is over.
        source: another address than those of `config/sources.yaml`, or `"workbooks"`: the
            régions' yearly workbooks alone.
        region: INSEE's code or the name of a région, or several: only the yearly workbooks, and
            only theirs.
        release: month of the release of files whose names do not tell it, `"2025-02"`.
        timeout: seconds without getting on after which to give up.
        dry_run: read it all, and leave the store as it is.
        prune: drop downloaded files that are no longer in use.
        **where: data_dir, config_dir.

    Returns:
        What was taken in: `changed`, `taken` (flow, quarter, release, rows, sums of each), and
        `remarks` on the files. Those that are warnings are given as such too, and so is what was
        wrong with other sources.

    Raises:
        UsageError: words contradict each other, or a file's own name.
        DataError: a file is malformed, damaged, unsafe or of another kind; nothing was taken in.
        NoInputError, UnavailableError: a path is not there; no source can be reached.
        BusyError, OutputError, StorageError: the store is held by another run, or cannot be
            written.

    >>> import tempfile
    >>> from tradefiche.customs.sample import generate
    >>> from tradefiche.settings import config_dirs
    >>> folder = Path(tempfile.mkdtemp())
    >>> zips = generate(folder / "zips", size="small", config_dirs=config_dirs())
    >>> fetch(files=folder / "zips", data_dir=folder / "store").changed
    True
    """
    known(where, LabelKeywords)
    paths = [files] if isinstance(files, str | Path) else list(files or ())
    if paths:
        if year or source or region or timeout or prune:
            raise UsageError("files are at hand; the network's words go without them")
        outcome = _at_hand(list(map(Path, paths)), release, where, dry_run=dry_run)
    else:
        from tradefiche.customs.remote.fetching import fetch as bring
        from tradefiche.customs.remote.request import order_of

        order = order_of(
            words(year), words(source), words(region), config_dirs=dirs_of(where),
            release=release, patience_s=timeout, dry_run=dry_run, prune=prune,
        )  # fmt: skip
        fetched = bring(store_of(where), order, config_dirs=dirs_of(where))
        tell(fetched.failed)
        outcome = fetched.outcome
    warn_of(outcome.remarks)
    return outcome


def _at_hand(
    paths: list[Path], release: str | None, where: LabelKeywords, *, dry_run: bool
) -> IngestOutcome:
    from tradefiche.customs.ingest import ingest
    from tradefiche.reference.periods import parse_release

    return ingest(
        store_of(where),
        paths,
        config_dirs=dirs_of(where),
        release=parse_release(release, of_files=True) if release else None,
        dry_run=dry_run,
    )
