from pathlib import Path

from django.db import migrations

from udsatte.access.operations import Protect
from udsatte.access.permissions import CASEWORK, SHARED
from udsatte.access.protection import Protection
from udsatte.operations import run_file

SQL = Path(__file__).resolve().parents[1] / "sql"
OF_CITIZEN = Protection(citizen="citizen", level=SHARED)
OF_UNIT = Protection(citizen="citizen", level=CASEWORK, unit="unit")
UNIT_ALONE = Protection(citizen=None, unit="unit", level=CASEWORK)


class Migration(migrations.Migration):
    """Grounds, numbers and clocks are written by functions alone; every table that leads to a citizen has its policy."""

    dependencies = [("cases", "0001_tables"), ("accounts", "0002_rules")]

    operations = [
        run_file(SQL, "0002_grounds.sql"),
        run_file(SQL, "0002_notices.sql"),
        run_file(SQL, "0002_identifiers.sql"),
        run_file(SQL, "0002_enquiries.sql"),
        run_file(SQL, "0002_clocks.sql"),
        run_file(SQL, "0002_same_citizen.sql"),
        run_file(SQL, "0002_case_states.sql"),
        run_file(SQL, "0002_deaths.sql"),
        run_file(SQL, "0002_lookups.sql"),
        run_file(SQL, "0002_street_grounds.sql"),
        run_file(SQL, "0002_known_and_duty.sql"),
        run_file(SQL, "0002_many_at_once.sql"),
        run_file(SQL, "0002_sightings.sql"),
        run_file(SQL, "0002_intake.sql"),
        run_file(SQL, "0002_set_her.sql"),
        run_file(SQL, "0002_search_words.sql"),
        run_file(SQL, "0002_findable.sql"),
        run_file(SQL, "0002_citizen_search.sql"),
        run_file(SQL, "0002_follow_ups.sql"),
        run_file(SQL, "0002_handovers.sql"),
        run_file(SQL, "0002_lookouts.sql"),
        run_file(SQL, "0002_visits.sql"),
        run_file(SQL, "0002_merges.sql"),
        run_file(SQL, "0002_merged_lists.sql"),
        run_file(SQL, "0002_apart.sql"),
        run_file(SQL, "0002_note_talk.sql"),
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
        Protect("Contact", UNIT_ALONE),
        Protect("ContactLine", OF_UNIT),
        Protect("LineService", OF_UNIT),
        Protect("NoteAddition", OF_UNIT),
        Protect("FollowUp", OF_UNIT),
        Protect("Notice", Protection(citizen=None, unit="unit", level=SHARED)),
        Protect("Death", OF_CITIZEN),
        Protect("ImportJob", Protection(citizen=None, unit="unit", user="asked_by", level=CASEWORK), event=False),
        Protect("ImportRow", Protection(citizen=None, unit="unit", user="asked_by", level=CASEWORK), event=False),
        Protect("ExportJob", Protection(citizen=None, unit="unit", user="asked_by", level=CASEWORK), event=False),
        Protect("Background", OF_UNIT),
        Protect("Relative", OF_UNIT),
        Protect("PendingMatch", UNIT_ALONE),
        Protect("Sighting", Protection(citizen="citizen", level=SHARED, unit="unit")),
        Protect("Intake", Protection(citizen=None, unit="unit", user="by", level=CASEWORK), event=False),
        Protect("Call", OF_UNIT),
        Protect("Tip", UNIT_ALONE),
        Protect("Companion", UNIT_ALONE),
        Protect("StaffLine", UNIT_ALONE),
        Protect("ContactDraft", Protection(citizen=None, unit="unit", user="by", level=CASEWORK), event=False),
        Protect("Handover", OF_UNIT),
        Protect("FollowUpChange", OF_UNIT),
        Protect("Lookout", OF_UNIT),
        Protect("Visit", UNIT_ALONE),
    ]
