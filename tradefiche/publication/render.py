"""One fiche as files in memory: a pure function of the gathered data and the territory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.publication import pdf
from tradefiche.publication.compose import build
from tradefiche.publication.content.flows import beside
from tradefiche.publication.html.page import to_html
from tradefiche.publication.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.publication.data import FicheData
    from tradefiche.publication.document import Document, Sibling
    from tradefiche.publication.pictures import SizedPicture

FicheFormat = Literal["pdf", "html"]
FORMATS: tuple[FicheFormat, ...] = get_args(FicheFormat)
_SIZES: Mapping[FicheFormat, tuple[Size, ...]] = {"pdf": ("paper",), "html": ("paper", "phone")}
_FLOWS = ("exports", "imports")


@dataclass(frozen=True, slots=True)
class Task:
    """A territory, which of its files to make, and what they link to.

    Attributes:
        territory: its id; one of those that the data were gathered for.
        formats: which files.
        index: file name of the index of all fiches; empty if there is none.
        editions: the same fiche in other languages and for other periods.
        pdf_size: size in bytes of an existing PDF that the page links to; None without one.
    """

    territory: str
    formats: tuple[FicheFormat, ...]
    index: str = ""
    editions: tuple[Sibling, ...] = ()
    pdf_size: int | None = None


def shared(
    data: FicheData, territories: Iterable[str], formats: Collection[FicheFormat]
) -> dict[SizedPicture, Scene]:
    """Draw the charts that fiches of several territories share: the flows of régions and France.

    A chart that cannot be drawn is skipped, so that only the fiches that need it fail.
    """
    pictures = Pictures(data)
    places = filter(None, map(data.places.by_id, territories))
    wanted = dict.fromkeys(
        (picture, size)
        for above in dict.fromkeys(map(data.above, places))
        for flow in _FLOWS
        for picture in beside(flow, above)
        for size in dict.fromkeys(size for kind in formats for size in _SIZES[kind])
    )
    drawn: dict[SizedPicture, Scene] = {}
    for picture, size in wanted:
        with suppress(Exception):
            drawn[picture, size] = pictures.scene(picture, size)
    return drawn


class Maker:
    """Makes fiches one after the other; charts of régions and France are drawn once for all."""

    def __init__(
        self,
        data: FicheData,
        together: Collection[str],
        kept: Mapping[SizedPicture, Scene] | None = None,
    ) -> None:
        """Prepare to make fiches from `data`.

        Args:
            data: all tables of the call.
            together: ids of the territories whose fiches may link to each other.
            kept: charts that are drawn already; see `shared`.
        """
        self._pictures = Pictures(data, kept)
        self._together = together
        self._beside = ThreadPoolExecutor(1)  # just one: a thread keeps the memory that Typst used

    def make(self, task: Task) -> dict[FicheFormat, bytes]:
        """Return the files of one territory."""
        data = self._pictures.data
        document = build(
            data.place(task.territory), data, self._pictures,
            linked=self._together, index=task.index, editions=task.editions,
        )  # fmt: skip
        if {*task.formats} == {*FORMATS}:
            return self._both(document)
        if "pdf" in task.formats:
            return {"pdf": pdf.to_pdf(document, self._pictures)}
        return {"html": to_html(document, self._pictures, lambda: task.pdf_size)}

    def _both(self, document: Document) -> dict[FicheFormat, bytes]:
        """Return PDF and page; the page is written while Typst typesets the PDF."""
        inputs = pdf.inputs(document, self._pictures)
        set_in_type = self._beside.submit(pdf.typeset, document, self._pictures, inputs)
        page = to_html(document, self._pictures, lambda: len(set_in_type.result()))
        return {"pdf": set_in_type.result(), "html": page}
