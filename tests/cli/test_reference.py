"""README and reference keep up with the program, and the program explains itself."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.cli import manual, reference
from tests.running import run
from tradefiche.charts import KINDS
from tradefiche.cli.helping import GROUPS

if TYPE_CHECKING:
    from tests.cli.reference import Command

COMMANDS = {command.name: command for command in reference.commands()}
README = reference.README.read_text(encoding="utf-8")
PAGES = [reference.README, reference.OPERATIONS, reference.LISEZMOI]


def options(command: Command) -> set[str]:
    return {name for each in command.parameters for name in each.names if name.startswith("-")}


def command_lines() -> list[str]:
    """Return every call of the program in the blocks of code of the pages."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    blocks = re.findall(r"^```(?:sh|cron|powershell)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    parts = [part for line in lines for part in re.split(r"&&|\|\|?|;|\$\(", line)]
    return [part.partition("tradefiche ")[2] for part in parts if re.search(r"tradefiche \w", part)]


def test_the_reference_is_up_to_date() -> None:
    text = reference.REFERENCE.read_text(encoding="utf-8")
    assert reference.renewed(text) == text, "python -m tests.cli.reference writes it anew"


def test_the_manual_is_up_to_date() -> None:
    text = manual.MANUAL.read_text(encoding="utf-8")
    assert manual.page() == text, "python -m tests.cli.reference writes it anew"


def test_every_option_stands_in_one_group() -> None:
    named = [name for names in GROUPS.values() for name in names]
    used = {each.key for command in COMMANDS.values() for each in command.parameters}
    own = {"version", "install_completion", "show_completion", "help"}

    assert len(named) == len(set(named))
    assert used | own == set(named)


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) <= 150
    for page in [*PAGES, reference.REFERENCE, *(reference.ROOT / ".docs").glob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]*)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


def test_the_readme_says_what_comes_out() -> None:
    said = README.partition("## What comes out\n")[2].partition("\n## ")[0]

    assert {*re.findall(r"`([a-z-]+)`", said)} <= {*KINDS, *("fiche", "chart", "compute", "export")}
    assert "balance" in said


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_every_command_and_option_has_help(command: Command) -> None:
    assert command.help.splitlines()[0].endswith(".")
    for each in command.parameters:
        assert each.help.endswith("."), each.names


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_help_and_reference_name_the_same_options(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERMINAL_WIDTH", "80")

    result = run(command.name, "--help")

    assert result.code == 0
    named = re.findall(r"^ +(?:(-\w), +)?(--[\w-]+)", result.out, re.MULTILINE)
    assert {name for pair in named for name in pair if name} - {"-h", "--help"} == options(command)
    assert max(map(len, result.out.splitlines())) <= 80


def test_help_lists_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    result = run("--help")

    assert re.findall(r"^  (\w+)  +[A-Z]", result.out, re.MULTILINE) == list(COMMANDS)
    assert re.findall(r"\w\.\.\.$", result.out, re.MULTILINE) == []


@pytest.mark.parametrize("line", command_lines())
def test_the_pages_call_what_exists(line: str) -> None:
    name, *words = shlex.split(line.partition(">")[0], comments=True)

    assert name in COMMANDS
    used = {word.partition("=")[0] for word in words if word.startswith("-")}
    assert used <= options(COMMANDS[name]) | {"--help"}
