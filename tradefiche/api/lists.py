"""What can be asked for, as frames.

A `search` keeps what has each of its words in codes, names or what else it is called: accents, case
and plural make no difference. One that finds nothing is a UsageError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from tradefiche.api.keywords import LabelKeywords
from tradefiche.api.question import dirs_of, known, one_of, store_of

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.reference.products import Level


def territories(*, search: str | None = None, **where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return what can be asked for: id, kind, code, customs (code), region and name of each.

    Kinds: `dept` (the 100 units and Monaco), `region`, `france`, `ti` (Territoires d'industrie,
    with the départements that stand for one in `departements`).

    >>> territories().filter(id="dept-59")["name"].item()
    'Nord'
    """
    import polars as pl

    from tradefiche.report.catalogue import territories as every

    known(where, LabelKeywords)
    rows = every(dirs_of(where), where.get("lang", "fr"), search)
    return pl.DataFrame(rows, infer_schema_length=None)


def products(
    *, level: Level = "a129", search: str | None = None, **where: Unpack[LabelKeywords]
) -> pl.DataFrame:
    """Return the products of a level: code and name.

    >>> products(search="avion")["code"].to_list()
    ['C30C']
    >>> products().filter(code="C21Z")["name"].item()
    'Produits pharmaceutiques'
    """
    return _listed("products", where, search, level=level)


def countries(*, search: str | None = None, **where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return the Customs' countries: code, zone, ranked (or empty) and name.

    >>> countries(lang="en").filter(code="NA")["name"].item()
    'Namibia'
    """
    return _listed("countries", where, search)


def groups(*, search: str | None = None, **where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return the groups of products and countries: name, of, title, members, definition, source.

    >>> groups().filter(name="aeronautique")["members"].item()
    'C30C'
    """
    return _listed("groups", where, search)


def periods(**where: Unpack[LabelKeywords]) -> pl.DataFrame:
    """Return the flows and quarters held: flow, period, release, rows, value_eur, data.

    The newest release of each; empty where nothing is held.

    >>> periods(sample=True)["period"].unique().sort().to_list()[-1]
    '2024Q4'
    """
    import polars as pl

    known(where, LabelKeywords)
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

    known(where, LabelKeywords)
    one_of("level", level, LEVELS)
    lang = where.get("lang", "fr")
    found = catalogue(what, dirs_of(where), level=level, lang=lang, search=search)
    return pl.DataFrame([each.row for each in found])
