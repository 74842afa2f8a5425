"""Which database role the tests work as: the web role, and the owner where a row is made that no view could make."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

INSUFFICIENT_PRIVILEGE = "42501"
FOREIGN_KEY = "23503"
UNIQUE = "23505"
CHECK = "23514"
EXCLUSION = "23P01"
LOCK_NOT_AVAILABLE = "55P03"
#: What `migrate` writes and nothing else.
KEPT = {"auth_permission", "django_content_type", "django_migrations"}


@contextmanager
def as_owner() -> Iterator[None]:
    """As the owner of the database: no wall, no context. For factories, and for looking at what was stored."""
    with _as("NONE"):
        yield


@contextmanager
def as_worker() -> Iterator[None]:
    """As the worker: for what a task does."""
    with _as("udsatte_worker"):
        yield


@contextmanager
def _as(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        # A transaction in error takes no statement; its rollback restores the role.
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {before}")


def sql(statement: str, *params: Any) -> list[tuple[Any, ...]]:
    """What a statement answers, as whoever the connection is now."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def refused(*states: str) -> Iterator[None]:
    """The database says no here, with this SQLSTATE (or one of these); the transaction goes on as before."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    assert getattr(caught.value.__cause__, "sqlstate", None) in (states or (INSUFFICIENT_PRIVILEGE,)), caught.value


def empty() -> None:
    """Every row that tests have committed is gone; the reference data is as the migrations made it.

    Django's own flush makes each file of the database anew and hardens it once more: a second for a handful of rows.
    A request that a closed browser has left behind may still write: whoever held some tables and waited for others
    would deadlock with it, so all of them are taken at once or none. Raises OperationalError when it never ends.
    """
    with as_owner():
        tables = [f'"{name}"' for name in connection.introspection.django_table_names() if name not in KEPT]
        give_up = time.monotonic() + 30
        while not _emptied(tables, last=time.monotonic() > give_up):
            time.sleep(0.05)


def _emptied(tables: list[str], *, last: bool) -> bool:
    """False if another transaction uses a table now; at the `last` try that is an error."""
    from importlib import import_module

    from django.apps import apps

    with transaction.atomic():
        try:
            sql(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE NOWAIT")
        except OperationalError as error:
            if last or getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            transaction.set_rollback(True)
            return False
        holding = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
        filled = [name for (name,) in sql(holding)]
        for name in filled:
            sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            sql(f"DELETE FROM {name}")
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        for name in filled:
            sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        import_module("cases.migrations.0003_first_services").add(apps, None)
        import_module("referrals.migrations.0003_first_criteria").add(apps, None)
        assert {name for (name,) in sql(holding)} == {'"cases_service"', '"referrals_criterion"'}
    return True


@contextmanager
def savepoints_keep() -> Iterator[None]:
    """In here, what a savepoint has kept counts as committed.

    A question after a citizen is answered only in a transaction after the one that wrote it (cases/sql, lookups), and
    one test has but one; tests/access/test_street_attacks.py holds the rule itself, with transactions of its own.
    """
    with as_owner():
        ((rule,),) = sql("SELECT pg_get_functiondef('lookup_kept(xid8)'::regprocedure)")
        sql("CREATE OR REPLACE FUNCTION lookup_kept(p_written_in xid8) RETURNS boolean LANGUAGE sql AS 'SELECT true'")
    try:
        yield
    finally:
        with as_owner():
            sql(rule)
