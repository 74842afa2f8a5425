"""Real PostgreSQL as the web role, a frozen Copenhagen clock, and the personas."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.database import empty
from tests.personas import PEOPLE, Persona, persona

#: A Tuesday morning: the day of the mock.
NOW = datetime.fromisoformat("2026-11-24T10:42:00+01:00")
WEB = "-c role=udsatte_web"


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """A worker's database needs no name of its own: its cluster is its own."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner has made and migrated the database; from here on the connection is the web role's."""
    with django_db_blocker.unblock():
        options = connection.settings_dict["OPTIONS"]
        options["options"] = WEB
        connection.close()
        yield
        connection.close()
        del options["options"]


@pytest.fixture(scope="session", autouse=True)
def empty_as_owner() -> Iterator[None]:
    """A transactional test's rows are taken away afterwards, which the web role could not; reference data stays.

    For the whole session: a test's own fixtures are gone before the tables are emptied.
    """
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty())
        yield


@pytest.fixture
def at() -> Iterator[datetime]:
    """Now, and it stays now: Tuesday 24 November 2026, 10.42 in Copenhagen."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def signed_in() -> Callable[[Persona], Client]:
    """A browser with that person signed in."""

    def sign_in(who: Persona) -> Client:
        client = Client()
        client.force_login(who.user)
        return client

    return sign_in


def _fixture(name: str) -> Callable[..., Persona]:
    @pytest.fixture(name=name)
    def one(db: None) -> Persona:
        return persona(name)

    return one


for _name in PEOPLE:
    globals()[_name] = _fixture(_name)
