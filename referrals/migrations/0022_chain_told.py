from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Where a consent was taken back, nobody reads by the way what became of it."""

    dependencies = [("referrals", "0021_sender_looked")]

    operations = [run_file(SQL, "0022_chain_told.sql")]
