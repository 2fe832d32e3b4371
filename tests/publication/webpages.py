"""Web pages read as a browser would, but strictly: every element closed where it should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"meta", "link", "input", "br", "hr"}


@dataclass
class Element:
    """An element with what stands in it."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Yield this element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def all(self, *names: str, **attributes: str) -> list[Element]:
        """Return the elements of these names with these attributes; `class_` is one class."""
        wanted = attributes.pop("class_", None)
        return [
            each
            for each in self
            if (not names or each.name in names)
            and all(each.attributes.get(key) == value for key, value in attributes.items())
            and (wanted is None or wanted in each.attributes.get("class", "").split())
        ]

    def one(self, *names: str, **attributes: str) -> Element:
        """Return the only such element."""
        (found,) = self.all(*names, **attributes)
        return found

    @property
    def script(self) -> Element:
        """The only script that runs; data that stand in a page have a type."""
        (found,) = (each for each in self.all("script") if "type" not in each.attributes)
        return found

    @property
    def text(self) -> str:
        """All text in it, in order."""
        return "".join(each if isinstance(each, str) else each.text for each in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> in <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(content: bytes) -> Element:
    """Return a page as a tree; AssertionError if an element is not closed where it should be."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    assert reader.open == [reader.root], f"left open: {[each.name for each in reader.open]}"
    return reader.root


_INLINE = {"strong", "a", "span"}
_UNREAD = {"style", "script", "head"}


def lines_of(content: bytes) -> list[str]:
    """Return the text of a page as lines: a block is one, and a row of a table."""
    lines = [""]
    _read(parsed(content), lines)
    return [line for line in lines if line.strip()]


def _read(element: Element, lines: list[str]) -> None:
    classes = element.attributes.get("class", "").split()
    if element.name in _UNREAD or "pill" in classes:
        return
    if element.name == "tr":
        cells = [each for each in element.children if isinstance(each, Element)]
        lines += [" ".join(cell.text for cell in cells), ""]
        return
    apart = element.name not in _INLINE or "unseen" in classes
    if apart:
        lines.append("")
    for child in element.children:
        if isinstance(child, str):
            lines[-1] += child
        else:
            _read(child, lines)
    if apart:
        lines.append("")
