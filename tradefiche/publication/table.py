"""The tables of a fiche: columns, rows and cells as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tradefiche.reference.terms import RowKind

PROVENANCE = "table-provenance"
"""Id of the table that says where the figures come from."""

Role = Literal["ink", "exports", "imports", "surplus", "deficit"]
"""What a colour means: the flow that something belongs to, or the sign of a balance."""

Medium = Literal["both", "paper", "web"]
"""Where a block appears: in the PDF (`paper`), on the page (`web`), or both."""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of a table.

    Attributes:
        header: its name; unique in the table, with the unit where it has one.
        kind: how its cells are set: `text`, `number` (right-aligned, tabular digits) or `code`.
        role: colour of the header.
        group: header above it, shared with its neighbours of the same group.
        narrow: whether it is a column of a matrix, whose header may be rotated.
        of: key of the datum it is about, as in marks of figures; see `charts.scene.datum`.
        measure: unit of its numbers, where the header does not say it.
    """

    header: str
    kind: Literal["text", "number", "code"] = "number"
    role: Role = "ink"
    group: str = ""
    narrow: bool = False
    of: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A printed cell; a balance has the role of its sign, and shows a triangle.

    `more` is what a page adds to it beside a figure: share and rank that have no column.
    """

    text: str
    role: Role = "ink"
    more: str = ""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table: `plain`, the remainder (`rest`), or the `total`.

    `of` is the key of the datum it is about, as in marks of figures; see `charts.scene.datum`.
    """

    cells: tuple[PrintedCell, ...]
    kind: RowKind = "plain"
    of: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table; the cells of its first column are the row headers.

    Attributes:
        id: anchor, `table-partners`.
        title: heading of the table, with territory and unit.
        summary: what it holds and for which figure, for readers who cannot see it.
        notes: below it, in small type.
        on: `paper` or `web` if the other omits it: the PDF prints only the first rows of what its
            attached files hold.
    """

    id: str
    title: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    summary: str
    notes: tuple[str, ...] = ()
    on: Medium = "both"
