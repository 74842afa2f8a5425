"""`manage.py run`: one command from nothing to an answering page, and nobody left behind."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.setup.processes import descendants, end_within
from udsatte import embedded
from udsatte.embedded.places import ROOT


@contextlib.contextmanager
def running(**env: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command and its address, once it has said so."""
    configured = {"DATABASE_URL", "WORKER_DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "UDSATTE_ROLE"}
    own = {key: value for key, value in os.environ.items() if key not in {*configured, "DJANGO_SETTINGS_MODULE"}}
    with subprocess.Popen(
        [sys.executable, "manage.py", "run"], cwd=ROOT, env=own | env, text=True, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if line.startswith("Logs:"):
                    break
            address = re.search(r"http://localhost:\d+", said)
            assert address, said
            yield process, address[0]
        finally:
            process.kill()


def test_it_serves_and_leaves_nobody_behind(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(DEMO="0", PORT=str(port)) as (process, address):
            assert int(address.rpartition(":")[2]) > port
            with urllib.request.urlopen(f"{address}/readyz") as answer:
                assert answer.status == 200
            children = descendants(process.pid)
            assert len(children) >= 4
            process.kill()
            assert end_within(children, seconds=5)
    assert embedded.status() == {"PostgreSQL": True, "Valkey": True}

    with running(DEMO="0") as (process, address):
        children = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
        assert end_within(children, seconds=0.5)
    assert embedded.status() == {"PostgreSQL": False, "Valkey": False}
