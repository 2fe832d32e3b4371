"""HTML as values: text is escaped where it enters, and only here."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Attribute = str | float | bool | None
# Elements that have no content, and no end tag.
_VOID = frozenset({"meta", "link", "input", "br", "hr"})
# Controls, and marks that turn the direction of what follows them.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]"
)
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Markup(str):
    """HTML as it is; any other string is text."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Return text as HTML; what cannot be seen but turns what can is left out."""
    return Markup(escape(_INVISIBLE.sub("", value)))


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Return parts one after the other, those that are no markup escaped."""
    return Markup(between.join(each if isinstance(each, Markup) else text(each) for each in parts))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Return an element.

    Args:
        name: of the element.
        *children: markup, or texts to be escaped.
        **attributes: `class_` is `class`, `aria_label` is `aria-label`; True is an attribute
            without a value; None and False are left out.
    """
    opening = f"<{name}{''.join(map(_attribute, attributes.items()))}>"
    if name in _VOID:
        return Markup(opening)
    return Markup(f"{opening}{join(children)}</{name}>")


def web_address(value: str) -> str | None:
    """Return an address that a page may lead to; None for anything but the web and mail."""
    return value if _SAFE_ADDRESS.match(value) else None


def css_string(value: str) -> str:
    """Return a text as a string of a style sheet, which cannot end it or the sheet."""
    clean = _INVISIBLE.sub("", value)
    return '"' + re.sub(r'["\\<>&\n\t]', lambda found: f"\\{ord(found[0]):x} ", clean) + '"'


def _attribute(item: tuple[str, Attribute]) -> str:
    name, value = item
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
