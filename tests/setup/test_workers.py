"""Tests side by side: each worker works on a copy of the first process's servers, and none is left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests import workers
from tests.setup.processes import lives
from udsatte import embedded
from udsatte.embedded.places import ROOT, pid_in

# A worker that moves in, says where its servers are, and works until somebody ends it.
WORKER = """
import json, os
from tests import workers
from udsatte import embedded
workers.move_in()
embedded.start_into(os.environ, "test")
print(json.dumps({"url": os.environ["OWNER_DATABASE_URL"], "var": str(embedded.var_folder("test"))}), flush=True)
input()
"""


@pytest.fixture
def first(used_checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the first process's cluster, in which somebody is remembered."""
    monkeypatch.setenv(workers.FOLDER, "")
    url = embedded.start("test")["OWNER_DATABASE_URL"]
    say(url, "CREATE TABLE remembered AS SELECT 42 AS number")
    yield url
    embedded.release("test")


@contextmanager
def worker() -> Iterator[tuple[str, int, int]]:
    """The address of its cluster, and the process ids of its servers; killed afterwards."""
    env = {**os.environ, "PYTEST_XDIST_WORKER": "gw0"}
    command = [sys.executable, "-c", WORKER]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        postgres, valkey = (
            pid_in(Path(said["var"], "postgres", "postmaster.pid")),
            pid_in(Path(said["var"], "valkey.pid")),
        )
        assert postgres
        assert valkey
        yield said["url"], postgres, valkey
        process.kill()


def say(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_what_a_worker_does_the_others_never_see(first: str) -> None:
    workers.prepare()
    with worker() as (own, *servers):
        assert say(own, "SELECT number FROM remembered") == [(42,)]
        say(own, "DELETE FROM remembered")
        assert pid_in(embedded.var_folder("test") / "postgres" / "postmaster.pid") not in servers
    assert say(first, "SELECT number FROM remembered") == [(42,)]

    folder = Path(os.environ[workers.FOLDER])
    assert all(lives(pid) for pid in servers), "a worker that is killed cannot stop them"
    workers.clear()
    assert not any(lives(pid) for pid in servers)
    assert not folder.exists()
    assert say(first, "SELECT 1") == [(1,)]


def test_the_next_run_removes_what_a_killed_one_has_left(first: str) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    workers.prepare()
    folder = Path(os.environ[workers.FOLDER]).with_name(str(ended.pid))
    os.environ[workers.FOLDER] = str(folder)
    with worker() as (_, *servers):
        pass
    workers.remove_of_killed_runs()
    embedded.start("test")
    assert not folder.exists()
    assert not any(lives(pid) for pid in servers)
