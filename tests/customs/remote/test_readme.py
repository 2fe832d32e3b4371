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
    """Return the script, working in a folder of the test's own, for two fiches in place of all."""
    text = OPERATIONS.read_text(encoding="utf-8")
    found = re.search(r"<!-- renew -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert found is not None
    assert found[1].count("/srv/trade") == found[1].count("--all") == 1
    few = "--dept 59 --dept 75 --format html"
    return found[1].replace("/srv/trade", str(folder)).replace("--all", few)


def test_what_is_due_is_made_whatever_went_wrong_before(scene: Scene) -> None:
    config = settings.config(scene.folder / "config", settings.index(scene.index))
    program = f"""#!/bin/sh
export PYTHONPATH={ROOT}:$PYTHONPATH
exec {sys.executable} -m tradefiche "$@"
"""
    tool = write(scene.folder / ".venv" / "bin" / "tradefiche", program.encode())
    tool.chmod(0o755)
    renew = write(scene.folder / "renew", script(scene.folder).encode())
    environment = os.environ | {
        "TRADEFICHE_DATA_DIR": str(scene.store),
        "TRADEFICHE_CONFIG_DIR": str(config),
    }
    out = scene.folder / "out"

    def run_it() -> tuple[int, dict[str, tuple[int, bytes]]]:
        done = subprocess.run(["/bin/sh", renew], env=environment, check=False, timeout=120)
        made = {
            path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.rglob("*.html")
        }
        return done.returncode, made

    code, first = run_it()
    assert code == 0
    assert len(first) == 3
    assert run_it() == (0, first)

    # the fiches cannot be made in the week in which something new comes
    newer = customs.archives(scene.folder / "newer", 2024, "202509", value=9)
    customs.put(scene.site, [*scene.zips, *newer])
    manifest = (out / "manifest.json").read_bytes()
    (out / "manifest.json").write_bytes(b"in the way")
    assert run_it() == (73, first)
    (out / "manifest.json").write_bytes(manifest)
    code, second = run_it()
    assert code == 0
    assert set(second) == set(first)
    assert all(second[name][1] != first[name][1] for name in first)

    # they are made even where there is nothing to fetch from, whose code is told
    (out / "dept-59" / "dept-59_2024.html").unlink()
    scene.site.resources.clear()
    code, third = run_it()
    assert code == 69
    assert {name: content for name, (_, content) in third.items()} == {
        name: content for name, (_, content) in second.items()
    }
