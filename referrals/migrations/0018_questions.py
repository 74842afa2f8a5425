from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """A unit writes its own questions of its target group, where it says whether it has room."""

    dependencies = [("referrals", "0017_declines")]

    operations = [run_file(SQL, "0018_questions.sql")]
