"""The imprint: who publishes, as the theme gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.agency import is_address
from tradefiche.publication.blocks import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import Theme
    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.words import Speaker


def imprint(theme: Theme, speak: Speaker) -> Iterator[Runs]:
    """Yield the agency's name, contact, statement of accessibility and legal notice, if given."""
    for key, text in theme.agency.said(speak.lang):
        label = speak.say(f"imprint.{key}") if key != "name" else ""
        if is_address(text):
            yield (Run(label or text, url=text),)
        elif label:
            yield Run(label + speak.say("document.kit_colon")), *speak.written(text)
        else:
            yield speak.written(text)
