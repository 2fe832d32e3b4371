"""Stores that many tests read and none changes: each is built once a session.

And what keeps every test on this machine and away from its user's data.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import datasets, examples
from tests.builders import archive_zip, latest_zip
from tests.guard import outside
from tests.running import fetch
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

    from tests.builders import Record


GUARD = Path(outside.__file__).parent
TESTS = Path(__file__).parent
# What `-m "not slow"` leaves out, and what makes it so: files that take the processor for more than
# six seconds or so; besides them, all that read every fiche. Every room keeps others.
SLOW = {
    "api/test_library.py": "every example of the docstrings, and every file the commands write",
    "charts/test_accessibility.py": "every kind in both languages, by the letter of its SVG",
    "charts/test_balance.py": "many made-up balances are drawn",
    "charts/test_comparison.py": "many made-up structures are drawn",
    "charts/test_goldens.py": "every kind for several territories, as SVG and as pixels",
    "charts/test_index.py": "two panels, by many made-up series",
    "charts/test_rendering.py": "pictures as pixels, in processes of their own",
    "charts/test_slide.py": "every kind for several territories, as slides",
    "charts/test_slides.py": "every kind as a slide, read again",
    "charts/test_tooltips.py": "every mark of every kind",
    "cli/test_completion.py": "a shell that asks the program, again and again",
    "cli/test_config.py": "every file of the configuration is printed and read again",
    "cli/test_help.py": "every example of the help is run",
    "cli/test_outputs.py": "every command, for each way in which it cannot write",
    "cli/test_pipes.py": "a process for each stream that can break",
    "cli/test_sample.py": "samples are made as zips and taken in",
    "customs/remote/test_downloads.py": "a server, for each thing that can befall a download",
    "customs/remote/test_faults.py": "a server that fails at every step",
    "customs/remote/test_fetching.py": "a server and a store for each way to fetch",
    "customs/remote/test_hostile.py": "a server that answers anything at all",
    "customs/remote/test_kills.py": "fetches that are killed at any moment",
    "customs/remote/test_pace.py": "servers that keep one waiting",
    "customs/remote/test_reach.py": "servers that cannot be reached",
    "customs/remote/test_readme.py": "the script for cron is run, against a server",
    "customs/remote/test_workbook_faults.py": "a server that fails, workbook by workbook",
    "customs/remote/test_workbooks.py": "a server with the workbooks of every région",
    "customs/test_rot.py": "a store that is damaged in many places, each asked after",
    "customs/test_sample.py": "samples are made, and recounted in plain Python",
    "customs/test_sums.py": "every table, twice for each of many questions",
    "customs/workbooks/test_again.py": "samples of workbooks are made twice, and compared",
    "customs/workbooks/test_store.py": "stores of workbooks, each asked after in many ways",
    "endurance": "whatever can go wrong with files, processes, input and configuration",
    "formats/test_frictionless.py": "the standard's own program reads every file",
    "guard/test_processes.py": "a run of tests within a test",
    "indicators/test_checks.py": "many stores, each with a fault of its own",
    "indicators/test_laws.py": "every table of many made-up trades",
    "indicators/test_places.py": "every table of every kind of place",
    "indicators/test_ranking.py": "every measure, counted again from its definition",
    "indicators/test_recounted.py": "every table, counted again from its formula",
    "language/test_templates.py": "every sentence of the fiches of each kind of territory",
    "publication/test_batch.py": "many batches, some in processes of their own",
    "publication/test_essential.py": "summaries are set in type, in both languages",
    "publication/test_pages.py": "a browser goes through the pages of three territories",
    "publication/test_portal.py": "a browser goes through the page over all fiches",
    "publication/test_render.py": "every picture of several fiches",
    "publication/test_scope.py": "fiches of a part of trade, written and read again",
    "publication/test_signs.py": "many made-up trades are told in fiches",
    "publication/test_special.py": "fiches of odd periods and of hostile labels",
    "report/test_page.py": "whatever is printed, at many widths",
    "report/test_report.py": "whatever `compute` prints",
    "tabulation/test_ordering.py": "every table by every column",
    "tabulation/test_tidy.py": "all rows held, for each way to ask",
    "test_exclusions.py": "every table, counted again row by row for each way to leave out",
    "test_filters.py": "every code, every table and every picture with filters",
    "test_identities.py": "what made-up releases must sum to, in every table",
    "test_recount.py": "every table, counted again row by row",
}
# What makes fiches, each once, and how a module has it.
WHOLE = {"composed", "documents", "printed", "paged"}
_IMPORTED = re.compile(r"^from tests\.publication\.documents import (\([^)]*\)|.*)", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the harnesses ask."""
    parser.addoption(
        "--endurance", action="store_true", help="run the harnesses for minutes, not seconds"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let tests take few examples of chance, or many."""
    examples.choose(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what `SLOW` names, and what reads every fiche, before any are chosen by it.

    They come first, so that no process is left with one of them when all else is done.
    """
    if not config.getoption("--endurance"):
        for item in items:
            if item.get_closest_marker("endurance"):
                item.add_marker(pytest.mark.skip(reason="like others: with --endurance"))
    slow = {TESTS / name for name in SLOW}
    assert all(path.exists() for path in slow)
    for item in items:
        if of_every_fiche(item.path) or not slow.isdisjoint((item.path, *item.path.parents)):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@cache
def of_every_fiche(path: Path) -> bool:
    """Whether the tests of a file read what is made once for every territory, at a cost."""
    found = _IMPORTED.search(path.read_text("utf-8"))
    return found is not None and not WHOLE.isdisjoint(re.findall(r"\w+", found[1]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Keep what is costly to make in one process: a file's tests, and all that read every fiche.

    The groups of pytest-xdist 3.8 have no effect under pytest 9.2, and nothing says so.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByWhatIsMade(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return "every fiche" if of_every_fiche(config.rootpath / file) else file

    return ByWhatIsMade(config, log)


def _of(records: list[Record], flow: str) -> list[Record]:
    return [r for r in records if r.flow == flow]


outside.install()
# what tests and libraries hold stays held, and need not be gone through again and again
gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def endurance(request: pytest.FixtureRequest) -> bool:
    """Whether the harnesses run for minutes."""
    return bool(request.config.getoption("--endurance"))


@pytest.fixture(scope="session", autouse=True)
def _nothing_outside() -> Iterator[None]:
    """Keep programs that tests start on this machine too, those that are not Python by a proxy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(GUARD), prepend=os.pathsep)
        for scheme in ("HTTP", "HTTPS", "ALL"):
            for name in (f"{scheme}_PROXY", f"{scheme.lower()}_proxy"):
                patch.setenv(name, "http://127.0.0.1:9")
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "127.0.0.1,localhost")
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test away from the store of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEFICHE_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the zips of five releases that overlap, oldest first.

    2022 (its imports lack the second quarter), 2023, then two *latest releases* which revise
    the last quarters of 2023, and 2024Q1 to 2024Q3 twice.
    """
    folder = tmp_path_factory.mktemp("releases")
    first = datasets.generate(1, datasets.quarters((2022, 1), (2022, 4)))
    first = [r for r in first if (r.flow, r.year, r.quarter) != ("I", 2022, 2)]
    second = datasets.generate(2, datasets.quarters((2023, 1), (2023, 4)))
    third = datasets.generate(3, datasets.quarters((2023, 3), (2024, 3)))
    fourth = datasets.generate(4, datasets.quarters((2023, 4), (2024, 4)))
    paths: list[Path] = []
    for flow in ("E", "I"):
        paths.append(archive_zip(folder, flow, 2022, _of(first, flow), release="202402"))
        paths.append(archive_zip(folder, flow, 2023, _of(second, flow), release="202405"))
        paths.append(latest_zip(folder, flow, _of(third, flow), release="202411", newline="\n"))
        paths.append(latest_zip(folder, flow, _of(fourth, flow), release="202502"))
    return sorted(paths)


@pytest.fixture(scope="session")
def store(releases: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store that holds all ``releases``, taken in oldest first, at once."""
    folder = tmp_path_factory.mktemp("store")
    result = fetch(folder, *releases)
    assert result.code == 0, result.err
    return folder


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store to which nothing was ever fetched."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture
def dirs() -> tuple[Path, ...]:
    return (shipped_config(),)


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str, str, str], tuple[Path, ...]]:
    """Return a function that copies the project's configuration, and changes one file of it."""

    def change(name: str, old: str, new: str) -> tuple[Path, ...]:
        shutil.copytree(shipped_config(), tmp_path, dirs_exist_ok=True)
        text = (shipped_config() / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return (tmp_path,)

    return change


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have to say of themselves: seeds and counts."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "said":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {text}")
