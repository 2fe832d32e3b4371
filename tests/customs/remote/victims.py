"""A process that forks fetches, each to be killed at the n-th thing it does to the store.

Run as a program with a folder of configuration, it reads that and imports everything but polars,
whose threads do not outlive a fork. Then it takes one JSON document a line: ``words`` of the
command line, ``folder`` of the store, ``at`` (the number of the step before which to die; null to
live) and ``log`` (where to write the steps).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.running import ROOT

if TYPE_CHECKING:
    from types import TracebackType

_FILE_EVENTS = {
    "open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.scandir", "os.listdir",
}  # fmt: skip


class Victims:
    """Fetches with one configuration, in processes of their own, one at a time."""

    def __init__(self, config: Path) -> None:
        self._config = config

    def __enter__(self) -> Self:
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.customs.remote.victims", str(self._config)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        self._mother.stdin.close()
        self._mother.wait()
        self._mother.stdout.close()

    def start(self, words: list[str], folder: Path, *, at: int | None, log: Path) -> int:
        """Start a fetch; return the number of its process."""
        order = {"words": words, "folder": str(folder), "at": at, "log": str(log)}
        assert self._mother.stdin is not None
        self._mother.stdin.write(json.dumps(order) + "\n")
        self._mother.stdin.flush()
        return self._said()

    def end(self) -> int:
        """Wait for its end; return the exit code, or less the signal that killed it."""
        return self._said()

    def _said(self) -> int:
        assert self._mother.stdout is not None
        return int(self._mother.stdout.readline())


class _Steps:
    """Counts what is done to the store and to the network, and dies when its time has come."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._folder, self._at = order["folder"], order["at"]
        self._log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._count = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        path = str(arguments[0]) if event in _FILE_EVENTS else ""
        if not path.startswith(self._folder) and event != "socket.connect":
            return
        if self._count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)
        self._count += 1
        os.write(self._log, f"{event} {path.removeprefix(self._folder)}\n".encode())


def _live(order: dict[str, Any]) -> int:
    from tests.running import run

    sys.addaudithook(_Steps(order))
    return run(*order["words"]).code


def _bear() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            os._exit(_live(order))
        print(child, flush=True)  # noqa: T201 - its parent reads it
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - its parent reads it


def _prepare(config: Path) -> None:
    import httpx  # noqa: F401 - loaded ahead
    import truststore  # noqa: F401 - loaded ahead

    import tradefiche.cli.app
    import tradefiche.customs.remote.fetching  # noqa: F401 - loaded ahead
    from tradefiche.reference.countries import countries
    from tradefiche.reference.gazetteer import gazetteer
    from tradefiche.reference.products import nomenclature
    from tradefiche.settings import config_dirs

    dirs = config_dirs(config)
    gazetteer(dirs)
    countries(dirs)
    for level in ("a129", "cpf4"):
        nomenclature(dirs).codes(level)


if __name__ == "__main__":
    _prepare(Path(sys.argv[1]))
    _bear()
