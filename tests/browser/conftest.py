"""A real browser on the real pages: a phone by default, Danish, and any fault in its console fails the test."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import NOW
from tests.personas import Persona

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}

#: Chromium's sandbox needs a user that is not root.
_ARGUMENTS = ["--no-sandbox"] if os.getuid() == 0 else []

_TELL_WHAT_THE_POLICY_STOPS = """
addEventListener("securitypolicyviolation", (e) => console.error(`csp: ${e.violatedDirective} ${e.blockedURI}`))
"""


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright waits in an event loop of its own; the tests' own statements are synchronous all the same.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = playwright.chromium.launch(executable_path=chromium_path, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def now() -> Iterator[None]:
    """The day of the mock, Tuesday 24 November 2026, 10.42; the clock goes on."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What a browser complained of: errors in its console, scripts that failed, anything that the policy stopped."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_browser(
    browser: Browser, live_server: LiveServer, faults: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Somebody's phone (or, with `size`, their computer)."""
    opened: list[BrowserContext] = []

    def open_one(size: dict[str, int] = PHONE, **options: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,  # type: ignore[arg-type]
            has_touch=size == PHONE,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        context.add_init_script(_TELL_WHAT_THE_POLICY_STOPS)
        context.on("console", lambda said: faults.append(said.text) if _is_fault(said.type, said.text) else None)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


def _is_fault(kind: str, text: str) -> bool:
    # The browser notes each answer that is not a 2xx; which ones those are is for the test to say.
    return kind in ("error", "warning") and "the server responded with a status of 4" not in text


@pytest.fixture
def signed_in_at(live_server: LiveServer) -> Callable[[BrowserContext, Persona], None]:
    """Put somebody's session into a browser."""

    def sign_in(context: BrowserContext, who: Persona) -> None:
        client = Client()
        client.force_login(who.user)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url, "httpOnly": True}])

    return sign_in


@pytest.fixture
def phone(
    now: None,
    open_browser: Callable[..., BrowserContext],
    signed_in_at: Callable[[BrowserContext, Persona], None],
    anna: Persona,
) -> Page:
    """Anna's phone, signed in."""
    context = open_browser()
    signed_in_at(context, anna)
    return context.new_page()


class Taps:
    """Counts what a thumb does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def on(self, locator: Any) -> None:
        """One tap."""
        locator.tap()
        self.count += 1
