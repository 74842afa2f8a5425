"""Take in a unit's history of contacts, as Excel saves it."""

from cases.caseload_import import CONTACTS
from cases.management.import_command import ImportCommand


class Command(ImportCommand):
    of = CONTACTS
    help = (
        "Take in a history of contacts (CSV or XLSX): the citizen by CPR number, our reference, or name and birth "
        "date; date, time, how, how it went, place, services, minutes, note, author's e-mail. The citizens come first "
        "(import_caseload). Run it again at will: what is here is never written twice."
    )
