from pathlib import Path

from django.db import migrations

from udsatte.access.operations import Protect, run_file
from udsatte.access.permissions import CASEWORK, SHARED
from udsatte.access.protection import Protection

SQL = Path(__file__).resolve().parents[1] / "sql"
OF_CITIZEN = Protection(citizen="citizen", level=SHARED)
OF_UNIT = Protection(citizen="citizen", level=CASEWORK, unit="unit")


class Migration(migrations.Migration):
    """Grounds, identifiers and clocks are written by functions alone; every table that leads to a citizen has its policy."""

    dependencies = [("cases", "0001_initial"), ("access", "0002_functions")]

    operations = [
        run_file(
            SQL,
            "0001_grounds.sql",
            "DROP FUNCTION ground_end(uuid), ground_open(uuid, text, int, boolean, text), citizen_begin(),"
            " ground_has(uuid, int), ground_write(uuid, uuid, uuid, text, int, boolean, text)",
        ),
        run_file(
            SQL,
            "0001_citizen_register.sql",
            "DROP FUNCTION citizen_register(text, bytea, bytea, text, int, uuid)",
        ),
        run_file(
            SQL,
            "0001_clocks.sql",
            "DROP FUNCTION clock_of_citizen(), clock_of_line(), clock_recompute(uuid[]) CASCADE",
        ),
        run_file(
            SQL,
            "0001_same_citizen.sql",
            """
            ALTER TABLE cases_case DROP CONSTRAINT case_ground_same;
            ALTER TABLE cases_casestatuschange DROP CONSTRAINT status_case_same;
            ALTER TABLE cases_assignment DROP CONSTRAINT assignment_case_same;
            ALTER TABLE cases_contactline DROP CONSTRAINT line_contact_same;
            ALTER TABLE cases_lineservice DROP CONSTRAINT service_line_same;
            ALTER TABLE cases_noteaddition DROP CONSTRAINT addition_line_same;
            """,
        ),
        Protect("Ground", Protection(citizen=None, unit="unit", level=SHARED)),
        Protect("Citizen", Protection(citizen="id", level=SHARED)),
        Protect("Alias", OF_CITIZEN),
        Protect("Phone", OF_CITIZEN),
        Protect("Haunt", OF_CITIZEN),
        Protect("Identifier", OF_CITIZEN),
        Protect("Enquiry", OF_CITIZEN),
        Protect("CitizenClock", OF_CITIZEN, event=False),
        Protect("Assignment", Protection(citizen="citizen", level=SHARED, unit="unit")),
        Protect("RiskStory", OF_UNIT),
        Protect("Case", OF_UNIT),
        Protect("CaseStatusChange", OF_UNIT),
        Protect("Contact", Protection(citizen=None, unit="unit", level=CASEWORK)),
        Protect("ContactLine", OF_UNIT),
        Protect("LineService", OF_UNIT),
        Protect("NoteAddition", OF_UNIT),
        Protect("FollowUp", OF_UNIT),
    ]
