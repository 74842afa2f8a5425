"""pytest's own PostgreSQL and Valkey (`var/test`), started before Django's settings load, and a browser.

Loaded with `-p` (pyproject.toml): a conftest.py would come after the settings. DATABASE_URL is ignored.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests import template_database, workers
from tests.browser_find import BrowserMissing, find_browser
from udsatte import embedded
from udsatte.web import catalogue

OWN_DATABASE = pytest.StashKey[str]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    try:
        if workers.is_worker():
            workers.move_in()
        else:
            workers.remove_of_killed_runs()
        embedded.start_into(os.environ, "test")
    except embedded.EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    catalogue.compiled(Path(__file__).parents[1])
    os.environ["UDSATTE_ROLE"] = "owner"  # makes and migrates the test database, then goes on as the web role
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give this run a migrated database of its own; `--reuse-db` and `--create-db` mean pytest-django's."""
    from django.conf import settings

    if config.option.reuse_db or config.option.create_db or config.option.collectonly:
        return
    try:
        if workers.has_workers(config):
            template_database.make_template()
            workers.prepare()
            return
        name = template_database.make_own()
    except template_database.MigrationFailed as error:
        raise pytest.UsageError(f"The migrations failed:\n{error}") from error
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
    config.option.reuse_db = True
    config.stash[OWN_DATABASE] = name


def pytest_unconfigure(config: pytest.Config) -> None:
    if OWN_DATABASE in config.stash:
        template_database.drop_own()
    if workers.FOLDER in os.environ and not workers.is_worker():
        workers.clear()
    embedded.release("test")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if workers.is_worker():
        workers.long_ones_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> workers.ByFile:
    return workers.ByFile(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(ids: list[str]) -> None:
    """The workers' first process looks for the browser once, for all of them."""
    _browser_for(ids)


def pytest_collection_finish(session: pytest.Session) -> None:
    if not session.config.option.collectonly and not workers.is_worker():
        _browser_for([item.nodeid for item in session.items])


def _browser_for(ids: list[str]) -> None:
    """Say at once, in one line, that browser tests have no browser, instead of failing each of them."""
    if any(one.startswith("tests/browser/") for one in ids):
        try:
            os.environ["CHROMIUM"] = find_browser()
        except BrowserMissing as error:
            raise pytest.UsageError(str(error)) from error


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser for `playwright.chromium.launch(executable_path=…)`."""
    return find_browser()
