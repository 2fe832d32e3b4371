"""The context of a link on a page: enclosing blocks, table headers, and the headings above."""

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
"""By start tag: the open elements that it closes, and those that stop the search for them."""
_ENDS_A_PARAGRAPH = _ELEMENTS - {"a"}
_TITLES = ("title", "download", "aria-label")
_DEEPEST = 100
_LONGEST_TEXT = 400


@dataclass(eq=False, slots=True)
class Element:
    """An element of a page.

    Attributes:
        name: its tag.
        parent: the element that encloses it.
        titles: its attributes `title`, `download` and `aria-label`.
        place: the number of cells before it in its row.
        heading: the last heading before it in its parent.
        inner: the last heading in it so far.
        cells: the cells, of a row.
        first_row: the first row, of a table.
        said: its texts, those of its children included; cut off beyond `_LONGEST_TEXT`.
        size: the number of characters in `said`, plus one per text.
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
        """Add text, unless it holds too much already to serve as a description."""
        if self.size <= _LONGEST_TEXT and text:
            self.said.append(text[: _LONGEST_TEXT + 1])
            self.size += len(self.said[-1]) + 1

    @property
    def text(self) -> str:
        """Its text, that of its children included."""
        return " ".join(self.said)

    @property
    def words(self) -> str:
        """Its text, and that of its attributes."""
        return f"{self.text} {self.titles}"

    def around(self) -> Iterator[str]:
        """Yield the texts that describe it, the nearest first.

        Its own text, then for each enclosing element: that of a block, the headers of a cell's row
        and column, the heading above.
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
        """Yield a cell's headers: the first of its row, and its column's in the first row."""
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
    """The open elements of a page, while it is read from beginning to end."""

    def __init__(self) -> None:
        self._open = [Element("")]

    def say(self, text: str) -> None:
        """Add text to the innermost open element."""
        self._open[-1].say(text)

    def open(self, tag: Tag) -> Element:
        """Handle a start tag, and return its element."""
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
        """Handle an end tag: close its element, and those left open inside it."""
        beyond = frozenset(("table",)) if name in _TABLES else _CELLS
        self._end(frozenset((name,)), beyond - {name})

    def end(self) -> None:
        """Close all elements at the end of the page."""
        while len(self._open) > 1:
            self._pop()

    def _end_before(self, name: str) -> None:
        """Close the elements that a start tag closes implicitly in HTML."""
        if name in _ENDS_A_PARAGRAPH:
            self._end(frozenset(("p",)), _ENDS_A_PARAGRAPH - {"p"})
        if name in _ENDED_BY:
            self._end(*_ENDED_BY[name])

    def _end(self, names: frozenset[str], beyond: frozenset[str]) -> None:
        """Close the nearest open element of `names`, unless one of `beyond` comes first."""
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
