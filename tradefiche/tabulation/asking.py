"""From a user's input to a question, for both the command line and Python."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from tradefiche.errors import UsageError
from tradefiche.indicators.measures import MEASURES
from tradefiche.reference import selection
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.matching import unknown
from tradefiche.reference.method import method
from tradefiche.reference.periods import Period, parse_release, parse_years
from tradefiche.reference.product_groups import product_groups
from tradefiche.reference.territories import Match
from tradefiche.tabulation.filters import EVERYTHING, Filters
from tradefiche.tabulation.per import read_per
from tradefiche.tabulation.query import NEAREST, Pages, Query, needs_cpf4

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tradefiche.customs.store import Store
    from tradefiche.language.typography import Lang
    from tradefiche.reference.products import Level
    from tradefiche.reference.territories import Gazetteer, Territory

Default = Literal["france", "all"]
Selector = Literal["dept", "region", "ti", "france", "all", "all_regions"]
SELECTORS: tuple[Selector, ...] = get_args(Selector)
_HIGHEST_PCT = 10_000
LATEST = "latest"
"""The value of a period that stands for the newest four quarters held."""


class TerritoryWord(NamedTuple):
    """A way to select territories, and its argument; empty for a way that needs none."""

    selector: Selector
    word: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the user entered it.

    Attributes:
        places: the territories, in the order requested.
        years: years or runs of years: `2024`, `2022..2024`.
        period: one other period: `2024Q3`, `2023Q3..2024Q2`, or `latest`.
        release: the release to answer as of: `2025-02`.
        filters: codes and groups that are counted alone, or excluded.
        partner: the country or group that a chart is about: exposure to it, or all territories
            by the trade with it.
        measure: what territories are ranked by; exports if None.
        beside: territories to compare each of `places` with, by id, code or name; or `nearest`.
        per: the file of numbers that values are divided by.
        look: a theme file.
        pages, alone: see `Query`.
    """

    places: tuple[TerritoryWord, ...] = ()
    years: tuple[str, ...] = ()
    period: str | None = None
    release: str | None = None
    level: Level = "a129"
    top: int = 10
    highlight: int = 5
    lang: Lang = "fr"
    filters: Filters = EVERYTHING
    partner: str | None = None
    tariff: float | None = None
    measure: str | None = None
    beside: tuple[str, ...] = ()
    per: Path | None = None
    look: Path | None = None
    pages: Pages = "all"
    alone: bool = False


class Understood(NamedTuple):
    """A question, and notices for the user: how input was understood, which numbers are missing."""

    query: Query
    notices: tuple[str, ...]


def understood(
    asked: Asked, store: Store, dirs: tuple[Path, ...], *, default: Default | None = None
) -> Understood:
    """Turn a user's input into a question to a store.

    Args:
        asked: the input.
        store: the store to ask.
        dirs: folders of configuration, the user's first.
        default: the territories if none is named; if None, that is an error.

    Raises:
        UsageError: a value is unknown, or two contradict each other.
        NoInputError: the file of `per` cannot be read, or there is no `latest` period.
        DataError: the file of `per` is invalid.
    """
    places = gazetteer(dirs)
    found, notices = territories(
        asked.places or ((TerritoryWord(default),) if default else ()), places
    )
    if not found:
        raise UsageError(
            "no territory",
            hint="name one with --dept, --region, --ti or --france, or ask for --all",
        )
    if asked.years and asked.period is not None:
        raise UsageError("--year and --period exclude each other", hint="give one")
    if asked.tariff is not None and not 0 <= asked.tariff <= _HIGHEST_PCT:
        hint = f"a rate in percent, {_HIGHEST_PCT} at most"
        raise UsageError(f"no tariff of {asked.tariff:g} % is counted", hint=hint)
    latest = asked.period is not None and asked.period.strip().lower() == LATEST
    filters, words = _filters(asked.filters, dirs)
    partner, said = (None, None) if asked.partner is None else method(dirs).meant(asked.partner)
    per = None if asked.per is None else read_per(asked.per, places)
    others, renamed = _beside(asked.beside, found, places)
    query = Query(
        store=store,
        config_dirs=dirs,
        territories=found,
        years=_years(asked.years),
        period=None if latest or asked.period is None else Period.parse(asked.period),
        release=None if asked.release is None else parse_release(asked.release),
        level=asked.level,
        top=asked.top,
        highlight=asked.highlight,
        filters=filters,
        lang=asked.lang,
        partner=partner,
        tariff=asked.tariff,
        measure=_measure(asked),
        per=per,
        beside=others,
        nearest=NEAREST in asked.beside,
        look=asked.look,
        pages=asked.pages,
        alone=asked.alone,
    )
    told = [*notices, *renamed, *words, said]
    told.append(per.missing(found) if per else None)
    if latest:
        query, period_said = _latest(query)
        told.append(period_said)
    return Understood(query, tuple(dict.fromkeys(filter(None, told))))


def _latest(query: Query) -> tuple[Query, str]:
    """Return the question for the newest four quarters held, and a notice of which these are."""
    view = query.store.view(query.release)
    period = view.latest(needs_cpf4=needs_cpf4(query))
    newer = [f"{flow}s of {later} are held too" for flow, later in view.newer(period)]
    return replace(query, period=period), "; ".join([f"--period {LATEST} is {period}", *newer])


def _filters(asked: Filters, dirs: tuple[Path, ...]) -> tuple[Filters, list[str | None]]:
    """Return the codes and groups that the input stands for, each once, and notices."""
    groups, given = product_groups(dirs), method(dirs)
    found: dict[str, tuple[str, ...]] = {}
    told: list[str | None] = []
    for name, words in asked.options():
        if name.endswith("product"):
            meant = [groups.meant(word) for word in words]
        else:
            pairs = [given.meant(word) for word in words]
            told += [said for _, said in pairs]
            meant = [code for code, _ in pairs]
        found[name] = tuple(dict.fromkeys(meant))
    return Filters(*found.values()), told


def open_store(
    folder: Path,
    dirs: tuple[Path, ...],
    *,
    sample: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Store:
    """Return the store of a data folder, or the store of the sample, made if it is missing."""
    from tradefiche.customs.store import Store

    if sample:
        from tradefiche.customs.sample.store import sample_store

        return sample_store(folder, dirs, progress)
    return Store(folder)


def territories(
    places: Iterable[TerritoryWord], gazetteer: Gazetteer
) -> tuple[tuple[Territory, ...], tuple[str, ...]]:
    """Return the territories in the order requested, each once, and notices for the user."""
    found: dict[str, Territory] = {}
    notices: list[str] = []
    for match in _matches(places, gazetteer):
        if match.notice:
            notices.append(match.notice)
        found.update({each.id: each for each in match.territories})
    return tuple(found.values()), tuple(notices)


def _beside(
    words: Sequence[str], asked: Sequence[Territory], gazetteer: Gazetteer
) -> tuple[tuple[Territory, ...], list[str]]:
    """Return the territories to compare with, each once, and notices for the user."""
    if NEAREST in words and len(words) > 1:
        raise UsageError(f"--beside {NEAREST} and a name exclude each other", hint="give one")
    matches = [selection.any_kind(gazetteer, word) for word in words if word != NEAREST]
    found = {each.id: each for match in matches for each in match.territories}
    if len(asked) == 1 and [*found] == [asked[0].id]:
        raise UsageError(f"--beside names {asked[0].name_fr} itself", hint="name another")
    return tuple(found.values()), [match.notice for match in matches if match.notice]


def _matches(places: Iterable[TerritoryWord], gazetteer: Gazetteer) -> Iterator[Match]:
    finders = {
        "dept": selection.departement,
        "region": selection.region,
        "ti": selection.industrial,
    }
    groups = {
        "france": (gazetteer.france,),
        "all": gazetteer.units,
        "all_regions": gazetteer.regions,
    }
    for selector, word in places:
        if selector in finders:
            yield finders[selector](gazetteer, word)
        else:
            yield Match(groups[selector])


def _measure(asked: Asked) -> str:
    name = asked.measure or "exports"
    if name not in MEASURES:
        raise unknown("measure", name, MEASURES)
    if MEASURES[name].needs_filter and not (
        asked.filters.products or asked.filters.countries or asked.partner
    ):
        raise UsageError(
            f"{name} is the share of a country or product",
            hint="name it with --country or --product",
        )
    if asked.per is not None and MEASURES[name].unit != "EUR":
        amounts = [each.name for each in MEASURES.values() if each.unit == "EUR"]
        raise UsageError(
            f"--per divides amounts, and {name} is none", hint=f"one of {', '.join(amounts)}"
        )
    return name


def _years(texts: Iterable[str]) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(period for text in texts for period in parse_years(text)))
