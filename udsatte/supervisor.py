"""`manage.py run`: everything at once, in the foreground, until Ctrl-C.

Standard library only; Django runs in the children. Each child knows the address of its own database role
and of no other, and dies with this process (Linux).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from udsatte import embedded

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
START_SECONDS = 60
STOP_SECONDS = 2.5
PR_SET_PDEATHSIG = 1
URLS = set(embedded.DATABASE_URLS)
_PYTHON = [sys.executable, "-m"]
_CELERY = [*_PYTHON, "celery", "--quiet", "-A", "udsatte.celery:app"]
_LOG = ["--loglevel", "INFO"]


class Stop(Exception):
    """Somebody asked for the end (Ctrl-C, SIGTERM, a closed terminal)."""


class Failure(Exception):
    """A step or a child failed; the message says which, and where to read on."""


def supervise(*, with_parent: bool = False) -> int:
    """Prepare, start, wait, stop; returns the exit status. `with_parent`: end with the parent, too."""
    began = time.monotonic()
    if with_parent:
        _die_with_parent(os.getppid())
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _raise_stop)
    os.environ.setdefault("DEMO", "1")
    children: dict[str, subprocess.Popen[bytes]] = {}
    print("Starting Udsatte …", flush=True)
    try:
        embedded.start_into()
        var = embedded.var_folder()
        os.environ.setdefault("STATIC_ROOT", str(var / "static"))
        prepare(var)
        address = _start_children(children, var)
        sign_ins = _manage("demo", "--once", "--sign-ins") if _has_demo() else ""
        _wait_until_healthy(address, children)
        print(f"\nUdsatte runs at {address} (after {time.monotonic() - began:.1f} s).", flush=True)
        if sign_ins:
            print(sign_ins, flush=True)
        print(f"Logs: {var / 'log'}. Ctrl-C stops everything.", flush=True)
        _wait(children)
    except Stop:
        print("\nStopping …", flush=True)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)
        _stop_children(children.values())
        embedded.release()
    return 0


# --- before the start ------------------------------------------------------------------------------------


def prepare(var: Path) -> None:
    """Bring database, static files and translations up to date; what is fresh is skipped. Raises Failure."""
    _manage("migrate", "--verbosity", "0", "--skip-checks")
    compile_translations()
    stamp = var / "static" / ".collected"
    sources = [ROOT / "static", ROOT / "uv.lock", ROOT / "udsatte" / "settings", *ROOT.glob("*/static")]
    if _older(stamp, sources):
        _manage("collectstatic", "--noinput", "--verbosity", "0")
        stamp.touch()


def compile_translations() -> None:
    """Compile the catalogues that changed. Raises Failure."""
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        if _command_exists("catalogue") and _older(catalogue.with_suffix(".mo"), [catalogue]):
            _manage("catalogue", "compile")
            return


def _older(made: Path, sources: Iterable[Path]) -> bool:
    if not made.exists():
        return True
    files = (file for source in sources for file in (source.rglob("*") if source.is_dir() else [source]))
    return any(file.stat().st_mtime >= made.stat().st_mtime for file in files if file.is_file())


def _has_demo() -> bool:
    return os.environ["DEMO"].lower() not in {"0", "false", "no", ""} and _command_exists("demo")


def _command_exists(name: str) -> bool:
    return any(path for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/management/commands/{name}.py"))


def _manage(*arguments: str) -> str:
    """Run one command of manage.py and return what it printed. Raises Failure."""
    done = subprocess.run(
        [*MANAGE, *arguments],
        cwd=ROOT,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        raise Failure(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}")
    return done.stdout.rstrip()


# --- children --------------------------------------------------------------------------------------------


def _start_children(children: dict[str, subprocess.Popen[bytes]], var: Path) -> str:
    """Start web server, worker and beat; returns the address."""
    (var / "log").mkdir(exist_ok=True)
    with _listen(os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or 8000)) as listener:
        children["web"] = start_web(var, listener)
        host, port = listener.getsockname()
    children["worker"] = start_worker(var)
    children["beat"] = start_beat(var)
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"


def start_web(var: Path, listener: socket.socket) -> subprocess.Popen[bytes]:
    """The web server, on a socket that listens already."""
    command = [*_PYTHON, "gunicorn", "udsatte.wsgi:application", "--bind", f"fd://{listener.fileno()}"]
    command += ["--worker-class", "gthread", "--threads", "8", "--graceful-timeout", "2", "--no-control-socket"]
    return _spawn("web", command, "DATABASE_URL", var, pass_fd=listener.fileno())


def start_worker(var: Path) -> subprocess.Popen[bytes]:
    """Celery's worker."""
    command = [*_CELERY, "worker", *_LOG, "--concurrency", "2", "--without-gossip", "--without-mingle"]
    return _spawn("worker", command, "WORKER_DATABASE_URL", var)


def start_beat(var: Path) -> subprocess.Popen[bytes]:
    """Celery's clock."""
    command = [*_CELERY, "beat", *_LOG, "--pidfile=", "--schedule", str(var / "celerybeat-schedule")]
    return _spawn("beat", command, "WORKER_DATABASE_URL", var)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` on; the web server inherits it."""
    for candidate in range(port, port + 100):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise Failure(f"No free port from {port} to {port + 99}.")


def _spawn(name: str, command: list[str], url: str, var: Path, pass_fd: int | None = None) -> subprocess.Popen[bytes]:
    env = {key: value for key, value in os.environ.items() if key not in URLS - {url}}
    env["UDSATTE_ROLE"] = "web" if url == "DATABASE_URL" else "worker"
    parent = os.getpid()
    with (var / "log" / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=() if pass_fd is None else (pass_fd,),
            preexec_fn=lambda: _die_with_parent(parent),
        )


_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent(parent: int) -> None:
    """Linux: have the kernel end this process when its parent ends, even by SIGKILL."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended in between
            os.kill(os.getpid(), signal.SIGTERM)


def _wait_until_healthy(address: str, children: dict[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        _check(children)
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise Failure(f"The web server did not answer within {START_SECONDS} s; see {embedded.var_folder() / 'log'}.")


def _wait(children: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        _check(children)
        time.sleep(0.5)


def _check(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            log = embedded.var_folder() / "log" / f"{name}.log"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
            raise Failure(f"{name} ended with status {child.returncode}; the end of {log}:\n{tail}")


def _stop_children(children: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask all of them to end, then end what is left of their process groups."""
    living = [child for child in children if child.poll() is None]
    for child in living:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in living:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _raise_stop(number: int, frame: object) -> None:
    raise Stop
