"""`tradefiche fetch`: brings Customs files into the store."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from tradefiche.customs.ingest import Outcome
    from tradefiche.customs.store import Store

_Files = Annotated[
    list[Path] | None,
    typer.Option("--from", help="A zip, a text file or a folder of the Customs. Repeatable.",
                 metavar="PATH"),
]  # fmt: skip
_Release = Annotated[
    str | None,
    typer.Option(
        help="Month of the release, such as 2025-02, of files that do not tell it.",
        metavar="MONTH", show_default="from the name, else the dates in the zip",
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
    Literal["small", "full"],
    typer.Option(help="Size of the sample; full has 3.4 million rows a year."),
]


def fetch(
    common: Common,
    files: _Files = None,
    release: _Release = None,
    sample: _Sample = False,
    to: _To = None,
    size: _Size = "small",
) -> None:
    """Take the Customs' files into the store, all of them or none.

    What is odd in them is said once, with counts; what cannot be read as the Customs' regional
    layout is refused whole.
    """
    dirs = asking.begin(common)
    if sample != bool(to):
        raise UsageError("--sample and --to belong together", hint="fetch --sample --to DIR")
    if sample and to:
        if files or release:
            raise UsageError("--sample writes files; --from and --release read them")
        _write_sample(to, size, common, dirs)
        return
    if not files:
        raise UsageError("nothing to fetch", hint="name the Customs' files with --from PATH")
    from tradefiche.customs.ingest import ingest
    from tradefiche.reference.periods import parse_release

    store = asking.store(common, dirs)
    outcome = ingest(
        store,
        files,
        config_dirs=dirs,
        release=parse_release(release) if release else None,
        progress=lambda name: console.detail(f"reading {name}"),
    )
    _report(outcome, store, common)


def _report(outcome: Outcome, store: Store, common: Common) -> None:
    from tradefiche.reference.periods import spans

    for finding in outcome.findings:
        say = console.warning if finding.level == "warning" else console.notice
        say(finding.text)
    if common.json:
        console.document(
            {
                "changed": outcome.changed,
                "data": outcome.data,
                "store": str(store.folder),
                "taken": [asdict(held) for held in outcome.taken],
                "findings": [asdict(finding) for finding in outcome.findings],
            }
        )
        return
    if common.quiet:
        return
    if not outcome.changed:
        console.text("up to date: the store holds all of it already")
    for flow in sorted({held.flow for held in outcome.taken}):
        mine = [held for held in outcome.taken if held.flow == flow]
        rows = sum(held.rows for held in mine)
        releases = ", ".join(sorted({held.release or "unknown" for held in mine}))
        quarters = spans([held.when for held in mine])
        console.text(f"took in {flow}s {quarters}: {rows:,} rows, release {releases}")


def _write_sample(
    folder: Path, size: Literal["small", "full"], common: Common, dirs: tuple[Path, ...]
) -> None:
    from tradefiche.customs.sample import generate

    paths = generate(folder, size=size, config_dirs=dirs)
    if common.json:
        console.document({"files": [str(path) for path in paths]})
    elif not common.quiet:
        console.text(str(path) for path in paths)
