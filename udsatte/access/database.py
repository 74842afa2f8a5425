"""Which role this process has in the database, and whether that role is safe."""

import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

_UNSAFE = """
SELECT r.rolsuper OR r.rolbypassrls
    OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
  FROM pg_roles r WHERE r.rolname = session_user
"""
_UNHARDENED = """
SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
   AND (t.tgenabled = 'D' OR p.proname LIKE 'pgtrigger\\_%' AND NOT p.prosecdef)
"""


def role_is_unsafe() -> bool:
    """Whether this process's role is a superuser, bypasses row-level security, or owns (or may own) a table."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSAFE)
        row = cursor.fetchone()
    return row is None or bool(row[0])


def history_is_open() -> bool:
    """Whether a trigger is off, or a history trigger can be bypassed because a migration stopped before `harden`."""
    with connection.cursor() as cursor:
        cursor.execute(_UNHARDENED)
        return bool(cursor.fetchone()[0])


def refuse_unsafe_role() -> None:
    """Stop the process when its role could see everybody. A database that is away is not a reason to stop.

    Raises ImproperlyConfigured.
    """
    if settings.DATABASE_ROLE == "owner":
        raise ImproperlyConfigured("The web server and the worker never run as the owner of the database.")
    try:
        unsafe = role_is_unsafe()
    except OperationalError:
        logger.warning("The database cannot be reached yet; /readyz will tell when it can.")
        return
    finally:
        connection.close()
    if unsafe:
        raise ImproperlyConfigured(
            "The database role owns tables or bypasses row-level security. `manage.py roles` prints the right ones."
        )
