"""One fiche as files in memory: a pure function of the data gathered and of the territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.publish.fiche.build import build
from tradefiche.publish.fiche.html.page import to_html
from tradefiche.publish.fiche.pdf import to_pdf
from tradefiche.publish.fiche.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from tradefiche.publish.fiche.data import Data
    from tradefiche.publish.fiche.model import Document

Format = Literal["pdf", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
_RENDERERS: Mapping[Format, Callable[[Document, Pictures], bytes]] = {
    "pdf": to_pdf,
    "html": to_html,
}


class Maker:
    """Makes fiches one after the other; what it draws for régions and France serves all."""

    def __init__(self, data: Data, together: Collection[str]) -> None:
        """Make fiches of these data; those of the territories `together` may link to each other."""
        self._pictures = Pictures(data)
        self._together = together

    def make(self, territory: str, formats: Sequence[Format]) -> dict[Format, bytes]:
        """Return the files of one territory.

        Args:
            territory: its id; one of those that the data were gathered for.
            formats: which files.
        """
        data = self._pictures.data
        place = data.places.by_id(territory)
        if place is None:
            raise KeyError(territory)
        document = build(place, data, self._pictures, linked=self._together)
        return {kind: _RENDERERS[kind](document, self._pictures) for kind in formats}
