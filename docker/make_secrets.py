"""`make secrets`: the passwords and keys of an installation, each in a file of its own, made once.

What is there is kept: a new key would make every CPR number unreadable. Standard library only.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "secrets"
ROLES = {"web": "database_url", "worker": "worker_database_url", "owner": "owner_database_url"}
ROLES["backup"] = "backup_database_url"


def key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def keep(folder: Path, name: str, make: Callable[[], str]) -> str:
    """What the file holds, made first if it is not there.

    The folder is closed to everybody else; the file is not, because a container reads it as a user of its own.
    """
    path = folder / name
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w") as file:
            file.write(make())
        print(f"Made {name}.")
    return path.read_text()


def main(folder: Path = FOLDER) -> None:
    """Make what is missing, and say where the two that must never be lost belong."""
    folder.mkdir(mode=0o700, exist_ok=True)
    keep(folder, "secret_key", lambda: secrets.token_urlsafe(50))
    keep(folder, "cpr_encryption_keys", lambda: f"1:{key()}")
    keep(folder, "cpr_index_key", key)
    keep(folder, "postgres_password", lambda: secrets.token_urlsafe(32))
    for role, url in ROLES.items():
        password = keep(folder, f"{role}_password", lambda: secrets.token_urlsafe(32))
        keep(folder, url, partial("postgres://udsatte_{}:{}@postgres:5432/udsatte".format, role, password))
    keep(folder, "email_url", str)
    print(f"Keep cpr_encryption_keys and cpr_index_key of {folder} in two safe places, never beside a backup.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
