"""How a product is written beside its point: by its name on a few lines, or by a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.specialisation.label_placement import Form
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import measure, narrowest, widest, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.specialisation.label_placement import Place
    from tradefiche.charts.kinds.specialisation.plane import Point
    from tradefiche.charts.look.theme import Measures
    from tradefiche.charts.scene.marks import Anchor

_LINES, _LONGEST = 3, 17.0  # of a name, and of a line in sizes of the label
_BROKEN, _NUMBERED = 0.35, 9.0  # costs of each further line, and of a number
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Label:
    """The ways to write a name, each as lines, and the room that each takes; a number is last."""

    names: tuple[tuple[str, ...], ...]
    forms: tuple[Form, ...]

    def numbered(self, place: Place) -> bool:
        """Whether a place has room for the number alone."""
        return place.form == len(self.names)

    def texts(self, place: Place, point: Point, sizes: Measures, ink: str) -> Iterator[Text]:
        """Yield the lines of the name in its place, flush on the side of its point."""
        box, lines = place.box, self.names[place.form]
        anchor: Anchor = "middle"
        x = box.x + box.width / 2
        if box.x >= point[0]:
            x, anchor = box.x, "start"
        elif box.right <= point[0]:
            x, anchor = box.right, "end"
        pitch = box.height / len(lines)
        for number, text in enumerate(lines):
            yield Text(x, box.y + (number + 0.5) * pitch, text, sizes.label, ink, 600, anchor)


def label(name: str, number: int, sizes: Measures, *, named: bool) -> Label:
    """Return the ways to write a product.

    Args:
        name: of the product.
        number: what it is called by where its name has no room, or one that is wider.
        sizes: type sizes.
        named: whether there is any room for names, or for numbers alone.
    """
    widths = narrowest(name, 600)[:_LINES] if named else ()
    names = [
        tuple(wrap(name, width * sizes.label + _SLACK, sizes.label, 600))
        for width in widths
        if width <= _LONGEST
    ]
    forms = [
        Form(
            widest(lines, sizes.label, 600),
            len(lines) * sizes.label * LABEL_LEADING,
            _BROKEN * (len(lines) - 1),
        )
        for lines in names
    ]
    width = measure(str(number), sizes.note, 700, numeric=True)
    forms.append(Form(width, sizes.note * LABEL_LEADING, _NUMBERED if named else 0.0))
    return Label(tuple(names), tuple(forms))
