"""Doing something that cannot be told to stop, for no longer than it may take."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def within(seconds: float, action: Callable[[], T]) -> T:
    """Return what an action returns, or raise what it raises.

    It runs in a thread of its own, since neither a look-up of a name nor encryption inside
    encryption heeds a limit. A thread that is late is left behind: it ends with the program.

    Raises:
        TimeoutError: it takes longer than so many seconds.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(action())
        except BaseException as error:  # noqa: BLE001 - raised again, where it is waited for
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]
