from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """People, places, the directory, duty and leave are written by these functions alone."""

    dependencies = [("accounts", "0001_tables"), ("access", "0002_rules"), ("mfa", "0001_initial")]

    operations = [
        run_file(SQL, "0002_units.sql"),
        run_file(SQL, "0002_callers.sql"),
        run_file(SQL, "0002_duty.sql"),
        run_file(SQL, "0002_members.sql"),
        run_file(SQL, "0002_identities.sql"),
        run_file(SQL, "0002_directory.sql"),
        run_file(SQL, "0002_passwords.sql"),
        run_file(SQL, "0002_leaves.sql"),
    ]
