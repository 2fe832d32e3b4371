"""Turn keyword arguments into a question; issue notices on it as warnings."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args, get_origin, get_type_hints

from tradefiche.api.keywords import (
    DataKeywords,
    FileKeywords,
    OneOrMany,
    QuestionKeywords,
    StoreKeywords,
    TerritoryKeywords,
)
from tradefiche.configuration.loading import begun
from tradefiche.errors import Notice, UsageError
from tradefiche.formats.endings import output_folder
from tradefiche.reference.matching import unknown
from tradefiche.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.customs.ingest_report import Remark
    from tradefiche.customs.store import Store
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.asking import Asked, Default
    from tradefiche.tabulation.query import Query
    from tradefiche.tabulation.tidy import Tidy, WantedRows

_LEAST = {"top": 1, "highlight": 0, "tariff": 0}


def asked_of(
    given: TerritoryKeywords, keywords: type[TerritoryKeywords] = QuestionKeywords
) -> Asked:
    """Return keyword arguments as a question as entered; raises as `known` does.

    Territories are in the order of the keywords. `measure`, `per` and `beside` are not set.
    """
    from tradefiche.tabulation import asking
    from tradefiche.tabulation.filters import Filters

    known(given, keywords)
    asked = cast("QuestionKeywords", given)
    places: list[asking.TerritoryWord] = []
    for name, value in asked.items():
        if name in asking.SELECTORS:
            named = ("",) if value is True else words(cast("OneOrMany", value or ()))
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

    `default` is the territories if none is named; if None, that is a UsageError. Warnings about
    the data behind the figures are issued too, unless the question is about `rows`.
    """
    from tradefiche.tabulation.asking import understood
    from tradefiche.tabulation.forewarning import forewarned

    query, notices = understood(asked, store_of(where), dirs_of(where), default=default)
    tell(notices)
    if not rows:
        warn_of(forewarned(query))
    return query


def tidy_of(
    asked: FileKeywords, wanted: WantedRows, keywords: type[FileKeywords] = QuestionKeywords
) -> Tidy:
    """Return the rows requested, all if no territory or period is named; warn of gaps."""
    from tradefiche.tabulation.tidy import refuse_tables, tidy

    refuse_tables(asked)
    query = query_of(asked_of(asked, keywords), asked, default="france", rows=True)
    found = tidy(query, wanted)
    warn_of(found.gaps)
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
    given = cast("Lang | Sequence[Lang]", asked.get("lang", "fr"))
    return (given,) if isinstance(given, str) else tuple(given) or ("fr",)


def known(given: StoreKeywords, keywords: type[StoreKeywords]) -> None:
    """Check the names and values of keyword arguments.

    Raises:
        TypeError: a keyword does not exist, as in any Python call.
        UsageError: a value is none of the choices of its keyword, or a number is too small.
    """
    hints = get_type_hints(keywords)
    for name, value in given.items():
        if name not in hints:
            raise TypeError(f"unexpected keyword argument {name!r}")
        if choices := _choices(hints[name]):
            one_of(name, cast("OneOrMany", value), choices)
        if isinstance(value, Sequence) and not value:
            raise UsageError(f"{name} names nothing", hint="leave it out where nothing is meant")
        if isinstance(value, int | float):
            at_least(name, value, _LEAST.get(name, value))


def at_least(name: str, given: float | None, least: float) -> None:
    """Raise UsageError for a number that is too small."""
    if given is not None and given < least:
        raise UsageError(f"{name} {given} is too small", hint=f"{least} at least")


def one_of(name: str, given: OneOrMany | None, choices: Sequence[str]) -> None:
    """Raise UsageError if a value is none of the choices; `name` is what the message calls it."""
    for word in words(given):
        if word not in choices:
            raise unknown(name, word, choices)


def _choices(hint: object) -> tuple[str, ...]:
    """Return the values of the `Literal` types within a type; empty if there are none."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(dict.fromkeys(word for part in get_args(hint) for word in _choices(part)))


def words(given: OneOrMany | None) -> tuple[str, ...]:
    """Return one value or several as strings; none for None."""
    if given is None:
        return ()
    return (str(given),) if isinstance(given, str | int) else tuple(map(str, given))


def path(given: str | Path | None) -> Path | None:
    """Return a string or path as a path; None for None."""
    return None if given is None else Path(given)


def tell(notices: Iterable[str]) -> None:
    """Issue notices as warnings, located at the line that called the library."""
    for notice in notices:
        warnings.warn(notice, Notice, stacklevel=_callers_level())


def warn_of(remarks: Iterable[Remark]) -> None:
    """Issue the remarks of level `warning` as warnings; those of level `notice` are left out."""
    tell(each.text for each in remarks if each.level == "warning")


def _callers_level() -> int:
    """Return the `stacklevel` in `tell` of the first frame outside the package."""
    package = __name__.partition(".")[0]
    frame, level = inspect.currentframe(), 0
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        frame, level = frame.f_back, level + 1
    return level
