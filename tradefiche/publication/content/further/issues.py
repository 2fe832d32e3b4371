"""The issues that checks find for the territory, and definitions of this section's measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.blocks import Heading, Paragraph, Points, Run
from tradefiche.tabulation.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context

_SHOWN = 6
_DEFINED = {
    "specialisation": ("rca",),
    "exposure": ("exports_exposure_pct",),
    "concentration": ("hhi",),
    "dependence": ("extra_eu_hhi", "extra_eu_to_exports"),
}


def issues(context: Context) -> Iterator[Block]:
    """Yield the first issues on the territory, the most severe first, each with its severity."""
    speak = context.speak
    rows = context.tables["checks"].to_dicts()
    yield Heading(speak.say("further.checks"))
    if not rows:
        yield Paragraph(speak.sentence("further.checks_none"))
        return
    points = [
        (
            Run(speak.say(f"further.checks_{row['severity']}"), strong=True),
            Run(f" {row['message']}"),
        )
        for row in rows[:_SHOWN]
    ]
    yield Points(tuple(points))
    more = len(rows) - _SHOWN
    if more > 0:
        key = "further.checks_more" if more > 1 else "further.checks_more_one"
        count = context.pictures.wording.count(more)
        filters = context.data.meta.filters.words()
        command = " ".join(["compute --table checks", *filters]) if filters else "check"
        yield Paragraph(speak.sentence(key, count=count, command=f"tradefiche {command}"), "note")


def meanings(context: Context) -> Iterator[tuple[str, Runs]]:
    """Yield title and definition of the measures shown, as declared with their tables.

    A caution that several share is given with the first of them only.
    """
    shown = {
        "specialisation": context.above and not context.single,
        "exposure": context.tables["exposure"].height,
    }
    defined = {table: names for table, names in _DEFINED.items() if shown.get(table, True)}
    rows = {
        (table, row["name"]): row
        for table in defined
        for row in definitions([context.data.meta.table(table)], context.lang)
    }
    said: list[str] = []
    for table, names in defined.items():
        for name in names:
            row = rows[table, name]
            caution = row["caution"]
            for before in said:
                caution = caution.replace(before, "").strip()
            said.append(row["caution"])
            text = " ".join(filter(None, (row["definition"], caution)))
            yield row["title"], (Run(text),)
