from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Who refers citizens reads the own unit's referrals, and no citizen."""

    dependencies = [("access", "0002_rules")]

    operations = [run_file(SQL, "0003_ceiling_of_referrers.sql")]
