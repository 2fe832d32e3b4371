"""The structure of a tagged PDF, as those hear it who cannot see it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Tag:
    """An element: its kind, `TH`, its alternative text and scope, and what is right inside."""

    kind: str
    alt: str
    scope: str
    inside: tuple[Tag, ...]

    def __iter__(self) -> Iterator[Tag]:
        """Yield it and all that is inside, in reading order."""
        yield self
        for each in self.inside:
            yield from each

    def all(self, *kinds: str) -> list[Tag]:
        """Return what is of these kinds."""
        return [each for each in self if each.kind in kinds]


def tree(pdf: bytes) -> Tag:
    """Return the root of the structure."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return _tag(opened.Root.StructTreeRoot)


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles of all bookmarks, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return list(_titles(outline.root))


def files(pdf: bytes) -> dict[str, bytes]:
    """Return the attached files by name."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {name: held.get_file().read_bytes() for name, held in opened.attachments.items()}


def _titles(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for each in items:
        yield each.title
        yield from _titles(each.children)


def _tag(element: pikepdf.Object) -> Tag:
    inside = _listed(element.get("/K", pikepdf.Array()))
    scopes = (str(each.get("/Scope", "")) for each in _listed(element.get("/A", pikepdf.Array())))
    return Tag(
        str(element.get("/S", "/Root")).removeprefix("/"),
        str(element.get("/Alt", "")),
        next(filter(None, scopes), "").removeprefix("/"),
        tuple(_tag(e) for e in inside if isinstance(e, pikepdf.Dictionary) and "/S" in e),
    )


def _listed(held: pikepdf.Object) -> list[pikepdf.Object]:
    return [*held.as_list()] if isinstance(held, pikepdf.Array) else [held]
