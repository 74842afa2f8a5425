from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Who sent something on is told that it was taken up as far up as each is told, and no further."""

    dependencies = [("referrals", "0022_chain_told")]

    operations = [run_file(SQL, "0023_told_upwards.sql")]
