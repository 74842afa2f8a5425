"""proof.md 7: no number and no name where it would be left behind: tasks, Valkey, sessions, the cache, the log."""

import inspect
import json
import logging
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from redis import Redis

from tests.database import as_owner, sql
from tests.proof.asking import FILLED, OF, address, ask
from tests.proof.urls import names
from tests.proof.world import CPR, World, as_before
from udsatte.accounts.models import Session
from udsatte.celery import app
from udsatte.web.logs import JsonFormatter

pytestmark = pytest.mark.django_db

#: What an argument of a task may be: which row, and nothing about it.
IDS = {UUID, int}


def words(world: World) -> list[str]:
    """Names and numbers of everybody in the world."""
    subject = world.subjects["anna"]["own"]
    return [CPR, f"{CPR[:6]}-{CPR[6:]}", subject.citizen.given_name, "Vil gerne se", "Kaptajnen"]


def test_a_task_is_given_ids_and_nothing_else() -> None:
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert ours
    for name, task in ours.items():
        for parameter in inspect.signature(task.run).parameters.values():
            assert parameter.annotation in IDS, f"{name}({parameter})"


def test_nothing_is_left_in_valkey_in_sessions_or_in_the_cache(world: World) -> None:
    subject = world.subjects["anna"]["own"]
    with as_before():
        for url in names():
            if url.startswith(("cases:", "today")):
                path = address(url, subject.pk(OF[url]) if url in OF else None)
                ask(world.browsers["anna"], "GET", path, {})
                ask(world.browsers["anna"], "POST", path, FILLED.get(url, lambda *_: {})(world, "anna", subject))
        left = [json.dumps(session.get_decoded()) for session in Session.objects.all()]
        with as_owner():
            left += [str(row) for row in sql("SELECT cache_key, value FROM udsatte_cache")]
        left += valkey()
        assert not [one for one in left for word in words(world) if word in one]


def valkey() -> list[str]:
    """Every key and what it holds."""
    server = Redis.from_url(settings.REDIS_URL.replace("redis+socket://", "unix://"))
    return [repr(key) + repr(server.dump(key)) for key in server.scan_iter()]


def test_a_failed_sign_in_leaves_no_address_in_the_log_or_the_cache(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with as_before():
        Client().post("/konto/log-ind/", {"login": "anna@example.org", "password": "forkert-2509479989"})
        with as_owner():
            kept = [str(row) for row in sql("SELECT cache_key, value FROM udsatte_cache")]
    said = [JsonFormatter().format(record) for record in caplog.records]
    assert not [line for line in said + kept if "anna@" in line or "2509479989" in line]


def test_a_fault_is_logged_by_its_kind_and_place_alone() -> None:
    try:
        int(f"{CPR} Anker Testager")
    except ValueError as error:
        record = logging.LogRecord(
            "django.request", logging.ERROR, __file__, 1, "%s: %s", ("Fault", "/borgere/?q=Anker"), None
        )
        record.exc_info = (type(error), error, error.__traceback__)
        line = JsonFormatter().format(record)
    assert "ValueError" in line
    assert "test_no_personal_data.py" in line
    assert not [word for word in (CPR, "Anker", "?q=") if word in line]


def test_the_row_of_a_citizen_says_nothing_as_text(world: World) -> None:
    """What ends up in a log by accident: the text of an object."""
    subject = world.subjects["anna"]["own"]
    for row in (subject.citizen, subject.case, subject.line, subject.follow_up, world.people["anna"].user):
        assert str(row) == str(row.pk)
