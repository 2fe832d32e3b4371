"""Origin, licence and caveats stated in data files, from `config/caveats.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.customs.manifest import Data
    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.caveats_schema import LicenceEntry
    from tradefiche.tabulation.table import Tables

FILE = "caveats.yaml"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated with figures, in one language.

    Attributes:
        kind: what the data are, such as `Données d’exemple synthétiques`.
        source: who publishes them; `url`: where, if they are on the web.
        unofficial: the line that says that a file is not an official document.
        caveats: in the order of printing.
        wording: the phrases of that language.
        declared: the tables, in both languages.
        methods: notes on the method of a table, by its name.
    """

    kind: str
    source: str
    url: str | None
    licence: LicenceEntry
    unofficial: str
    caveats: tuple[str, ...]
    wording: Wording = field(compare=False)
    declared: Tables
    methods: Mapping[str, str] = field(default_factory=dict)


def load_statement(dirs: tuple[Path, ...], data: Data, lang: Lang) -> Statement:
    """Return the statement for one kind of data; ConfigError if the file is invalid."""
    from tradefiche.configuration.loading import read
    from tradefiche.language.phrases import texts
    from tradefiche.tabulation.caveats_schema import CaveatsFile
    from tradefiche.tabulation.registry import declared

    document = read(FILE, dirs).checked(CaveatsFile)
    origin = document.origins.sample if data == "sample" else document.origins.customs
    return Statement(
        kind=origin.text(lang),
        source=origin.source,
        url=origin.url,
        licence=origin.licence,
        unofficial=document.unofficial.text(lang),
        caveats=tuple(
            caveat.text(lang) for caveat in document.caveats.values() if caveat.only in {None, data}
        ),
        wording=texts(dirs).wording(lang),
        declared=declared(dirs),
    )
