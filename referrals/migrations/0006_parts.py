from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """What hangs on a referral is written by one of its two units, signed, and a step only with what stepped."""

    dependencies = [("referrals", "0005_after_arrival")]

    operations = [run_file(SQL, "0006_parts.sql")]
