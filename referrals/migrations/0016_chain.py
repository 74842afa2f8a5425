from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The way of a referral from unit to unit, as far as the reader is told."""

    dependencies = [("referrals", "0015_words_that_failed")]

    operations = [run_file(SQL, "0016_chain.sql")]
