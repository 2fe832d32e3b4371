"""Turn keyword arguments into a question; issue notices on it as warnings."""

from __future__ import annotations

import inspect
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tradefiche.api.arguments import settle
from tradefiche.api.keywords import (
    DataKeywords,
    FileKeywords,
    OneOrMany,
    QuestionKeywords,
    StoreKeywords,
    TerritoryKeywords,
)
from tradefiche.configuration.loading import begun
from tradefiche.errors import Notice
from tradefiche.formats.endings import output_folder
from tradefiche.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.api.keywords import TableKeywords
    from tradefiche.customs.store import Store
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.asking import Asked, Default
    from tradefiche.tabulation.query import Query
    from tradefiche.tabulation.tidy import Tidy, WantedRows


def asked_of(
    given: TerritoryKeywords, keywords: type[TerritoryKeywords] = QuestionKeywords
) -> Asked:
    """Return keyword arguments as a question as entered; raises as `settle` does.

    Territories are in the order of the keywords. `measure`, `per` and `beside` are not set.
    """
    from tradefiche.tabulation import asking
    from tradefiche.tabulation.filters import Filters

    settle(given, keywords)
    asked = cast("TableKeywords", given)
    places: list[asking.TerritoryWord] = []
    for name, value in asked.items():
        if name in asking.SELECTORS:
            named = value if isinstance(value, tuple) else ("",) * bool(value)
            places += (asking.TerritoryWord(name, word) for word in named)
    return asking.Asked(
        places=tuple(places),
        years=words(asked.get("year")),
        period=asked.get("period"),
        release=asked.get("release"),
        level=asked.get("level", "a129"),
        top=asked.get("top", 10),
        highlight=asked.get("highlight", 5),
        lang=languages(asked)[0],
        filters=Filters(
            words(asked.get("product")),
            words(asked.get("country")),
            words(asked.get("exclude_product")),
            words(asked.get("exclude_country")),
        ),
        tariff=asked.get("tariff"),
    )


def query_of(
    asked: Asked, where: DataKeywords, *, default: Default | None = None, rows: bool = False
) -> Query:
    """Return the question to the store; issue notices on how it was understood as warnings.

    `default` is the territories if none is named; if None, that is a UsageError. Remarks on the
    data behind the figures are issued too, unless the question is about `rows`.
    """
    from tradefiche.tabulation.asking import understood
    from tradefiche.tabulation.forewarning import forewarned

    query, notices = understood(asked, store_of(where), dirs_of(where), default=default)
    tell(notices)
    if not rows:
        tell(each.text for each in forewarned(query))
    return query


def tidy_of(
    asked: FileKeywords, wanted: WantedRows, keywords: type[FileKeywords] = QuestionKeywords
) -> Tidy:
    """Return the rows requested, all if no territory or period is named; warn of gaps."""
    from tradefiche.tabulation.tidy import refuse_tables, tidy

    question = asked_of(asked, keywords)
    refuse_tables(asked)
    query = query_of(question, asked, default="france", rows=True)
    found = tidy(query, wanted)
    tell(each.text for each in found.gaps)
    return found


def store_of(where: StoreKeywords) -> Store:
    """Return the user's store, or that of the sample, created if it is missing."""
    from tradefiche.tabulation.asking import open_store

    folder = data_dir(path(where.get("data_dir")))
    return open_store(folder, dirs_of(where), sample=bool(where.get("sample")))


def dirs_of(where: StoreKeywords) -> tuple[Path, ...]:
    """Return the folders of configuration, the user's first."""
    return begun(path(where.get("config_dir")))


def folder_of(output: str | Path | None, where: DataKeywords) -> Path:
    """Return the folder for outputs; raises as `output_folder`."""
    return output_folder(path(output), sample=where.get("sample", False))


def languages(asked: Mapping[str, object]) -> tuple[Lang, ...]:
    """Return the languages named, in their order; French if none is named."""
    return cast("tuple[Lang, ...]", words(cast("OneOrMany", asked.get("lang", "fr"))))


def words(settled: OneOrMany | None) -> tuple[str, ...]:
    """Return a settled value, one or several, as a tuple; empty for None."""
    return (settled,) if isinstance(settled, str) else cast("tuple[str, ...]", settled or ())


def path(given: str | Path | None) -> Path | None:
    """Return a string or path as a path; None for None."""
    return None if given is None else Path(given)


def tell(notices: Iterable[str]) -> None:
    """Issue notices as warnings, located at the line that called the library."""
    for notice in notices:
        warnings.warn(notice, Notice, stacklevel=_callers_level())


def _callers_level() -> int:
    """Return the `stacklevel` in `tell` of the first frame outside the package."""
    package = __name__.partition(".")[0]
    frame, level = inspect.currentframe(), 0
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        frame, level = frame.f_back, level + 1
    return level
