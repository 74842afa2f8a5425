"""Web server, worker, beat, PostgreSQL and Valkey of a drill: started, killed and started again."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError
from urllib.parse import urlencode

import psycopg

from tests.setup.processes import descendants
from udsatte import embedded, supervisor
from udsatte.embedded import postgres, valkey
from udsatte.embedded.places import ROOT, Place, find_place, pid_in

PASSWORD = "udsatte-demo"
START_SECONDS = 90


class DrillFailed(AssertionError):
    """What should be there is not, or what should not be is; the message counts."""


def say(what: str) -> None:
    """A line for whoever watches."""
    print(f"  {what}", flush=True)


def require(condition: bool, message: str) -> None:
    """Raise DrillFailed unless it is so."""
    if not condition:
        raise DrillFailed(message)


class Servers:
    """One set of everything under a folder of its own, with the demo unit. All of it is gone afterwards."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="udsatte-drill-"))
        self.folder.chmod(0o755)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        configured = {*embedded.DATABASE_URLS, "REDIS_URL", "UDSATTE_ROLE", "DJANGO_SETTINGS_MODULE"}
        for name in configured:
            os.environ.pop(name, None)
        os.environ |= {"UDSATTE_VAR": str(self.var), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "udsatte.settings.dev"}
        os.environ["STATIC_ROOT"] = str(self.var / "static")
        embedded.start_into()
        supervisor.prepare(self.var)
        self.manage("demo", "--once")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name in list(self.processes):
            self.kill(name)
        self.listener.close()
        if kind is None:
            embedded.reset()
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            embedded.stop()
            say(f"what is left lies in {self.folder}")

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def place(self) -> Place:
        return find_place(self.var)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def manage(self, *arguments: str) -> str:
        """Run one command of manage.py and return what it printed. Raises DrillFailed."""
        env = {name: value for name, value in os.environ.items() if name != "UDSATTE_ROLE"}
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, check=False)
        require(done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def as_owner(self) -> psycopg.Connection:
        """The database, as the one who sees everything."""
        return psycopg.connect(os.environ["OWNER_DATABASE_URL"], autocommit=True)

    # -- starting and killing ---------------------------------------------------------------------------------

    def start(self, *names: str) -> None:
        """Start web, worker or beat; of the web server wait for the first answer."""
        makers: dict[str, Callable[[], subprocess.Popen[bytes]]] = {
            "web": lambda: supervisor.start_web(self.var, self.listener),
            "worker": lambda: supervisor.start_worker(self.var),
            "beat": lambda: supervisor.start_beat(self.var),
        }
        (self.var / "log").mkdir(exist_ok=True)
        for name in names:
            self.processes[name] = makers[name]()
        if "web" in names:
            self._wait_for_web()

    def kill(self, name: str) -> None:
        """kill -9 of a process with all its children, of PostgreSQL or of Valkey."""
        if name in ("postgres", "valkey"):
            file = self.place.data / "postmaster.pid" if name == "postgres" else self.place.run / "valkey.pid"
            pid = pid_in(file)
            require(pid is not None, f"{name} does not run")
        else:
            pid = self.processes.pop(name).pid
        assert pid is not None
        for each in (pid, *descendants(pid)):
            _kill(each)

    def start_again(self, name: str) -> None:
        """What was killed."""
        if name == "postgres":
            postgres.start(self.place)
        elif name == "valkey":
            valkey.start(self.place)
        else:
            self.start(name)

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise DrillFailed("the web server did not answer")


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


class Visitor:
    """Somebody with a browser that has no JavaScript, who tries again when there is no answer."""

    def __init__(self, servers: Servers) -> None:
        self.address = servers.address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def sign_in(self, email: str) -> None:
        """With the demo's password. Raises DrillFailed."""
        page, _url = self.get("/konto/log-ind/")
        _page, url = self.post("/konto/log-ind/", {**hidden(page), "login": email, "password": PASSWORD})
        require("log-ind" not in url, f"{email} cannot sign in")

    def get(self, path: str) -> tuple[str, str]:
        """The page and where it was in the end. Raises OSError when there is no answer, HTTPError on 4xx and 5xx."""
        return self._ask(urllib.request.Request(self.address + path))

    def post(self, path: str, fields: dict[str, str]) -> tuple[str, str]:
        """The same for a form."""
        content = urlencode(fields).encode()
        request = urllib.request.Request(self.address + path, content, {"Referer": self.address + path})
        return self._ask(request)

    def _ask(self, request: urllib.request.Request) -> tuple[str, str]:
        with self._opener.open(request, timeout=20) as answer:
            return answer.read().decode(), answer.url


def hidden(page: str) -> dict[str, str]:
    """What a page's form sends along unseen."""
    found = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    fields = {}
    for tag in found:
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            fields[name[1]] = value[1]
    return fields


__all__ = ["DrillFailed", "Servers", "URLError", "Visitor", "hidden", "require", "say"]
