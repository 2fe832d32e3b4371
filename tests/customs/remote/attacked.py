"""A program that fetches as it is told, again and again, and says what came of it.

Each line that it reads is a list of words for `tradefiche`; each line that it writes is the exit
code, what was said on stderr, the seconds that it took, those of them in which it worked (the
machine may have others to serve), and the most memory used so far (MB).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.running import run


def main() -> None:
    """Answer until there are no more lines."""
    for line in sys.stdin:
        began, worked = time.monotonic(), time.process_time()
        result = run(*json.loads(line))
        seconds = time.monotonic() - began
        busy = time.process_time() - worked
        peak = _peak()
        answer = {"code": result.code, "err": result.err, "peak": peak}
        answer |= {"seconds": seconds, "busy": busy}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _peak() -> float:
    """Return the most memory that this program used; `ru_maxrss` would count its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
