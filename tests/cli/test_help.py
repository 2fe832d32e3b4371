"""Help stands in groups and shows what can be typed; the manual page has the same."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli import manual, reference
from tests.running import ROOT, fetch, run
from tradefiche.cli.helping import EXAMPLES, GROUPS
from tradefiche.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {command.name: command for command in reference.commands()}
LINES = [line for lines in EXAMPLES.values() for line in lines]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_groups_and_two_examples(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = run(command, "--help").out

    heads = re.findall(r"^([A-Z][a-z ]+):$", text, re.MULTILINE)
    assert heads == [group for group in (*GROUPS, "Examples") if group in heads]
    assert len(heads) > 2
    shown = re.findall(r"^  tradefiche (.*)$", text.partition("\nExamples:\n")[2], re.MULTILINE)
    assert tuple(shown) == EXAMPLES[command]
    assert len(shown) == 2
    assert all(line.split()[0] == command for line in shown)
    assert run(command, "-h").out == text


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's zips, a store of them and a configuration of one's own."""
    folder = tmp_path_factory.mktemp("examples")
    zips = folder / "Downloads" / "customs"
    assert run("fetch", "--sample", "--to", zips).code == 0
    assert fetch(folder / "store", zips).code == 0
    (folder / "mine").mkdir()
    return folder


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("fetch --year")])
def test_the_examples_run(line: str, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the sample; that of `fetch` from the network is run in `tests/customs/remote`."""
    monkeypatch.chdir(sample)
    monkeypatch.setenv("TRADEFICHE_DATA_DIR", str(sample / "store"))
    words = [word.replace("~", str(sample)) for word in shlex.split(line)]
    named = {name for each in COMMANDS[words[0]].parameters for name in each.names}
    more = ["--sample"] if "--sample" in named and words[0] != "fetch" else []

    result = run(*words, *more)

    assert result.code == 0, result.err
    assert result.out or words[0] in {"fetch", "revisions", "check"} or "differs" in result.err


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version(word: str) -> None:
    assert run(word).out == f"tradefiche {__version__}\n"


def test_the_manual_has_every_command_option_and_example() -> None:
    text = manual.page().replace(r"\-", "-").replace(r"\(ti", "~")

    for command in COMMANDS.values():
        assert f'.SS "tradefiche {command.name}"' in text
        for each in command.parameters:
            if each.names[0].startswith("-"):
                assert all(rf"\fB{name}\fR" in text for name in each.names)
    assert all(f"\ntradefiche {line}\n" in text for line in LINES)


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_finds_no_fault_in_the_manual() -> None:
    done = subprocess.run(
        [shutil.which("groff") or "", "-ww", "-man", "-Tutf8", ".docs/tradefiche.1"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert "l’" not in done.stdout
    assert "départements" in done.stdout
