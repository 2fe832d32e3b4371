"""The part itself: each figure shares a page with a table or text of about its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.fiche.content.further.concentration import concentration
from tradefiche.fiche.content.further.dependence import dependence
from tradefiche.fiche.content.further.evolution import evolution
from tradefiche.fiche.content.further.exposure import exposure
from tradefiche.fiche.content.further.reservations import findings, meanings
from tradefiche.fiche.content.further.specialisation import specialisation
from tradefiche.fiche.content.further.structure import structure
from tradefiche.fiche.document import Paragraph, Section

if TYPE_CHECKING:
    from tradefiche.fiche.content.context import Context
    from tradefiche.fiche.content.figures import Figures


def further(context: Context, figures: Figures) -> Section:
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
            *evolution(context, figures),
            *concentration(context),
            *structure(context, figures),
            *dependence(context),
            *specialisation(context, figures),
            *meanings(context),
            *exposure(context, figures),
            *findings(context),
        ),
    )
