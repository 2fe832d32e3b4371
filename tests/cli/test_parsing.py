"""No word of a command line is lost: options given twice, several values, stray words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer.main

from tests.running import one_line, run
from tradefiche.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.running import Result

_COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
OPTIONS = [
    pytest.param(name, option, id=f"{name} {max(option.opts, key=len)}")
    for name, command in _COMMANDS.items()
    for option in command.params
    if option.param_type_name == "option" and not option.is_eager
]


def test_the_walk_meets_every_command() -> None:
    assert {each.values[0] for each in OPTIONS} == {each.name for each in app.registered_commands}
    assert len(OPTIONS) > 80


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_an_option_given_twice_is_repeatable_or_2(
    command: str, option: typer.core.TyperOption
) -> None:
    first, last = option.opts[0], option.opts[-1]
    value = () if option.is_flag else ("1",)

    twice = run(command, first, *value, last, *value)
    if option.multiple:
        assert "Repeatable" in (option.help or "")
        assert "more than once" not in twice.err
    else:
        assert "Repeatable" not in (option.help or "")
        assert one_line(twice.err).endswith("is given more than once — give it once")
        assert twice.code == 2
        assert twice.out == ""


def territories(result: Result) -> list[str]:
    assert result.code == 0, result.err
    return [row["territory"] for row in result.json["tables"]["totals"]]


def test_several_values_stand_with_commas_or_apart(store: Path) -> None:
    words = ("compute", "--table", "totals", "--json", "--data-dir", store)

    mixed = run(*words, "--dept", "59, 62", "--region", "32", "--dept=Val-d’Oise,2A,", "--quiet")

    assert territories(mixed) == ["dept-59", "dept-62", "region-32", "dept-95", "dept-20"]
    tables = run(
        "compute", "--dept", "59", "--table", "totals,flows", "--json", "--data-dir", store
    )
    assert list(tables.json["tables"]) == ["totals", "flows"]


def test_a_comma_of_a_name_or_path_is_its_own(store: Path, tmp_path: Path) -> None:
    name = "Vallée du Gier, de l’Ondaine et de Loire Sud"
    result = run("compute", "--ti", name, "--table", "totals", "--json", "--data-dir", store)
    assert territories(result) == ["dept-42"]

    missing = run("fetch", "--from", tmp_path / "a,b", "--data-dir", tmp_path / "store")
    assert missing.code == 66
    assert "a,b" in one_line(missing.err)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--dept", "59", "62"), "'62' belongs to no option — for several write --dept 59,62"),
        (("--dept", "Val", "d'Oise"), 'for one name --dept "Val d\'Oise"'),
        (("59",), "'59' belongs to no option"),
        (("--lang", "fr", "59"), "'59' belongs to no option"),
    ],
)
def test_a_stray_word_is_told_where_it_belongs(words: tuple[str, ...], hint: str) -> None:
    result = run("compute", *words)

    assert result.code == 2
    assert hint in one_line(result.err)


def test_words_that_are_one_of_a_few_are_taken_in_any_case(store: Path) -> None:
    words = ("compute", "--dept", "59", "--table", "totals", "--data-dir", store)

    shouted = run(*words, "--lang", "EN", "--format", "CSV", "--level", "A129")

    assert shouted.code == 0, shouted.err
    assert shouted.out == run(*words, "--lang", "en", "--format", "csv").out
    assert "'text', 'csv', 'json', 'jsonl', 'parquet', 'xlsx'" in one_line(
        run(*words, "--format", "EXCEL").err
    )
