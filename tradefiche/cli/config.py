"""`tradefiche config`: what configuration is in force."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import CommonOptions
from tradefiche.errors import UsageError

ConfigAction = Literal["path", "show", "diff"]


def config(
    what: Annotated[
        ConfigAction,
        typer.Argument(
            help="path, the folders, the first over the next; show FILE, a file as it counts; "
            "diff, what differs from the shipped configuration, by file and key.",
            metavar="path|show|diff",
        ),
    ],
    common: CommonOptions,
    file: Annotated[
        str | None,
        typer.Argument(
            help="For show: a file of the configuration, such as theme.yaml.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show what configuration is in force.

    Files in the folder after --config-dir or TRADEFICHE_CONFIG_DIR are laid over the shipped ones:
    mappings are joined key by key, a list counts whole, and null takes a key away.
    """
    from tradefiche.report import configuration

    dirs = asking.begin(common)
    if file is not None and what != "show":
        raise UsageError(f"{what} takes no file", hint=f"tradefiche config show {file}")
    if what == "path":
        found = configuration.folders(dirs)
        if common.json:
            console.document({"folders": found})
        else:
            console.text(each["folder"] for each in found)
    elif what == "show":
        name, content = configuration.shown(file, dirs)
        if common.json:
            console.document({"file": name, "content": configuration.as_json(content)})
        else:
            console.text(configuration.as_yaml(content))
    else:
        rows = configuration.differing(dirs)
        if common.json:
            console.document({"differences": configuration.as_json(rows)})
        else:
            console.text(configuration.as_lines(rows))
        if not rows:
            console.notice("nothing differs from the shipped configuration")
