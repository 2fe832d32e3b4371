"""Check that the parts of `sample.yaml` fit each other, and its totals the published ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tradefiche.configuration.faults import Keys
    from tradefiche.configuration.layers import Layers
    from tradefiche.customs.sample.schema import Published, Sample


_PERCENT = 100


def check(model: Sample, layers: Layers) -> None:
    """Raise ConfigError for the first part of the file that does not fit the others."""
    if model.calibrated not in model.years:
        raise layers.slip(("calibrated",), expected="one of the years", got=model.calibrated)
    for code, product in model.products.items():
        if product.season not in model.seasons:
            where = ("products", code, "season")
            raise layers.slip(where, expected="one of the seasons", got=product.season)
    for keys, codes in _mentions(model):
        for code in codes:
            if code not in model.products:
                raise layers.slip(keys, expected="codes of the key products", got=code)
    _check_departements(model, layers)
    _check_published(model, layers)


def _mentions(model: Sample) -> Iterator[tuple[Keys, Collection[str]]]:
    """Yield the keys under which the file names products, and the codes named there."""
    yield ("markets",), model.markets
    for number, affinity in enumerate(model.affinities):
        yield ("affinities", number, "products"), affinity.products
    for number, special in enumerate(model.special):
        yield ("special", number, "products"), special.products
    for number, region in enumerate(model.regions):
        for code, departement in region.departements.items():
            keys = ("regions", number, "departements", code)
            yield (*keys, "exports", "products"), departement.exports.products
            yield (*keys, "imports", "products"), departement.imports.products


def _check_departements(model: Sample, layers: Layers) -> None:
    """Raise ConfigError for a duplicate département, or specialities above 100 percent."""
    seen: set[str] = set()
    for number, region in enumerate(model.regions):
        for code, departement in region.departements.items():
            keys = ("regions", number, "departements", code)
            if code in seen:
                raise layers.slip(keys, expected="each département once", got=code)
            seen.add(code)
            for flow in ("exports", "imports"):
                shares = sum(getattr(departement, flow).products.values())
                if shares > _PERCENT:
                    where = (*keys, flow, "products")
                    raise layers.slip(where, expected="shares of 100 percent at most", got=shares)


def _check_published(model: Sample, layers: Layers) -> None:
    """Raise ConfigError for a total that does not round to the published one."""
    for number, printed in enumerate(model.published):
        total = Decimal(_total_eur(model, printed)).scaleb(-6)
        value = Decimal(printed.million_eur)
        if total.quantize(value) != value:
            keys = ("published", number)
            expected = f"total_eur of départements that come to {printed.million_eur} million euros"
            raise layers.slip(keys, expected=expected, got=total)


def _total_eur(model: Sample, printed: Published) -> int:
    """Return the exact total, in euros, that a published one rounds."""
    return sum(
        getattr(departement, printed.flow).total_eur
        for region in model.regions
        if printed.region in (None, region.code)
        for code, departement in region.departements.items()
        if printed.departement in (None, code)
    )
