"""The script for cron does what its page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.builders import write
from tests.cli.reference import OPERATIONS
from tests.customs.remote import customs, settings
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.customs.remote.conftest import Scene


def script(folder: Path) -> str:
    """Return the script, working in a folder of the test's own."""
    text = OPERATIONS.read_text(encoding="utf-8")
    found = re.search(r"<!-- renew -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert found is not None
    assert found[1].count("/srv/trade") == 1
    return found[1].replace("/srv/trade", str(folder))


def test_fiches_are_made_only_if_something_new_came(scene: Scene) -> None:
    """The program is the real one to fetch; in place of making fiches it leaves a trace."""
    config = settings.config(scene.folder / "config", settings.index(scene.index))
    program = f"""#!/bin/sh
if [ "$1" = fiche ]; then echo "$*" >> made; test ! -e broken; exit; fi
cd {ROOT}; exec {sys.executable} -m tradefiche "$@"
"""
    tool = write(scene.folder / ".venv" / "bin" / "tradefiche", program.encode())
    tool.chmod(0o755)
    renew = write(scene.folder / "renew", script(scene.folder).encode())
    environment = os.environ | {
        "TRADEFICHE_DATA_DIR": str(scene.store),
        "TRADEFICHE_CONFIG_DIR": str(config),
    }
    made = scene.folder / "made"

    def run_it() -> tuple[int, int]:
        done = subprocess.run(["/bin/sh", renew], env=environment, check=False, timeout=120)
        return done.returncode, len(made.read_text().splitlines()) if made.exists() else 0

    assert run_it() == (0, 1)
    assert run_it() == (0, 1)
    newer = customs.latest(scene.folder / "newer", (2025, 2), "202509")
    customs.put(scene.site, [*scene.zips, *newer])
    (scene.folder / "broken").touch()
    assert run_it() == (1, 2)
    (scene.folder / "broken").unlink()
    assert run_it() == (0, 3)
    assert run_it() == (0, 3)
    scene.site.resources.clear()
    assert run_it() == (69, 3)
