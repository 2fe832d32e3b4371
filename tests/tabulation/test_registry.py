"""The tables as `config/tables.yaml` declares them: faults, words of one's own, one entry each."""

from __future__ import annotations

import json
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest

from tests.running import run
from tradefiche import indicators
from tradefiche.errors import ConfigError
from tradefiche.indicators.indicator import Indicator, indicator
from tradefiche.indicators.measures import MEASURES
from tradefiche.language.phrases import texts
from tradefiche.reference.checks_schema import SEVERITIES
from tradefiche.reference.products import LEVELS
from tradefiche.settings import shipped_config
from tradefiche.tabulation.registry import contract, declared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradefiche.tabulation.table import Column

    Spoil = Callable[[str, str, str], tuple[Path, ...]]


def column(table: str, name: str) -> Column:
    return next(each for each in contract()[table].columns if each.name == name)


def test_each_table_has_one_entry_in_the_module_of_its_name() -> None:
    modules = {each.name for each in iter_modules(indicators.__path__)}
    entries = {name for name in modules - {"indicator"} if "TABLE" in vars(_module(name))}

    assert entries == {*contract()}
    for name in contract():
        assert isinstance(indicator(name), Indicator)
        assert indicator(name).function.__name__ == name


def _module(name: str) -> object:
    from importlib import import_module

    return import_module(f"tradefiche.indicators.{name}")


def test_every_table_but_that_of_sentences_has_a_layout() -> None:
    """`compute` would not show another."""
    assert {name for name, each in contract().items() if each.layout is None} == {"checks"}


def test_values_that_code_knows_too_are_the_same() -> None:
    assert column("products", "level").values == LEVELS
    assert column("concentration", "dimension").values == ("country", *LEVELS)
    assert column("checks", "severity").values == SEVERITIES
    assert column("ranking", "measure").values == tuple(MEASURES)
    assert {each.unit for each in MEASURES.values()} == {*column("ranking", "unit").values}


def test_every_measure_is_named_in_two_languages() -> None:
    for lang in ("fr", "en"):
        say = texts((shipped_config(),)).wording(lang).say
        assert len({say(f"measure.{name}") for name in MEASURES}) == len(MEASURES)


def test_a_name_for_both_flows_is_two_columns() -> None:
    for side, said, letter in (("exports", "Exportations", "x"), ("imports", "Importations", "m")):
        found = column("totals", f"{side}_change_pct")
        assert found.title("fr") == f"{said}, évolution"
        assert found.formula == f"100 · ({letter}_t − {letter}_t0) / {letter}_t0"


def test_cautions_are_said_one_after_the_other() -> None:
    said = column("contributions", "exports_contribution_pts").caution("en")

    assert said.startswith("Not a cause. Not to be read where change_note has emebi")


def test_a_users_words_are_shown_everywhere(spoil: Spoil, store: Path, tmp_path: Path) -> None:
    (own,) = spoil("tables.yaml", "{fr: Taux de couverture, en: Coverage}", "{fr: TC, en: Cover}")

    said = run("list", "indicators", "--config-dir", own).out
    assert "TC (%). Exportations FAB" in said.replace("\u00a0", " ")
    words = ("--dept", "59", "--format", "csv", "-o", tmp_path, "--data-dir", store)
    result = run("export", *words, "--config-dir", own)
    assert result.code == 0, result.err
    package = json.loads((tmp_path / "dept-59" / "datapackage.json").read_bytes())
    titles = {
        field["title"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if field["name"] == "coverage_pct"
    }
    assert titles == {"TC"}


_UNUSED = """  idle:
    title: {fr: a, en: b}
    definition: {fr: a., en: b.}
    type: string
  territory:
"""
_TEXT = """    text:
      name: code
      columns: {value: {form: money, head: {fr: a, en: b}}}
    title: {fr: Contrôles"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("type: boolean", "type: flag", "own.highlighted.type: expected one of boolean, integer"),
        ("[gap]", "[gape]", "own.{side}_gap_region_pts.caution: expected one of two_valuations"),
        ("period, number,", "period, nummer,", "tables.checks.columns.2: expected a name of"),
        ("name: dimension\n", "name: size\n", "concentration.text.name: expected a column of"),
        ("group: span\n", "group: spin\n", "evolution.text.group: expected a column of"),
        (" hhi: {form", " hhj: {form", "concentration.text.columns.hhj: expected a column of"),
        ('"{Flow}, masse"', '"{Flux}, masse"', "columns.{side}_kg: expected no braces but {flow}"),
        ("fr: Solde,", 'fr: "{Flow}",', "columns.balance_eur: expected no braces but {flow}"),
        ('{v}_ti / {v}_t"', '{v.x} / {v}_t"', "{side}_share_pct: expected no braces but {flow}"),
        (" change_note:\n", " note:\n", "totals.columns.15: expected a name of `columns`"),
        ("  territory:\n", _UNUSED, "columns.idle: expected a column of a table, got one of none"),
        ("rsca, exports_rank,", "exports_rank, rsca,", "specialisation.columns: expected territo"),
        ("unit: kg", "unit: EUR", "totals.exports_kg: expected the type, unit, key and values of"),
        ("    title: {fr: Contrôles", _TEXT, "tables.checks.text: expected none, got a mapping"),
        (
            "  evolution:\n    title",
            "  evolutions:\n    title",
            "tables: expected the key 'evolution'",
        ),
    ],
)
def test_a_slip_gives_file_key_and_what_was_expected(
    spoil: Spoil, old: str, new: str, said: str
) -> None:
    dirs = spoil("tables.yaml", old, new)

    with pytest.raises(ConfigError) as raised:
        declared(dirs)

    assert f"{dirs[0] / 'tables.yaml'}: " in str(raised.value)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
