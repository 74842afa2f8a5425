"""A database for each run of the tests: a copy of one that was migrated before, if no migration has changed.

Migrating from nothing takes many seconds, copying a tenth of one. Two runs in one checkout don't meet.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from udsatte import embedded
from udsatte.embedded.places import locked

ROOT = Path(__file__).resolve().parent.parent
OWN = "test_udsatte_"
TEMPLATE = "template_udsatte_"
# What a migration is made of. What runs after each migrate (grants, `harden`) runs on the copy, too.
SOURCES = ("migrations/*.py", "sql/*", "models.py", "models/*.py")


class MigrationFailed(Exception):
    """The migrations do not run; the message is what `migrate` said."""


def make_own() -> str:
    """Copy the template, made first if there is none for these migrations; returns the copy's name.

    Raises MigrationFailed.
    """
    name, template = f"{OWN}{os.getpid()}", f"{TEMPLATE}{_fingerprint()}"
    with locked(embedded.var_folder("test")), _maintenance() as connection:
        _drop_own_of_killed_runs(connection)
        if template not in _names(connection, TEMPLATE):
            for old in _names(connection, TEMPLATE):
                _drop(connection, old)
            _migrate(connection, template)
        connection.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, template))
    return name


def drop_own() -> None:
    """Drop this run's copy."""
    with _maintenance() as connection:
        _drop(connection, f"{OWN}{os.getpid()}")


def _migrate(connection: psycopg.Connection, template: str) -> None:
    new = f"{TEMPLATE}new"
    _drop(connection, new)
    connection.execute(_statement("CREATE DATABASE {}", new))
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "udsatte.settings.test",
        "UDSATTE_ROLE": "owner",
        "OWNER_DATABASE_URL": os.environ["OWNER_DATABASE_URL"].replace("/udsatte?", f"/{new}?"),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        raise MigrationFailed(done.stdout[-3000:])
    connection.execute(_statement("ALTER DATABASE {} RENAME TO {}", new, template))


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    apps = [path.parent for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/apps.py")]
    files = {path for app in apps for source in SOURCES for path in app.glob(source)}
    for path in sorted(files | set(ROOT.glob("udsatte/access/*.py")) | set(ROOT.glob("udsatte/settings/*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(os.environ["OWNER_DATABASE_URL"].replace("/udsatte?", "/postgres?"), autocommit=True)


def _names(connection: psycopg.Connection, prefix: str) -> list[str]:
    rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in rows]


def _drop_own_of_killed_runs(connection: psycopg.Connection) -> None:
    for name in _names(connection, OWN):
        try:
            os.kill(int(name.removeprefix(OWN)), 0)
        except ProcessLookupError:
            _drop(connection, name)
        except (PermissionError, ValueError):
            continue


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))
