"""Runs the drills, one after the other, or those that are named."""

import sys
import time
from collections.abc import Callable

from tests.drill import recovery, reminders, writes
from tests.drill.servers import DrillFailed

DRILLS: dict[str, Callable[[], None]] = {
    "writes": writes.main,
    "reminders": reminders.main,
    "restore": recovery.restore,
    "point-in-time": recovery.point_in_time,
}


def main(names: list[str]) -> int:
    """The number of drills that failed."""
    if unknown := set(names) - set(DRILLS):
        print(f"No drill is called {', '.join(sorted(unknown))}; there are {', '.join(DRILLS)}.")
        return 1
    failed = 0
    for name in names or DRILLS:
        began = time.monotonic()
        print(f"{name} …", flush=True)
        try:
            DRILLS[name]()
        except DrillFailed as failure:
            failed += 1
            print(f"FAILED: {failure}", flush=True)
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    print(f"{failed} failed" if failed else "All as promised")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
