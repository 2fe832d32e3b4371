"""Which products and countries are counted alone or left out, as a user names them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """Codes and names of groups, each once, in the order asked.

    Attributes:
        products, countries: what is counted, or which rows are shown; everything if none.
        exclude_products, exclude_countries: what is left out of all that is counted, so that
            shares and ranks are of what remains.
    """

    products: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    exclude_products: tuple[str, ...] = ()
    exclude_countries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is restricted."""
        return any(ids for _, ids in self.options())

    def options(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the name of each option, and what it was given."""
        yield "product", self.products
        yield "country", self.countries
        yield "exclude_product", self.exclude_products
        yield "exclude_country", self.exclude_countries

    def words(self) -> list[str]:
        """Return them as a command line has them."""
        return [
            f"--{name.replace('_', '-')} {each}" for name, given in self.options() for each in given
        ]

    @property
    def mark(self) -> str:
        """What a file name says of them: `produit-C30C-hors-energie`; nothing if there are none."""
        kinds = zip(("produit", "pays", "hors", "hors-pays"), self.options(), strict=True)
        return "-".join(_joined(kind, ids) for kind, (_, ids) in kinds if ids)


def _joined(kind: str, ids: Sequence[str]) -> str:
    """Join what one option was given; where that is long, count it and tell it by a digest."""
    text = "-".join((kind, *ids))
    if len(text) <= _LONGEST:
        return text
    return f"{kind}-{len(ids)}-{sha256(text.encode()).hexdigest()[:8]}"


EVERYTHING = Filters()
"""No filter at all."""
