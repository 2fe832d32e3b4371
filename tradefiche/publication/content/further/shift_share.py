"""The change of exports, its shift-share components, and that of région and France."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.views.changes import change_in_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.content.context import Context

_PARTS = ("national", "product_mix", "country_mix", "own")


def shift_share(context: Context) -> Iterator[Runs]:
    """Yield sentences on exports, where their change and that of France may be printed."""
    rows = [row for row in context.tables["shift_share"].to_dicts() if row["flow"] == "export"]
    france = {each.territory.kind: each.exports.change for each in context.above}
    if not rows or change_in_parts(rows[0]) is None or france.get("france") is None:
        return
    yield _parts(context, rows[0])
    yield _beside(context, rows[0])


def _beside(context: Context, row: Mapping[str, Any]) -> Runs:
    """State how exports of région and France changed, and the territory's share of France's."""
    moved = {
        each.territory.kind: context.speak.wording.percent(each.exports.change.percent, signed=True)
        for each in context.above
        if each.exports.change is not None
    }
    share, step = row["share_france_pct"], row["share_france_change_pts"]
    if share is None or step is None or share - step <= 0:
        return ()
    now, before = context.weight(share), context.weight(share - step)
    return context.speak.sentence(
        f"further.beside_{'region' if 'region' in moved else 'france'}"
        f"{'_same' if now == before else ''}",
        **moved, share=now, before=before,
    )  # fmt: skip


def _parts(context: Context, row: Mapping[str, Any]) -> Runs:
    values = {part: row[f"{part}_pts"] for part in _PARTS}
    if None in values.values():
        return ()
    return context.speak.sentence(
        "further.parts_of_change",
        change=context.speak.wording.percent(row["change_pts"], signed=True),
        **{part: context.points(value, "pts") for part, value in values.items()},
        amount=context.signed(row["own_eur"]),
    )
