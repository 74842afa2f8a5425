"""Going everywhere as somebody, and keeping everything that any answer said."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tests.proof.asking import FILLED, OF, WORDS, Form, ask
from tests.proof.browser import Browser
from tests.proof.urls import names
from tests.proof.world import as_before
from udsatte.web.logs import JsonFormatter

_LINK = re.compile(r'(?:href|action|hx-get|hx-post)="([^"]*)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_NEVER_FOLLOWED = ("/static/", "tel:", "#", "otpauth:", "data:")


@dataclass(slots=True)
class Walk:
    """What one person was told: each answer by where it was asked, and what stood around the answers."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    logs: list[str] = field(default_factory=list)
    uncached: list[str] = field(default_factory=list)

    def take(self, where: str, answer: HttpResponse) -> list[str]:
        """Keep an answer; where it leads."""
        text = unescape(answer.content.decode())
        self.pages.append((where, text))
        self.titles += _TITLE.findall(text)
        self.headers += [f"{name}: {value}" for name, value in answer.headers.items()]
        self.headers += [cookie.OutputString() for cookie in answer.cookies.values()]
        self.messages += _messages(answer)
        links = [unescape(link) for link in _LINK.findall(answer.content.decode())]
        links += [answer.headers[name] for name in ("Location", "HX-Redirect") if name in answer.headers]
        self.addresses |= {link for link in links if not link.startswith("tel:")}
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            self.uncached.append(where)
        return links


def walk(
    browser: Browser, ids: dict[str, list[Any]], forms: dict[str, list[Form]], unseen: set[tuple[str, str]]
) -> Walk:
    """Every address with every id and every form, as a page, as a part and posted; then every link that was seen.

    ids: of each kind that stands in an address. forms: by address, what else to post there.
    unseen: addresses and ways that end before anybody has looked at the id, so that one id stands for all.
    """
    found = Walk()
    with _logging(found.logs):
        seen: list[str] = []
        for url in names():
            for number, pk in enumerate(ids[OF[url]] if url in OF else [None]):
                path = reverse(url, kwargs={"pk": pk} if pk else WORDS.get(url))
                if not number or (url, "GET") not in unseen:
                    for way in ("GET", "htmx") if url.startswith("cases:") else ("GET",):
                        seen += _absolute(path, _asked(found, browser, way, path, {}))
                if not number or (url, "POST") not in unseen:
                    for form in forms.get(url, [{}]):
                        _asked(found, browser, "POST", path, form)
        tried = set(seen) & {reverse(url, kwargs=WORDS.get(url)) for url in names() if url not in OF}
        while todo := [link for link in dict.fromkeys(seen) if link not in tried]:
            for link in todo:
                tried.add(link)
                seen += _absolute(link, _asked(found, browser, "GET", link, {}))
    return found


def _asked(found: Walk, browser: Browser, way: str, path: str, form: Form) -> list[str]:
    with as_before():
        return found.take(f"{way} {path}", ask(browser, way, path, form))


def _absolute(page: str, links: list[str]) -> Iterator[str]:
    """Links of this page within the house, without those that go nowhere."""
    for link in links:
        if not link.startswith(_NEVER_FOLLOWED):
            parts = urlsplit(link)
            path = parts.path or urlsplit(page).path
            yield f"{path}?{parts.query}" if parts.query else path


def _messages(answer: HttpResponse) -> list[str]:
    if "messages" not in answer.cookies:
        return []
    request = HttpRequest()
    request.COOKIES["messages"] = answer.cookies["messages"].value
    return [str(message) for message in CookieStorage(request)]


class _Keeping(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonFormatter())
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def _logging(lines: list[str]) -> Iterator[None]:
    """Everything that is logged, as the log's own formatter writes it; more than production would write."""
    handler, root = _Keeping(lines), logging.getLogger()
    level, quiet = root.level, logging.getLogger("django.request").level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("django.request").setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        logging.getLogger("django.request").setLevel(quiet)


__all__ = ["FILLED", "Walk", "walk"]
