"""The section put together: its subjects in order, as figures, tables or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.blocks import Paragraph
from tradefiche.publication.content.further.concentration import concentration
from tradefiche.publication.content.further.dependence import dependence
from tradefiche.publication.content.further.evolution import change
from tradefiche.publication.content.further.exposure import exposure
from tradefiche.publication.content.further.issues import issues
from tradefiche.publication.content.further.peers import peers
from tradefiche.publication.content.further.specialisation import specialisation
from tradefiche.publication.content.further.structure import structure
from tradefiche.publication.document import Section

if TYPE_CHECKING:
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers


def further(context: Context, figures: FigureNumbers) -> Section:
    """Return the section."""
    speak = context.speak
    title = speak.say("further.title")
    key = "further.intro" if context.above else "further.intro_france"
    return Section(
        id="further",
        title=title,
        short=title,
        blocks=(
            Paragraph(speak.sentence(key)),
            *change(context),
            *structure(context, figures),
            *concentration(context),
            *specialisation(context, figures),
            *peers(context),
            *dependence(context),
            *exposure(context, figures),
            *issues(context),
        ),
    )
