"""Figures as frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from tradefiche.api.keywords import QuestionKeywords, TableKeywords, TerritoryLabelKeywords
from tradefiche.api.question import (
    asked_of,
    dirs_of,
    path,
    query_of,
    store_of,
    tell,
    tidy_of,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from tradefiche.customs.grains import Grain
    from tradefiche.reference.terms import Flow


def table(name: str, **asked: Unpack[TableKeywords]) -> pl.DataFrame:
    """Return one table, labelled and in the contract's columns.

    Args:
        name: as in `compute --table`: `totals`, `partners`, …
        **asked: territories, period, filters, order: see `QuestionKeywords` and `TableKeywords`.

    Returns:
        The rows of `tradefiche compute --table NAME --format csv`: whole euros and kilograms,
        shares in percent, null for what is not known.

    Raises:
        UsageError: the question makes no sense.
        NoInputError: the store has nothing for the period.
        StorageError: the store is damaged.

    >>> nord = table("totals", dept="59", year=2024, sample=True)
    >>> round(nord["exports_eur"].item() / 1e6, 1)
    28822.9
    >>> table("ranking", head=3, sample=True)["territory_name"].to_list()
    ['Haute-Garonne', 'Hauts-de-Seine', 'Nord']
    """
    return tables([name], **asked)[name]


def tables(names: Iterable[str], **asked: Unpack[TableKeywords]) -> Mapping[str, pl.DataFrame]:
    """Return several tables by name, counted in one pass; see `table`.

    >>> found = tables(["totals", "partners"], region="Hauts-de-France", sample=True)
    >>> [*found]
    ['totals', 'partners']
    """
    from dataclasses import replace

    from tradefiche.tabulation.answer import answer
    from tradefiche.tabulation.bearing import require_bearing
    from tradefiche.tabulation.ordering import RowOrder, ordered
    from tradefiche.tabulation.query import require_partners
    from tradefiche.tabulation.registry import default_places
    from tradefiche.tabulation.registry import table as known

    wanted = list(dict.fromkeys(known(name).name for name in names))
    question = asked_of(asked, TableKeywords)
    order = RowOrder(asked.get("sort"), asked.get("head"), asked.get("ascending", False))
    order.checked(wanted)
    measure, per = asked.get("measure"), path(asked.get("per"))
    beside = words(asked.get("beside"))
    require_bearing(wanted, tariff=question.tariff, measure=measure, per=per, beside=beside)
    question = replace(question, measure=measure, per=per, beside=beside)
    query = query_of(question, asked, default=default_places(wanted))
    require_partners(query, wanted)
    return ordered(answer(query, wanted), wanted, order).tables


def scan(
    *,
    flow: Flow | None = None,
    grain: Grain | None = None,
    all_releases: bool = False,
    **asked: Unpack[QuestionKeywords],
) -> pl.LazyFrame:
    """Scan all rows held, as `tradefiche export --facts` writes them.

    A flow and year is there once: from quarters or from yearly workbooks, whichever a question
    about the year takes, in the newest release.

    Args:
        flow: `export` or `import`; both if not given.
        grain: `quarters` or `workbooks` alone.
        all_releases: whether to add the rows that do not count, and a column `current`, which
            is true where they do.
        **asked: territories, periods, release and filters: see `QuestionKeywords`; all rows if
            none.

    Returns:
        A row a flow, quarter, département, CPF4 and country: `flow`, `year`, `quarter`,
        `departement`, `region` (INSEE's codes), `cpf4`, `a129`, `a38`, `a17`, `country`, `zone`,
        `value_eur` (whole euros), `mass_kg` (whole kilograms, null if not recorded), `release`,
        `data`. Quarter and CPF4 are null in rows of a yearly workbook.

    Raises:
        NoInputError: nothing is held, or not all of a period asked for.
        StorageError: the store is damaged.
        UsageError: the question makes no sense.

    >>> import polars as pl
    >>> rows = scan(sample=True).filter(pl.col("departement") == "59", pl.col("year") == 2024)
    >>> totals = rows.group_by("flow").agg(pl.col("value_eur").sum()).sort("flow")
    >>> totals.collect()["flow"].to_list()
    ['export', 'import']
    """
    from tradefiche.tabulation.tidy import WantedRows

    wanted = WantedRows(flow=flow, grain=grain, all_releases=all_releases)
    return tidy_of(asked, wanted).scan()


def revisions(**asked: Unpack[TerritoryLabelKeywords]) -> pl.DataFrame:
    """Return how totals moved between the two newest releases of each flow and quarter.

    Of France and every département, or of the territories named; the largest move first, in
    whole euros. Columns: territory, territory_name, period, flow, release_before, release,
    before_eur, value_eur, moved_eur, moved_pct, data.

    Raises:
        NoInputError: the store is empty.

    >>> revisions(dept="59", sample=True).height
    0
    """
    from tradefiche.customs.revisions import revisions as moves
    from tradefiche.language.phrases import texts
    from tradefiche.reference.gazetteer import gazetteer
    from tradefiche.report.revisions import to_frame
    from tradefiche.tabulation.asking import territories as named

    dirs = dirs_of(asked)
    places = gazetteer(dirs)
    found, notices = named(asked_of(asked, TerritoryLabelKeywords).places, places)
    tell(notices)
    store = store_of(asked)
    everyone = (places.france, *places.units, places.monaco)
    moved = moves(store, found or everyone, rest=not found)
    wording = texts(dirs).wording(asked.get("lang", "fr"))
    return to_frame(moved, store.manifest.data or "customs", wording)
