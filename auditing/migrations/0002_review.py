from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Nobody reviews her own look."""

    dependencies = [("auditing", "0001_initial")]

    operations = [run_file(SQL, "0002_review.sql", migrations.RunSQL.noop)]
