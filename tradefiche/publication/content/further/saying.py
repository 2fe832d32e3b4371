"""The text that replaces a figure that would be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.blocks import Paragraph, Run

if TYPE_CHECKING:
    from tradefiche.publication.blocks import FigurePicture
    from tradefiche.publication.content.context import Context


def said_instead(context: Context, picture: FigurePicture) -> Paragraph:
    """Return the title of a chart with nothing to draw, which says so, as a paragraph."""
    return Paragraph((Run(f"{context.pictures.scene(picture).title}."),))
