"""What every page has: head with its security policy, skip link, disclaimer."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from tradefiche.publication.html.embedded import as_json
from tradefiche.publication.html.markup import Markup, tag
from tradefiche.publication.html.stylesheet import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tradefiche.publication.document import Sibling

MAIN = "main"
# The two flows as in every figure: blue on the left, violet on the right.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath fill='%231F78C8' d='M1 4h6v8H1z'/%3E%3Cpath fill='%235B2A86' d='M9 1h6v14H9z'/%3E"
    "%3C/svg%3E"
)
_CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)">')


def page(
    *,
    lang: str,
    title: str,
    description: str,
    software: str,
    style: str,
    body: Sequence[Markup],
    script: str = "",
    head: Iterable[Markup] = (),
) -> bytes:
    """Return a complete page in UTF-8.

    Args:
        lang: language of its texts.
        title: for windows and lists of pages.
        description: for search engines.
        software: name and version of the program.
        style: its style sheet.
        body: the elements of its body.
        script: its script, the only one that its policy allows.
        head: further elements of its head.
    """
    whole = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("meta", name="description", content=description),
        tag("meta", name="generator", content=software),
        tag("link", rel="icon", href=_ICON),
        *head,
        tag("style", Markup(style)),
    )
    scripts = (tag("script", Markup(script)),) if script else ()
    html = tag("html", whole, tag("body", *body, *scripts), lang=lang)
    return f"<!DOCTYPE html>\n{html}\n".encode()


def alternates(
    siblings: Iterable[Sibling], period: str, lang: str, base: str = ""
) -> Iterator[Markup]:
    """Yield the links in a head to the same page in other languages.

    Args:
        siblings: pages in its folder.
        period: the page's own period.
        lang: the page's own language.
        base: address of its folder, if known.
    """
    for each in siblings:
        if each.period == period and each.lang != lang:
            yield tag("link", rel="alternate", hreflang=each.lang, href=f"{base}{each.file}")


def canonical(site: str | None, path: str, title: str, description: str) -> Iterator[Markup]:
    """Yield the canonical link and Open Graph metadata of a page; nothing without an address.

    Args:
        site: web address of the folder; None if unknown.
        path: path of the page in the folder.
        title: of the page.
        description: of the page.
    """
    if site is None:
        return
    yield tag("link", rel="canonical", href=f"{site}{path}")
    said = {"type": "website", "url": f"{site}{path}", "title": title, "description": description}
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
    scripts = f"; script-src {digest(script)}" if script else ""
    return (
        f"default-src 'none'; style-src {digest(style)}; font-src data:; img-src data:{scripts}; "
        "base-uri 'none'; form-action 'none'"
    )
