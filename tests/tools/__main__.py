"""`python -m tests.tools`: checks PDFs with pdfua, web pages with axe-core in Chromium.

Fiches of the sample that are unlike each other are made anew, and the index over them. A tool
that is missing is a failure; `--have` only says which are.

    pip install pdfua
    npm install --prefix .tools axe-core
    apt-get install chromium

pdfua covers a part of PDF/UA-1, axe-core a part of WCAG: no fault found is not conformance.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.running import ROOT, launch
from tests.tools import browser, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

AXE = ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
PLACES = (
    "--dept", "59", "--dept", "75", "--dept", "48", "--dept", "20", "--dept", "974",
    "--dept", "976", "--dept", "40", "--region", "32", "--france",
)  # fmt: skip

UNLIKE = ("dept-59", "dept-976")


def main() -> int:
    """Run the checks; return 1 if a tool is missing or a fault is found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--have", action="store_true", help="only say which tools are missing")
    parser.add_argument("--all", action="store_true", help="every page, not three unlike ones")
    options = parser.parse_args()
    missing = list(_missing())
    for each in missing:
        _say(f"missing: {each}")
    if missing or options.have:
        return int(bool(missing))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = launch("fiche", *PLACES, "--sample", "--quiet", "-o", name)
        if made.code:
            _say(made.err)
            return 1
        faults = [*_pdfs(folder), *_pages(folder, every=options.all)]
    for each in faults:
        _say(each)
    _say(f"{len(faults)} faults" if faults else "no fault found by pdfua, nor by axe-core")
    return int(bool(faults))


def _missing() -> Iterator[str]:
    if importlib.util.find_spec("pdfua") is None:
        yield "pdfua (pip install pdfua)"
    if not AXE.is_file():
        yield "axe-core (npm install --prefix .tools axe-core)"
    if browser.find() is None:
        yield "Chromium (apt-get install chromium)"


def _pdfs(folder: Path) -> Iterator[str]:
    """Yield the faults that pdfua finds; say what it could not look at."""
    import pdfua

    paths = sorted(folder.rglob("*.pdf"))
    left_out = set()
    for path in paths:
        report = pdfua.validate(str(path))
        for outcome in report.outcomes:
            if outcome.skipped_reason:
                left_out.add(outcome.rule_id)
            for finding in outcome.findings:
                yield f"{path.name}: {outcome.rule_id}: {finding.message}"
    _say(f"{len(paths)} PDFs looked at by pdfua")
    if left_out:
        _say(f"not evaluated by pdfua, for a fault of its own: {', '.join(sorted(left_out))}")


def _pages(folder: Path, *, every: bool) -> Iterator[str]:
    """Yield the faults of the web pages, or of the largest, the smallest and the index."""
    axe = AXE.read_text("utf-8")
    found = sorted(folder.rglob("*.html"))
    paths = [path for path in found if every or path.parent.name in {*UNLIKE, folder.name}]
    with browser.browser() as running:
        for path in paths:
            yield from pages.faults(running, path, axe)
        yield from pages.search_faults(running, folder / "index.html")
    views = ", ".join(map(str, pages.VIEWS))
    _say(f"{len(paths)} pages looked at by axe-core, each at {views}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
