"""Figures as data frames."""

from __future__ import annotations

from dataclasses import replace
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
    """Return one table as a data frame, with labels for its codes and its documented columns.

    Args:
        name: as in `compute --table`: `totals`, `partners`, …
        **asked: territories, period, filters, order: see `QuestionKeywords` and `TableKeywords`.

    Returns:
        The rows of `tradefiche compute --table NAME --format csv`: whole euros and kilograms,
        shares in percent, null for unknown values. `tradefiche list tables` says what a row is.

    Raises:
        UsageError: a name or value is unknown, two contradict each other, or one does not apply.
        NoInputError: the store has nothing for the period, or the file `per` cannot be read.
        DataError: the file `per` is invalid.
        StorageError: the store is damaged.

    >>> nord = table("totals", dept="59", year=2024, sample=True)
    >>> round(nord["exports_eur"].item() / 1e6, 1)
    28822.9
    >>> table("ranking", head=3, sample=True)["territory_name"].to_list()
    ['Haute-Garonne', 'Hauts-de-Seine', 'Nord']
    """
    return tables([name], **asked)[name]


def tables(names: Iterable[str], **asked: Unpack[TableKeywords]) -> Mapping[str, pl.DataFrame]:
    """Return several tables by name, computed in one pass; see `table`.

    >>> found = tables(["totals", "partners"], region="Hauts-de-France", sample=True)
    >>> [*found]
    ['totals', 'partners']
    """
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
    question = replace(
        question, measure=asked.get("measure"), per=path(asked.get("per")),
        beside=words(asked.get("beside")),
    )  # fmt: skip
    require_bearing(wanted, question, tariff=question.tariff)
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
    """Return a lazy frame of all rows held, as `tradefiche export --facts` writes them.

    Each flow and year is included once, in the newest release: from quarters or from yearly
    workbooks, whichever a question about that year uses.

    Args:
        flow: `export` or `import`; both if not given.
        grain: `quarters` or `workbooks` alone.
        all_releases: whether to add rows that a newer release or the other grain replaces, and a
            column `current`, which is false for these.
        **asked: territories, periods, release and filters: see `QuestionKeywords`; all rows if
            none is given. Keywords of tables, such as `level` and `top`, are refused.

    Returns:
        One row per flow, quarter, département, CPF4 and country: `flow`, `year`, `quarter`,
        `departement`, `region` (INSEE codes), `cpf4`, `a129`, `a38`, `a17`, `country`, `zone`,
        `value_eur` (whole euros), `mass_kg` (whole kilograms, null if not recorded), `release`,
        `data` (`customs` or `sample`). Quarter and CPF4 are null in rows of a yearly workbook.

    Raises:
        NoInputError: nothing is held, or not all of a requested period.
        StorageError, BusyError: the store is damaged; it was renewed meanwhile.
        UsageError: a value is unknown, two contradict each other, or one does not apply to rows.

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
    """Return how totals changed between the two newest releases of each flow and quarter.

    One row per territory, flow and quarter held in two releases, the largest change first: of
    France and every département (with Monaco and codes of none), or of the territories named.
    Columns: territory, territory_name, period, flow, release_before, release, before_eur,
    value_eur, moved_eur (whole euros), moved_pct (percent of before_eur, null if that is 0), data.

    Raises:
        NoInputError: the store holds no quarters.
        StorageError: the store is damaged.
        UsageError: a territory is unknown.

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
