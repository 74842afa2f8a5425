from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The context, the log's only door, its seals, and the table of the cache (sign-in's rate limits)."""

    dependencies = [("access", "0001_tables"), ("accounts", "0001_tables"), ("sessions", "0001_initial")]

    operations = [
        run_file(SQL, "0002_access_context.sql"),
        run_file(SQL, "0002_access_enter.sql"),
        run_file(SQL, "0002_access_note.sql"),
        run_file(SQL, "0002_access_seal.sql"),
        migrations.RunSQL(
            """
            CREATE TABLE udsatte_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
            CREATE INDEX udsatte_cache_expires ON udsatte_cache (expires);
            """
        ),
    ]
