from pathlib import Path

from django.db import migrations

from udsatte.access.operations import Protect
from udsatte.access.permissions import CASEWORK, OWN
from udsatte.access.protection import Protection
from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
BETWEEN_UNITS = Protection(citizen=None, unit="unit", told="told_unit", level=OWN)


class Migration(migrations.Migration):
    """Who reads a referral, and how it moves: along one table, signed, by the unit whose turn it is."""

    dependencies = [("referrals", "0001_tables"), ("access", "0003_ceiling_of_referrers")]

    operations = [
        run_file(SQL, "0002_referrals.sql"),
        run_file(SQL, "0002_handling.sql"),
        run_file(SQL, "0002_entrances.sql"),
        Protect("Referral", BETWEEN_UNITS),
        Protect("Handling", BETWEEN_UNITS),
        Protect("Step", BETWEEN_UNITS, event=False),
        Protect("CriterionAnswer", Protection(citizen=None, unit="unit", level=OWN)),
        Protect("Tie", Protection(citizen="citizen", level=CASEWORK, unit="unit")),
        Protect("Message", BETWEEN_UNITS),
        Protect("Attachment", BETWEEN_UNITS, event=False),
    ]
