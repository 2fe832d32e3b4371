"""`sitemap.xml`: every page of a folder, if the theme gives the folder's web address."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tradefiche.files import write_bytes
from tradefiche.oserrors import reading, translated
from tradefiche.publication.batch.manifest import described

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tradefiche.publication.batch.manifest import Edition, EditionFile

NAME = "sitemap.xml"
_MARK = "<!-- tradefiche -->"


def is_ours(path: Path) -> bool:
    """Return whether the program has written a sitemap."""
    with reading(path):
        return _MARK in path.read_text("utf-8", errors="replace")


def write_sitemap(site: str, editions: Iterable[Edition], folder: Path) -> EditionFile:
    """Write the sitemap unless it is up to date; return its entry.

    Args:
        site: address of the folder, with a slash at its end.
        editions: the editions in it.
        folder: the folder.
    """
    pages = [path for each in editions for path in _pages(each)]
    places = "".join(f"<url><loc>{escape(site + page)}</loc></url>\n" for page in pages)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'{_MARK}\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    ).encode()
    file = described(NAME, content, "")
    if not file.whole(folder):
        write_bytes(folder / NAME, content)
    return file


def remove_sitemap(folder: Path) -> None:
    """Delete the sitemap of a folder, if the program has written it."""
    path = folder / NAME
    if path.is_file() and is_ours(path):
        with translated(path):
            path.unlink()


def _pages(edition: Edition) -> list[str]:
    """Return the paths of an edition's index and pages."""
    files = (edition.index, *(file for entry in edition.territories for file in entry.files))
    return [file.path for file in files if file and file.path.endswith(".html")]
