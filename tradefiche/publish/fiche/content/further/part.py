"""The part itself: its figures, then tables, reservations and definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publish.fiche.content.further.concentration import concentration
from tradefiche.publish.fiche.content.further.dependence import dependence
from tradefiche.publish.fiche.content.further.reservations import findings, meanings
from tradefiche.publish.fiche.model import Paragraph, Section

if TYPE_CHECKING:
    from tradefiche.publish.fiche.content.context import Context
    from tradefiche.publish.fiche.content.figures import Figures


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
            *concentration(context),
            *dependence(context),
            *findings(context),
            *meanings(context),
        ),
    )
