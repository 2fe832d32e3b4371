"""The reference, from the program itself: commands, options, tables, columns, charts.

``python -m tests.cli.reference`` writes it anew, and the manual page with it. It is read from the
declarations rather than from ``--help``, whose layout depends on the terminal and on the version
of Typer.
"""

from __future__ import annotations

import inspect
import re
import typing
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin

from typer.models import ArgumentInfo, OptionInfo

from tradefiche.charts import KINDS
from tradefiche.cli import optionsets
from tradefiche.cli.app import app
from tradefiche.cli.helping import EXAMPLES
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
README = ROOT / "README.md"
REFERENCE, OPERATIONS, LISEZMOI = (
    ROOT / ".docs" / f"{name}.md" for name in ("reference", "operations", "LISEZMOI")
)
SET_TITLES = {
    optionsets.TerritoryOptions: "Which territories",
    optionsets.PeriodOptions: "Which period and data",
    optionsets.LevelOptions: "Which products, how far down",
    optionsets.FilterOptions: "What is counted alone, what is left out",
    optionsets.MeasureOptions: "What territories are ranked by",
    optionsets.LanguageOption: "Which language",
    optionsets.CommonOptions: "Options of every command",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """An option or argument as a user sees it.

    Attributes:
        key: the name that the function has for it.
        names: `-o`, `--output`, or the bare name of an argument.
        value: what follows it, such as `DIR` or `svg|png`; empty for a flag.
        default: what holds without it, in words; empty if nothing does.
    """

    key: str
    names: tuple[str, ...]
    value: str
    help: str
    default: str

    def row(self) -> str:
        """Return its row in a table of Markdown."""
        usage = " ".join([", ".join(self.names), self.value]).strip().replace("|", r"\|")
        default = f" Default: {self.default}." if self.default else ""
        return f"| `{usage}` | {self.help.replace('|', chr(92) + '|')}{default} |"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]


def commands() -> list[Command]:
    """Return the commands in the order of ``tradefiche --help``."""
    found = []
    for registered in app.registered_commands:
        callback = registered.callback
        assert callback is not None
        assert registered.name is not None
        parameters = tuple(
            _parameter(name, each.annotation, each.default)
            for name, each in inspect.signature(callback).parameters.items()
            if get_origin(each.annotation) is Annotated
        )
        found.append(Command(registered.name, registered.help or "", parameters))
    return found


def option_sets() -> dict[str, tuple[Parameter, ...]]:
    """Return the options that commands share, by title of the set."""
    return {title: tuple(_set(kind)) for kind, title in SET_TITLES.items()}


def _set(kind: type) -> Iterator[Parameter]:
    assert is_dataclass(kind)
    hints = typing.get_type_hints(kind, include_extras=True)
    for each in fields(kind):
        yield _parameter(each.name, hints[each.name], each.default)


def _parameter(name: str, annotation: Any, default: object) -> Parameter:  # noqa: ANN401 - an annotation is of any kind
    kind, info = get_args(annotation)[:2]
    assert isinstance(info, OptionInfo | ArgumentInfo)
    if isinstance(info, ArgumentInfo):
        return Parameter(
            name, (_choices(kind) or info.metavar or name.upper(),), "", info.help or "", ""
        )
    # inside Annotated, Typer reads the first declaration as a default and moves it later
    declared = [info.default, *(info.param_decls or ())]
    names = [each for each in declared if isinstance(each, str)] or [f"--{name.replace('_', '-')}"]
    value = "" if kind is bool else info.metavar or _choices(kind) or name.upper()
    return Parameter(
        name, tuple(sorted(names, key=len)), value, info.help or "", _default(info, default)
    )


def _choices(kind: object) -> str:
    """Return the words of a `Literal` or an enumeration, also of one in a list or a union."""
    if get_origin(kind) is Literal:
        return "|".join(map(str, get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(each.value) for each in kind)
    return next((words for each in get_args(kind) if (words := _choices(each))), "")


def _default(info: OptionInfo, default: object) -> str:
    if isinstance(info.show_default, str):
        return info.show_default
    return "" if default is None or isinstance(default, bool) else f"`{default}`"


def command_reference() -> str:
    """Return the commands and their options as Markdown."""
    sets = option_sets()
    parts = []
    for command in commands():
        examples = "\n".join(f"tradefiche {line}" for line in EXAMPLES[command.name])
        parts += [f"### tradefiche {command.name}", command.help, f"```sh\n{examples}\n```"]
        shared = {title: each for title, each in sets.items() if {*each} <= {*command.parameters}}
        own = [
            each
            for each in command.parameters
            if not any(each in parameters for parameters in shared.values())
        ]
        if own:
            parts.append(_table(("option", "meaning"), (each.row() for each in own)))
        parts.append("And: " + " · ".join(_link(title) for title in shared))
    for title, parameters in sets.items():
        rows = (each.row() for each in parameters)
        parts += [f"### {title}", _table(("option", "meaning"), rows)]
    return "\n\n".join(parts)


def table_reference() -> str:
    """Return the tables and what their columns hold as Markdown."""
    tables = (
        f"| `{table.name}` | {table.row('en')} | {' '.join(f'`{name}`' for name in table.names)} |"
        for table in contract().values()
    )
    meanings: dict[tuple[str, str], dict[str, None]] = {}
    for table in contract().values():
        for column in table.columns:
            meanings.setdefault((column.name, column.kind), {})[column.description("en")] = None
    columns = (
        f"| `{name}` | {kind} | {_joined(list(texts))} |"
        for (name, kind), texts in meanings.items()
    )
    return "\n\n".join(
        [
            _table(("table", "a row is", "columns"), tables),
            _table(("column", "type", "meaning"), columns),
        ]
    )


def chart_reference() -> str:
    """Return the kinds of charts and what each draws as Markdown."""
    return _table(
        ("chart", "what it draws"), (f"| `{k.name}` | {k.about} |" for k in KINDS.values())
    )


def _joined(texts: list[str]) -> str:
    """Join descriptions that differ by table, saying once what they begin with."""
    if len(texts) == 1:
        return texts[0]
    words = [text.rstrip(".").split() for text in texts]
    same = next(n for n, each in enumerate(zip(*words, strict=False)) if len({*each}) > 1)
    ends = [" ".join(each[same:]) for each in words]
    return f"{' '.join([*words[0][:same], ' / '.join(ends)])}."


def _table(head: tuple[str, ...], rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", "| --- " * len(head) + "|", *rows])


def _link(title: str) -> str:
    return f"[{title.lower()}](#{re.sub(r'[^a-z ]', '', title.lower()).replace(' ', '-')})"


def renewed(text: str) -> str:
    """Return the reference with its generated parts made anew."""
    parts = {
        "tables": table_reference(),
        "charts": chart_reference(),
        "commands": command_reference(),
    }
    for name, content in parts.items():
        start, end = f"<!-- {name}: python -m tests.cli.reference -->", f"<!-- end of {name} -->"
        before, found, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        assert found, start
        assert closed, end
        text = f"{before}{start}\n\n{content}\n\n{end}{after}"
    return text


if __name__ == "__main__":
    from tests.cli import manual

    manual.MANUAL.write_text(manual.page(), encoding="utf-8")
    REFERENCE.write_text(renewed(REFERENCE.read_text(encoding="utf-8")), encoding="utf-8")
