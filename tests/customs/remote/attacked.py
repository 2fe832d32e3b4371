"""A program that fetches as it is told, again and again, and says what came of it.

Each line that it reads is a list of words for `tradefiche`; each line that it writes is the exit
code, what was said on stderr, the seconds that it took, those of them in which it worked (the
machine may have others to serve), and the most memory used so far (MB).
"""

from __future__ import annotations

import json
import resource
import sys
import time

from tests.running import run


def main() -> None:
    """Answer until there are no more lines."""
    for line in sys.stdin:
        began, worked = time.monotonic(), time.process_time()
        result = run(*json.loads(line))
        seconds = time.monotonic() - began
        busy = time.process_time() - worked
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer = {"code": result.code, "err": result.err, "peak": peak}
        answer |= {"seconds": seconds, "busy": busy}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
