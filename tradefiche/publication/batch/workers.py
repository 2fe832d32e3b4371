"""Fiches made in parallel, in several processes; an error in one does not affect the others."""

from __future__ import annotations

import traceback
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tradefiche.errors import TradeficheError
from tradefiche.processes import side_by_side
from tradefiche.publication.render import Maker, shared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tradefiche.charts.scene.marks import Scene
    from tradefiche.publication.data import FicheData
    from tradefiche.publication.pictures import SizedPicture
    from tradefiche.publication.render import FicheFormat, Task

# A process takes as long to start as this many fiches take to make.
_WORTH_A_PROCESS = 3


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a territory, or the error that prevented them, with its traceback."""

    territory: str
    files: dict[FicheFormat, bytes]
    error: TradeficheError | None = None
    trace: str = ""


def made(
    tasks: Sequence[Task], data: FicheData, *, together: Collection[str], jobs: int
) -> Iterator[Made]:
    """Yield the files of each task as they are made, in any order.

    Args:
        tasks: what to make.
        data: what the fiches are made from.
        together: ids of the territories that fiches may link to.
        jobs: maximum number of processes; with 1, all are made in this one.
    """
    jobs = min(jobs, len(tasks) // _WORTH_A_PROCESS)
    if jobs <= 1:
        maker = Maker(data, together)
        for task in tasks:
            yield attempt(maker, task)
        return
    yield from _side_by_side(tasks, data, together, jobs)


def attempt(maker: Maker, task: Task) -> Made:
    """Return the files of one task, or its error; only an interrupt or exit is raised."""
    try:
        return Made(task.territory, maker.make(task))
    except (KeyboardInterrupt, SystemExit):
        raise
    except TradeficheError as error:
        return Made(task.territory, {}, error, traceback.format_exc())
    except BaseException as error:  # noqa: BLE001 - a panic of the PDF compiler is no Exception
        fault = TradeficheError(f"a fault of the program: {type(error).__name__}: {error}")
        return Made(task.territory, {}, fault, traceback.format_exc())


def _side_by_side(
    tasks: Sequence[Task], data: FicheData, together: Collection[str], jobs: int
) -> Iterator[Made]:
    formats = dict.fromkeys(kind for task in tasks for kind in task.formats)
    whole = data.query.pages == "all"
    kept = shared(data, (task.territory for task in tasks), formats) if whole else {}
    here = partial(attempt, Maker(data, together, kept))
    running = side_by_side(
        _make, tasks, jobs=jobs, begin=_begin, args=(data, together, kept), here=here
    )
    for task, future in running:
        try:
            yield future.result()
        except BrokenProcessPool:
            fault = TradeficheError("its process died", hint="call again")
            yield Made(task.territory, {}, fault)


_maker: list[Maker] = []


def _begin(data: FicheData, together: Collection[str], kept: Mapping[SizedPicture, Scene]) -> None:
    _maker.append(Maker(data, together, kept))


def _make(task: Task) -> Made:
    return attempt(_maker[0], task)
