"""Remarks on the data behind figures: a newer year held in part, what is missing, incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_behind, thin_quarters
from tradefiche.customs.ingest_report import Remark
from tradefiche.customs.inventory import behind_years, newer_in_part, newer_years_in_part
from tradefiche.customs.regions import regions_of
from tradefiche.errors import NoInputError
from tradefiche.reference.terms import FLOWS
from tradefiche.tabulation.answer import held_for
from tradefiche.tabulation.query import needs_cpf4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.tabulation.query import Query


def forewarned(query: Query) -> Iterator[Remark]:
    """Yield remarks on the data behind a question; none where answering raises NoInputError."""
    try:
        view, periods = held_for(query)
    except NoInputError:
        return
    if not (query.years or query.period):
        newer = (newer_in_part(view, periods[-1]), newer_years_in_part(view, periods[-1]))
        yield from (each for each in newer if each)
    cpf4 = needs_cpf4(query)
    yield from behind_years(view, periods, needs_cpf4=cpf4)
    for period in periods:
        choices = [view.chosen(flow, period, needs_cpf4=cpf4) for flow in FLOWS]
        missing = [set(choice.missing) for choice in choices if choice]
        unknown = [
            f"{each.name(query.lang)} ({each.code})"
            for each in query.territories
            if each.kind != "france" and all(regions_of(each) <= regions for regions in missing)
        ]
        if unknown:
            text = f"{period}: no figures of {', '.join(unknown)}: no workbook of the région"
            yield Remark("no-figures", "warning", text)
    found = thin_quarters(view.slices, query.config_dirs)
    behind = (each for period in periods for each in thin_behind(period, found))
    yield from (Remark("thin", "warning", thin.text) for thin in dict.fromkeys(behind))
