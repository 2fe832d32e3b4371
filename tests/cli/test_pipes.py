"""Streams that are closed, full or cut short, as pipes, cron jobs and scripts have them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT, one_line

BASH = shutil.which("bash") or "/bin/bash"
FULL = Path("/dev/full")
LIST = ("list", "countries")
UNBUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
TOTALS = ("compute", "--dept", "2A", "--table", "totals", "--format", "csv")


def shell(line: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program as `"$@"` in a line of shell."""
    program = [sys.executable, "-m", "tradefiche", *map(str, words)]
    return subprocess.run(
        [BASH, "-c", line, "bash", *program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@UNBUFFERED
@pytest.mark.parametrize("words", [LIST, ("compute", "--help")], ids=["data", "help"])
def test_a_reader_that_leaves_early_is_141_and_no_error(
    words: tuple[str, ...], unbuffered: str
) -> None:
    line = f'PYTHONUNBUFFERED={unbuffered} "$@" | true; exit "${{PIPESTATUS[0]}}"'
    done = shell(line, *words)

    assert done.returncode == 141
    assert done.stderr == ""


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("words", [LIST, ("--help",)], ids=["data", "help"])
def test_a_full_disk_is_74(words: tuple[str, ...]) -> None:
    done = shell('"$@" > /dev/full', *words)

    assert done.returncode == 74
    assert "No space left" in one_line(done.stderr)


@UNBUFFERED
@pytest.mark.parametrize("words", [LIST, ("compute", "--help")], ids=["data", "help"])
def test_an_output_cut_short_is_74(words: tuple[str, ...], unbuffered: str, tmp_path: Path) -> None:
    """A disk that fills up half-way takes part of what it is given, and no error at first."""
    path = tmp_path / "out"
    done = shell(f'ulimit -f 1; PYTHONUNBUFFERED={unbuffered} "$@" > {path}', *words)

    assert done.returncode == 74
    assert "too large" in one_line(done.stderr)
    assert path.stat().st_size == 1024


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@UNBUFFERED
def test_messages_that_nobody_can_be_told_change_no_code(unbuffered: str) -> None:
    for words, code in ((("compute", "--dept", "98"), 2), (LIST, 0)):
        line = f'PYTHONUNBUFFERED={unbuffered} "$@" --verbose 2> /dev/full'
        assert shell(line, *words).returncode == code


def test_a_closed_stdout_is_74() -> None:
    done = shell('"$@" >&-', *LIST)

    assert done.returncode == 74
    assert "stdout" in one_line(done.stderr)


def test_a_closed_stderr_leaves_stdout_clean(store: Path) -> None:
    heard, deaf = (shell(f'"$@" {to}', *TOTALS, "--data-dir", store) for to in ("", "2>&-"))

    assert "Corse-du-Sud" in heard.stderr
    assert deaf.returncode == 0
    assert deaf.stdout == heard.stdout


def test_an_error_with_both_streams_closed_keeps_its_code() -> None:
    assert shell('"$@" >&- 2>&-', "compute", "--dept", "98").returncode == 2


@pytest.mark.parametrize("target", ["-", "/dev/stdout"])
def test_stdout_can_be_named(store: Path, target: str) -> None:
    words = (*TOTALS, "--data-dir", store)
    piped = shell('"$@"', *words)

    named = shell('"$@" | cat', *words, "-o", target)

    assert named.returncode == 0
    assert named.stdout == piped.stdout


def test_stdout_is_utf8_whatever_the_locale() -> None:
    done = shell('PYTHONIOENCODING=ascii "$@"', "list", "products", "--lang", "fr")

    assert done.returncode == 0
    assert "élevage" in done.stdout
