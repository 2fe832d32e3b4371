"""A process that forks runs of the program, to be killed at the n-th thing that they do to files.

Run as a program with a folder of configuration, it reads that and imports everything but polars,
whose threads do not outlive a fork. Then it takes one JSON document a line, an `Order`.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import struct
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.endurance.steps import Steps
from tests.running import ROOT

if TYPE_CHECKING:
    from types import TracebackType


_CAPABILITIES = 0x20080522
"""The version of Linux's call in which three times two words of 32 bits name what one may do."""


@dataclass(frozen=True)
class Order:
    """A run of the program.

    Attributes:
        words: of its command line.
        folder: where its steps are counted.
        log: the file to write them to; what is said on stderr goes to one beside it, `.err`.
        at: the number of the step before which it dies; None to live.
        handles: how many files it may have open; None for as many as usual.
        powerless: whether it may do no more than its user, were that the owner of the machine.
    """

    words: list[str]
    folder: str
    log: str
    at: int | None = None
    handles: int | None = None
    powerless: bool = False


class Victims:
    """Runs with one configuration, in processes of their own, one at a time."""

    def __init__(self, config: Path) -> None:
        self._config = config

    def __enter__(self) -> Self:
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.victims", str(self._config)],
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

    def start(self, order: Order) -> int:
        """Start a run; return the number of its process."""
        assert self._mother.stdin is not None
        self._mother.stdin.write(json.dumps(asdict(order)) + "\n")
        self._mother.stdin.flush()
        return self._said()

    def end(self) -> int:
        """Wait for its end; return the exit code, or less the signal that killed it."""
        return self._said()

    def _said(self) -> int:
        assert self._mother.stdout is not None
        return int(self._mother.stdout.readline())


def _live(order: Order) -> int:
    from tests.running import run

    log, err = (
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        for path in (order.log, f"{order.log}.err")
    )
    _confine(order)

    def before(number: int, step: str, _: str) -> None:
        if number == order.at:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(log, f"{step}\n".encode())

    with Steps(Path(order.folder), before).watched():
        result = run(*order.words)
    os.write(err, result.err.encode())
    return result.code


def _confine(order: Order) -> None:
    import resource

    if order.powerless and not os.geteuid():
        give_up_powers()
    if order.handles is not None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (order.handles, order.handles))


def give_up_powers() -> None:
    """Let what files allow hold for the owner of the machine too; OSError where that cannot be."""
    head, none = struct.pack("=Ii", _CAPABILITIES, 0), bytes(24)
    if ctypes.CDLL(None, use_errno=True).capset(head, none):
        raise OSError(ctypes.get_errno(), "capset")


def _bear() -> None:
    for line in sys.stdin:
        order = Order(**json.loads(line))
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
