"""Whether the process lives, and whether it can work."""

import json

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.database import as_owner
from udsatte.access.database import refuse_unsafe_role, role_is_unsafe


def test_the_process_says_that_it_lives(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_the_owner_is_no_role_for_a_web_process(db: None) -> None:
    # The tests' session is the owner's, which is what session_user says.
    assert role_is_unsafe()


def test_readiness_names_each_thing_and_fails_on_an_unsafe_role(db: None, client: Client) -> None:
    answer = client.get("/readyz")
    found = json.loads(answer.content)
    assert answer.status_code == 503
    assert found == {
        "ready": False,
        "database": True,
        "role": False,
        "history": True,
        "migrations": True,
        "valkey": True,
    }


def test_valkey_away_is_said_and_is_no_reason_to_stop(db: None, client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert json.loads(client.get("/readyz").content)["valkey"] is False


def test_an_open_history_trigger_is_found(db: None, client: Client) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE p.proname LIKE 'pgtrigger%' LIMIT 1"
        )
        cursor.execute(f"ALTER FUNCTION {cursor.fetchone()[0]} SECURITY INVOKER")
    assert json.loads(client.get("/readyz").content)["history"] is False


def test_a_process_on_the_owners_role_refuses_to_start(settings: Settings) -> None:
    settings.DATABASE_ROLE = "owner"
    with pytest.raises(Exception, match="never run as the owner"):
        refuse_unsafe_role()


def test_a_trigger_that_is_switched_off_is_found(db: None, client: Client) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_contactline DISABLE TRIGGER clock_insert")
    assert json.loads(client.get("/readyz").content)["history"] is False
