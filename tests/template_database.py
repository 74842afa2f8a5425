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
    name = f"{OWN}{os.getpid()}"
    with locked(embedded.var_folder("test")), maintenance() as connection:
        _drop_own_of_killed_runs(connection)
        copy(connection, template(connection), name)
    return name


def make_template() -> None:
    """See to it that the template is there, for whoever copies the cluster. Raises MigrationFailed."""
    with locked(embedded.var_folder("test")), maintenance() as connection:
        template(connection)


def template(connection: psycopg.Connection) -> str:
    """The migrated database to copy, made first if there is none for these migrations. Under the cluster's lock.

    Raises MigrationFailed.
    """
    if found := ready(connection):
        return found
    for old in names(connection, TEMPLATE):
        drop(connection, old)
    name = f"{TEMPLATE}{fingerprint()}"
    _migrate(connection, name)
    return name


def ready(connection: psycopg.Connection) -> str | None:
    """The template's name, if there is one for these migrations."""
    name = f"{TEMPLATE}{fingerprint()}"
    return name if name in names(connection, TEMPLATE) else None


def copy(connection: psycopg.Connection, template: str, name: str) -> None:
    """A database like the template, to which nobody may be connected."""
    connection.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, template))


def drop_own() -> None:
    """Drop this run's copy."""
    with maintenance() as connection:
        drop(connection, f"{OWN}{os.getpid()}")


def _migrate(connection: psycopg.Connection, template: str) -> None:
    new = f"{TEMPLATE}new"
    drop(connection, new)
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


def fingerprint() -> str:
    """Another one after every change that a migrated database could show."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    apps = [path.parent for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/apps.py")]
    files = {path for app in apps for source in SOURCES for path in app.glob(source)}
    for path in sorted(files | set(ROOT.glob("udsatte/access/*.py")) | set(ROOT.glob("udsatte/settings/*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def maintenance() -> psycopg.Connection:
    """As owner, beside the databases that come and go."""
    return psycopg.connect(os.environ["OWNER_DATABASE_URL"].replace("/udsatte?", "/postgres?"), autocommit=True)


def names(connection: psycopg.Connection, prefix: str) -> list[str]:
    """The databases whose name begins so."""
    rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in rows]


def _drop_own_of_killed_runs(connection: psycopg.Connection) -> None:
    for name in names(connection, OWN):
        try:
            os.kill(int(name.removeprefix(OWN)), 0)
        except ProcessLookupError:
            drop(connection, name)
        except (PermissionError, ValueError):
            continue


def drop(connection: psycopg.Connection, name: str, *, force: bool = True) -> None:
    """Remove a database. By force: though another owner's session is still connected; else it waits for the last.

    Not `WITH (FORCE)`: that is refused while autovacuum, which is the superuser's, is at it. A plain one sends it away.
    """
    if force:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend' AND pg_has_role(usesysid, 'USAGE')",
            [name],
        )
    connection.execute(_statement("DROP DATABASE IF EXISTS {}", name))


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))


if __name__ == "__main__":
    try:
        make_template()
    except MigrationFailed as error:
        sys.exit(str(error))
