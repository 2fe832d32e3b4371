"""`tradefiche compute`: indicators to the terminal, a pipe or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tradefiche import files
from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import (
    CommonOptions,
    DialectOption,
    FilterOptions,
    LanguageOption,
    LevelOptions,
    MeasureOptions,
    PeriodOptions,
    TerritoryOptions,
)
from tradefiche.errors import UsageError
from tradefiche.formats.csv import Dialect

if TYPE_CHECKING:
    from tradefiche.tabulation.answer import Answer

_Format = Literal["text", "csv", "json", "jsonl", "parquet", "xlsx"]


def compute(
    ctx: typer.Context,
    where: TerritoryOptions,
    when: PeriodOptions,
    cut: LevelOptions,
    narrow: FilterOptions,
    ranked: MeasureOptions,
    language: LanguageOption,
    common: CommonOptions,
    table: Annotated[
        list[str] | None,
        typer.Option(
            help="One of those that list tables shows. Repeatable.",
            metavar="NAME",
            show_default="totals, partners, products, flows",
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this country, or group such as asean or eu27. Repeatable. Exposure is "
            "counted to it, and dependence keeps what it supplies first.",
            metavar="CODE|GROUP",
        ),
    ] = None,
    tariff: Annotated[
        float | None,
        typer.Option(
            help="Rate in percent, for exposure: what it would come to on exports, with no "
            "exemption, pass-through or indirect exposure counted.",
            metavar="RATE",
            min=0,
        ),
    ] = None,
    beside: Annotated[
        list[str] | None,
        typer.Option(
            help="For peers: a département (code or name), a région (name), or an id such as "
            "region-28, to be compared with. Repeatable.",
            metavar="CODE|NAME",
            show_default="the five nearest",
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            help="Sort the rows by a column, the largest first, the empty last.",
            metavar="COLUMN",
            show_default="each table's own order",
        ),
    ] = None,
    ascending: Annotated[
        bool, typer.Option("--ascending", help="Sort the smallest first.")
    ] = False,
    head: Annotated[
        int | None,
        typer.Option(
            help="Only the first rows of each table.", metavar="N", min=1, show_default="all"
        ),
    ] = None,
    format: Annotated[
        _Format | None,
        typer.Option(
            help="How to write the tables; jsonl is a row a line, with the name of its table where "
            "there are several.",
            show_default="text, or as the name of -o ends",
        ),
    ] = None,
    csv_dialect: DialectOption = "standard",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file, or - for stdout; for several CSV or Parquet tables a folder.",
            metavar="PATH",
            show_default="the terminal or pipe",
        ),
    ] = None,
) -> None:
    """Count totals, partners, products and flows, and print them.

    Values are whole euros and shares percent in files; the text shows millions of euros.

    What --product and --country name is counted alone; but where it is rows of a table, they
    keep the share and rank that they have among all. What is excluded counts nowhere.
    """  # fmt: skip
    from tradefiche.formats.endings import dialect_of_csv, format_of, is_folder
    from tradefiche.tabulation.answer import answer
    from tradefiche.tabulation.asking import Asked
    from tradefiche.tabulation.bearing import require_bearing
    from tradefiche.tabulation.ordering import RowOrder, ordered
    from tradefiche.tabulation.query import require_partners
    from tradefiche.tabulation.registry import DEFAULT, default_places
    from tradefiche.tabulation.registry import table as known

    output = None if output == Path("-") else output
    if common.json and format not in (None, "text", "json"):
        raise UsageError(f"--json and --format {format} exclude each other", hint="give one")
    names = list(dict.fromkeys(known(name).name for name in table or DEFAULT))
    asked = "json" if common.json else format
    many = asked in ("csv", "parquet") and len(names) > 1 and is_folder(output)
    chosen = format_of(None if many else output, asked, get_args(_Format))
    dialect_of_csv(csv_dialect, csv=chosen == "csv")
    own = Asked(
        filters=narrow.filters(country), tariff=tariff,
        measure=ranked.measure, per=ranked.per, beside=tuple(beside or ()),
    )  # fmt: skip
    require_bearing(names, own, tariff=tariff)
    if chosen in ("csv", "parquet") and len(names) > 1 and not many:
        raise UsageError(
            f"{chosen} carries one table, and {len(names)} are asked for",
            hint="choose one with --table, or name a folder with -o",
        )
    default = default_places(names)
    query = asking.query(ctx, where, when, cut, language, common, own, default=default)
    require_partners(query, names)
    brief = chosen == "text" and not table and len(query.territories) > 1
    names = ["totals"] if brief else names
    more = ["checks"] if chosen == "text" and not brief else []
    order = RowOrder(sort, head, ascending).checked(names)
    found = ordered(answer(query, list(dict.fromkeys([*names, *more]))), names, order)
    if chosen == "text":
        from tradefiche.report import page
        from tradefiche.report.territory import report

        if output:
            page.lay(page.PLAIN)
        lines = list(report(found, query, asked=names, order=order))
        console.deliver("\n".join(lines).encode() + b"\n", output)
    elif chosen in ("csv", "parquet") and (many or (output and files.is_folder(output))):
        for name in names:
            stem = "-".join(filter(None, (name, query.filters.mark)))
            content = _content(found, [name], chosen, csv_dialect)
            console.deliver(content, (output or Path()) / f"{stem}.{chosen}")
    else:
        content = _content(found, names, chosen, csv_dialect, query.config_dirs)
        console.deliver(content, output, binary=chosen in ("parquet", "xlsx"))


def _content(
    found: Answer, names: list[str], chosen: str, dialect: Dialect, dirs: tuple[Path, ...] = ()
) -> bytes:
    match chosen:
        case "csv":
            from tradefiche.formats.csv import to_csv

            return to_csv(found.tables[names[0]], dialect)
        case "parquet":
            from tradefiche.formats.parquet import to_parquet

            return to_parquet(names[0], found.tables[names[0]], found.meta)
        case "jsonl":
            from tradefiche.formats.json import to_json_lines

            return to_json_lines({name: found.tables[name] for name in names})
        case "xlsx":
            from tradefiche.charts.look.themefile import theme
            from tradefiche.formats.workbook.workbook import to_xlsx

            return to_xlsx(found.tables, found.meta, theme(dirs).palette)
        case _:
            from tradefiche.formats.json import to_json

            return to_json(found.tables, found.meta)
