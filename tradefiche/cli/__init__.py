"""The command line: parses, calls the floors below, prints. See `tradefiche --help`."""

from __future__ import annotations


def main() -> None:
    """Run the program with the words of the command line, and leave with its exit code."""
    import sys

    from tradefiche.cli.console import buffer_streams
    from tradefiche.cli.run import run

    buffer_streams()
    sys.exit(run(sys.argv[1:]))
