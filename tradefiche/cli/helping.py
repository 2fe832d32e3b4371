"""The layout of a command's help: options in groups, then examples."""

from __future__ import annotations

from typing import Any

GROUPS: dict[str, tuple[str, ...]] = {
    "Arguments": ("what", "search", "file"),
    "What": (
        "table", "kind", "pages", "facts", "level", "top", "highlight", "measure",
        "by", "per", "tariff", "beside", "flow", "grain", "all_releases",
    ),
    "Where": ("dept", "region", "ti", "france", "all", "all_regions"),
    "When": ("year", "period", "release"),
    "Filters": ("product", "country", "exclude_product", "exclude_country"),
    "Order": ("sort", "ascending", "head"),
    "From where": ("files", "source", "timeout"),
    "Output": (
        "format", "csv_dialect", "size", "scale", "text", "theme", "lang", "output", "to", "jobs",
        "force", "dry_run", "prune", "json", "quiet", "verbose",
    ),
    "Data and settings": ("sample", "data_dir", "config_dir", "version", "install_completion",
                          "show_completion", "help"),
}  # fmt: skip
"""The groups of options in the order of the help, by the names of their parameters."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "fetch": ("fetch --year 2023..2024", "fetch --from ~/Downloads/customs"),
    "compute": (
        "compute --dept 59 --table totals --json",
        "compute --table ranking --measure balance --head 10",
    ),
    "chart": (
        "chart --dept Nord --kind balance --format png",
        "chart --region 32 --kind treemap --exclude-product energie",
    ),
    "export": ("export --dept 59 --format xlsx", "export --facts -o trade.parquet"),
    "fiche": ("fiche --dept 59", "fiche --dept 59,62 --format html --lang en -o fiches"),
    "check": ("check --dept 59", "check --all --quiet"),
    "status": ("status", "status --verbose"),
    "revisions": ("revisions --dept 59", "revisions --format csv -o moves.csv"),
    "list": ("list products avion", "list departements --json"),
    "config": ("config show theme.yaml", "config diff --config-dir mine"),
}
"""Example command lines of each command, without the program's name."""


def _record(parameter: Any, ctx: Any) -> tuple[str, str]:  # noqa: ANN401 - Click's
    """Return the two columns of a line of the help: an option or argument, and its description."""
    usage, text = parameter.get_help_record(ctx)
    is_argument = parameter.param_type_name == "argument"
    return (parameter.metavar if is_argument else usage), text


def write_options(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Click's
    """Write the options of a command group by group, then its examples."""
    named = {each.name: each for each in command.get_params(ctx)}
    grouped = {name for names in GROUPS.values() for name in names}
    rest = tuple(name for name in named if name not in grouped)
    for group, names in (GROUPS | {"Further": rest}).items():
        records = [_record(named[name], ctx) for name in names if name in named]
        if records:
            with formatter.section(group):
                formatter.write_dl(records)
    with formatter.section("Examples"):
        for line in EXAMPLES[command.name]:
            formatter.write(f"{'':{formatter.current_indent}}tradefiche {line}\n")
