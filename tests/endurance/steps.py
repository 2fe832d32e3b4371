"""What a run does to the files of a folder, step by step, and what may go wrong at one of them.

Steps are seen by the interpreter's audit events, so that nothing has to be replaced in the program:
opening, creating, renaming, listing, removing, and flushing; also reaching for the network. What
Polars does to files is not among them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CREATING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_EVENTS = {
    "open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.scandir", "os.listdir",
    "socket.connect",
}  # fmt: skip
_watched: list[Steps] = []
_hooked: list[bool] = []


class Death(BaseException):
    """The end of a run at once: nothing is done any more that it would still do.

    No error: nothing in the program answers to it.
    """


@dataclass(frozen=True)
class Fault:
    """What the system answers.

    Attributes:
        number: of the error; None is the run's death.
        names: of the steps that it refuses; all if there are none.
        lasting: whether it refuses all such steps from then on.
    """

    number: int | None
    names: frozenset[str] = frozenset()
    lasting: bool = True

    def counts(self, step: str) -> bool:
        """Whether it may befall a step."""
        return not self.names or step.partition(" ")[0] in self.names

    @property
    def spares_removal(self) -> bool:
        """Whether what was begun can be taken away."""
        return self.number is not None and not self.counts("remove")

    def befall(self, path: str) -> None:
        """Raise it."""
        if self.number is None:
            raise Death
        raise OSError(self.number, os.strerror(self.number), path)


_WRITING = frozenset({"create", "mkdir", "rename", "flush"})
_OPENING = frozenset({"create", "open", "scandir", "listdir"})
FAULTS = {
    "killed": Fault(None),
    "disk full": Fault(errno.ENOSPC, _WRITING),
    "disk full for a moment": Fault(errno.ENOSPC, _WRITING, lasting=False),
    "no permission": Fault(errno.EACCES, _WRITING - {"flush"} | {"remove", "rmdir"}),
    "no file handles": Fault(errno.EMFILE, _OPENING),
    "no file handle for a moment": Fault(errno.EMFILE, _OPENING, lasting=False),
    "device error": Fault(errno.EIO, lasting=False),
}


@dataclass
class Steps:
    """Counts the steps in a folder; before one of them something may happen.

    Attributes:
        folder: where.
        before: called with the number of a step, its name and its path.
    """

    folder: Path
    before: Callable[[int, str, str], None] = lambda _number, _step, _path: None
    taken: list[str] = field(default_factory=list)

    def see(self, name: str, path: str) -> None:
        """Count a step, if it is one in the folder."""
        if path.startswith(str(self.folder)):
            step = f"{name} {path.removeprefix(str(self.folder))}"
            self.taken.append(step)
            self.before(len(self.taken) - 1, step, path)

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Watch what is done meanwhile."""
        if not _hooked:  # a hook stays for good
            sys.addaudithook(_hook)
            _hooked.append(True)
        flush = os.fsync

        def fsync(descriptor: int) -> None:
            self.see("flush", str(self.folder))
            flush(descriptor)

        _watched.append(self)
        try:
            with mock.patch.object(os, "fsync", fsync):
                yield
        finally:
            _watched.remove(self)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and event in _EVENTS:
        name, path = event.removeprefix("os."), str(arguments[0])
        if event == "socket.connect":
            name, path = "connect", str(_watched[-1].folder)
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _CREATING:
            name = "create"
        if name != "remove" or os.path.lexists(path):
            _watched[-1].see(name, path)


def broken(folder: Path, fault: Fault, at: int) -> Steps:
    """Return steps of which the `at`-th that the fault may befall is refused."""
    count = 0

    def before(_: int, step: str, path: str) -> None:
        nonlocal count
        if fault.counts(step):
            count += 1
            if count == at + 1 or (count > at and fault.lasting):
                fault.befall(path)

    return Steps(folder, before)
