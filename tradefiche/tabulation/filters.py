"""Products and countries that are counted alone or excluded, as a user names them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """Codes and names of groups, each once, in the order requested.

    Attributes:
        products, countries: what is counted, or which rows are shown; everything if empty.
        exclude_products, exclude_countries: what never counts; shares and ranks are of the rest.
    """

    products: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    exclude_products: tuple[str, ...] = ()
    exclude_countries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is restricted."""
        return any(ids for _, ids in self.options())

    def options(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the name of each option, and its values."""
        yield "product", self.products
        yield "country", self.countries
        yield "exclude_product", self.exclude_products
        yield "exclude_country", self.exclude_countries

    def words(self) -> list[str]:
        """Return the filters as options of a command line."""
        return [
            f"--{name.replace('_', '-')} {each}" for name, given in self.options() for each in given
        ]

    @property
    def mark(self) -> str:
        """The filters as part of a file name: `produit-C30C-hors-energie`; empty if none."""
        kinds = zip(("produit", "pays", "hors", "hors-pays"), self.options(), strict=True)
        return "-".join(_joined(kind, ids) for kind, (_, ids) in kinds if ids)


def _joined(kind: str, ids: Sequence[str]) -> str:
    """Join the values of an option; if that is too long, give their number and a digest."""
    text = "-".join((kind, *ids))
    if len(text) <= _LONGEST:
        return text
    return f"{kind}-{len(ids)}-{sha256(text.encode()).hexdigest()[:8]}"


EVERYTHING = Filters()
"""No filter at all."""
