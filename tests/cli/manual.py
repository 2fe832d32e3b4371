"""The manual page, from the declarations that the reference is made from.

``python -m tests.cli.reference`` writes it anew; ``man -l .docs/tradefiche.1`` shows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli import reference
from tradefiche.cli.helping import EXAMPLES, GROUPS
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.cli.reference import Parameter

MANUAL: Path = reference.ROOT / ".docs" / "tradefiche.1"
_ABOUT = "the foreign trade of French territories, from the Customs' open data"
_ENVIRONMENT = {
    "TRADEFICHE_DATA_DIR": "Folder of the store, where --data-dir is not given.",
    "TRADEFICHE_CONFIG_DIR": "Folder of configuration, where --config-dir is not given.",
    "NO_COLOR": "Where it is set, text on a terminal has no colours.",
    "COLUMNS": "Width of text on a terminal, from 60 to 160, where it is not the terminal's own.",
}


def page() -> str:
    """Return the manual page as roff, for the macros of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    commands = reference.commands()
    yield f'.TH TRADEFICHE 1 "" "tradefiche {__version__}" "User Commands"'
    yield from (".ad l", ".nh", ".SH NAME")
    yield f"tradefiche {_escaped('-')} {_escaped(_ABOUT)}"
    yield ".SH SYNOPSIS"
    for command in commands:
        yield from (".br", f".B tradefiche {command.name}", "[options]")
    yield ".SH DESCRIPTION"
    yield _escaped("Start with no data at all: tradefiche compute --dept 59 --sample")
    shared = {each for parameters in reference.option_sets().values() for each in parameters}
    yield ".SH COMMANDS"
    for command in commands:
        yield f'.SS "tradefiche {command.name}"'
        yield from _paragraphs(command.help)
        yield from _options(each for each in command.parameters if each not in shared)
        yield from _examples(EXAMPLES[command.name])
    yield ".SH SHARED OPTIONS"
    yield "Each command has those that its help shows."
    for group, keys in GROUPS.items():
        mine = [each for command in commands for each in command.parameters
                if each in shared and each.key in keys]  # fmt: skip
        if mine:
            yield f'.SS "{group}"'
            yield from _options(dict.fromkeys(mine))
    yield ".SH EXIT STATUS"
    for code, meaning in _exit_codes():
        yield from _item(f".B {code}", meaning)
    yield ".SH ENVIRONMENT"
    for name, meaning in _ENVIRONMENT.items():
        yield from _item(f".B {name}", meaning)


def _options(parameters: Iterable[Parameter]) -> Iterator[str]:
    for each in parameters:
        names = ", ".join(rf"\fB{_escaped(name)}\fR" for name in each.names)
        value = rf" \fI{_escaped(each.value)}\fR" if each.value else ""
        default = f" Default: {each.default.strip('`')}." if each.default else ""
        yield from _item(f"{names}{value}", f"{each.help}{default}")


def _item(head: str, text: str) -> Iterator[str]:
    yield from (".TP", head, _escaped(text))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        yield _escaped(paragraph)


def _examples(lines: Iterable[str]) -> Iterator[str]:
    yield from (".PP", ".RS 4", ".nf")
    yield from (_escaped(f"tradefiche {line}") for line in lines)
    yield from (".fi", ".RE")


def _exit_codes() -> list[tuple[str, str]]:
    """Return the codes and their meanings, from the README."""
    readme = reference.README.read_text(encoding="utf-8")
    return re.findall(r"^\| (\d[\d, ]*) \| (.+) \|$", readme, re.MULTILINE)


def _escaped(text: str) -> str:
    """Return text as roff has it: signs that it would read or turn are named."""
    for sign, name in (("\\", r"\e"), ("-", r"\-"), ("'", r"\(aq"), ("`", ""), ("~", r"\(ti"),
                       ("^", r"\(ha")):  # fmt: skip
        text = text.replace(sign, name)
    text = "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in text)
    return rf"\&{text}" if text.startswith(".") else text
