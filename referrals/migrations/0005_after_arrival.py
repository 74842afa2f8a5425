from pathlib import Path

from django.db import migrations

from udsatte.access.operations import Protect
from udsatte.access.permissions import OWN
from udsatte.access.protection import Protection
from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
BETWEEN_UNITS = Protection(citizen=None, unit="unit", told="told_unit", level=OWN)


class Migration(migrations.Migration):
    """What follows when a referral has arrived: who is told, what opens and closes, and what comes back."""

    dependencies = [("referrals", "0004_meetings_and_packages")]

    operations = [
        run_file(SQL, "0005_after_arrival.sql"),
        Protect("FirstMeeting", BETWEEN_UNITS),
        Protect("Package", BETWEEN_UNITS),
        Protect("PackageFact", BETWEEN_UNITS, event=False),
    ]
