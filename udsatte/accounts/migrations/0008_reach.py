from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """An administrator takes over nobody whom another organisation gets back, and names no first auditor."""

    dependencies = [("accounts", "0007_directory")]

    operations = [
        migrations.RunSQL((SQL / "0008_reach.sql").read_text(encoding="utf-8"), "DROP FUNCTION auditor_may_follow()"),
    ]
