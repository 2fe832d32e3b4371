"""Work in several processes, this one among them; the others end with it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
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
    here: Callable[[T], R] | None = None,
) -> Iterator[tuple[T, Future[R]]]:
    """Yield each task with what came of it, as they are done.

    The other processes are started afresh, since what draws pictures hangs when it is forked.
    Nothing is to be found in the `__main__` of a task. This one takes the last of the tasks that
    none has begun, since it is here anyway, and holds what they need.

    Args:
        function: done for each task; as all that is passed, it can be pickled.
        tasks: what it is done for.
        jobs: how many processes, this one included; two at least.
        begin: called first in each of the others.
        args: what it is called with.
        here: does in this process what `function` does in others, if that is not the same.
    """
    pool = ProcessPoolExecutor(
        jobs - 1, mp_context=get_context("spawn"), initializer=_begin, initargs=(begin, args)
    )
    try:
        with _main_unseen():
            running = {pool.submit(function, task): task for task in tasks}
        while running:
            for future in [each for each in running if each.done()]:
                yield running.pop(future), future
            mine = next((each for each in reversed(running) if each.cancel()), None)
            if mine is not None:
                task = running.pop(mine)
                yield task, _done(here or function, task)
            elif running:
                wait(running, return_when=FIRST_COMPLETED)
    finally:
        pool.shutdown(cancel_futures=True)


def _done(function: Callable[[T], R], task: T) -> Future[R]:
    """Do a task here; return what came of it as if another process had done it."""
    future: Future[R] = Future()
    try:
        future.set_result(function(task))
    except Exception as error:  # noqa: BLE001 - whatever it is, whoever asks for the result has it
        future.set_exception(error)
    return future


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
