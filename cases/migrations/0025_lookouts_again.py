from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
_AGAIN = (
    "DROP FUNCTION unit_said(uuid); DROP TRIGGER lookout_again ON cases_citizenclock; DROP FUNCTION lookout_again()"
)


class Migration(migrations.Migration):
    """A struck meeting lets others look out again; and what a unit is called to those who read none of its casework."""

    dependencies = [("cases", "0024_handover_told")]

    operations = [run_file(SQL, "0025_lookouts_again.sql", _AGAIN)]
