"""Named groups of products: `energie`, `agroalimentaire`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept, read
from tradefiche.errors import UsageError
from tradefiche.language.typography import typeset
from tradefiche.reference.matching import fold, suggestion
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.reference.schema import ProductGroup

FILE = "product_groups.yaml"
_LONGEST_CODE = 4
ENERGY = "energie"
"""The group that the figures « hors énergie » leave out."""


class ProductGroups:
    """The groups of products, in `by_name`, and look-ups by what users write."""

    def __init__(self, by_name: Mapping[str, ProductGroup]) -> None:
        """Keep the rows of the file."""
        self.by_name = by_name

    def definition(self, name: str, lang: Lang) -> str:
        """Return a text on what a group includes, and what it does not."""
        return typeset(self.by_name[name].definition.text(lang), lang)

    def meant(self, text: str) -> str:
        """Return the group that a user's word stands for, else the word; codes in capitals."""
        wanted = fold(text)
        for name, group in self.by_name.items():
            if wanted in map(fold, (name, group.fr, group.en, *group.also)):
                return name
        return text.strip().upper() if len(text.strip()) <= _LONGEST_CODE else text

    def unknown(self, text: str) -> UsageError:
        """Return the error for a word that is neither a product code nor a group."""
        known = {fold(other): name for name, group in self.by_name.items() for other in group.also}
        known |= {fold(name): name for name in self.by_name}
        near = [known[each] for each in get_close_matches(fold(text), known, n=1, cutoff=0.7)]
        hint = suggestion(near, "see `tradefiche list products`, and `tradefiche list groups`")
        return UsageError(f"{text!r} is no product's code and no group of products", hint=hint)


@kept
def product_groups(dirs: tuple[Path, ...]) -> ProductGroups:
    """Return the groups of these folders, cached; ConfigError if the file is wrong."""
    from tradefiche.reference import schema

    layers = read(FILE, dirs)
    found = layers.checked(schema.ProductGroupsFile).groups
    products = nomenclature(dirs)
    for name, group in found.items():
        keys = ("groups", name, "members")
        for code in group.members:
            if products.level_of(code, "a129") is None:
                expected = "codes of a129.yaml, cpf4.yaml, a38.yaml or a17.yaml"
                raise layers.slip(keys, expected=expected, got=code)
    if ENERGY not in found:
        raise layers.slip(("groups",), expected=f"the key {ENERGY!r}", got="none")
    for code in found[ENERGY].members:
        if products.level_of(code, "a129") == "cpf4":
            expected = "codes of A129 or coarser, since yearly workbooks know no finer"
            raise layers.slip(("groups", ENERGY, "members"), expected=expected, got=code)
    return ProductGroups(found)
