from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """A merged person's attempts in vain, since the person was last met as whomever."""

    dependencies = [("cases", "0004_large_units")]

    operations = [run_file(SQL, "0005_attempts_since.sql", "DROP FUNCTION attempts_since(uuid[], timestamptz[])")]
