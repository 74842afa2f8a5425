from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Nobody is asked any more to take on somebody who has died."""

    dependencies = [("referrals", "0019_due")]

    operations = [run_file(SQL, "0020_the_dead.sql")]
