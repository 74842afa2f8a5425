from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Drafts: who sends one about a citizen, and throwing one away."""

    dependencies = [("referrals", "0008_guarantees")]

    operations = [run_file(SQL, "0009_drafts.sql")]
