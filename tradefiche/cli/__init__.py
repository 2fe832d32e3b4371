"""The command line: parse options, call the other packages, print; see `tradefiche --help`."""

from __future__ import annotations

_ALLOCATOR = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:250,muzzy_decay_ms:0")
"""Environment variable that makes the allocator of Polars return unused memory to the system."""


def main() -> None:
    """Run the program with the arguments of the command line, and exit with its exit code."""
    import os
    import sys

    os.environ.setdefault(*_ALLOCATOR)
    try:
        from tradefiche.cli.console import buffer_streams
        from tradefiche.cli.run import run

        buffer_streams()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command started, or while one ended
        sys.stderr.write("tradefiche: error: interrupted\n")
        code = 130
    sys.exit(code)
