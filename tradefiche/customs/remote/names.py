"""Read product, flow, year and release from a file's name or the text that describes it.

`202502-stat-regional-ce-export.zip` holds the latest quarters, `202308-Regional-2022-import.zip`
the archive of a year; the leading month is the release.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from tradefiche.cleaning import cleaned
from tradefiche.customs.remote.listings import Offer
from tradefiche.reference.periods import is_release

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.reference.terms import Flow

_REGIONAL = re.compile(r"(?<![a-z])(?:inter)?region(?:s|al|ale|aux|ales)?(?![a-z])|cpf4pays")
_DEPARTMENTAL = re.compile(r"(?<![a-z])departement(?:s|al|ale|aux|ales)?(?![a-z])")
_OTHER = re.compile(r"(?<![a-z])(?:nationa(?:l|le|ux|les)|nc8\w*|drom|outre-mer)(?![a-z])")
_FLOW = re.compile(r"(?<![a-z])(export|import)(?:s|ations?)?(?![a-z])")
_PRODUCT_FLOW = re.compile(r"cpf4pays(e|i)(?![a-z])")
_MONTH = r"(20\d\d)(0[1-9]|1[0-2])"
_RELEASE = re.compile(rf"(?<!\d){_MONTH}(?:[0-3]\d)?(?!\d)")
_UPLOAD = re.compile(r"/(20\d\d)-(0[1-9]|1[0-2])/\d\d/")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBER = re.compile(r"[0-9a-fA-F-]{16,}")
_QUARTERS = re.compile(r"trimestre|(?<![a-z])t[1-4](?!\d)")
_LONGEST_ENDING = 5
_LONGEST_TEXT = 1000
_MOST_TEXTS = 50
_FLOWS: dict[str, Flow] = {"export": "export", "import": "import", "e": "export", "i": "import"}


@dataclass(frozen=True, slots=True)
class Signs:
    """What one text tells; None or empty where it tells nothing, or two different things.

    Attributes:
        regional: True for the regional product, False for another; None for neither or both.
        years: the years that it names, apart from a release; possibly several.
        quarters: whether it mentions quarters.
    """

    regional: bool | None
    flow: Flow | None
    years: tuple[int, ...]
    release: str | None
    quarters: bool

    @property
    def whole(self) -> bool:
        """Whether it tells product and flow, so that no other text is needed."""
        return self.regional is not None and self.flow is not None


@lru_cache(maxsize=4096)
def signs(text: str) -> Signs:
    """Read product, flow, years and release from a text, ignoring case and accents."""
    plain = _folded(text[:_LONGEST_TEXT])
    regional = bool(_REGIONAL.search(plain) or _DEPARTMENTAL.search(plain))
    other = bool(_OTHER.search(plain))
    flows = {_FLOWS[word] for word in _FLOW.findall(plain) + _PRODUCT_FLOW.findall(plain)}
    months = {
        f"{year}-{month}"
        for year, month in _RELEASE.findall(plain)
        if is_release(int(year), int(month))
    }
    years = sorted({int(year) for year in _YEAR.findall(_RELEASE.sub(" ", plain))})
    return Signs(
        regional=regional if regional != other else None,
        flow=flows.pop() if len(flows) == 1 else None,
        years=tuple(years),
        release=months.pop() if len(months) == 1 else None,
        quarters=bool(_QUARTERS.search(plain)),
    )


def offered(url: str, name: str, around: Iterable[str]) -> Offer | None:
    """Return what a link offers; None if that is not one flow of the regional product.

    The name decides; where it lacks product or flow, the texts `around` the link do, nearest
    first. Where a name has both, only the link's own text (the first of them) can add the year;
    no year means the latest quarters. The release is that of the name, else of the URL.
    """
    texts: list[Signs] = []
    for text in ("" if _NUMBER.fullmatch(name) else name, *itertools.islice(around, _MOST_TEXTS)):
        texts.append(signs(text))
        if len(texts) > 1 and texts[0].whole:
            break
    regional = next((each.regional for each in texts if each.regional is not None), None)
    flow = next((each.flow for each in texts if each.flow is not None), None)
    if not regional or flow is None:
        return None
    years = next((each.years for each in texts if each.years and not each.quarters), ())
    if len(years) > 1:
        return None
    upload = _UPLOAD.search(url)
    release = texts[0].release
    if release is None and upload and is_release(int(upload[1]), int(upload[2])):
        release = f"{upload[1]}-{upload[2]}"
    return Offer(url, flow, years[0] if years else None, release)


def name_of(url: str) -> str:
    """Return the name ending in `.zip` in a URL's path or query, else the last part of its path."""
    parts = urlsplit(url)
    candidates = [parts.path, *(value for _, value in parse_qsl(parts.query))]
    names = [unquote(each).replace("\\", "/").rsplit("/", 1)[-1] for each in candidates]
    return cleaned(next((name for name in names if name.lower().endswith(".zip")), names[0]))


def is_zip_name(name: str) -> bool:
    """Whether a name may be that of a zip: it ends in `.zip`, or has no file extension."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending in ("", "zip") or not (ending.isalnum() and len(ending) <= _LONGEST_ENDING)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unquote(text)).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
