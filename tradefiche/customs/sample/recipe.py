"""Products, countries and départements of the sample, in the order of their indices.

Sums of weights are exact (`math.fsum`), since they must not depend on the Python version.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.customs.sample.schema import (
        Sample,
        SampleDepartement,
        SampleRegion,
        SampleSize,
        SizeRule,
    )
    from tradefiche.reference.terms import Side

K = TypeVar("K")
FLOWS: tuple[Side, ...] = ("exports", "imports")
_FILE = "sample.yaml"
_CPF4_WEIGHT = 10.0
_FEWEST_ROWS = 20
_RARE_AS_IF = 0.15
"""Minimum weight with which a rare code is chosen; its value is not raised."""


@dataclass(frozen=True)
class Recipe:
    """The model of `sample.yaml` for one size, with its codes in order.

    A cell is a flow, département, CPF4 and country, the last three kept as indices of their codes.
    Indices refer to the full lists in either size, so that both sizes draw the same numbers.
    """

    model: Sample
    size: SizeRule
    products: tuple[tuple[str, str], ...]
    """A129 and CPF4 of every product, sorted."""

    @cached_property
    def a129(self) -> tuple[str, ...]:
        """The A129 codes, sorted."""
        return tuple(sorted(self.model.products))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The country codes, sorted."""
        weights = [self.country_weights(flow) for flow in FLOWS]
        markets = [
            getattr(market, flow) for market in self.model.markets.values() for flow in FLOWS
        ]
        return tuple(sorted({code for codes in (*weights, *markets) for code in codes}))

    @cached_property
    def departements(self) -> tuple[tuple[str, SampleDepartement, SampleRegion], ...]:
        """Customs' code, profile and région of every département, sorted by code."""
        return tuple(
            sorted(
                (
                    (code, departement, region)
                    for region in self.model.regions
                    for code, departement in region.departements.items()
                ),
                key=lambda entry: entry[0],
            )
        )

    @cached_property
    def rare(self) -> frozenset[str]:
        """Country codes kept in both sizes: the special ones and the easily mistaken."""
        special = {entry.code for entry in self.model.special}
        return frozenset(special | set(self.model.easily_mistaken))

    def country_weights(self, flow: Side) -> dict[str, float]:
        """Return the general weight of every country in a flow."""
        tail = {code: group.weight for group in self.model.tail for code in group.countries}
        special = {entry.code: getattr(entry, flow) for entry in self.model.special}
        weights: dict[str, float] = getattr(self.model.countries, flow)
        return tail | weights | special

    def markets(self, flow: Side) -> list[dict[str, float]]:
        """Return the countries' shares (0 to 1) for each A129 product; they sum to 1 in each."""
        general = self._kept(self.country_weights(flow))
        only = {entry.code: entry.products for entry in self.model.special if entry.products}
        factors: dict[tuple[str, str], float] = {}
        for affinity in self.model.affinities:
            if affinity.flow == flow:
                for pair in ((a, c) for a in affinity.products for c in affinity.countries):
                    factors[pair] = factors.get(pair, 1.0) * affinity.factor
        return [
            _normalised(getattr(self.model.markets[a129], flow))
            if a129 in self.model.markets
            else _normalised(
                {
                    code: weight * factors.get((a129, code), 1.0)
                    for code, weight in general.items()
                    if a129 in only.get(code, (a129,))
                }
            )
            for a129 in self.a129
        ]

    def cpf4_shares(self) -> list[float]:
        """Return each product's share (0 to 1) in its A129; 0 for those the size leaves out."""
        shares = dict.fromkeys(self.products, 0.0)
        for a129 in self.a129:
            members = {
                product: self.model.cpf4.get(product[1], _CPF4_WEIGHT)
                for product in self.products
                if product[0] == a129
            }
            largest = sorted(members, key=lambda product: -members[product])[: self.size.cpf4]
            shares |= _normalised({product: members[product] for product in largest})
        return list(shares.values())

    def specialities(self, flow: Side) -> tuple[list[float], list[float]]:
        """Return the shares (0 to 1) of A129 products, département by département, as two lists.

        The first has the specialities as configured, 0 for the others; the second the others
        before random factors, 0 for specialities. Together they sum to 1 per département.
        """
        base = {code: getattr(product, flow) for code, product in self.model.products.items()}
        special: list[float] = []
        others: list[float] = []
        for _, departement, _ in self.departements:
            shares = getattr(departement, flow).products
            rest = 1 - fsum(shares.values()) / 100
            general = _normalised({a129: base[a129] for a129 in self.a129 if a129 not in shares})
            special += [shares.get(a129, 0.0) / 100 for a129 in self.a129]
            others += [rest * general.get(a129, 0.0) for a129 in self.a129]
        return special, others

    def partner_factors(self) -> list[float]:
        """Return the factors on countries' weights, département by département in one list."""
        return [
            0.0 if country in region.without else departement.partners.get(country, 1.0)
            for _, departement, region in self.departements
            for country in self.countries
        ]

    def precedence(self, flow: Side) -> list[float]:
        """Return every country's factor on weights in the choice of cells: 1, or more if rare."""
        weights = self.country_weights(flow)
        return [
            max(1.0, _RARE_AS_IF / weights[code]) if code in self.rare and weights[code] else 1.0
            for code in self.countries
        ]

    def rows_wanted(self) -> list[int]:
        """Return the number of rows per quarter for each département."""
        return [
            min(departement.rows, max(_FEWEST_ROWS, int(departement.rows * self.size.rows)))
            for _, departement, _ in self.departements
        ]

    def _kept(self, weights: dict[str, float]) -> dict[str, float]:
        ordinary = [code for code in weights if code not in self.rare]
        kept = set(sorted(ordinary, key=lambda code: -weights[code])[: self.size.countries])
        return {code: weights[code] for code in weights if code in self.rare | kept}


def read_recipe(config_dirs: tuple[Path, ...], size: SampleSize) -> Recipe:
    """Return the recipe for a size; ConfigError where `sample.yaml` is wrong."""
    from tradefiche.configuration.loading import read
    from tradefiche.customs.sample.checks import check
    from tradefiche.customs.sample.schema import Sample
    from tradefiche.reference.products import nomenclature

    layers = read(_FILE, config_dirs)
    model = layers.checked(Sample)
    check(model, layers)
    parents = nomenclature(config_dirs).parents("a129")
    products = sorted((a129, cpf4) for cpf4, a129 in parents.items() if a129 in model.products)
    return Recipe(model, getattr(model.sizes, size), tuple(products))


def _normalised(weights: Mapping[K, float]) -> dict[K, float]:
    """Return weights that sum to 1; zeros stay zeros."""
    whole = fsum(weights.values()) or 1.0
    return {key: weight / whole for key, weight in weights.items()}
