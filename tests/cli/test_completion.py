"""A shell completes commands, options and values; it asks as Typer's script for bash does."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.running import ROOT, run


def asked(line: str) -> dict[str, str]:
    """Return the variables by which bash asks what may stand in place of a line's last word."""
    return {
        "_TRADEFICHE_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("tradefiche com", ["compute"]),
        ("tradefiche compute --ta", ["--table", "--tariff"]),
        ("tradefiche compute --dept 97", ["971", "972", "973", "974", "976"]),
        ("tradefiche compute --dept Nor", ["Nord"]),
        ("tradefiche compute --dept val-d", ["val-de-Marne", "val-d-Oise"]),
        ("tradefiche compute --dept 59,6", ["59,60", "59,61", "59,62", "59,63", "59,64", "59,65",
                                            "59,66", "59,67", "59,68", "59,69"]),
        ("tradefiche fiche --region haut", ["hauts-de-France"]),
        ("tradefiche chart --ti ti-320", [f"ti-320{number}" for number in range(1, 10)]),
        ("tradefiche fiche --region ile", ["ile-de-France"]),
        ("tradefiche compute --dept 59 --table part", ["partners"]),
        ("tradefiche chart --kind sank", ["sankey-exports", "sankey-imports"]),
        ("tradefiche export --exclude-product ener", ["energie"]),
        ("tradefiche compute --product c30", ["c30A", "c30B", "c30C", "c30D", "c30E"]),
        ("tradefiche compute --country as", ["asean", "asia", "as"]),
        ("tradefiche compute --table ranking --measure cov", ["coverage"]),
        ("tradefiche list pro", ["products"]),
        ("tradefiche compute --format p", ["parquet"]),
        ("tradefiche fetch --kind w", ["workbooks"]),
        ("tradefiche compute --dept 59 --year 2024 --year 2024 --hea", ["--head"]),
    ],
)  # fmt: skip
def test_bash_completes(line: str, values: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in asked(line).items():
        monkeypatch.setenv(name, value)

    result = run()

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == values


def test_it_does_without_what_is_slow() -> None:
    forbid = (
        "import sys\n"
        "for name in ('polars', 'altair', 'vl_convert', 'xlsxwriter', 'typst', 'httpx'):\n"
        "    sys.modules[name] = None"
    )
    lines = ("compute --dept ", "compute --table ", "chart --kind ", "compute --measure ",
             "compute --product ", "compute --country ", "fiche --ti ")  # fmt: skip
    code = f"""{forbid}
import contextlib, os, tradefiche.cli
for asked in {[asked(f"tradefiche {line}") for line in lines]}:
    os.environ.update(asked)
    with contextlib.suppress(SystemExit):
        tradefiche.cli.main()
    print("--")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    *answers, rest = done.stdout.split("--\n")
    assert rest == ""
    assert [bool(each.strip()) for each in answers] == [True] * len(lines)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_reads_the_script_that_is_shown() -> None:
    shown = f"script=$('{sys.executable}' -m tradefiche --show-completion)"
    line = f'{shown} && eval "$script" && complete -p tradefiche'
    done = subprocess.run(
        [shutil.which("bash") or "", "-c", line],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout == "complete -o default -F _tradefiche_completion tradefiche\n"
