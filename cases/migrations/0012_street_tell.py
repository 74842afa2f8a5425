from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Broken glass is told to a coordinator who can read it."""

    dependencies = [("cases", "0011_many_at_once")]

    operations = [run_file(SQL, "0012_street_tell.sql", migrations.RunSQL.noop)]
