"""The Typer app: all commands, and the options before a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tradefiche.cli.chart import chart
from tradefiche.cli.check import check
from tradefiche.cli.compute import compute
from tradefiche.cli.config import config
from tradefiche.cli.export import export
from tradefiche.cli.fetch import fetch
from tradefiche.cli.fiche import fiche
from tradefiche.cli.flattening import flat, help_of
from tradefiche.cli.listing import listing
from tradefiche.cli.parsing import StrictCommand
from tradefiche.cli.revisions import revisions
from tradefiche.cli.status import status
from tradefiche.errors import UsageError
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"tradefiche {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def about(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Count and draw the foreign trade of French territories, from the Customs' open data.

    Start with no data at all: tradefiche compute --dept 59 --sample
    """
    if ctx.invoked_subcommand is None and not version:
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(UsageError.exit_code)


COMMANDS: dict[str, Callable[..., None]] = {
    "fetch": fetch,
    "compute": compute,
    "chart": chart,
    "export": export,
    "fiche": fiche,
    "check": check,
    "status": status,
    "revisions": revisions,
    "list": listing,
    "config": config,
}
for name, command in COMMANDS.items():
    app.command(name, cls=StrictCommand, help=help_of(command))(flat(command))
