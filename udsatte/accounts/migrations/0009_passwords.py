from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Passwords are written by functions alone: one's own, or a first one."""

    dependencies = [("accounts", "0008_reach")]

    operations = [
        migrations.RunSQL(
            (SQL / "0009_passwords.sql").read_text(encoding="utf-8"),
            "DROP FUNCTION password_change(text), password_choose(uuid, text)",
        ),
    ]
