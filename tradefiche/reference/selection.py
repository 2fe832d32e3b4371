"""Find the territory that a user's text names: département, région, Territoire d'industrie."""

from __future__ import annotations

import contextlib
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tradefiche.errors import UsageError
from tradefiche.reference.codes import NOWHERE
from tradefiche.reference.matching import Sought, fold, pick, suggestion
from tradefiche.reference.territories import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradefiche.reference.territories import Gazetteer, IndustrialTerritory, Territory

_DEPARTEMENT = Sought("département", "départements", "see `tradefiche list departements`")
_REGION = Sought("région", "régions", "see `tradefiche list regions`")
_INDUSTRIAL = Sought(
    "Territoire d’industrie", "Territoires d’industrie", "see `tradefiche list territoires`"
)
_CODE = re.compile(r"\d\w{0,3}", re.ASCII)


def departement(gazetteer: Gazetteer, text: str) -> Match:
    """Return the unit that an INSEE or Customs code, or a name, stands for; else UsageError."""
    code = text.strip().upper()
    if code == NOWHERE:
        raise UsageError(
            "98 cannot be chosen: the Customs use it for rows of no département",
            hint="they count in the total of --france",
        )
    if code in gazetteer.parts:
        return _whole(gazetteer, code)
    unit = gazetteer.of_customs(code) or gazetteer.by_code(code)
    if unit is not None:
        return Match((unit,))
    units = (*gazetteer.units, gazetteer.monaco)
    if _CODE.fullmatch(code):
        known = {each.code: label(each) for each in units}
        known |= {customs: label(each) for each in units for customs in each.customs}
        raise _no_such_code(text, _DEPARTEMENT, code, known)
    by_label = {label(each): each for each in units}
    names: dict[str, Iterable[str]] = {shown: _names(each) for shown, each in by_label.items()}
    parts = {f"{name} ({part})": part for part, (name, _) in gazetteer.parts.items()}
    part_names = {shown: (gazetteer.parts[part][0],) for shown, part in parts.items()}
    with _told_elsewhere(gazetteer, text):
        chosen = pick(text, {**names, **part_names}, _DEPARTEMENT)
    return _whole(gazetteer, parts[chosen]) if chosen in parts else Match((by_label[chosen],))


def region(gazetteer: Gazetteer, text: str) -> Match:
    """Return the région that an INSEE code or a name stands for; else UsageError."""
    code = text.strip()
    by_code = {each.code: each for each in gazetteer.regions}
    if code in by_code:
        return Match((by_code[code],))
    if _CODE.fullmatch(code):
        known = {each.code: label(each) for each in gazetteer.regions}
        meant = gazetteer.customs_region(code)
        if meant is not None:
            raise UsageError(
                f"no région has the INSEE code {text!r}",
                hint=f"to the Customs it is {known[meant]}",
            )
        with _told_elsewhere(gazetteer, text):
            raise _no_such_code(text, _REGION, code, known)
    by_label = {label(each): each for each in gazetteer.regions}
    names = {shown: _names(each) for shown, each in by_label.items()}
    called = [each for each in gazetteer.regions if fold(text) in map(fold, each.also)]
    if called:
        return Match((called[0],))
    with _told_elsewhere(gazetteer, text):
        return Match((by_label[pick(text, names, _REGION)],))


def any_kind(gazetteer: Gazetteer, text: str) -> Match:
    """Return what an id, a département's code or name, or a région's name means, or UsageError."""
    found = gazetteer.by_id(text.strip().lower())
    if found is not None:
        return Match((found,))
    try:
        return departement(gazetteer, text)
    except UsageError:
        if _CODE.fullmatch(text.strip().upper()):
            raise
        with contextlib.suppress(UsageError):
            return region(gazetteer, text)
        raise


def industrial(gazetteer: Gazetteer, text: str) -> Match:
    """Return the départements shown for a Territoire d'industrie, with a notice; or UsageError."""
    wanted = text.strip().casefold()
    by_id = {each.id: each for each in gazetteer.industrials}
    if wanted not in by_id:
        if re.fullmatch(r"(ti-?)?\d+", wanted):
            known = {each.id: f"{each.name} ({each.id})" for each in gazetteer.industrials}
            near = "ti-" + wanted.removeprefix("ti").removeprefix("-")
            raise _no_such_code(text, _INDUSTRIAL, near, known)
        by_label = {f"{each.name} ({each.id})": each for each in gazetteer.industrials}
        names = {shown: (each.name,) for shown, each in by_label.items()}
        with _told_elsewhere(gazetteer, text):
            chosen = pick(text, names, _INDUSTRIAL)
        return _departements_of(gazetteer, by_label[chosen])
    return _departements_of(gazetteer, by_id[wanted])


@contextlib.contextmanager
def _told_elsewhere(gazetteer: Gazetteer, text: str) -> Iterator[None]:
    """Name in the hint of a refusal the territories of any kind that have that name or code."""
    try:
        yield
    except UsageError as error:
        others = [
            f"{option(each)} is {label(each)}"
            for each in (*gazetteer.units, *gazetteer.regions, gazetteer.france)
            if text.strip() == each.code or fold(text) in map(fold, (*_names(each), *each.also))
        ]
        if not others:
            raise
        raise UsageError(error.message, hint="; ".join(others)) from None


def option(territory: Territory) -> str:
    """Return the option that selects a territory: `--dept 59`, `--france`."""
    return "--france" if territory.kind == "france" else f"--{territory.kind} {territory.code}"


def label(territory: Territory) -> str:
    """Return name and code as messages show them: `Nord (59)`."""
    return f"{territory.name_fr} ({territory.code})"


def _names(territory: Territory) -> tuple[str, ...]:
    return (territory.name_fr, territory.name_en, territory.with_article)


def _whole(gazetteer: Gazetteer, part: str) -> Match:
    name, code = gazetteer.parts[part]
    unit = next(each for each in gazetteer.units if each.code == code)
    notice = f"{name} ({part}): Customs data hold {unit.name_fr} in one piece; {label(unit)} it is"
    return Match((unit,), notice)


def _departements_of(gazetteer: Gazetteer, chosen: IndustrialTerritory) -> Match:
    counts = gazetteer.communes_by_unit(chosen)
    inside = [each for each in gazetteer.units if each.code in counts]
    kept = tuple(each for each in inside if gazetteer.keeps(chosen, each))
    others = [each for each in inside if each not in kept]
    notice = (
        f"{chosen.name} ({chosen.id}): Customs data are no finer than the département; "
        f"shown: {', '.join(map(label, kept))}"
    )
    if others:
        left = ", ".join(f"{label(each)}, {_communes(counts[each.code])}" for each in others)
        notice += f"; left out, under {gazetteer.threshold} communes: {left}"
    return Match(kept, notice)


def _communes(count: int) -> str:
    return f"{count} commune" if count == 1 else f"{count} communes"


def _no_such_code(text: str, kind: Sought, code: str, known: Mapping[str, str]) -> UsageError:
    padded = known.get(code.zfill(2))
    by_fold = {fold(each): shown for each, shown in known.items()}
    close = get_close_matches(fold(code), by_fold, n=3, cutoff=0.5)
    nearest = [padded] if padded else list(dict.fromkeys(by_fold[each] for each in close))
    hint = suggestion(nearest, kind.listing)
    return UsageError(f"no {kind.one} has the code {text!r}", hint=hint)
