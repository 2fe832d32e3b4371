"""How the package's files hang together; the contracts of `pyproject.toml` see to its rooms."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def test_no_file_imports_itself_by_way_of_others() -> None:
    """Imports for types alone and those within functions are counted; packages are files too."""
    graph = grimp.build_graph("tradefiche")
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    assert imports["tradefiche.customs.slices"] >= {"tradefiche.customs.held"}, "for types alone"

    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of files: {' ← '.join(error.args[1])}")
