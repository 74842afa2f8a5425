from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The context, the log's only door, and the table of the cache (sign-in's rate limits)."""

    dependencies = [("access", "0001_initial"), ("accounts", "0001_initial"), ("sessions", "0001_initial")]

    operations = [
        run_file(
            SQL,
            "0001_access_context.sql",
            "DROP FUNCTION access_ceiling(text), app_cap(), app_at(), app_unit(), app_user()",
        ),
        run_file(SQL, "0001_access_enter.sql", "DROP FUNCTION access_enter(uuid, uuid, timestamptz)"),
        run_file(SQL, "0001_access_note.sql", "DROP FUNCTION access_note(text, text, uuid[], text)"),
        migrations.RunSQL(
            """
            CREATE TABLE udsatte_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
            CREATE INDEX udsatte_cache_expires ON udsatte_cache (expires);
            """,
            "DROP TABLE udsatte_cache",
        ),
    ]
