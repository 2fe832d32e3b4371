"""Running the program as a user does: in this process, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Return stdout as the one JSON document that it must be."""
        document: dict[str, Any] = json.loads(self.out)
        return document


class _Captured(io.TextIOWrapper):
    """A stream of text over bytes, as stdout is; not a terminal."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding="utf-8", newline="")

    def text(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode()


def run(*words: str | Path) -> Result:
    """Run ``tradefiche`` with these words in this process: fast, for many runs."""
    from tradefiche.cli import main

    out, err = _Captured(), _Captured()
    code = 0
    argv = ["tradefiche", *map(str, words)]
    with (
        mock.patch.object(sys, "argv", argv),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return Result(code, out.text(), err.text())


def launch(*words: str | Path) -> Result:
    """Run ``python -m tradefiche`` with these words in a process of its own: slow, but true."""
    done = subprocess.run(
        [sys.executable, "-m", "tradefiche", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def fetch(store: Path, *sources: Path, more: tuple[str, ...] = ()) -> Result:
    """Take files into the store, in this order."""
    words = [word for source in sources for word in ("--from", str(source))]
    return run("fetch", *words, "--data-dir", store, *more)


def exports(store: Path, year: str = "2024") -> int:
    """Return France's exports of a year of which the store may hold no imports."""
    period = ("--period", f"{year}Q1..{year}Q4")
    result = run("compute", "--france", *period, "--format", "json", "--data-dir", store)
    assert result.code == 0, result.err
    value = result.json["tables"]["totals"][0]["exports_eur"]
    assert isinstance(value, int)
    return value


def one_line(err: str) -> str:
    """Return the only line of stderr."""
    lines = err.splitlines()
    assert len(lines) == 1, err
    return lines[0]
