"""Any value in any place of the configuration is served, or refused with 78 in one line.

`--endurance` tries a thousand.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from tests.datasets import Dice
from tests.running import one_line, run
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.endurance.ground import Ground

SEED = 20261129
FEW, MANY = 8, 1_000
VALUES: tuple[object, ...] = (
    None, "", " ", "x", "é" * 10_000, "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202ex",
    "#let x = 1; $ *a* _b_ `c` @d <e>", "{place}", "{", "}", "{0}", "{a.b}", "{x!r}", "%s", "../x",
    -1, 0, 1, 10**18, 10**30, 1e308, float("inf"), float("nan"), 0.1, True, [], {}, [[]], [None],
    {"x": 1}, {1: 2}, dt.date(2024, 1, 1), b"x", "2024", "1900-01-01", "#12345", "http://[",
    "\ufeff",
)  # fmt: skip
COMMANDS = (
    ("compute", "--dept", "59", "--json"),
    ("chart", "--dept", "59", "--kind", "balance"),
    ("fiche", "--dept", "59", "--format", "html"),
    ("export", "--dept", "59", "--format", "xlsx"),
    ("list", "indicators"),
)
CHEAP = COMMANDS[0], COMMANDS[-1]


def changed(document: Any, dice: Dice) -> tuple[Any, str]:  # noqa: ANN401 - plain YAML
    """Return what of a document is to be laid over it, and where it says otherwise."""
    if not isinstance(document, (dict, list)) or not document or dice.random() < 0.1:
        value = dice.choice(VALUES)
        return value, f" = {value!r:.80}"
    if isinstance(document, list):
        place = dice.randrange(len(document))
        value, said = changed(document[place], dice)
        return [*document[:place], value, *document[place + 1 :]], f"[{place}]{said}"
    key = dice.choice(list(document))
    if dice.random() < 0.05:
        return {dice.choice(("x", "", 1, "<b>")): document[key]}, f".{key} renamed"
    value, said = changed(document[key], dice)
    return {key: value}, f".{key}{said}"


def test_any_value_in_any_place(
    ground: Ground,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    endurance: bool,
) -> None:
    ground.reset("fetch")
    dice = Dice(SEED)
    ends = Counter[int]()
    own = tmp_path / "own"
    shipped = {path.name: yaml.safe_load(path.read_bytes()) for path in shipped_config().glob("*")}
    for number in range(MANY if endurance else FEW):
        name = dice.choice(sorted(shipped))
        document, where = changed(shipped[name], dice)
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
        (own / name).write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
        words = dice.choice(COMMANDS if endurance else CHEAP)
        said = f"seed {SEED}, case {number}: {name}{where}; {' '.join(words)}"
        out = ("-o", tmp_path / "out") if words[0] in {"chart", "fiche", "export"} else ()
        store = ("--data-dir", ground.store) if words[0] != "list" else ()

        result = run(*words, *out, *store, "--config-dir", own)

        assert result.code in {0, 66, 78}, f"{said}: {result.code} {result.err}"
        if result.code:
            assert one_line(result.err), said
            assert result.out == "", said
        ends[result.code] += 1
    record_property("said", f"seed {SEED}, exit codes {dict(sorted(ends.items()))}")
    assert ends[78]
