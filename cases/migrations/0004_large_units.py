from pathlib import Path

from django.db import migrations

from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Units of thousands: the planner knows of them, and a search looks fewer citizens up."""

    dependencies = [("cases", "0003_first_services")]

    operations = [
        run_file(SQL, "0004_large_units.sql"),
        run_file(SQL, "0004_citizen_search.sql"),
    ]
