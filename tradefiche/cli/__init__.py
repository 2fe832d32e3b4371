"""The command line: parses, calls the floors below, prints. See `tradefiche --help`."""

from __future__ import annotations

_ALLOCATOR = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:250,muzzy_decay_ms:0")
"""How Polars gives memory back that it no longer needs; by itself it keeps it for its own use."""


def main() -> None:
    """Run the program with the words of the command line, and leave with its exit code."""
    import os
    import sys

    os.environ.setdefault(*_ALLOCATOR)
    try:
        from tradefiche.cli.console import buffer_streams
        from tradefiche.cli.run import run

        buffer_streams()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was a command, or while one was ended
        sys.stderr.write("tradefiche: error: interrupted\n")
        code = 130
    sys.exit(code)
