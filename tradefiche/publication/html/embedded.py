"""Data embedded in a page, never executed: JSON for its script, JSON-LD for other readers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, tag
from tradefiche.reference.periods import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.publication.document import Sibling
    from tradefiche.reference.periods import Quarter
    from tradefiche.tabulation.provenance import Meta

_KINDS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page states of itself, for browsers and search engines.

    Attributes:
        meta: provenance of its figures; its language and period are the page's.
        title: for windows and lists of pages.
        description: for search engines.
        place: name of the territory that the figures are about.
        path: its path in the folder.
        site: web address of the folder, with a slash at its end; None if unknown.
        editions: the same page for other periods and in other languages, in the same folder.
        files: paths in the folder of data files with the same figures.
    """

    meta: Meta
    title: str
    description: str
    place: str
    path: str
    site: str | None
    editions: Sequence[Sibling]
    files: Sequence[str] = ()


def data(name: str | None, document: object, kind: str = "application/json") -> Markup:
    """Return a script element that holds JSON; the characters that could end it are escaped."""
    return tag("script", Markup(as_json(document)), type=kind, id=name)


def as_json(document: object) -> str:
    """Return a document as JSON, escaped for a script element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def dataset(about: PageHead) -> Markup:
    """Return a description of a page's data, as a `Dataset` of schema.org.

    Without an address of its folder, that of the page is left out, and those of files are relative.
    """
    meta, site = about.meta, about.site
    quarters = Period.named(meta.periods[0]).quarters
    first, last = quarters[0], quarters[-1]
    sample = f" ({meta.statement.kind})" if meta.data == "sample" else ""
    up = "../" * about.path.count("/")
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{about.title}{sample}",
        "description": f"{about.description} {meta.citation}.",
        "inLanguage": meta.lang,
        "temporalCoverage": f"{_month(first, 1)}/{_month(last, 3)}",
        "spatialCoverage": about.place,
        "license": meta.statement.licence.url,
        "creator": {"@type": "Organization", "name": meta.statement.source},
        "version": meta.release,
        "url": f"{site}{about.path}" if site else None,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _KINDS[each.rpartition(".")[2]],
                "contentUrl": f"{site or up}{each}",
            }
            for each in about.files
        ],
    }
    shown = {key: value for key, value in found.items() if value}
    return data(None, shown, "application/ld+json")


def _month(quarter: Quarter, number: int) -> str:
    """Return a month of a quarter, the first for 1, as `2024-01`."""
    return f"{quarter.year}-{(quarter.number - 1) * 3 + number:02}"
