"""Figures of a fiche: a chart's text and drawing, with label, reading key and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tradefiche.publication.blocks import Figure, FigurePicture, Paragraph, Run

if TYPE_CHECKING:
    from tradefiche.publication.blocks import FigureTotal, Runs
    from tradefiche.publication.content.context import Context


@dataclass
class FigureNumbers:
    """Builds the figures of one fiche and numbers them in order."""

    context: Context
    _count: int = field(default=0)

    def figure(
        self,
        picture: FigurePicture,
        *,
        tables: tuple[str, ...],
        key: Runs = (),
        total: FigureTotal | None = None,
        level: Literal[2, 3] = 2,
    ) -> Figure:
        """Return the next figure.

        Args:
            picture: the chart to draw; it gives title, subtitle, description, lists and source.
            tables: ids of the tables that repeat its numbers.
            key: the reading key, without its opening words (`Clé de lecture`).
            total: the total to show beside its list.
            level: heading level of its title.
        """
        self._count += 1
        scene = self.context.pictures.scene(picture)
        say = self.context.speak.say
        intro = (Run(say("document.reading_key"), strong=True), Run(" "))
        return Figure(
            id=f"figure-{self._count}",
            label=say("document.figure", number=str(self._count)),
            title=scene.title,
            subtitle=scene.subtitle,
            picture=picture,
            alt=f"{scene.title}. {scene.description}" if scene.description else scene.title,
            lists=scene.lists,
            total=total,
            notes=scene.notes,
            key=(*intro, *key) if key else (),
            source=scene.source,
            tables=tables,
            level=level,
        )

    def instead(self, picture: FigurePicture) -> Paragraph:
        """Return the title of a chart with nothing to draw, which says so, as a paragraph."""
        return Paragraph((Run(f"{self.context.pictures.scene(picture).title}."),))
