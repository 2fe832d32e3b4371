"""The tags and text of a web page, read in one pass of linear time.

A parser that builds a document as browsers do can be made to take hours, and unlimited memory, by
a page of some hundred kilobytes. Links and the text around them need no document tree.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)?))?"""
)
_RAW = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "template")
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name and attribute names in lower case, and whether it ends an element."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    ends: bool = False


def pieces(text: str) -> Iterator[Tag | str]:
    """Yield the tags of a page and the text between them, in order.

    Comments and the contents of scripts and other `_RAW` elements are left out, and so is
    everything after a tag without its `>`.
    """
    at = 0
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield html.unescape(text[at:start])
        if text.startswith("<!--", start):
            at = _after(text, "-->", start)
        elif found := _TAG.match(text, start):
            tag, at = _tag(text, found)
            yield tag
            if tag.name in _RAW and not tag.ends:
                end = _RAW[tag.name].search(text, at)
                at = end.start() if end else len(text)
        elif text.startswith(("<!", "<?", "</"), start):
            at = _after(text, ">", start)
        else:
            yield "<"
            at = start + 1
    yield html.unescape(text[at:])


def _after(text: str, sign: str, start: int) -> int:
    end = text.find(sign, start)
    return end + len(sign) if end >= 0 else len(text)


def _tag(text: str, found: re.Match[str]) -> tuple[Tag, int]:
    """Return a tag, and where it ends."""
    attributes: dict[str, str] = {}
    at = found.end()
    if text.startswith(">", at):
        return Tag(found[2].lower(), attributes, bool(found[1])), at + 1
    while attribute := _ATTRIBUTE.match(text, at):
        name, *values = attribute.groups()
        value = next((each for each in values if each is not None), "")
        attributes.setdefault(name.lower(), html.unescape(value))
        at = attribute.end()
    return Tag(found[2].lower(), attributes, bool(found[1])), _after(text, ">", at)
