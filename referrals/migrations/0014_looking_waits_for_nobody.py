from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Whoever looks by a code does not wait for the clock, which may be promising what they look at."""

    dependencies = [("referrals", "0013_days")]

    operations = [run_file(SQL, "0014_receipt_told.sql")]
