"""Table `peers`: the territories whose exports are most alike, by product and by country."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from tradefiche.indicators.areas import areas, grid
from tradefiche.indicators.breakdown import counts, in_order, left_alone
from tradefiche.indicators.cells import FRANCE, cells, of_territories
from tradefiche.indicators.columns import among_all, is_known, rank
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension
    from tradefiche.reference.territories import Territory

_PAIR = ("period", "territory", "peer")
_WHOLE = 2**60
"""Parts of a whole: sums of integers do not depend on the order of rows."""
_ALIKE = 2**20
"""Unit, in parts, in which similarities are compared: each share is off by less than a part."""


class _Profile(NamedTuple):
    """The composition of each territory's exports by product or by country.

    Attributes:
        key: `product` or `country`.
        plural: prefix of the columns, `products` or `countries`.
        shares: columns period, territory, the key and `share` (in parts of `_WHOLE`); only of
            positive values and, of countries, rankable ones.
    """

    key: Dimension
    plural: str
    shares: pl.LazyFrame


def peers(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and peer: the nearest ones, or `request.beside`.

    A similarity is the sum, over products or countries, of the smaller of the two shares in
    exports: from 0 (nothing in common) to 100 (the same composition). It is null where one of the
    two has no exports that count, and where filters leave one product, or country, in all exports
    of France. Ranks are from 1, the most similar by product, among the 100 units or the 18 régions;
    none at similarity 0. Where not all of France is held, there is no rank, hence no nearest peer.
    Shares are in percent, exports in whole euros.
    """
    profiles = [
        _profile("product", "products", facts, request),
        _profile("country", "countries", facts, request),
    ]
    pairs = _pairs(facts, request).cache()
    for profile in profiles:
        pairs = _compared(pairs, profile, request)
    place = rank(
        "products_shared", pl.col("among"), within=("period", "territory"), code="peer_code"
    )
    ranked = pairs.with_columns(rank=place)
    wanted = pl.col("beside") if request.beside else pl.col("rank") <= request.nearest
    kept = ranked.filter(wanted).with_columns(level=pl.lit(request.level)).cache()
    table = kept
    for profile in profiles:
        table = table.join(_told(kept, profile), on=_PAIR, how="left")
    return in_order(table, facts, request).sort(
        "order", "when", "rank", -pl.col("products_shared"), "peer_code", nulls_last=True
    )


TABLE = Indicator(peers)


def _everyone(request: Request) -> tuple[Territory, ...]:
    """Return territories requested, named or ranked; France only if it is requested or named."""
    every = (*request.territories, *request.beside, *request.ranked)
    asked = {each.id for each in (*request.territories, *request.beside)}
    return tuple({each.id: each for each in every if each.id != FRANCE or FRANCE in asked}.values())


def _profile(key: Dimension, plural: str, facts: Facts, request: Request) -> _Profile:
    summed = cells(facts.current, request, key)
    values = of_territories(facts.current, request, _everyone(request), key)
    counted = (pl.col("flow") == "export") & counts(key, request)
    value = pl.col("value").cast(pl.Int128)
    share = value * pl.lit(_WHOLE, dtype=pl.Int128) // value.sum().over("period", "territory")
    shares = values.filter(counted).select("period", "territory", key, share=share.cast(pl.Int64))
    if request.restricted:
        lone = left_alone(summed, key, request).filter(pl.col("flow") == "export")
        shares = shares.join(lone, on="period", how="anti")
    shares = shares.cache()
    return _Profile(key, plural, shares)


def _pairs(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per period, territory and possible peer, with the exports of both.

    `among`: whether the peer is among those that are ranked; `beside`: whether it is named in
    the request.
    """
    own = _exports(facts, request).join(
        areas(request, request.territories).select("territory", "kind"), on="territory"
    )
    every = areas(request, _everyone(request)).select(
        "kind",
        peer="territory",
        peer_code="code",
        ranked="ranked",
        beside=pl.col("territory").is_in([each.id for each in request.beside]),
    )
    theirs = _exports(facts, request).rename(
        {"territory": "peer", "exports_eur": "peer_exports_eur"}
    )
    pairs = own.join(every, how="cross", suffix="_peer").join(theirs, on=["period", "peer"])
    alike = pl.col("ranked") & (pl.col("kind") == pl.col("kind_peer"))
    return pairs.filter(
        pl.col("territory") != pl.col("peer"), alike | pl.col("beside")
    ).with_columns(among=alike & among_all(facts, "export"))


def _exports(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return period, territory and `exports_eur` (whole euros) wherever exports are known."""
    places = _everyone(request)
    values = of_territories(facts.current, request, places).filter(pl.col("flow") == "export")
    return (
        grid(request, places, facts.periods)
        .filter(is_known(facts.known("export"), "export", facts.current, places))
        .join(values, on=["period", "territory"], how="left")
        .select("period", "territory", exports_eur=pl.col("value").fill_null(0))
    )


def _compared(pairs: pl.LazyFrame, profile: _Profile, request: Request) -> pl.LazyFrame:
    """Add `…_similarity` and its sort key `…_shared`; null where one of the two has no shares."""
    name, shares = f"{profile.plural}_shared", profile.shares
    theirs = shares.rename({"territory": "peer", "share": "theirs"})
    asked = pl.col("territory").is_in([each.id for each in request.territories])
    shared = (
        shares.filter(asked)
        .join(theirs, on=["period", profile.key])
        .group_by(_PAIR)
        .agg(pl.min_horizontal("share", "theirs").sum().alias(name))
    )
    some = shares.select("period", "territory").unique().with_columns(some=pl.lit(value=True))
    known = pl.col("some") & pl.col("some_peer")
    return (
        pairs.join(shared, on=_PAIR, how="left")
        .join(some, on=["period", "territory"], how="left")
        .join(
            some.rename({"territory": "peer", "some": "some_peer"}),
            on=["period", "peer"],
            how="left",
        )
        .with_columns(pl.when(known).then(pl.col(name).fill_null(0)).alias(name))
        .with_columns(
            (100.0 * pl.col(name) / _WHOLE).alias(f"{profile.plural}_similarity"),
            _in_order(pl.col(name)).alias(name),
        )
        .drop("some", "some_peer")
    )


def _in_order(parts: pl.Expr) -> pl.Expr:
    """Round to units of `_ALIKE` parts, so that similarities equal but for rounding are equal."""
    return (parts + _ALIKE // 2) // _ALIKE


def _sides(pairs: pl.LazyFrame, profile: _Profile) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Return the shares of both members of each pair: the pair, the key, `mine` or `theirs`."""
    names = pairs.select(_PAIR)
    first, second = (
        names.join(
            profile.shares.select("period", pl.col("territory").alias(side), profile.key, "share"),
            on=["period", side],
        ).select(*_PAIR, profile.key, pl.col("share").alias(name))
        for side, name in (("territory", "mine"), ("peer", "theirs"))
    )
    return first, second


def _told(kept: pl.LazyFrame, profile: _Profile) -> pl.LazyFrame:
    """Return for each pair what adds most to its similarity, and where shares differ most."""
    key = profile.key
    mine, theirs = _sides(kept, profile)
    both = mine.join(theirs, on=[*_PAIR, key], how="full", coalesce=True).with_columns(
        pl.col("mine", "theirs").fill_null(0)
    )
    common = pl.min_horizontal("mine", "theirs")
    gap = (pl.col("mine") - pl.col("theirs")).abs()
    first = {
        name: pl.struct(key, "mine", "theirs").sort_by(-_in_order(by), key).first().alias(name)
        for name, by in (("common", common), ("gap", gap))
    }
    share = {
        (name, side): 100.0 * pl.col(name).struct.field(side) / _WHOLE
        for name in first
        for side in ("mine", "theirs")
    }
    least = pl.min_horizontal(share["common", "mine"], share["common", "theirs"])
    code = {name: pl.col(name).struct.field(key) for name in first}
    return (
        both.group_by(_PAIR)
        .agg(first.values())
        .select(
            *_PAIR,
            pl.when(least > 0).then(code["common"]).alias(f"common_{key}"),
            pl.when(least > 0).then(least).alias(f"common_{key}_pct"),
            code["gap"].alias(f"gap_{key}"),
            share["gap", "mine"].alias(f"gap_{key}_pct"),
            share["gap", "theirs"].alias(f"gap_{key}_peer_pct"),
        )
    )
