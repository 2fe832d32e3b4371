"""A web page that links to the zips: Le kiosque, or a similar one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from tradefiche.customs.remote.markup import pieces
from tradefiche.customs.remote.names import is_zip_name, name_of, offered
from tradefiche.customs.remote.surroundings import Surroundings
from tradefiche.customs.remote.url_policy import normalised, secured
from tradefiche.errors import UnavailableError

if TYPE_CHECKING:
    from tradefiche.customs.remote.listings import Offer
    from tradefiche.customs.remote.surroundings import Element

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE | re.ASCII)
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
}  # fmt: skip
"""Codecs by declared encoding; ISO 8859-1 is read as cp1252, as browsers do."""
_DOWNLOAD = re.compile(r"download|t[ée]l[ée]charg|zip|/datasets/r/", re.IGNORECASE)
_HEAD = 2048
_LINKS = ("a", "area")
_MOST_PIECES = 300_000


def is_page(head: bytes) -> bool:
    """Whether a file's first bytes are those of a web page; no zip or JSON begins with `<`."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def offers(content: bytes, address: str, kind: str = "") -> list[Offer]:
    """Return the regional zips that a page links to, in page order, without duplicates.

    Args:
        content: the page.
        address: its URL, against which relative links are resolved.
        kind: the server's `Content-Type`, which may declare the encoding.

    Raises:
        UnavailableError: it has more tags and texts than any page meant for people.
    """
    start = address
    around = Surroundings()
    links: list[tuple[str, Element]] = []
    for number, piece in enumerate(pieces(_decoded(content, kind))):
        if isinstance(piece, str):
            around.say(piece)
        elif piece.ends:
            around.close(piece.name)
        else:
            element = around.open(piece)
            href = piece.attributes.get("href")
            if href is None:
                continue
            if piece.name == "base" and start == address:
                start = _joined(address, href)
            elif piece.name in _LINKS:
                links.append((href, element))
        if number > _MOST_PIECES:
            raise UnavailableError(f"{address}: no page of links, but more than a browser shows")
    around.end()
    found: dict[str, Offer] = {}
    taken: set[str] = set()
    for href, element in links:
        offer = None if href in taken else _offer(href, element, start, address)
        if offer is not None:
            taken.add(href)
            found.setdefault(offer.url, offer)
    return list(found.values())


def _decoded(content: bytes, kind: str) -> str:
    """Decode a page as the server declares, else the page itself, else as UTF-8 or cp1252."""
    for text in (kind, content[:_HEAD].decode("latin-1")):
        declared = _CHARSET.search(text)
        codec = _CODECS.get(declared[1].lower()) if declared else None
        try:
            if codec:
                return content.decode(codec)
        except UnicodeDecodeError:
            continue
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _joined(start: str, href: str) -> str:
    try:
        return urljoin(start, href)
    except ValueError:  # not a valid URL
        return start


def _offer(href: str, element: Element, start: str, address: str) -> Offer | None:
    try:
        joined = urldefrag(urljoin(start, href.strip().replace("\\", "/"))).url
        name = name_of(joined)
    except ValueError:
        return None
    if not is_zip_name(name):
        return None
    if "." not in name and not _DOWNLOAD.search(f"{joined} {element.words}"):
        return None
    url = normalised(secured(joined, address))
    return offered(url, name, element.around()) if url else None
