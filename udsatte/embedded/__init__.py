"""PostgreSQL and Valkey from wheels, for a machine that has neither.

`manage.py` and the tests use them when DATABASE_URL or REDIS_URL is unset; settings never do. Standard
library only, so that it runs before Django loads. Everything lives under `var/` of the checkout (or
UDSATTE_VAR), apart from a short folder for the sockets, whose path stands in `var/instance`. There is no TCP:
whoever may enter that folder is trusted, so this is for development and tests, not for real citizens.

Who uses the servers holds a shared lock until it ends; `release` stops them when nobody is left.
"""

from __future__ import annotations

import atexit
import base64
import fcntl
import os
import secrets
import shutil
from collections.abc import MutableMapping
from pathlib import Path
from typing import IO
from urllib.parse import quote

from udsatte.embedded import postgres, valkey
from udsatte.embedded.places import EmbeddedError, Place, find_place, locked, strays, var_folder
from udsatte.embedded.roles import roles_sql

__all__ = [
    "DATABASE_URLS",
    "EmbeddedError",
    "in_use",
    "release",
    "reset",
    "roles_sql",
    "start",
    "start_into",
    "status",
    "stop",
    "var_folder",
]

DATABASE_URLS = {
    "DATABASE_URL": "udsatte_web",
    "WORKER_DATABASE_URL": "udsatte_worker",
    "OWNER_DATABASE_URL": "udsatte_owner",
    "BACKUP_DATABASE_URL": "udsatte_backup",
}

_held: dict[Path, tuple[IO[str], Place]] = {}


def start(flavour: str = "dev", *, database: bool = True, broker: bool = True) -> dict[str, str]:
    """Start what does not run yet, and return the environment variables that lead to it.

    The caller holds the servers from here until `release` or its end. Raises EmbeddedError.
    """
    var = var_folder(flavour)
    try:
        with locked(var):
            place = find_place(var)
            _hold(place)
            _remove_strays()
            if database and not postgres.answers(place):
                postgres.start(place, test=flavour == "test")
            if broker and not valkey.answers(place):
                valkey.start(place)
    except PermissionError as error:
        raise EmbeddedError(f"{error.filename} belongs to another user: run as that one, or remove {var}.") from error
    return _urls(place, database=database, broker=broker)


def start_into(env: MutableMapping[str, str] = os.environ, flavour: str = "dev", *, services: bool = True) -> None:
    """Start what `env` does not name, and write its address and the development keys into `env`.

    The flavour `test` overrides what `env` names: tests never touch a configured database.
    Without `services` only the keys are written.
    """
    test = flavour == "test"
    database, broker = test or not env.get("DATABASE_URL"), test or not env.get("REDIS_URL")
    if services and (database or broker):
        env.update(start(flavour, database=database, broker=broker))
    for name, value in _development_keys(var_folder(flavour)).items():
        env.setdefault(name, value)


def stop(flavour: str = "dev") -> list[str]:
    """Stop this checkout's servers, whoever holds them; returns the names of those that ran."""
    var = var_folder(flavour)
    if not (var / "instance").exists():
        return []
    with locked(var):
        return _stop_servers(find_place(var))


def release(flavour: str = "dev") -> list[str]:
    """Let go of the servers, and stop them if nobody else holds them."""
    users, place = _held.pop(var_folder(flavour), (None, None))
    if users is None or place is None:
        return []
    users.close()
    if not place.var.exists():  # deleted under us
        return _stop_servers(place)
    with locked(place.var):
        return [] if in_use(flavour) else _stop_servers(place)


def in_use(flavour: str = "dev") -> bool:
    """Whether a process holds the servers: `make run`, a test run, a shell."""
    users = var_folder(flavour) / "users"
    if not users.exists():
        return False
    with users.open("a") as probe:
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def status(flavour: str = "dev") -> dict[str, bool]:
    """Which of the two servers answers."""
    var = var_folder(flavour)
    if not (var / "instance").exists():
        return {"PostgreSQL": False, "Valkey": False}
    with locked(var):
        place = find_place(var)
        return {"PostgreSQL": postgres.answers(place), "Valkey": valkey.answers(place)}


def reset() -> None:
    """Stop the servers of both flavours and remove their folders, data included."""
    for flavour in ("test", "dev"):
        var = var_folder(flavour)
        if (var / "instance").exists():
            with locked(var):
                place = find_place(var)
                _stop_servers(place)
                shutil.rmtree(place.run)
        if var.exists():
            shutil.rmtree(var)
    _remove_strays()


def _hold(place: Place) -> None:
    path = place.var / "users"
    if place.var in _held:
        users = _held[place.var][0]
        if path.exists() and os.path.samestat(os.fstat(users.fileno()), path.stat()):
            return
        users.close()
    users = path.open("a")
    atexit.register(users.close)
    fcntl.flock(users, fcntl.LOCK_SH)
    _held[place.var] = (users, place)


def _remove_strays() -> None:
    for stray in strays():
        _stop_servers(stray)
        shutil.rmtree(stray.run, ignore_errors=True)


def _stop_servers(place: Place) -> list[str]:
    stopped = {"PostgreSQL": postgres.stop(place), "Valkey": valkey.stop(place)}
    return [name for name, was_running in stopped.items() if was_running]


def _urls(place: Place, *, database: bool, broker: bool) -> dict[str, str]:
    urls: dict[str, str] = {}
    if database:
        host = quote(str(place.run), safe="")
        urls |= {name: f"postgres://{role}@/udsatte?host={host}" for name, role in DATABASE_URLS.items()}
    if broker:
        urls["REDIS_URL"] = f"redis+socket://{place.redis_socket}"
    return urls


def _development_keys(var: Path) -> dict[str, str]:
    """Keys made once for this checkout, in `secrets.env` (mode 600)."""
    path = var / "secrets.env"
    with locked(var):
        if not path.exists():
            keys = {
                "SECRET_KEY": secrets.token_urlsafe(50),
                "CPR_ENCRYPTION_KEYS": "1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
                "CPR_INDEX_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
            }
            new = path.with_suffix(".new")
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.writelines(f"{name}={value}\n" for name, value in keys.items())
            new.replace(path)
        return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
