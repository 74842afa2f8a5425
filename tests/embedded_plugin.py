"""pytest's own PostgreSQL and Valkey (`var/test`), started before Django's settings load, and a browser.

Loaded with `-p` (pyproject.toml): a conftest.py would come after the settings. DATABASE_URL is ignored.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.browser_find import BrowserMissing, find_browser
from udsatte import embedded
from udsatte.web import catalogue

DATABASE = "test_udsatte_"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    try:
        embedded.start_into(os.environ, "test")
    except embedded.EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    catalogue.compiled(Path(__file__).parents[1])
    os.environ["UDSATTE_ROLE"] = "owner"  # makes and migrates the test database, then goes on as the web role
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give each run its own database, so that two runs don't meet; `--reuse-db` shares one."""
    from django.conf import settings

    if not config.getoption("reuse_db"):
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{DATABASE}{os.getpid()}"
        _drop_databases_of_killed_runs()


def pytest_unconfigure() -> None:
    embedded.release("test")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Say at once, in one line, that browser tests have no browser, instead of failing each of them."""
    if session.config.option.collectonly:
        return
    if any(item.nodeid.startswith("tests/browser/") for item in session.items):
        try:
            os.environ["CHROMIUM"] = find_browser()
        except BrowserMissing as error:
            raise pytest.UsageError(str(error)) from error


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser for `playwright.chromium.launch(executable_path=…)`."""
    return find_browser()


def _drop_databases_of_killed_runs() -> None:
    url = os.environ["OWNER_DATABASE_URL"].replace("/udsatte?", "/postgres?")
    with psycopg.connect(url, autocommit=True) as connection:
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [DATABASE]
        )
        for (name,) in names.fetchall():
            try:
                os.kill(int(name.removeprefix(DATABASE)), 0)
            except ProcessLookupError:
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                connection.execute(drop.format(sql.Identifier(name)))
            except (PermissionError, ValueError):
                continue
