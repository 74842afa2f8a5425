from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """The planner knows of units of thousands."""

    dependencies = [("cases", "0003_first_services")]

    operations = [run_file(SQL, "0004_large_units.sql")]
