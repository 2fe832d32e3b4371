"""Products at four levels, their labels and nesting: CPF4 in A129 in A38 in A17."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.configuration.loading import kept, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.reference.schema import Product

Level = Literal["a129", "cpf4", "a38", "a17"]
LEVELS: tuple[Level, ...] = get_args(Level)
_ABOVE: Mapping[Level, Level] = {"cpf4": "a129", "a129": "a38", "a38": "a17"}
_MUST_NEST = ("a129", "a38")


class Nomenclature:
    """Labels and nesting of products; the file of a level is read on first use."""

    def __init__(
        self,
        dirs: tuple[Path, ...],
        labels: Mapping[Level, Mapping[str, str]] | None = None,
    ) -> None:
        """Keep the folders, and French labels for codes that `config/` lacks."""
        self._dirs = dirs
        self._labels = labels or {}

    def with_labels(self, labels: Mapping[Level, Mapping[str, str]]) -> Nomenclature:
        """Return a copy that also knows these labels; those of `config/` come first."""
        merged = {
            level: {**self._labels.get(level, {}), **labels.get(level, {})} for level in LEVELS
        }
        return Nomenclature(self._dirs, merged)

    def codes(self, level: Level) -> tuple[str, ...]:
        """Return the codes of a level that `config/` knows, ascending."""
        return tuple(sorted(_products(level, self._dirs)))

    def name(self, level: Level, code: str, lang: Lang) -> str:
        """Return the full label, or the code itself if it is unknown."""
        product = _products(level, self._dirs).get(code)
        if product is None:
            return self._labels.get(level, {}).get(code, code)
        return product.text(lang)

    def short(self, level: Level, code: str, lang: Lang) -> str:
        """Return the label for charts, of about 28 characters, or the full one if there is none."""
        product = _products(level, self._dirs).get(code)
        short = None
        if product is not None:
            short = product.short_en if lang == "en" else product.short
        return short or self.name(level, code, lang)

    def level_of(self, code: str, first: Level) -> Level | None:
        """Return the level that has a code, `first` before the others; None if it is unknown.

        Codes of `config/` come before those known only by a label of the data.
        """
        listed = (each for each in (first, *LEVELS) if code in _products(each, self._dirs))
        labelled = (each for each in LEVELS if code in self._labels.get(each, {}))
        return next(listed, None) or next(labelled, None)

    def also(self, level: Level, code: str) -> tuple[str, ...]:
        """Return the short labels of a product, and its aliases."""
        product = _products(level, self._dirs)[code]
        return tuple(filter(None, (product.short, product.short_en, *product.also)))

    def parents(self, level: Level) -> Mapping[str, str]:
        """Return the codes below `level`, each with the code of `level` that it belongs to.

        Returns:
            For a38 and a17: A129 code to code of the level. For a129: CPF4 code to A129 code,
            goods only. For cpf4: empty.
        """
        if level == "cpf4":
            return {}
        below: Level = "cpf4" if level == "a129" else "a129"
        up = {code: each.up for code, each in _products(below, self._dirs).items()}
        if level == "a17":
            above = _products("a38", self._dirs)
            up = {code: above[a38].up for code, a38 in up.items() if a38}
        return {code: parent for code, parent in up.items() if parent}


@kept
def nomenclature(dirs: tuple[Path, ...]) -> Nomenclature:
    """Return the nomenclature of these folders."""
    return Nomenclature(dirs)


@kept
def _products(level: Level, dirs: tuple[Path, ...]) -> Mapping[str, Product]:
    """Return the products of a level; ConfigError if one belongs to no code of the level above."""
    from tradefiche.reference import schema

    name = f"{level}.yaml"
    file = read(name, dirs)
    products = file.checked(schema.Products).products
    if level not in _ABOVE:
        return products
    above = _products(_ABOVE[level], dirs)
    for code, product in products.items():
        if product.up not in above and (product.up is not None or level in _MUST_NEST):
            raise file.slip(
                ("products", code, "up"),
                expected=f"a code of {_ABOVE[level]}.yaml",
                got=product.up or "none",
            )
    return products
