"""Tests that run side by side share what is costly to make."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.running import ROOT


def test_the_tests_of_a_file_run_in_one_process() -> None:
    files = ("tests/language/test_money.py", "tests/language/test_typography.py")
    words = (sys.executable, "-m", "pytest", "-n", "2", "-vv", "-p", "no:cacheprovider", *files)
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)

    ran = set(re.findall(r"^\[(gw\d)\] .*? PASSED ([^:]+)::", done.stdout, re.MULTILINE))

    assert sorted(file for _, file in ran) == sorted(files)
