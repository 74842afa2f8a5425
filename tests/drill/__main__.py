"""Runs the drills, one after the other, or those that are named."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable

from tests.drill import outages, recovery, reminders, senders, visits, writes
from tests.drill.servers import DrillFailed

#: Each is told whether it is to be quick.
DRILLS: dict[str, Callable[[bool], None]] = {
    "writes": lambda quick: writes.main(quick=quick),
    "reminders": lambda quick: reminders.main(quick=quick),
    "senders": lambda quick: senders.main(quick=quick),
    "visits": lambda quick: visits.main(quick=quick),
    "outages": lambda _quick: outages.main(),
    "restore": lambda _quick: recovery.restore(),
    "point-in-time": lambda _quick: recovery.point_in_time(),
}


def main(argv: list[str]) -> int:
    """The number of drills that failed."""
    parser = ArgumentParser(prog="make drill")
    parser.add_argument("names", nargs="*", metavar="drill", help=f"of {', '.join(DRILLS)}; all, if none is named")
    parser.add_argument("--quick", action="store_true", help="fewer writes and reminders: minutes for each")
    options = parser.parse_args(argv)
    if unknown := set(options.names) - set(DRILLS):
        parser.error(f"no drill is called {', '.join(sorted(unknown))}; there are {', '.join(DRILLS)}")
    failed = 0
    for name in options.names or DRILLS:
        began = time.monotonic()
        print(f"{name} …", flush=True)
        try:
            DRILLS[name](options.quick)
        except DrillFailed as failure:
            failed += 1
            print(f"FAILED: {failure}", flush=True)
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    print(f"{failed} failed" if failed else "All as promised")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
