"""Take in a unit's own list of citizens, as Excel saves it."""

from cases.caseload_import import CITIZENS
from cases.management.import_command import ImportCommand


class Command(ImportCommand):
    of = CITIZENS
    help = (
        "Take in a unit's own list as Danish Excel saves it (CSV or XLSX): name, CPR number or birth date, "
        "caseworker's e-mail, opened on, last met, place. Run it again at will: what is here is never "
        "overwritten. A bad row is named with its reason and never stops the others. No name is printed; "
        "--report has the values."
    )
