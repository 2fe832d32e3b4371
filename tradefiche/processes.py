"""Work in several processes, this one among them; the others end with it."""

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
"""Tasks that each of the other processes has: one to do, and one to go on with."""


def side_by_side(
    function: Callable[[T], R],
    tasks: Iterable[T],
    *,
    jobs: int,
    begin: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
    here: Callable[[T], R] | None = None,
) -> Iterator[tuple[T, Future[R]]]:
    """Yield each task with what came of it, as they are done.

    The other processes are started afresh, since what draws pictures hangs when it is forked.
    Nothing is to be found in the `__main__` of a task. This one takes tasks from the end, since it
    is here anyway, and holds what they need. If another dies, what it had is BrokenProcessPool;
    this one does the rest.

    Args:
        function: done for each task; as all that is passed, it can be pickled.
        tasks: what it is done for.
        jobs: how many processes, this one included; two at least.
        begin: called first in each of the others.
        args: what it is called with.
        here: does in this process what `function` does in others, if that is not the same.
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
                except Exception as error:  # noqa: BLE001 - whoever asks for the result has it
                    own.set_exception(error)
                except BaseException:
                    yield from _done(running)  # what is made is not lost where this one is stopped
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
    """Give the first of the tasks that are left to the others, until they have enough."""
    with _main_unseen(), contextlib.suppress(BrokenProcessPool):
        while left and len(running) < most:
            running[pool.submit(function, left[0])] = left[0]
            left.popleft()


def _done(running: dict[Future[R], T]) -> Iterator[tuple[T, Future[R]]]:
    for future in [each for each in running if each.done()]:
        yield running.pop(future), future


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
