from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Administrators invite, change and end places through functions that hold the rules."""

    dependencies = [("accounts", "0005_identities"), ("mfa", "0001_initial")]

    operations = [
        migrations.RunSQL(
            (SQL / "0006_members.sql").read_text(encoding="utf-8"),
            "DROP FUNCTION user_start_over(uuid, boolean), user_shut_out(uuid, boolean), member_end(uuid),"
            " member_change(uuid, uuid, text, boolean, timestamptz), member_stop(accounts_membership),"
            " member_invite(uuid, text, text, text, text, text, boolean, timestamptz),"
            " administrator_remains(uuid, uuid), user_is_managed(uuid)",
        ),
    ]
