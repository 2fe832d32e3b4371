"""The command line: parses, calls the floors below, prints. See `tradefiche --help`."""

from __future__ import annotations


def main() -> None:
    """Run the program with the words of the command line, and leave with its exit code."""
    import sys

    try:
        from tradefiche.cli.console import buffer_streams
        from tradefiche.cli.run import run

        buffer_streams()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was a command, or while one was ended
        sys.stderr.write("tradefiche: error: interrupted\n")
        code = 130
    sys.exit(code)
