"""Signing in as the database's own roles, not by SET ROLE."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

URLS = {"web": "DATABASE_URL", "worker": "WORKER_DATABASE_URL"}
SignIn = Callable[[str], psycopg.Connection[Any]]


@pytest.fixture
def sign_in(django_db_setup: None) -> Iterator[SignIn]:
    """A new connection, signed in as that role, closed after the test."""
    opened: list[psycopg.Connection[Any]] = []

    def connect(role: str) -> psycopg.Connection[Any]:
        user = f"udsatte_{role}"
        one = psycopg.connect(
            os.environ[URLS.get(role, "OWNER_DATABASE_URL")],
            dbname=connection.settings_dict["NAME"],
            user=user,
            options="",
        )
        opened.append(one)
        assert one.execute("SELECT session_user::text, current_user::text").fetchone() == (user, user)
        one.rollback()
        return one

    yield connect
    for one in opened:
        one.close()


@pytest.fixture
def web(sign_in: SignIn) -> psycopg.Connection[Any]:
    return sign_in("web")
