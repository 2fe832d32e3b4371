"""Run tasks in several processes, this one included; the workers end when it ends."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")
_AT_HAND = 2
"""Tasks that each worker is given: one in progress, and one waiting."""


def side_by_side(
    function: Callable[[T], R],
    tasks: Iterable[T],
    *,
    jobs: int,
    begin: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
    here: Callable[[T], R] | None = None,
) -> Iterator[tuple[T, Future[R]]]:
    """Yield each task with its completed future, in order of completion.

    Workers are spawned, since the libraries that draw pictures hang after a fork; their
    `__main__` is empty, so tasks cannot refer to it. This process takes tasks from the end, as it
    already holds the data they need. If a worker dies, the futures of the tasks submitted raise
    BrokenProcessPool, and this process does the rest.

    Args:
        function: called with each task; must be picklable, as must tasks, `begin` and `args`.
        tasks: what it is called with.
        jobs: number of processes, this one included; at least two.
        begin: called first in each worker.
        args: arguments of `begin`.
        here: called in this process in place of `function`, if given; need not be picklable.
    """
    left, running = deque(tasks), dict[Future[R], T]()
    pool = ProcessPoolExecutor(
        jobs - 1, mp_context=get_context("spawn"), initializer=_begin, initargs=(begin, args)
    )
    try:
        while left or running:
            _hand_out(pool, function, left, running, (jobs - 1) * _AT_HAND)
            yield from _done(running)
            if left:
                task, own = left.pop(), Future[R]()
                try:
                    own.set_result((here or function)(task))
                except Exception as error:  # noqa: BLE001 - raised again by the future's result
                    own.set_exception(error)
                except BaseException:
                    yield from _done(running)  # keeps finished results when interrupted
                    raise
                yield task, own
            elif running:
                wait(running, return_when=FIRST_COMPLETED)
    finally:
        pool.shutdown(cancel_futures=True)


def _hand_out(
    pool: ProcessPoolExecutor,
    function: Callable[[T], R],
    left: deque[T],
    running: dict[Future[R], T],
    most: int,
) -> None:
    """Submit tasks from the front of the queue until the workers have `most` of them."""
    with _main_unseen(), contextlib.suppress(BrokenProcessPool):
        while left and len(running) < most:
            running[pool.submit(function, left[0])] = left[0]
            left.popleft()


def _done(running: dict[Future[R], T]) -> Iterator[tuple[T, Future[R]]]:
    for future in [each for each in running if each.done()]:
        yield running.pop(future), future


@contextlib.contextmanager
def _main_unseen() -> Iterator[None]:
    """Keep workers that start meanwhile from running the main script of this process again.

    Short scripts often lack `if __name__ == "__main__"`. Other threads do not see `__main__`
    meanwhile either, which only matters to one that pickles what the script defines.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _begin(begin: Callable[..., None] | None, args: tuple[Any, ...]) -> None:
    """Prepare a worker: ignore interrupts, which the parent handles, and exit with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    if begin is not None:
        begin(*args)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
