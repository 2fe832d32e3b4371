"""Work in processes of their own, side by side; they end with ours."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import connection, get_context, parent_process
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(
    function: Callable[[T], R],
    tasks: Iterable[T],
    *,
    jobs: int,
    begin: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
) -> Iterator[tuple[T, Future[R]]]:
    """Yield each task with what came of it, as they are done.

    They are started afresh, since what draws pictures hangs when it is forked. Nothing is to be
    found in the `__main__` of a task.

    Args:
        function: done for each task; as all that is passed, it can be pickled.
        tasks: what it is done for.
        jobs: how many processes.
        begin: called first in each of them.
        args: what it is called with.
    """
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(begin, args)
    )
    try:
        with _main_unseen():
            running = {pool.submit(function, task): task for task in tasks}
        for future in as_completed(running):
            yield running[future], future
    finally:
        pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _main_unseen() -> Iterator[None]:
    """Keep processes that start from running the script again that is running here.

    Scripts for a notebook or a shell seldom say `if __name__ == "__main__"`. Meanwhile no other
    thread finds it either, which only matters to one that pickles what the script defines.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _begin(begin: Callable[..., None] | None, args: tuple[Any, ...]) -> None:
    """Make ready: an interrupt is the parent's to handle, and its end is ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    if begin is not None:
        begin(*args)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
