"""Valkey, the mail server and the database are gone for a while: what still works, and what comes back by itself."""

import os
import socket
import time
from collections.abc import Callable
from contextlib import closing
from urllib.error import HTTPError
from uuid import uuid4

from tests.drill.mail_sink import MailSink
from tests.drill.servers import Servers, Visitor, hidden, require, say

START = "/"
FORM = "/borgere/kontakt/"
EXPORTS = "/borgere/udtraek/"
#: A page that waits for a queue in vain is a page that does not work.
SECONDS = 10
PATIENCE = 180
#: Two tries of the worker at a mail server that is not there.
WHILE = 12


def main() -> None:
    """Run it. Raises DrillFailed."""
    with closing(_taken_port()) as nobody, Servers() as servers:
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.drill.settings"
        servers.start("web", "worker", "beat")
        anna, clara = Visitor(servers), Visitor(servers)
        anna.sign_in("anna@example.org")
        clara.sign_in("clara@example.org")
        _without_valkey(servers, anna, clara)
        nobody.close()
        _without_mail(servers)
        _without_database(servers, clara)
        _wait(lambda: _stored(servers, "cases_exportjob WHERE state <> 'done'") == 0, "the export was forgotten")
        say("the export that was asked for without Valkey is made")


def _without_valkey(servers: Servers, anna: Visitor, clara: Visitor) -> None:
    servers.kill("valkey")
    pages = _walk(anna) + _walk(clara, EXPORTS)
    before = _stored(servers, "cases_contactline")
    form, _url = anna.get(FORM)
    _page, url = anna.post(FORM, {**hidden(form), **_contact(form)})
    require(FORM not in url, "a contact was not saved without Valkey")
    require(_stored(servers, "cases_contactline") == before + 1, "the contact is not stored")
    form, _url = clara.get(EXPORTS)
    began = time.monotonic()
    _page, job = clara.post(EXPORTS, {**hidden(form), "kind": "citizens", "format": "csv"})
    require(job.rstrip("/") != (clara.address + EXPORTS).rstrip("/"), "an export was not taken on without Valkey")
    require(time.monotonic() - began < SECONDS, "asking for an export waited for Valkey")
    ready, _url = clara.get("/readyz")
    require('"ready": true' in ready and '"valkey": false' in ready, f"readyz says {ready}")
    say(f"without Valkey: {pages} pages open, a contact is saved, an export is taken on, and /readyz says what is away")
    servers.start_again("valkey")


def _without_mail(servers: Servers) -> None:
    _wait(lambda: _stored(servers, "web_outboxmessage") > 0, "nobody was reminded")
    time.sleep(WHILE)
    waiting = _stored(servers, "web_outboxmessage WHERE state = 'waiting'")
    require(_stored(servers, "web_outboxmessage WHERE state <> 'waiting'") == 0, "an e-mail was given up")
    with MailSink(delay=0) as sink:
        # A worker reads its settings when it starts: the mail server comes back under another address here.
        os.environ["EMAIL_URL"] = sink.url
        servers.kill("worker")
        servers.start_again("worker")
        with servers.as_owner() as owner:
            owner.execute("UPDATE web_outboxmessage SET try_at = now() WHERE state = 'waiting'")
        _wait(lambda: _stored(servers, "web_outboxmessage WHERE state = 'waiting'") == 0, "an e-mail still waits")
        went = {one.message_id for one in sink.taken}
        require(len(went) == len(sink.taken) >= waiting, f"{waiting} waited, {len(sink.taken)} went")
    say(f"without a mail server: {waiting} e-mails waited, and each went once when it was back")


def _without_database(servers: Servers, clara: Visitor) -> None:
    servers.kill("postgres")
    for path in (START, FORM, "/konto/log-ind/"):
        try:
            clara.get(path)
        except HTTPError as error:
            page = error.read().decode()
            require(error.code == 503 and "Traceback" not in page and "<h1" in page, f"{path}: {error.code}")
        else:
            require(False, f"{path} opens without a database")
    healthy, _url = Visitor(servers).get("/healthz")
    began = time.monotonic()
    servers.start_again("postgres")
    _wait(lambda: _opens(clara, START), "the pages did not come back")
    pages = _walk(clara)
    say(
        f"without the database: a plain 503 with words, the process stays ({len(healthy)} bytes of /healthz);"
        f" {pages} pages again {time.monotonic() - began:.1f} s after the start, without a restart"
    )


def _walk(visitor: Visitor, *more: str) -> int:
    """Open every page that the first page leads to, and more; how many. Raises DrillFailed."""
    first, _url = visitor.get(START)
    paths = sorted({START, *more, *_links(first)})
    for path in paths:
        began = time.monotonic()
        try:
            visitor.get(path)
        except HTTPError as error:
            require(False, f"{path} answers {error.code}")
        require(time.monotonic() - began < SECONDS, f"{path} took {time.monotonic() - began:.0f} s")
    return len(paths)


def _links(page: str) -> list[str]:
    found = (part.split('"', 1)[0] for part in page.split('href="')[1:])
    return [path.partition("#")[0] for path in found if path.startswith("/") and not path.startswith("/static/")]


def _contact(form: str) -> dict[str, str]:
    citizen = form.split('name="who"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    return {"who": citizen, "outcome": "met", "when": "now", "note": "øvelse", "key": str(uuid4())}


def _opens(visitor: Visitor, path: str) -> bool:
    try:
        visitor.get(path)
    except OSError:
        return False
    return True


def _stored(servers: Servers, which: str) -> int:
    with servers.as_owner() as owner:
        row = owner.execute(f"SELECT count(*) FROM {which}".encode()).fetchone()
    assert row is not None
    return int(row[0])


def _wait(come: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not come():
        require(time.monotonic() < deadline, f"{otherwise} within {PATIENCE} s")
        time.sleep(0.1)


def _taken_port() -> socket.socket:
    """A port where nobody answers, and that nobody else gets meanwhile."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    return taken
