from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """What the auditor reads is two views, and who may ask what stands in functions."""

    dependencies = [("auditing", "0001_tables"), ("cases", "0002_rules")]

    operations = [
        run_file(SQL, "0002_looks.sql"),
        run_file(SQL, "0002_rules.sql"),
    ]
