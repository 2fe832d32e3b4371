"""Charts of fiches, each drawn once per call: those of France appear in a hundred fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import compose, inline, inline_marks
from tradefiche.charts.band import band
from tradefiche.charts.look.logo import logo
from tradefiche.charts.look.themefile import theme
from tradefiche.formats.pictures import subject
from tradefiche.language.phrases import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.publication.blocks import FigurePicture
    from tradefiche.publication.data import FicheData
    from tradefiche.reference.territories import Territory
    from tradefiche.views.subject import Subject

    SizedPicture = tuple[FigurePicture, Size]

BAND = "band"


class Pictures:
    """Scenes of the charts in documents, without title and source, which the fiche prints itself.

    Their colours are roles, `var(--imports)`: a web page defines them for light and dark mode,
    `theme.coloured` replaces them for paper. Charts of régions and France are cached; those of a
    département are dropped when the next territory begins.
    """

    def __init__(self, data: FicheData, kept: Mapping[SizedPicture, Scene] | None = None) -> None:
        """Draw from `data`; `kept` holds scenes that another process has drawn from it already."""
        self.data = data
        self.theme = theme(data.query.config_dirs, data.query.look)
        self._roles = self.theme.by_role()
        self.texts = texts(data.query.config_dirs)
        self.wording = self.texts.wording(data.query.lang)
        self._kept: dict[SizedPicture, Scene] = dict(kept or {})
        self._own: dict[SizedPicture, Scene] = {}
        self._marks: dict[SizedPicture, str] = {}
        self._subjects: dict[str, Subject] = {}
        self._turn = ""

    @property
    def logo(self) -> str:
        """The agency's logo as a decorative SVG element; empty if the theme has none."""
        if self.theme.logo is None:
            return ""
        uri, ratio = logo(self.theme.logo)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" class="logo" aria-hidden="true" '
            f'viewBox="0 0 {ratio:.4f} 1">'
            f'<image width="{ratio:.4f}" height="1" href="{uri}"/></svg>'
        )

    def turn(self, territory: str) -> None:
        """Begin the fiche of a territory: drop what was drawn only for the previous one."""
        if territory != self._turn:
            self._turn = territory
            for drawn in self._own:
                self._marks.pop(drawn, None)
            self._own.clear()

    def scene(self, picture: FigurePicture, size: Size = "paper") -> Scene:
        """Return the scene of a chart at a size, with title, alternative text and lists."""
        kept = self._own if picture.territory.startswith("dept-") else self._kept
        key = (picture, size)
        if key not in kept:
            kept[key] = self._compose(picture, size)
        return kept[key]

    def inline(
        self, picture: FigurePicture, size: Size = "paper", *, prefix: str, apart: bool = False
    ) -> str:
        """Return a chart as SVG; see `charts.inline`. Its marks are cached."""
        scene, key = self.scene(picture, size), (picture, size)
        if key not in self._marks:
            self._marks[key] = inline_marks(scene)
        return inline(scene, prefix=prefix, apart=apart, drawn=self._marks[key])

    def subject(self, territory: Territory) -> Subject:
        """Return what the charts of a territory are about, labels included."""
        if territory.id not in self._subjects:
            self._subjects[territory.id] = subject(
                self.data.answer, self.data.query, territory, self.data.tables(territory.id)
            )
        return self._subjects[territory.id]

    def _compose(self, picture: FigurePicture, size: Size) -> Scene:
        territory = self.data.place(picture.territory)
        tables = self.data.tables(territory.id)
        if picture.kind == BAND:
            return band(tables, self._roles, size=size)
        return compose(
            picture.kind, tables, self.subject(territory), self._roles, self.texts,
            size=size, dress="bare", top=self.data.query.top, compact=picture.compact,
        )  # fmt: skip
