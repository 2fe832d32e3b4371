"""Tags the cells that name the rows of a PDF's tables, for which the typesetter has no word."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object


def with_row_headers(content: bytes) -> bytes:
    """Return a tagged PDF in which the first cell of every row of a table is its header.

    The same file gives the same bytes.
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
    """Yield the elements of a kind below one, in reading order."""
    for each in _children(element):
        if str(each.S) == kind:
            yield each
        else:
            yield from _tagged(each, kind)


def _children(element: Object) -> Iterator[Object]:
    """Yield the elements right below one; what is marked on a page is none."""
    import pikepdf

    held = element.get("/K", pikepdf.Array())
    for each in held.as_list() if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
