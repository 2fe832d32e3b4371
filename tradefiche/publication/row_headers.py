"""Tag the row headers in the tables of a PDF, which the typesetter does not support."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object


def with_row_headers(content: bytes) -> bytes:
    """Return a tagged PDF with the first cell of each row of a table body tagged as its header.

    The same input gives the same bytes.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        attributes = pdf.make_indirect(
            pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        )
        for body in _tagged(pdf.Root.StructTreeRoot, "/TBody"):
            for row in _tagged(body, "/TR"):
                first = next(_children(row))
                if str(first.S) == "/TD":
                    first.S = pikepdf.Name.TH
                    first.A = attributes
        made = io.BytesIO()
        pdf.save(
            made,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return made.getvalue()


def _tagged(element: Object, kind: str) -> Iterator[Object]:
    """Yield the structure elements of a kind below an element, in reading order."""
    for each in _children(element):
        if str(each.S) == kind:
            yield each
        else:
            yield from _tagged(each, kind)


def _children(element: Object) -> Iterator[Object]:
    """Yield the direct child elements, without marked content of the pages."""
    import pikepdf

    held = element.get("/K", pikepdf.Array())
    for each in held.as_list() if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
