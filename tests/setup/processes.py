"""Looking at processes that are not our children (Linux)."""

from __future__ import annotations

import contextlib
import os
import select
import time
from pathlib import Path


def lives(pid: int) -> bool:
    """Whether the process runs; one that ended and was not yet collected does not."""
    with contextlib.suppress(FileNotFoundError):
        return _status(pid)[0] != "Z"
    return False


def descendants(pid: int) -> set[int]:
    """The children of a process, and theirs."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            parents[int(folder.name)] = int(_status(int(folder.name))[1])
    found: set[int] = set()
    new = {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def end_within(pids: set[int], seconds: float) -> bool:
    """Wait until all of them have ended; false if one is still there after so many seconds."""
    deadline = time.monotonic() + seconds
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            try:
                poll = select.poll()
                poll.register(handle, select.POLLIN)
                if not poll.poll(max(0, deadline - time.monotonic()) * 1000):
                    return False
            finally:
                os.close(handle)
    return True


def _status(pid: int) -> list[str]:
    """State, parent's id and more, from behind the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
