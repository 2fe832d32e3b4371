"""Text around exposure: the partner's share of all exports, and the products behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.views.corrections import corrections
from tradefiche.views.exposure import there
from tradefiche.views.shares import weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording
    from tradefiche.views.exposure import ExposedProduct, ExposureView

_FIRST = 3
_WHOLE = 100.0


def tell(exposure: ExposureView, brief: Brief) -> Story:
    """Return the text around the chart; notes say what it does not measure, what has no mark."""
    return Story(
        _title(exposure, brief),
        _subtitle(exposure, brief),
        tuple(_spoken(exposure, brief) if exposure.products else ()),
        tuple(_notes(exposure, brief)),
    )


def _title(exposure: ExposureView, brief: Brief) -> str:
    """Return the finding: the partner's share of all exports, beside its share of France's."""
    total, wording, partner = exposure.total, brief.wording, brief.subject.partner(exposure.partner)
    if total is None:
        return brief.say("common.unknown_exports")
    if not exposure.products and not total.value:
        return brief.say("exposure.title_none", partner=partner)
    if (part := weight(total.share, total.value)) is None:
        amount = wording.amount(total.value)
        return brief.say("exposure.title_corrected", amount=amount, partner=partner)
    own, other = _share(part, wording), _share(total.france, wording)
    known = total.france is not None and 0 <= total.france <= _WHOLE
    key = "alone" if not known else "same" if own == other else "france"
    return brief.say(f"exposure.title_{key}", share=own, other=other, partner=partner)


def _subtitle(exposure: ExposureView, brief: Brief) -> str:
    return brief.say(
        "exposure.subtitle" if exposure.more else "exposure.subtitle_all",
        count=brief.wording.count(len(exposure.products)),
        there=there(exposure, brief.subject, brief.wording),
    )


def _notes(exposure: ExposureView, brief: Brief) -> Iterator[str]:
    """Yield notes on values and shares without a mark, and on the limits of the measure."""
    subject, wording = brief.subject, brief.wording
    negative = exposure.negative if exposure.total is not None else ()
    products = corrections([(each.name, each.value) for each in negative], wording)
    if products is not None:
        yield wording.say("exposure.corrections", products=products)
    if not exposure.products:
        return
    shares = [
        (f"{each.name}, {side}" if exposure.beside_france else each.name, value)
        for each in exposure.every
        for side, value in (
            (subject.place, each.share),
            *(((wording.say("exposure.france"), each.france),) if exposure.beside_france else ()),
        )
    ]
    below = [f"{name} {_share(value, wording)}" for name, value in shares if (value or 0) < 0]
    if below:
        yield wording.say("exposure.negative", shares=wording.apart(below))
    if any(value is None for _, value in shares):
        yield wording.say("exposure.unknown")
    yield wording.say("exposure.direct")


def _spoken(exposure: ExposureView, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: total and shares, first products, France, and imports."""
    if exposure.total is None:
        return
    wording = brief.wording
    partner = there(exposure, brief.subject, wording)
    yield brief.say(
        "exposure.spoken_total",
        there=partner,
        amount=wording.amount(exposure.total.value),
        shares=_shares(exposure.total, wording),
    )
    first = [_cell(each, wording) for each in exposure.products[:_FIRST]]
    key = "spoken_first" if len(exposure.products) > 1 else "spoken_only"
    yield wording.say(f"exposure.{key}", products=wording.listed(first))
    count = wording.count(len(exposure.products))
    parts = [each.part for each in exposure.products if each.part is not None]
    if exposure.more and parts and not exposure.negative:
        yield wording.say("exposure.spoken_part", count=count, share=_share(sum(parts), wording))
    yield from _sides(exposure, wording)
    supply = exposure.imports
    if supply.value and weight(supply.share, supply.value) is not None:
        yield wording.say(
            "exposure.spoken_imports",
            there=partner,
            amount=wording.amount(supply.value),
            share=_share(supply.share, wording),
        )


def _shares(total: ExposedProduct, wording: Wording) -> str:
    """Return the partner's share of all exports, then that in the région; empty if not valid."""
    if (part := weight(total.share, total.value)) is None:
        return ""
    said = wording.say("exposure.spoken_share", share=_share(part, wording))
    if total.region is not None and 0 <= total.region <= _WHOLE:
        said += wording.say("exposure.spoken_region", share=_share(total.region, wording))
    return said


def _cell(product: ExposedProduct, wording: Wording) -> str:
    return wording.say(
        "exposure.spoken_value" if product.share is None else "exposure.spoken_product",
        product=product.name,
        amount=wording.amount(product.value),
        share=_share(product.share, wording),
    )


def _sides(exposure: ExposureView, wording: Wording) -> Iterator[str]:
    """Yield for how many of the products shown the share exceeds that of France."""
    gaps = [
        each.share - each.france
        for each in exposure.products
        if each.share is not None and each.france is not None
    ]
    if len(gaps) > 1:
        above = sum(gap > 0 for gap in gaps)
        yield wording.say("exposure.spoken_sides", above=above, count=len(gaps))


def _share(value: float | None, wording: Wording) -> str:
    return wording.share(value or 0)
