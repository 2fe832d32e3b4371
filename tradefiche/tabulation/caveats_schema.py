"""The shape of `config/caveats.yaml`. Imported only where the file is read."""

from __future__ import annotations

from typing import Literal

from tradefiche.configuration.schema import About, Code, Names, NonEmptyText, Strict
from tradefiche.reference.schema import Url


class LicenceEntry(Strict, frozen=True):
    """A licence: SPDX id, title and address."""

    id: Code
    title: NonEmptyText
    url: Url


class DataOrigin(Names, frozen=True):
    """What the data are, who publishes them, and under which licence."""

    source: NonEmptyText
    licence: LicenceEntry
    url: Url | None = None


class DataOrigins(Strict, frozen=True):
    """The two kinds of data."""

    customs: DataOrigin
    sample: DataOrigin


class Caveat(Names, frozen=True):
    """A caveat; `only` restricts it to one kind of data."""

    only: Literal["customs", "sample"] | None = None


class CaveatsFile(Strict, frozen=True):
    """caveats.yaml: origins, the line that files are unofficial, and caveats in print order."""

    about: About
    origins: DataOrigins
    unofficial: Names
    caveats: dict[Code, Caveat]
