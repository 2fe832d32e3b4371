"""Pack the four codes of a row into one integer, which sorts as they do in an eighth of the memory.

Codes consist of digits and capital letters and have a fixed length, so that together they are a
number in base 36; their twelve characters fit into 64 bits.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

KEY = ("department", "a129", "cpf4", "country")
PLACE = ("department", "a129", "country")
_PAIR = 36**2
_PAIRS = ["".join(pair) for pair in product(digits + ascii_uppercase, repeat=2)]
"""All pairs of base-36 digits, in order."""
SIZE = {"department": _PAIR, "a129": _PAIR**2, "cpf4": _PAIR**2, "country": _PAIR}


def packed() -> pl.Expr:
    """Return an expression that packs the four code columns (text) into `key` (Int64)."""
    import polars as pl

    whole = pl.lit(0, dtype=pl.Int64)
    for name, size in SIZE.items():
        whole = whole * size + pl.col(name).str.to_integer(base=36, dtype=pl.Int64)
    return whole.alias("key")


def block(key: pl.Expr) -> pl.Expr:
    """Return a key, or a place (a key without CPF4), without its country."""
    return key // SIZE["country"]


def place(key: pl.Expr) -> pl.Expr:
    """Return a key without its CPF4."""
    return block(key) // SIZE["cpf4"] * SIZE["country"] + key % SIZE["country"]


def spelt(keys: pl.Series, names: tuple[str, ...] = KEY) -> pl.DataFrame:
    """Unpack keys into their codes as text, with one column per name.

    In sorted keys the codes before the last one seldom change, so they are converted once per run
    of equal values.

    Args:
        keys: integers packed from exactly these codes, in this order.
        names: some of `KEY`.
    """
    import polars as pl

    *above, last = names
    key = pl.col("key")
    each = keys.to_frame("key").select(last=key % SIZE[last], above=key // SIZE[last])
    begins = each["above"].ne_missing(each["above"].shift())
    which = begins.cum_sum() - 1
    rest = each["above"].filter(begins)
    found = {last: _text(each["last"], SIZE[last])}
    for name in reversed(above):
        found[name] = _text(rest % SIZE[name], SIZE[name]).gather(which)
        rest = rest // SIZE[name]
    return pl.DataFrame({name: found[name] for name in names})


def code(number: int, size: int) -> str:
    """Return a number as a code of two or four characters; `size` is as in `SIZE`."""
    first, second = divmod(number, _PAIR)
    return _PAIRS[second] if size == _PAIR else _PAIRS[first] + _PAIRS[second]


def _text(numbers: pl.Series, size: int) -> pl.Series:
    """Return the codes of many numbers: `code` for a series."""
    import polars as pl

    pairs = _pairs()
    if size == _PAIR:
        return pairs.gather(numbers)
    parts = [pairs.gather(each) for each in (numbers // _PAIR, numbers % _PAIR)]
    return pl.select(pl.concat_str(parts)).to_series()


@cache
def _pairs() -> pl.Series:
    import polars as pl

    return pl.Series(_PAIRS)
