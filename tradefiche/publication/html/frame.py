"""What every page has: head with its security policy, skip link, disclaimer."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from tradefiche.publication.html.embedded import as_json, dataset
from tradefiche.publication.html.markup import Markup, tag
from tradefiche.publication.html.stylesheet import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.publication.html.embedded import PageHead

MAIN = "main"
# The two flows as in every figure: blue on the left, violet on the right.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath fill='%231F78C8' d='M1 4h6v8H1z'/%3E%3Cpath fill='%235B2A86' d='M9 1h6v14H9z'/%3E"
    "%3C/svg%3E"
)
_CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)">')


def page(about: PageHead, *, style: str, script: str, body: Sequence[Markup]) -> bytes:
    """Return a complete page in UTF-8.

    Args:
        about: what its head states.
        style: its style sheet.
        script: its script, the only one that its policy allows.
        body: the elements of its body.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", about.title),
        tag("meta", name="description", content=about.description),
        tag("meta", name="generator", content=f"tradefiche {about.meta.version}"),
        tag("link", rel="icon", href=_ICON),
        *_alternates(about),
        *_canonical(about),
        dataset(about),
        tag("style", Markup(style)),
    )
    whole = tag("body", *body, tag("script", Markup(script)))
    return f"<!DOCTYPE html>\n{tag('html', head, whole, lang=about.meta.lang)}\n".encode()


def _alternates(about: PageHead) -> Iterator[Markup]:
    """Yield the links to the same page in other languages, with their addresses if known."""
    folder = about.path[: about.path.rfind("/") + 1]
    base = f"{about.site}{folder}" if about.site else ""
    for each in about.editions:
        if each.period == about.meta.periods[0] and each.lang != about.meta.lang:
            yield tag("link", rel="alternate", hreflang=each.lang, href=f"{base}{each.file}")


def _canonical(about: PageHead) -> Iterator[Markup]:
    """Yield the canonical link and Open Graph metadata; nothing without an address."""
    if about.site is None:
        return
    address = f"{about.site}{about.path}"
    yield tag("link", rel="canonical", href=address)
    said = {
        "type": "website", "url": address, "title": about.title, "description": about.description,
    }  # fmt: skip
    for name, content in said.items():
        yield tag("meta", property=f"og:{name}", content=content)


def readdressed(html: bytes, old: str, new: str) -> bytes:
    """Return a renamed page with its new address wherever it states its own.

    Args:
        html: the page.
        old: its previous path in the folder.
        new: its new path in the folder.
    """
    found = _CANONICAL.search(html)
    if found is None:
        return html
    said = found[1].decode()
    moved = said.removesuffix(old) + new
    html = html.replace(f'"{said}"'.encode(), f'"{moved}"'.encode())
    return html.replace(as_json(unescape(said)).encode(), as_json(unescape(moved)).encode())


def skip(words: str) -> Markup:
    """Return the first link of a page, which skips the navigation."""
    return tag("a", words, class_="skip", href=f"#{MAIN}")


def strip(sample: str | None, unofficial: str) -> Markup:
    """Return the line that says that the page is not official, and labels sample data."""
    pill = (tag("span", sample, class_="pill"), " ") if sample else ()
    return tag("p", *pill, unofficial, class_="strip")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {digest(style)}; font-src data:; img-src data:; "
        f"script-src {digest(script)}; base-uri 'none'; form-action 'none'"
    )
