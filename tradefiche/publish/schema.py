"""The four tables: columns in order, titles, keys, and the check of a frame against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.errors import TradeficheError
from tradefiche.publish import columns as c
from tradefiche.reference.matching import unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.publish.columns import Column
    from tradefiche.typography import Lang


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract.

    Attributes:
        name: as in `--table` and in file names.
        columns: in the order of every output.
    """

    name: str
    title_fr: str
    title_en: str
    row_fr: str
    row_en: str
    columns: tuple[Column, ...]

    def title(self, lang: Lang) -> str:
        """Return the title."""
        return self.title_en if lang == "en" else self.title_fr

    def row(self, lang: Lang) -> str:
        """Say what a row is, and in which order rows come."""
        return self.row_en if lang == "en" else self.row_fr

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together identify a row."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def by_level(self) -> bool:
        """Whether its rows depend on the level of products."""
        return c.LEVEL in self.columns


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "totals",
            "Totaux",
            "Totals",
            "Un territoire et une période.",
            "A territory and period.",
            (c.TERRITORY, c.TERRITORY_NAME, c.PERIOD, *c.TOTALS_MEASURES, c.DATA),
        ),
        Table(
            "partners",
            "Pays partenaires",
            "Partner countries",
            "Un pays, par exportations plus importations décroissantes.",
            "A country, by exports plus imports, falling.",
            (
                c.TERRITORY, c.PERIOD, c.COUNTRY, c.COUNTRY_NAME, c.ZONE,
                *c.breakdown("parmi les pays", "among the countries"), c.DATA,
            ),
        ),
        Table(
            "products",
            "Produits",
            "Products",
            "Un produit, par exportations plus importations décroissantes.",
            "A product, by exports plus imports, falling.",
            (
                c.TERRITORY, c.PERIOD, c.LEVEL, c.PRODUCT, c.PRODUCT_NAME,
                *c.breakdown("parmi les produits", "among the products"), c.DATA,
            ),
        ),
        Table(
            "flows",
            "Flux par produit et pays",
            "Flows by product and country",
            "Un couple produit × pays des premiers de chaque côté, OTHER pour le reste.",
            "A product × country pair of the first on either side, OTHER for the remainder.",
            (
                c.TERRITORY, c.PERIOD, c.FLOW, c.LEVEL, c.PRODUCT, c.PRODUCT_NAME, c.COUNTRY,
                c.COUNTRY_NAME, c.VALUE, c.SHARE, c.RANK, c.HIGHLIGHTED, c.DATA,
            ),
        ),
    )
}  # fmt: skip


def table(name: str) -> Table:
    """Return the table of this name; UsageError with the names there are."""
    if name not in TABLES:
        raise unknown("table", name, TABLES)
    return TABLES[name]


def conform(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame as its table is published: columns in order, one type for each.

    Integers become Int64, empty texts null.

    Raises:
        TradeficheError: a column is missing, unknown or of another kind, the key is not whole,
            or a number is not finite. That is a fault of the program.
    """
    import polars as pl
    import polars.selectors as cs

    wanted = table(name)
    if missing := [column for column in wanted.names if column not in frame.columns]:
        raise TradeficheError(f"table {name}: no column {', '.join(missing)}")
    if unknown := [column for column in frame.columns if column not in wanted.names]:
        raise TradeficheError(f"table {name}: no such column in its schema: {', '.join(unknown)}")
    frame = frame.select(
        _cast(name, column, frame.schema[column.name]) for column in wanted.columns
    )
    frame = frame.with_columns(cs.string().replace("", None))
    if any(frame.select(pl.col(wanted.key).has_nulls()).row(0)):
        raise TradeficheError(f"table {name}: a row without {' or '.join(wanted.key)}")
    if not all(frame.select(cs.float().is_finite().all()).row(0)):
        raise TradeficheError(f"table {name}: a number that is not finite")
    return frame


def _cast(name: str, column: Column, found: pl.DataType) -> pl.Expr:
    import polars as pl

    target, fits = {
        "string": (pl.String(), isinstance(found, pl.String | pl.Categorical | pl.Enum)),
        "integer": (pl.Int64(), found.is_integer()),
        "number": (pl.Float64(), found.is_float()),
        "boolean": (pl.Boolean(), isinstance(found, pl.Boolean)),
    }[column.kind]
    if not fits and not isinstance(found, pl.Null):
        raise TradeficheError(f"table {name}: {column.name} is {found}, not {column.kind}")
    return pl.col(column.name).cast(target)
