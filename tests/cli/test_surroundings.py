"""What surrounds a run: pipes, devices, odd paths, no home, few handles, an early interrupt."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from tests.builders import latest_zip, pair, write, year_of
from tests.running import Result, fetch, one_line, run
from tradefiche.cli import run as running

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD = os.fsdecode(b"\xff\x9b")
"""What stands in a path for bytes that are no UTF-8."""


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """Let what waits for ever fail."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 60)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def pipe(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path


def assert_one_line(result: Result, code: int, *says: str) -> None:
    assert result.code == code, result.err
    line = one_line(result.err)
    for words in says:
        assert words in line


@pytest.mark.parametrize("device", ["pipe", "/dev/zero"])
def test_a_pipe_or_device_is_no_input(tmp_path: Path, device: str) -> None:
    path = pipe(tmp_path / "pipe") if device == "pipe" else Path(device)

    result = fetch(tmp_path / "store", path)

    assert_one_line(result, 74, str(path), "not a regular file")


@pytest.mark.parametrize("option", ["--theme", "--config-dir"])
def test_a_pipe_is_no_configuration(store: Path, tmp_path: Path, option: str) -> None:
    path = pipe(tmp_path / "theme.yaml")
    named = path if option == "--theme" else tmp_path

    words = ("chart", "--france", "--kind", "balance", "-o", tmp_path / "out", option, named)
    result = run(*words, "--data-dir", store)

    assert_one_line(result, 78, "theme.yaml", "not a regular file")


@pytest.mark.parametrize("command", ["compute", "revisions"])
def test_a_pipe_of_a_name_is_no_output(store: Path, tmp_path: Path, command: str) -> None:
    path = pipe(tmp_path / "out.csv")
    words = ("--france", "--table", "totals") if command == "compute" else ("--france",)

    result = run(command, *words, "-o", path, "--data-dir", store)

    assert_one_line(result, 73, str(path))


def test_a_pipe_that_is_open_is_an_output(store: Path) -> None:
    reading, writing = os.pipe()
    words = ("compute", "--france", "--table", "totals", "--format", "csv", "--data-dir", store)

    result = run(*words, "-o", f"/dev/fd/{writing}")

    os.close(writing)
    with os.fdopen(reading) as stream:
        assert stream.read().startswith("territory,")
    assert result.code == 0, result.err


def test_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    pair(tmp_path / "in", year_of())
    pipe(tmp_path / "in" / "202502-stat-regional-ce-other.zip")

    assert fetch(tmp_path / "store", tmp_path / "in").code == 0


def test_an_unreadable_folder_is_no_silent_gap(tmp_path: Path) -> None:
    pair(tmp_path / "in", year_of(flows="E"))
    pair(tmp_path / "in" / "closed", year_of(flows="I"))
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    with mock.patch.object(os, "scandir", closed):
        result = fetch(tmp_path / "store", tmp_path / "in")

    assert_one_line(result, 74, "closed", "Permission denied")


def test_a_link_in_a_folder_that_leads_nowhere_is_no_silent_gap(tmp_path: Path) -> None:
    pair(tmp_path / "in", year_of(flows="E"))
    (tmp_path / "in" / "202502-stat-regional-ce-import.zip").symlink_to("gone.zip")

    assert_one_line(fetch(tmp_path / "store", tmp_path / "in"), 74, "import.zip")


def test_names_that_are_no_utf8(store: Path, tmp_path: Path) -> None:
    path = latest_zip(tmp_path / ODD, "E", year_of(flows="E"), name=f"202502-{ODD}-export.zip")

    assert fetch(tmp_path / "store", path).code == 0
    assert fetch(tmp_path / "store", path, more=("--json",)).json["taken"] == []
    assert "202502--export.zip" in run("status", "--verbose", "--data-dir", tmp_path / "store").out
    assert_one_line(fetch(tmp_path / "store", tmp_path / ODD / "gone"), 66, r"\udcff")
    drawn = run("chart", "--france", "--kind", "balance", "-o", tmp_path / ODD, "--data-dir", store)
    assert drawn.code == 0, drawn.err
    assert r"\udcff" in drawn.out


def test_a_data_folder_that_is_no_utf8_is_refused_before_it_is_used(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(flows="E"))

    assert_one_line(fetch(tmp_path / ODD, path), 78, "UTF-8")
    assert not (tmp_path / ODD).exists()


@pytest.mark.parametrize("words", [(), ("--data-dir", "~/data"), ("--config-dir", "~nobody-/x")])
def test_no_home_folder(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "TRADEFICHE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", mock.Mock(side_effect=KeyError))

    assert_one_line(run("status", *words), 78, "home")


def test_few_file_handles(store: Path) -> None:
    words = (sys.executable, "-m", "tradefiche", "compute", "--france", "--data-dir", str(store))

    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -n 24; exec "$@"', "sh", *words],
        capture_output=True,
        text=True,
        check=False,
    )

    assert_one_line(Result(done.returncode, done.stdout, done.stderr), 74, "24", "ulimit -n")


@pytest.mark.parametrize("module", ["typer", "tradefiche.cli.run", "polars"])
def test_an_interrupt_while_modules_are_loaded(store: Path, module: str) -> None:
    code = f"""
import os, signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
sys.argv = ["tradefiche", "compute", "--france", "--data-dir", {str(store)!r}]
from tradefiche.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert_one_line(Result(done.returncode, done.stdout, done.stderr), 130, "interrupted")


def test_a_library_that_gives_up_is_a_fault_in_one_line() -> None:
    panic = type("PanicException", (BaseException,), {})

    ends = mock.Mock(side_effect=panic("no thread"))
    with mock.patch.object(running, "_command", return_value=ends):
        assert_one_line(run("status"), 70, "a fault of the program", "no thread")


def test_other_ends_of_the_process_pass_through() -> None:
    with (
        mock.patch.object(running, "_command", return_value=mock.Mock(side_effect=GeneratorExit)),
        contextlib.suppress(GeneratorExit),
    ):
        run("status")
        pytest.fail("it was swallowed")


def test_configuration_with_control_characters_or_links_that_run(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "config" / "caveats.yaml"
    whole = shipped.read_text("utf-8")
    for changed, key in (
        (whole.replace("https://", "javascript://", 1), "url"),
        (whole.replace("fr: Document non officiel", r'fr: "\x9b2J"'), "unofficial.fr"),
    ):
        assert changed != whole
        write(tmp_path / "caveats.yaml", changed.encode())

        result = run("compute", "--dept", "59", "--sample", "--config-dir", tmp_path)

        assert_one_line(result, 78, "caveats.yaml", key)
