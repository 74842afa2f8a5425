"""Find a Chromium for the browser tests, or fetch one."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HINT = (
    "No browser for tests/browser: install Chromium (Debian: apt install chromium), or set CHROMIUM to one, "
    'or leave them out: `make test ARGS="--ignore=tests/browser"`.'
)


class BrowserMissing(Exception):
    """There is no Chromium, and none could be fetched; the message says what to install."""


@functools.cache
def find_browser() -> str:
    """The path of a Chromium that starts: $CHROMIUM, Playwright's own, the system's, else fetched.

    Raises BrowserMissing.
    """
    for candidate in _candidates():
        if candidate and _starts(candidate):
            return candidate
    raise BrowserMissing(HINT)


def _candidates() -> Iterator[str | None]:
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    yield _playwrights_own()
    for command in COMMANDS:
        yield shutil.which(command)
    if _fetch_playwrights_own():
        yield _playwrights_own()
    if _install_debians():
        yield shutil.which("chromium")


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def _fetch_playwrights_own() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    print("No browser found: fetching Playwright's Chromium …", flush=True)
    return _succeeds(command, 300, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT="10000")


def _install_debians() -> bool:
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing Debian's Chromium …", flush=True)
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    for _ in range(3):
        _succeeds([*apt, "update"], 300)
        if _succeeds([*apt, "install", "--no-install-recommends", "chromium"], 900, DEBIAN_FRONTEND="noninteractive"):
            return True
    return False


def _succeeds(command: list[str], timeout: float, **env: str) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, env=os.environ | env, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
