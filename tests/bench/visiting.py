"""One browser of one person on one database: whole requests through the WSGI application, in process."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from time import perf_counter, process_time
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from tests.bench.databases import Database
from udsatte.accounts.models import User
from udsatte.accounts.sessions import SessionStore

_HOST = "localhost"
_HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|_owner)" value="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and what it cost in milliseconds: by the clock, and of processor (Python and PostgreSQL)."""

    status: int
    body: str
    wall: float
    cpu: float


@dataclass(slots=True)
class Visitor:
    """Somebody signed in, with a second factor, on one database."""

    database: Database
    application: WSGIHandler
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def sign_in(self, user_id: UUID) -> None:
        """Put the session there that a sign-in with a code ends with."""
        with self.database.in_use():
            user = User.objects.get(pk=user_id)
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session["second_factor"] = str(user.pk)
            session.create()
            self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""

    def get(self, url: str) -> Answer:
        """Open a page."""
        return self._ask("GET", url)

    def post(self, url: str, data: Mapping[str, object]) -> Answer:
        """Send a form."""
        return self._ask("POST", url, data)

    def guard(self, url: str) -> dict[str, str]:
        """The hidden fields that the form at `url` must be sent with."""
        return dict(_HIDDEN.findall(self.get(url).body))

    def _ask(self, method: str, url: str, data: Mapping[str, object] | None = None) -> Answer:
        make: Callable[..., object] = getattr(RequestFactory(), method.lower())
        headers = {"cookie": self.cookies.output(header="", sep=";").strip(), "origin": f"https://{_HOST}"}
        request = make(url, data, secure=True, headers=headers, SERVER_NAME=_HOST)
        environ = request.environ  # type: ignore[attr-defined]
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], error: object = None, /) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return print

        with self.database.in_use():
            cpu, wall = processor(self.database), perf_counter()
            response = self.application(environ, begin)
            body = b"".join(response)
            response.close()
            wall, cpu = perf_counter() - wall, processor(self.database) - cpu
        status, answered = begun[0]
        for name, value in answered:
            if name == "Set-Cookie" and value.startswith(settings.CSRF_COOKIE_NAME):
                self.cookies.load(value)
        return Answer(int(status[:3]), body.decode(), wall * 1_000, cpu * 1_000)


def processor(database: Database) -> float:
    """Seconds of processor so far: this process, and the database's process that serves it (Linux only)."""
    connection = database.web.connection
    if connection is None:
        return process_time()
    try:
        spent = Path(f"/proc/{connection.info.backend_pid}/schedstat").read_text()
    except OSError:
        return process_time()
    return process_time() + int(spent.split()[0]) / 1e9


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.closed = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "main"
        # A dialog that nobody has opened shows nothing.
        self.closed += tag == "dialog"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self.closed -= tag == "dialog"

    def handle_data(self, data: str) -> None:
        if self.inside and not self.closed:
            self.words += data.split()


def visible(page: str) -> str:
    """The words inside <main>, one space between them: what two pages have in common that say the same."""
    text = _Text()
    text.feed(page)
    return " ".join(text.words)
