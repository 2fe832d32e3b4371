"""Sentences for the issues of table `checks`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language import money, periods
from tradefiche.language.templates import filled
from tradefiche.language.typography import MILLION, number, typeset
from tradefiche.reference.checks import FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.tabulation.names import TableNames

_REGIONS = "missing-regions"
"""The issue whose item is a text already: régions by name."""


def worded(frame: pl.DataFrame, names: TableNames) -> pl.DataFrame:
    """Add column `message`: the sentence of each issue, in the language of the names."""
    import polars as pl

    sentences = [sentence(row, names) for row in frame.to_dicts()]
    return frame.with_columns(message=pl.Series(sentences, dtype=pl.String))


def sentence(row: Mapping[str, Any], names: TableNames) -> str:
    """Return the sentence of an issue, from the texts of `config/checks.yaml`."""
    lang, code = names.lang, row["code"]
    texts = names.checks
    text = texts.caveats[code] if code in texts.caveats else texts.issues[code]
    points = texts.bounds.contribution_pts
    unit = texts.issues[code].unit if code in texts.issues else None
    values = {
        "flow": names.wording.say(f"common.flow_{row['flow']}") if row["flow"] else "",
        "item": _item(row, names),
        "value": _amount(row["value"], unit, names.wording),
        "reference": _amount(row["reference"], unit, names.wording),
        "points": number(points, 0 if points == int(points) else 1, lang=lang),
    }
    said = filled(text.text(lang), values, f"{FILE}: {code}.{lang}")
    return typeset(said[:1].upper() + said[1:], lang)


def _item(row: Mapping[str, Any], names: TableNames) -> str:
    match row["about"]:
        case _ if row["code"] == _REGIONS:
            return str(row["item"])
        case "partners" if row["item"]:
            return names.country(row["item"])
        case "products" if row["item"]:
            return names.product(row["item"])
        case _ if row["item"]:
            return periods.label(row["item"], names.wording)
        case _:
            return ""


def _amount(value: float | None, unit: str | None, wording: Wording) -> str:
    if value is None:
        return ""
    match unit:
        case "percent":
            return wording.share(value)
        case "EUR" if abs(value) >= MILLION:
            return money.millions(value, lang=wording.lang)
        case "EUR":
            return money.euros(value, lang=wording.lang)
        case _:
            return number(value, lang=wording.lang)
