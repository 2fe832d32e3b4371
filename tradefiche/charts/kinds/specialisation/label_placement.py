"""Labels in two dimensions: each as near its point as can be, none over another or over a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.specialisation import plane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.specialisation.plane import Point, Segment

# Where a label may stand from its point, as parts of a turn, the best first: beside it to the
# right, to the left, above, below, then slantwise.
_WAYS = (0, 8, 12, 4, 14, 2, 10, 6, 15, 1, 9, 7, 13, 11, 3, 5)
_TURN = 16
_WAY_COST = 0.06  # of the distance that costs 1, for each later way
_STEEP = 0.3  # of a turn's sine: what is less is level
_DISTANCES = (0.0, 0.4, 0.9, 1.5, 2.2, 3.0, 4.0, 5.2, 6.6, 8.2)  # beyond the nearest, of the unit
_LED = 0.55  # of the unit: a label that is farther is joined to its point
_LEADER_COST = 0.6
_BESIDE, _BELOW = 0.7, 0.1  # of the unit: least distances of two labels
_FOREIGN, _FOREIGN_COST = 0.5, 2.5  # a point nearer than so much more than a label's own one
_NARROW = 0.25  # of the gap: a leader may pass so near a label
_DEAR = 5.0  # a label whose place costs more chooses before the others, too
_TRIES = 12
_SWEEPS = 4
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a label: how much room it takes, and how much worse it is than the best."""

    width: float
    height: float
    cost: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: which of its forms, its box, and the line that joins it, if any."""

    form: int
    box: Box
    leader: Segment | None
    cost: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: its point, the ways to write it, and where it may stand."""

    point: Point
    forms: Sequence[Form]
    room: Box


@dataclass(frozen=True, slots=True)
class Field:
    """What is there already: every point, with or without a label.

    Attributes:
        radius: of the points.
        gap: how far a label is from its own point, at least; it stays twice as far from others.
        unit: the distance that counts 1.
    """

    points: Sequence[Point]
    radius: float
    gap: float
    unit: float


def place(field: Field, labels: Sequence[Wanted]) -> list[Place | None]:
    """Place labels, the most important first.

    Each in turn takes the cheapest place that is free; one that finds none chooses before the
    others, and all begin anew. Then each moves to whatever better place the others leave.

    Returns:
        A place for each, None where there is none.
    """
    tried = [_Label(field, each) for each in labels]
    order = list(range(len(tried)))
    best: list[Place | None] = [None] * len(tried)
    for _ in range(_TRIES):
        found = _chosen(tried, order)
        if _worth(found) < _worth(best):
            best = found
        stuck = [each for each in order if _cost(found[each]) > _DEAR]
        if not stuck or order[: len(stuck)] == stuck:
            break
        order = [*stuck, *(each for each in order if each not in stuck)]
    return _improved(tried, best)


def _chosen(labels: Sequence[_Label], order: Sequence[int]) -> list[Place | None]:
    found: list[Place | None] = [None] * len(labels)
    for each in order:
        found[each] = labels[each].best([other for other in found if other is not None])
    return found


def _improved(labels: Sequence[_Label], found: list[Place | None]) -> list[Place | None]:
    for _ in range(_SWEEPS):
        before = list(found)
        for each, label in enumerate(labels):
            others = [place for n, place in enumerate(found) if n != each and place is not None]
            found[each] = label.best(others)
        if found == before:
            break
    return found


def _cost(found: Place | None) -> float:
    return math.inf if found is None else found.cost


def _worth(found: Sequence[Place | None]) -> tuple[int, float]:
    return sum(place is None for place in found), sum(place.cost for place in found if place)


class _Trial(NamedTuple):
    cost: float
    form: int
    way: int
    far: float


@lru_cache(256)
def _trials(costs: tuple[float, ...]) -> tuple[_Trial, ...]:
    """Return every direction and distance of each form of a label, by its cost, the best first."""
    found = (
        _Trial(cost + far + rank * _WAY_COST + _LEADER_COST * (far > _LED), form, way, far)
        for (form, cost), (rank, way), far in product(
            enumerate(costs), enumerate(_WAYS), _DISTANCES
        )
    )
    return tuple(sorted(found, key=lambda trial: trial.cost))


class _Label:
    """The places of one label that are clear of all but other labels, found when first asked."""

    def __init__(self, field: Field, wanted: Wanted) -> None:
        self.field, self.point, self.room = field, wanted.point, wanted.room
        self.around = sorted((math.dist(point, self.point), point) for point in field.points)
        self.forms = wanted.forms
        self.trials = _trials(tuple(form.cost for form in wanted.forms))
        self.seen: dict[int, Place | None] = {}

    def best(self, others: Sequence[Place]) -> Place | None:
        """Return the cheapest place that none of the others' labels and leaders touches."""
        best: Place | None = None
        for number, trial in enumerate(self.trials):
            if best is not None and trial.cost >= best.cost:
                break
            if number not in self.seen:
                self.seen[number] = self._clear(trial)
            found = self.seen[number]
            if found is None or (best is not None and found.cost >= best.cost):
                continue
            if not any(_touch(found, other, self.field) for other in others):
                best = found
        return best

    def _clear(self, trial: _Trial) -> Place | None:
        """Return the place that a trial leads to, None if it is not free of points.

        It costs more beside a point that the label could be taken to belong to.
        """
        field = self.field
        far = field.gap + trial.far * field.unit
        box = self._box(self.forms[trial.form], trial.way, field.radius + far)
        if not plane.within(box, self.room):
            return None
        foreign = 0
        reach = field.radius + max(far + _FOREIGN * field.unit, 2 * field.gap)
        farthest = field.radius + far + math.hypot(box.width, box.height) + reach
        for beyond, point in self.around:
            if beyond > farthest:
                break
            away = plane.distance(point, box) - field.radius
            if beyond > field.radius:
                if away < 2 * field.gap:
                    return None
                foreign += away < far + _FOREIGN * field.unit
            elif away < field.gap - _SLACK:
                return None
        leader = self._leader(box) if trial.far > _LED else None
        if leader is not None and self._crosses(leader):
            return None
        cost = trial.cost + (0.0 if leader else foreign * _FOREIGN_COST)
        return Place(trial.form, box, leader, cost)

    def _box(self, form: Form, way: int, far: float) -> Box:
        """Return the box whose nearest side or corner is `far` from the point."""
        angle = 2 * math.pi * way / _TURN
        across, down = math.cos(angle), math.sin(angle)
        x, y = self.point[0] + far * across, self.point[1] + far * down
        left = x - form.width / 2 + _sign(across) * form.width / 2
        top = y - form.height / 2 + _sign(down) * form.height / 2
        return Box(left, top, form.width, form.height)

    def _leader(self, box: Box) -> Segment:
        """Return the line from the rim of the point to just before a box."""
        x, y = self.point
        across = min(max(x, box.x), box.right) - x
        down = min(max(y, box.y), box.bottom) - y
        whole = math.hypot(across, down)
        first, last = self.field.radius / whole, 1 - self.field.gap / 2 / whole
        return (x + across * first, y + down * first), (x + across * last, y + down * last)

    def _crosses(self, leader: Segment) -> bool:
        """Say whether a leader comes too near a point, those that touch its own one excepted."""
        near = self.field.radius + self.field.gap / 2
        farthest = math.dist(self.point, leader[1]) + near
        for beyond, point in self.around:
            if beyond > farthest:
                break
            if beyond > 2 * near and plane.from_segment(point, leader) < near:
                return True
        return False


def _sign(part: float) -> int:
    return 0 if abs(part) < _STEEP else int(math.copysign(1, part))


def _touch(one: Place, other: Place, field: Field) -> bool:
    """Say whether labels or leaders of two places come too near each other."""
    if plane.overlap(one.box, other.box, _BESIDE * field.unit, _BELOW * field.unit):
        return True
    near = _NARROW * field.gap
    for leader, box in ((one.leader, other.box), (other.leader, one.box)):
        if leader is not None and plane.through(leader, box, near):
            return True
    return bool(one.leader and other.leader and plane.meet(one.leader, other.leader))
