from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """What is due tells somebody, once."""

    dependencies = [("referrals", "0018_questions"), ("cases", "0008_deadline_notices")]

    operations = [run_file(SQL, "0019_due.sql")]
