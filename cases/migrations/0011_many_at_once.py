from pathlib import Path

from django.db import migrations

from udsatte.access.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Many citizens begun in one statement, and a planner that knows how large a new unit's tables have become."""

    dependencies = [("cases", "0010_case_states")]

    operations = [
        run_file(SQL, "0011_many_at_once.sql", "DROP FUNCTION citizens_begin(int), planner_look()"),
    ]
