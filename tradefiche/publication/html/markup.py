"""HTML as values: text is escaped where it enters, and only here."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Attribute = str | float | bool | None
# Elements without content and end tag.
_VOID = frozenset({"meta", "link", "input", "br", "hr"})
# Control characters, and characters that change the direction of text.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]"
)
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Markup(str):
    """HTML that needs no escaping; any other string is text."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Return text as HTML, without control and direction characters."""
    return Markup(escape(_INVISIBLE.sub("", value)))


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Return parts one after the other, each escaped unless it is markup."""
    return Markup(between.join(each if isinstance(each, Markup) else text(each) for each in parts))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Return an element.

    Args:
        name: name of the element.
        *children: markup, or texts to be escaped.
        **attributes: `class_` is `class`, `aria_label` is `aria-label`; True is an attribute
            without a value; None and False are left out.
    """
    opening = f"<{name}{''.join(map(_attribute, attributes.items()))}>"
    if name in _VOID:
        return Markup(opening)
    return Markup(f"{opening}{join(children)}</{name}>")


def web_address(value: str) -> str | None:
    """Return an address that a page may link to, web or mail; None for any other."""
    return value if _SAFE_ADDRESS.match(value) else None


def css_string(value: str) -> str:
    """Return a text as a CSS string, escaped so that it ends neither the string nor the sheet."""
    clean = _INVISIBLE.sub("", value)
    return '"' + re.sub(r'["\\<>&\n\t]', lambda found: f"\\{ord(found[0]):x} ", clean) + '"'


def _attribute(item: tuple[str, Attribute]) -> str:
    name, value = item
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


def stripe(length: float) -> Markup:
    """Return a bar that repeats a number beside it; its length is clamped to 0 to 1."""
    width = f"{100 * min(max(length, 0.0), 1.0):.2f}"
    drawn = tag("rect", width=width, height=1)
    box = {"viewBox": "0 0 100 1", "preserveAspectRatio": "none"}
    return tag("svg", drawn, class_="stripe", aria_hidden="true", **box)
