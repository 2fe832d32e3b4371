"""`tradefiche fetch`: bring Customs files into the store, from the network or from disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import CommonOptions
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from tradefiche.customs.remote.request import FetchRequest

_Years = Annotated[
    list[str] | None,
    typer.Option(
        "--year", help="A calendar year, or 2019..2024. Repeatable.", metavar="YEAR",
        show_default="the newest full year, the one before, and the latest quarters",
    ),
]  # fmt: skip
_Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source", help="Address to fetch from: a page of links, a data.gouv.fr dataset, or a "
        "zip. Repeatable for zips. Or workbooks: the régions' yearly workbooks alone.",
        metavar="URL", show_default="those of sources.yaml, in turn",
    ),
]  # fmt: skip
_Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region", help="Only the yearly workbooks, and only those of a région: INSEE's code or "
        "its name. Repeatable.", metavar="CODE|NAME", show_default=False,
    ),
]  # fmt: skip
_Files = Annotated[
    list[Path] | None,
    typer.Option("--from", help="A zip, a text file or a folder of the Customs. Repeatable.",
                 metavar="PATH"),
]  # fmt: skip
_Release = Annotated[
    str | None,
    typer.Option(
        help="Month of the release, such as 2025-02, of files whose names do not tell it.",
        metavar="MONTH", show_default="from the name, else the dates in the zip",
    ),
]  # fmt: skip
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
_Prune = Annotated[
    bool, typer.Option("--prune", help="Drop downloaded files that are no longer in use.")
]
_Timeout = Annotated[
    float | None,
    typer.Option(
        help="Seconds without getting on after which to give up.", metavar="SECONDS", min=1,
        show_default="that of sources.yaml",
    ),
]  # fmt: skip
_Sample = Annotated[
    bool, typer.Option("--sample", help="Write the built-in sample's own zips; needs --to.")
]
_To = Annotated[
    Path | None,
    typer.Option("--to", help="Folder for the sample's zips.", metavar="DIR", show_default=False),
]
_Size = Annotated[
    Literal["small", "full"] | None,
    typer.Option(
        help="Size of the sample; full has 3.4 million rows a year.", show_default="small"
    ),
]
_Kind = Annotated[
    Literal["texts", "workbooks"] | None,
    typer.Option(
        help="Form of the sample: the quarters' texts, or the régions' yearly workbooks.",
        show_default="texts",
    ),
]


def fetch(
    common: CommonOptions,
    year: _Years = None,
    source: _Sources = None,
    region: _Regions = None,
    files: _Files = None,
    release: _Release = None,
    dry_run: _DryRun = False,
    prune: _Prune = False,
    timeout: _Timeout = None,
    sample: _Sample = False,
    to: _To = None,
    size: _Size = None,
    kind: _Kind = None,
) -> None:
    """Bring the Customs' files into the store, all of them or none.

    From the network, unless --from names files at hand: quarters where a source has them, and the
    yearly workbooks of all régions where those do not reach the last calendar year that is over.
    Whatever happens, the store is left as it was or complete. What is odd in the files is said
    once, with counts; what cannot be read as the Customs' regional layout is refused whole, in a
    folder too. A folder's other files are left out: those of the Customs are named with the
    reason, the rest is counted (--verbose names it).
    """
    dirs = asking.begin(common)
    network = bool(year or source or region or prune or timeout)
    if sample != bool(to):
        raise UsageError("--sample and --to belong together", hint="fetch --sample --to DIR")
    if (size or kind) and not sample:
        name, value = ("--size", "full") if size else ("--kind", "workbooks")
        raise UsageError(f"{name} is the sample's", hint=f"fetch --sample --to DIR {name} {value}")
    if sample and to:
        if files or release or network or dry_run:
            raise UsageError("--sample writes files, and goes with --to, --size and --kind only")
        from tradefiche.customs.sample import generate

        paths = generate(to, size=size or "small", config_dirs=dirs, kind=kind or "texts")
        console.made(paths, common)
    elif files:
        if network:
            raise UsageError("--from takes files at hand; the network's options go without it")
        _take_files(files, release, common, dirs, dry_run=dry_run)
    else:
        from tradefiche.customs.remote.request import order_of

        order = order_of(
            year or (), source or (), region or (), config_dirs=dirs,
            release=release, patience_s=timeout, dry_run=dry_run, prune=prune,
        )  # fmt: skip
        _bring(order, common, dirs)


def _bring(order: FetchRequest, common: CommonOptions, dirs: tuple[Path, ...]) -> None:
    """Fetch from the network, with a progress bar, and report."""
    from tradefiche.cli import fetchreport
    from tradefiche.cli.progress import watching
    from tradefiche.customs.remote.fetching import fetch as bring

    store = asking.store(common, dirs)
    with watching(quiet=common.quiet) as watch:
        fetched = bring(store, order, config_dirs=dirs, watch=watch)
    fetchreport.of_network(fetched, order, store, common)


def _take_files(
    files: list[Path],
    release: str | None,
    common: CommonOptions,
    dirs: tuple[Path, ...],
    *,
    dry_run: bool,
) -> None:
    from tradefiche.cli import fetchreport
    from tradefiche.customs.ingest import ingest
    from tradefiche.reference.periods import parse_release

    store = asking.store(common, dirs)
    outcome = ingest(
        store,
        files,
        config_dirs=dirs,
        release=parse_release(release, of_files=True) if release else None,
        dry_run=dry_run,
        progress=lambda name: console.detail(f"reading {name}"),
    )
    fetchreport.of_files(outcome, store, common, dry_run=dry_run)
