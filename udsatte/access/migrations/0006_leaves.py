from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The context tells who is away too. Its answer has columns more, so the function is made anew."""

    dependencies = [("access", "0005_access_newest"), ("accounts", "0010_leaves")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION access_enter(uuid, uuid, timestamptz)",
            (SQL / "0004_access_enter.sql").read_text(encoding="utf-8"),
        ),
        run_file(SQL, "0006_access_enter.sql", "DROP FUNCTION access_enter(uuid, uuid, timestamptz)"),
    ]
