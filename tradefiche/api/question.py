"""From the keywords of a function of the library to the question that they ask."""

from __future__ import annotations

import inspect
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args, get_origin, get_type_hints

from tradefiche.api.keywords import (
    DataKeywords,
    FileKeywords,
    OneOrMany,
    QuestionKeywords,
    TerritoryKeywords,
)
from tradefiche.configuration.loading import begun
from tradefiche.errors import Notice, UsageError
from tradefiche.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    """Return the question of some keywords as words; TypeError for one that there is not."""
    from tradefiche.tabulation import asking
    from tradefiche.tabulation.filters import Filters

    known(given, keywords)
    asked = cast("QuestionKeywords", given)
    places = [
        *(asking.TerritoryWord("dept", word) for word in words(asked.get("dept"))),
        *(asking.TerritoryWord("region", word) for word in words(asked.get("region"))),
        *(asking.TerritoryWord("ti", word) for word in words(asked.get("ti"))),
    ]
    if asked.get("france"):
        places.append(asking.TerritoryWord("france"))
    if asked.get("all"):
        places.append(asking.TerritoryWord("all"))
    if asked.get("all_regions"):
        places.append(asking.TerritoryWord("all_regions"))
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
    """Return the question to the store; what its words stand for is told as warnings.

    `default` are the territories if none is named; without it, that is a UsageError. So are
    told warnings about the data behind the figures, unless the question is about `rows`.
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
    """Return the rows that are asked for, all of them where nothing is named; warn of gaps."""
    from tradefiche.tabulation.tidy import refuse_tables, tidy

    refuse_tables(asked)
    query = query_of(asked_of(asked, keywords), asked, default="france", rows=True)
    found = tidy(query, wanted)
    warn_of(found.gaps)
    return found


def store_of(where: DataKeywords) -> Store:
    """Return the store that is asked, or the sample's."""
    from tradefiche.tabulation.asking import open_store

    folder = data_dir(path(where.get("data_dir")))
    return open_store(folder, dirs_of(where), sample=where.get("sample", False))


def dirs_of(where: DataKeywords) -> tuple[Path, ...]:
    """Return the folders of configuration."""
    return begun(path(where.get("config_dir")))


def folder_of(output: str | Path | None, where: DataKeywords) -> Path:
    """Return the folder for outputs."""
    return path(output) or Path("out-sample" if where.get("sample") else "out")


def languages(asked: Mapping[str, object]) -> tuple[Lang, ...]:
    """Return one language or several, French if none is named."""
    given = cast("Lang | Sequence[Lang]", asked.get("lang", "fr"))
    return (given,) if isinstance(given, str) else tuple(given) or ("fr",)


def known(given: DataKeywords, keywords: type[DataKeywords]) -> None:
    """Raise TypeError for a keyword that there is not, as Python does.

    One that takes a word of a few has one of these, and a number is not under its least, else it
    is a UsageError.
    """
    hints = get_type_hints(keywords)
    for name, value in given.items():
        if name not in hints:
            raise TypeError(f"unexpected keyword argument {name!r}")
        if choices := _choices(hints[name]):
            one_of(name, cast("OneOrMany", value), choices)
        if isinstance(value, int | float) and value < (least := _LEAST.get(name, value)):
            raise UsageError(f"{name} {value} is too small", hint=f"{least} at least")


def one_of(name: str, given: OneOrMany | None, choices: Sequence[str]) -> None:
    """Raise UsageError where what a keyword is given is none of its few words."""
    from tradefiche.reference.matching import unknown

    for word in words(given):
        if word not in choices:
            raise unknown(name, word, choices)


def _choices(hint: object) -> tuple[str, ...]:
    """Return the words that a type allows; none where it is not of a few."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(dict.fromkeys(word for part in get_args(hint) for word in _choices(part)))


def words(given: OneOrMany | None) -> tuple[str, ...]:
    """Return one word or several as texts; a number is one too."""
    if given is None:
        return ()
    return (str(given),) if isinstance(given, str | int) else tuple(map(str, given))


def path(given: str | Path | None) -> Path | None:
    """Return a path, whichever way it is written."""
    return None if given is None else Path(given)


def tell(notices: Iterable[str]) -> None:
    """Give what a user should know as warnings, at the line that called the library."""
    for notice in notices:
        warnings.warn(notice, Notice, stacklevel=_callers_level())


def warn_of(remarks: Iterable[Remark]) -> None:
    """Give the remarks that are warnings as warnings; a notice is usual, and says nothing here."""
    tell(each.text for each in remarks if each.level == "warning")


def _callers_level() -> int:
    """Return how many frames above `tell` the first one outside the package is."""
    package = str(Path(__file__).resolve().parents[1])
    frame, level = inspect.currentframe(), 0
    while frame is not None and frame.f_code.co_filename.startswith(package):
        frame, level = frame.f_back, level + 1
    return level
