"""What stands about a link on a page: its blocks, the heads of its table, the headings above."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.customs.remote.markup import Tag

_HEADINGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "dt", "summary")
)  # fmt: skip
_BLOCKS = frozenset(
    ("li", "p", "td", "th", "dd", "tr", "figure", "article", "section", "table")
)  # fmt: skip
_OTHERS = frozenset(
    ("a", "div", "ul", "ol", "dl", "thead", "tbody", "tfoot", "main", "nav", "aside", "header",
     "footer", "form", "fieldset", "details", "blockquote", "center")
)  # fmt: skip
_ELEMENTS = _HEADINGS | _BLOCKS | _OTHERS
_CELLS = frozenset(("td", "th"))
_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "caption")) | _CELLS
_ROWS = frozenset(("tr", "thead", "tbody", "tfoot")) | _CELLS
_ENDED_BY = {
    "a": (frozenset("a"), _TABLES),
    "li": (frozenset(("li",)), frozenset(("ul", "ol")) | _TABLES),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",)) | _TABLES),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",)) | _TABLES),
    "td": (_CELLS, frozenset(("tr", "table"))),
    "th": (_CELLS, frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "thead": (_ROWS - _CELLS - {"tr"}, frozenset(("table",))),
    "tbody": (_ROWS - _CELLS - {"tr"}, frozenset(("table",))),
    "tfoot": (_ROWS - _CELLS - {"tr"}, frozenset(("table",))),
}
"""Which open elements the beginning of another ends, and those beyond which it ends none."""
_ENDS_A_PARAGRAPH = _ELEMENTS - {"a"}
_TITLES = ("title", "download", "aria-label")
_DEEPEST = 100
_LONGEST_TEXT = 400


@dataclass(eq=False, slots=True)
class Element:
    """A part of a page.

    Attributes:
        name: its tag.
        parent: what it stands in.
        titles: what its attributes say of it.
        place: the number of cells before it in its row.
        heading: the last heading before it in its parent.
        inner: the last heading in it so far.
        cells: of a row.
        first_row: of a table.
        said: its words, those of its parts included; cut off where they are many.
        size: how many letters these are.
    """

    name: str
    parent: Element | None = None
    titles: str = ""
    place: int = 0
    heading: str | None = None
    inner: str | None = None
    cells: list[Element] = field(default_factory=list)
    first_row: Element | None = None
    said: list[str] = field(default_factory=list)
    size: int = 0

    def say(self, text: str) -> None:
        """Add words, as long as they are few enough to tell something."""
        if self.size <= _LONGEST_TEXT and text:
            self.said.append(text[: _LONGEST_TEXT + 1])
            self.size += len(self.said[-1]) + 1

    @property
    def text(self) -> str:
        """Its words, and those of its parts."""
        return " ".join(self.said)

    @property
    def words(self) -> str:
        """Its words and what its attributes say."""
        return f"{self.text} {self.titles}"

    def around(self) -> Iterator[str]:
        """Yield the texts about it, the nearest first.

        Its own words, those of the blocks around it, the heads of its column and row, the headings
        above.
        """
        yield self.words
        node = self
        while (parent := node.parent) is not None:
            if parent.name in _BLOCKS and parent.size <= _LONGEST_TEXT:
                yield parent.text
            if parent.name in _CELLS:
                yield from parent.heads()
            if node.heading is not None:
                yield node.heading
            node = parent

    def heads(self) -> Iterator[str]:
        """Yield the first cell of a cell's row, and that of its column in the table's first row."""
        row = self.parent
        table = row
        while table is not None and table.name != "table":
            table = table.parent
        first = table.first_row if table is not None else None
        if row is None or first is None or row.name != "tr":
            return
        for head in (row.cells[:1], first.cells[self.place : self.place + 1]):
            yield from (each.text for each in head if each is not self)


class Surroundings:
    """Where on a page one is, while it is read from beginning to end."""

    def __init__(self) -> None:
        self._open = [Element("")]

    def say(self, text: str) -> None:
        """Take note of words."""
        self._open[-1].say(text)

    def open(self, tag: Tag) -> Element:
        """Take note of the beginning of an element, and return it."""
        name = tag.name
        self._end_before(name)
        parent = self._open[-1]
        titles = " ".join(tag.attributes.get(each, "") for each in _TITLES)
        element = Element(name, parent, titles, heading=parent.inner)
        if parent.name == "tr" and name in _CELLS:
            element.place = len(parent.cells)
            parent.cells.append(element)
        if name == "tr" and (table := self._nearest("table")) and table.first_row is None:
            table.first_row = element
        if name in _ELEMENTS and len(self._open) <= _DEEPEST:
            self._open.append(element)
        return element

    def close(self, name: str) -> None:
        """Take note of the end of an element, and of those in it that have none."""
        beyond = frozenset(("table",)) if name in _TABLES else _CELLS
        self._end(frozenset((name,)), beyond - {name})

    def end(self) -> None:
        """Take note of the end of the page."""
        while len(self._open) > 1:
            self._pop()

    def _end_before(self, name: str) -> None:
        """End what the beginning of an element ends, as HTML has it."""
        if name in _ENDS_A_PARAGRAPH:
            self._end(frozenset(("p",)), _ENDS_A_PARAGRAPH - {"p"})
        if name in _ENDED_BY:
            self._end(*_ENDED_BY[name])

    def _end(self, names: frozenset[str], beyond: frozenset[str]) -> None:
        """End the nearest open element of some names, unless another stands before it."""
        for depth in range(len(self._open) - 1, 0, -1):
            name = self._open[depth].name
            if name in names:
                while len(self._open) > depth:
                    self._pop()
                return
            if name in beyond:
                return

    def _pop(self) -> None:
        element = self._open.pop()
        parent = self._open[-1]
        if parent.size <= _LONGEST_TEXT:
            parent.say(element.text)
        if element.name in _HEADINGS:
            parent.inner = element.text

    def _nearest(self, name: str) -> Element | None:
        return next((each for each in reversed(self._open) if each.name == name), None)
