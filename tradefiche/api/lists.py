"""Lists of what can be asked for, as data frames.

`search` keeps the rows that have each of its words in a code, name or other name, in either
language; case, accents and plural make no difference. UsageError if it finds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from tradefiche.api.arguments import one_of, settle
from tradefiche.api.keywords import LabelKeywords
from tradefiche.api.question import dirs_of, store_of

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.reference.products import Level


def territories(*, search: str | None = None, **where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return one row per territory that can be asked for.

    Columns: id, kind, code, customs (the Customs' codes), region, departements, name. Kinds: `dept`
    (the 100 units and Monaco), `region`, `france`, `ti` (Territoires d'industrie, with the codes of
    the départements that stand for one in `departements`).

    >>> territories().filter(id="dept-59")["name"].item()
    'Nord'
    """
    import polars as pl

    from tradefiche.report.catalogue import territories as every

    settle(where, LabelKeywords)
    rows = every(dirs_of(where), where.get("lang", "fr"), search)
    return pl.DataFrame(rows, infer_schema_length=None)


def products(
    *, level: Level = "a129", search: str | None = None, **where: Unpack[LabelKeywords]
) -> pl.DataFrame:
    """Return one row per product of a level: code and name.

    >>> products(search="avion")["code"].to_list()
    ['C30C']
    >>> products().filter(code="C21Z")["name"].item()
    'Produits pharmaceutiques'
    """
    return _listed("products", where, search, level=level)


def countries(*, search: str | None = None, **where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return one row per country of the Customs: code, zone, ranked (or empty) and name.

    >>> countries(lang="en").filter(code="NA")["name"].item()
    'Namibia'
    """
    return _listed("countries", where, search)


def groups(*, search: str | None = None, **where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return one row per group of products or of countries.

    Columns: name, of (`products` or `countries`), title, members (codes), definition, source.

    >>> groups().filter(name="aeronautique")["members"].item()
    'C30C'
    """
    return _listed("groups", where, search)


def periods(**where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return one row per flow and quarter held, in its newest release; empty if there are none.

    Columns: flow, period, release, rows, value_eur (whole euros), data. Yearly workbooks, which
    have no quarters, are not listed.

    >>> periods(sample=True)["period"].unique().sort().to_list()[-1]
    '2024Q4'
    """
    import polars as pl

    settle(where, LabelKeywords)
    store = store_of(where)
    held = store.view().slices
    schema = {
        "flow": pl.String,
        "period": pl.String,
        "release": pl.String,
        "rows": pl.Int64,
        "value_eur": pl.Int64,
        "data": pl.String,
    }
    data = store.manifest.data or "customs"
    found = [
        (flow, str(quarter), each.release, each.rows, each.value_eur, data)
        for (flow, quarter), each in sorted(held.items())
    ]
    return pl.DataFrame(found, schema=schema, orient="row")


def _listed(
    what: str, where: LabelKeywords, search: str | None, *, level: Level = "a129"
) -> pl.DataFrame:
    import polars as pl

    from tradefiche.reference.products import LEVELS
    from tradefiche.report.catalogue import catalogue

    settle(where, LabelKeywords)
    one_of("level", (level,), LEVELS)
    lang = where.get("lang", "fr")
    found = catalogue(what, dirs_of(where), level=level, lang=lang, search=search)
    return pl.DataFrame([each.row for each in found])
