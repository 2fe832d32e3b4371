"""Text is as wide as the terminal and plain elsewhere, and nothing on it is broken."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.examples import more
from tests.running import ROOT, run
from tradefiche.cli import console
from tradefiche.report.columns import table, width
from tradefiche.report.page import PLAIN, Page, lay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STYLE = re.compile(r"\x1b\[(1|31|33|0)m")
TABLES = (
    "totals", "partners", "products", "flows", "evolution", "contributions", "shift_share",
    "structure", "specialisation", "peers", "concentration", "dependence", "exposure", "ranking",
)  # fmt: skip
EVERY = tuple(word for name in TABLES for word in ("--table", name))
COMMANDS = {
    "one": ("compute", "--dept", "59"),
    "one, every table": ("compute", "--dept", "04", *EVERY),
    "several": ("compute", "--dept", "59,04", "--region", "32", *EVERY),
    "English": ("compute", "--dept", "59,04", *EVERY, "--lang", "en"),
    "all": ("compute", "--all", "--table", "specialisation"),
    "check": ("check", "--france"),
    "status": ("status",),
    "status --verbose": ("status", "--verbose"),
    "revisions": ("revisions",),
    **{f"list {what}": ("list", what) for what in (
        "departements", "regions", "territoires", "products", "countries", "groups", "tables",
        "charts", "measures", "indicators",
    )},
}  # fmt: skip
# the widest tables, and those of another language
WIDE = ("one, every table", "several", "English")


@pytest.fixture(autouse=True)
def _plain_again() -> Iterator[None]:
    yield
    lay(PLAIN)


@pytest.mark.parametrize(
    ("case", "size"),
    [
        *((case, 60) for case in COMMANDS),
        *((case, size) for case in WIDE for size in (80, 160)),
        *more((case, size) for case in COMMANDS if case not in WIDE for size in (80, 160)),
    ],
)
def test_a_terminal_of_any_width_holds_every_line(
    store: Path, case: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "page", lambda: Page(size, styled=True))

    result = run(*COMMANDS[case], "--data-dir", store)

    assert result.code == 0, result.err
    bare = _STYLE.sub("", result.out)
    assert "\x1b" not in bare
    own = (f"Store    {store}", "  tradefiche ")  # to be copied, hence in one piece
    lines = [line for line in bare.splitlines() if not line.startswith(own)]
    assert [line for line in lines if width(line) > size] == []
    assert not re.search(r"\w…", bare), "no name is cut"
    assert size < 80 or "plus large" not in bare, "80 columns hold every column"


def test_a_wide_terminal_shows_more_and_a_narrow_one_says_what_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = ("--table", "totals", "--table", "shift_share")
    words = ("compute", "--dept", "59,04", *tables, "--sample")
    said = {}
    for size in (60, 80, 120):
        monkeypatch.setattr(console, "page", lambda size=size: Page(size))
        said[size] = run(*words).out

    assert "\n  sur un terminal plus large, aussi\N{NO-BREAK SPACE}: " in said[60]
    assert "plus large" not in said[80] + said[120]
    assert max(map(width, said[120].splitlines())) > 80
    assert "ture, %" in said[120]


def on_a_terminal(size: int, *words: str, **more: str) -> str:
    """Return what the program writes on a terminal of this width."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, size, 0, 0))
    quiet = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-m", "tradefiche", *words],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs,
        env=quiet | {"TERM": "xterm"} | more,
    ) as process:  # fmt: skip
        os.close(theirs)
        text = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # Linux's word for its end
                break
            if not read:
                break
            text += read
        process.wait(timeout=60)
    os.close(ours)
    return text.decode().replace("\r\n", "\n")


def test_the_width_and_the_colours_of_a_real_terminal() -> None:
    words = ("list", "tables")
    wide, narrow = on_a_terminal(160, *words), on_a_terminal(60, *words)

    assert max(width(line) for line in _STYLE.sub("", wide).splitlines()) > 80
    assert max(width(line) for line in _STYLE.sub("", narrow).splitlines()) <= 60
    assert wide.startswith("\x1b[1m")
    assert "\x1b[31merror:\x1b[0m" in on_a_terminal(80, "list", "nothing")


@pytest.mark.parametrize("refused", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_refused(refused: dict[str, str]) -> None:
    assert "\x1b" not in on_a_terminal(80, "list", "tables", **refused)
    assert "\x1b" not in on_a_terminal(80, "list", "nothing", **refused)


def test_a_pipe_has_80_columns_and_no_colours_whatever_the_terminal(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("compute", "--dept", "59", "--data-dir", store)
    plain = run(*words).out
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert run(*words).out == plain
    assert "\x1b" not in plain


def test_a_file_is_set_as_a_pipe_is(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("compute", "--dept", "59", "--data-dir", store)
    plain = run(*words).out
    monkeypatch.setattr(console, "page", lambda: Page(160, styled=True))

    assert run(*words, "--format", "text", "-o", tmp_path / "nord.txt").code == 0

    assert (tmp_path / "nord.txt").read_text(encoding="utf-8") == plain


def test_words_give_way_to_figures() -> None:
    lay(Page(60))
    long = "Services de location et de leasing de machines"

    lines = list(table(["A", "B", "€"], [[long, long, "1 234 567,8"]], right=frozenset({2})))

    assert max(map(width, lines)) <= 60
    assert lines[1].endswith("  1 234 567,8")
    assert " ".join(line[:20].strip() for line in lines[1:]) == long
