"""A page whose links lead to the zips: Le kiosque, or any that is like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from tradefiche.customs.remote.listings import Offer
from tradefiche.customs.remote.names import described, is_zip_name, name_of
from tradefiche.customs.remote.url_policy import parsed, secured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DOWNLOAD = re.compile(r"download|t[ée]l[ée]charg|zip|/datasets/r/", re.IGNORECASE)
_HEAD = 2048
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "dt", "summary")
_BLOCKS = ("li", "p", "td", "th", "dd", "tr", "figure", "article", "section", "table")
_LONGEST_TEXT = 400


def is_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web page; no zip or JSON begins so."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def offers(content: bytes, address: str, charset: str | None = None) -> list[Offer]:
    """Return the regional zips to which a page links, in the page's order, each once.

    Args:
        content: the page.
        address: where it came from, against which its links are read.
        charset: the encoding that the server names.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decoded(content, charset))
    base = tree.css_first("base[href]")
    start = urljoin(address, (base.attributes.get("href") or "") if base else "")
    found: dict[str, Offer] = {}
    for link in tree.css("a[href], area[href]"):
        offer = _offer(link, start, address)
        if offer is not None:
            found.setdefault(offer.url, offer)
    return list(found.values())


def _decoded(content: bytes, charset: str | None) -> str:
    """Decode a page as the server, else the page, else its bytes say."""
    declared = _CHARSET.search(content[:_HEAD])
    for name in (charset, declared[1].decode() if declared else None, "utf-8"):
        try:
            if name:
                return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")


def _offer(link: LexborNode, start: str, address: str) -> Offer | None:
    href = (link.attributes.get("href") or "").strip().replace("\\", "/")
    try:
        url = secured(urldefrag(urljoin(start, href)).url.replace(" ", "%20"), address)
        name = name_of(url)
    except ValueError:
        return None
    if parsed(url) is None or not is_zip_name(name):
        return None
    if "." not in name and not _DOWNLOAD.search(f"{url} {_words(link)}"):
        return None
    known = described(url, name, _around(link))
    if known is None:
        return None
    return Offer(url, known.flow, known.year, known.release)


def _around(link: LexborNode) -> Iterator[str]:
    """Yield the texts about a link, the nearest first.

    Its own words, those of the blocks around it, the heads of its column and row, the headings
    above.
    """
    yield _words(link)
    node = link
    while (parent := node.parent) is not None:
        if parent.tag in _BLOCKS:
            text = parent.text(separator=" ")
            if len(text) <= _LONGEST_TEXT:
                yield text
        if parent.tag == "td":
            yield from _heads(parent)
        yield from _heading_before(node)
        node = parent


def _words(link: LexborNode) -> str:
    titles = (link.attributes.get(name) or "" for name in ("title", "download", "aria-label"))
    return " ".join([link.text(separator=" "), *titles])


def _heads(cell: LexborNode) -> Iterator[str]:
    """Yield the first cell of a cell's row, and that of its column in the table's first row."""
    row = cell.parent
    table = row
    while table is not None and table.tag != "table":
        table = table.parent
    first = table.css_first("tr") if table is not None else None
    if row is None or first is None:
        return
    cells = _cells(row)
    place = cells.index(cell)
    for head in (_cells(row)[:1], _cells(first)[place : place + 1]):
        yield from (each.text(separator=" ") for each in head if each != cell)


def _cells(row: LexborNode) -> list[LexborNode]:
    return [each for each in row.iter() if each.tag in ("td", "th")]


def _heading_before(node: LexborNode) -> Iterator[str]:
    before = node.prev
    while before is not None:
        if before.tag in _HEADINGS:
            yield before.text(separator=" ")
            return
        before = before.prev
