"""Text around the treemap: title with the finding, subtitle, notes, text alternative."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.language.typography import capital
from tradefiche.views.corrections import corrections
from tradefiche.views.scales import unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.treemap.cells import ActivityCell, FlowBlock
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording

_SAID = 3
_ALIKE = 1.05


def tell(blocks: Sequence[FlowBlock], brief: Brief) -> Story:
    """Return the title, subtitle, notes and text alternative of the treemap."""
    level = next(iter(brief.tables["products"]["level"]), "a129")
    form = "" if brief.few is None else "_bars"
    subtitle = brief.say(f"treemap.subtitle{form}", level=level.upper())
    if unlike(*(block.drawn for block in blocks)):
        said = larger(blocks, brief.wording)
        subtitle = brief.say(f"treemap.subtitle{form}_unlike", level=level.upper(), larger=said)
    notes = tuple(_notes(blocks, brief.wording))
    if not any(block.cells for block in blocks):
        known = any(block.total is not None for block in blocks)
        title = brief.say("common.nothing" if known else "common.unknown")
        if notes:
            finding = brief.say("treemap.only_corrections")
            title = brief.say("treemap.title", finding=finding[0].lower() + finding[1:])
        return Story(title, subtitle, notes=notes)
    title = brief.say("treemap.title", finding=_finding(blocks, brief.wording))
    return Story(title, subtitle, tuple(_spoken(blocks, brief.wording)), notes)


def larger(blocks: Sequence[FlowBlock], wording: Wording) -> str:
    """Return a phrase on how many times the larger flow is the other; both must be above 0."""
    imports, exports = (block.drawn for block in blocks)
    ratio = max(imports, exports) / min(imports, exports)
    key = "alike" if ratio < _ALIKE else "imports" if imports > exports else "exports"
    return wording.say(f"treemap.larger_{key}", times=wording.times(ratio))


def _notes(blocks: Sequence[FlowBlock], wording: Wording) -> Iterator[str]:
    """Yield a note on negative corrections, which have no area."""
    lost = [(cell.name, cell.value) for block in blocks for cell in block.negative]
    said = corrections(lost, wording)
    if said is not None:
        yield wording.say("treemap.corrections", amount=said)


def _finding(blocks: Sequence[FlowBlock], wording: Wording) -> str:
    """Return which activity is the largest in each flow, exports first."""
    imports, exports = blocks
    led = {block.flow: _leaders(block) for block in (exports, imports)}
    found = {flow: cells for flow, cells in led.items() if cells and cells[0].share is not None}
    if not found:
        return wording.say("treemap.no_finding")
    shares = {flow: wording.share(cells[0].share or 0.0) for flow, cells in found.items()}
    codes = [[cell.code for cell in cells] for cells in found.values()]
    if len(found) == len(blocks) and codes[0] == codes[1] and len(codes[0]) == 1:
        name = found["export"][0].name
        return wording.say(
            "treemap.first_both", product=name, exports=shares["export"], imports=shares["import"]
        )
    return ", ".join(
        wording.say(f"treemap.first_{flow}s", product=cells[0].name, share=shares[flow])
        if len(cells) == 1
        else wording.say(
            f"treemap.tie_{flow}s", count=wording.count(len(cells)), share=shares[flow]
        )
        for flow, cells in found.items()
    )


def _leaders(block: FlowBlock) -> list[ActivityCell]:
    """Return the activities with the largest value: several only if they tie."""
    return [cell for cell in block.cells if cell.value == block.cells[0].value]


def _spoken(blocks: Sequence[FlowBlock], wording: Wording) -> Iterator[str]:
    """Yield the text alternative: which block is larger, and what fills each of them."""
    say = wording.say
    if all(block.drawn for block in blocks):
        yield say("treemap.spoken_larger", larger=capital(larger(blocks, wording)))
    for block in blocks:
        flow = say(f"common.{block.flow}s")
        if not block.cells:
            what = say(block.bare)
            yield say("treemap.spoken_none", flow=flow, what=what[0].lower() + what[1:])
            continue
        named = wording.listed([
            say(
                "treemap.spoken_cell",
                product=cell.name,
                share=wording.amount(cell.value)
                if cell.share is None
                else wording.share(cell.share),
            )
            for cell in block.cells[:_SAID]
        ])  # fmt: skip
        count, half = len(block.cells), _half(block)
        key = "few" if count <= _SAID else "half" if half == 1 else "many"
        yield say(
            f"treemap.spoken_{key}", flow=flow, amount=wording.amount(block.total or 0),
            named=named, half=wording.count(half), count=count,
        )  # fmt: skip


def _half(block: FlowBlock) -> int:
    """Return how many activities, the largest first, make up more than half of the block."""
    sums = itertools.accumulate(cell.value for cell in block.cells)
    return next(n for n, value in enumerate(sums, 1) if 2 * value > block.drawn)
