from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import template_database
from udsatte import embedded


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A `var` of its own that every user of the machine can reach; its servers end with the test."""
    folder = Path(tempfile.mkdtemp(prefix="udsatte-test-"))
    folder.chmod(0o755)
    monkeypatch.setenv("UDSATTE_VAR", str(folder / "var"))
    yield folder / "var"
    embedded.reset()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def used_data() -> Iterator[Path]:
    """PostgreSQL's folder of a checkout that has run before."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = Path(tempfile.mkdtemp(prefix="udsatte-test-"))
        folder.chmod(0o755)
        monkeypatch.setenv("UDSATTE_VAR", str(folder))
        embedded.start("test")
        embedded.release("test")
        data = folder / "test" / "postgres"
    yield data
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("UDSATTE_VAR", str(folder))
        embedded.reset()


@pytest.fixture
def used_checkout(checkout: Path, used_data: Path) -> Path:
    """A checkout that has run before, stopped."""
    (checkout / "test").mkdir(parents=True)
    subprocess.run(["cp", "-a", used_data, checkout / "test"], check=True)
    return checkout


#: As the embedded starter and `manage.py roles` leave a database.
_RIGHTS = (
    "REVOKE ALL ON DATABASE {} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {} TO udsatte_owner, udsatte_web, udsatte_worker, udsatte_backup",
)
ROW = (
    "INSERT INTO accounts_organisation (id, name, sector) "
    "VALUES ('0b000000-0000-4000-8000-000000000001', 'Æbeltoft ''Kommune''', 'municipality')"
)


@pytest.fixture(scope="session")
def used(django_db_setup: None) -> Iterator[str]:
    """A migrated and hardened database with somebody in it."""
    yield from _database("udsatte_backup_used", filled=True)


@pytest.fixture
def empty() -> Iterator[str]:
    """A new database with its rights and nothing else."""
    yield from _database("udsatte_backup_empty", filled=False)


def _database(name: str, *, filled: bool) -> Iterator[str]:
    with template_database.maintenance() as maintenance:
        template_database.drop(maintenance, name)
        if filled:
            template_database.copy(maintenance, template_database.template(maintenance), name)
        else:
            maintenance.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        for statement in _RIGHTS:
            maintenance.execute(sql.SQL(statement).format(sql.Identifier(name)))
    if filled:
        with owner_of(name) as owner:
            owner.execute(ROW)
    yield name
    with template_database.maintenance() as maintenance:
        template_database.drop(maintenance, name)


def url_of(role: str, name: str) -> str:
    """How that role signs in to that database of the tests' cluster."""
    owners = os.environ["OWNER_DATABASE_URL"].replace("/udsatte?", f"/{name}?")
    return owners.replace("udsatte_owner@", f"udsatte_{role}@")


def owner_of(name: str) -> psycopg.Connection:
    """Signed in to that database as the owner."""
    return psycopg.connect(url_of("owner", name), autocommit=True)
