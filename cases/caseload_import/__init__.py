"""A unit's own lists as Danish Excel saves them: from bytes to the rows that the import takes in."""

from cases.caseload_import.cells import BadRow
from cases.caseload_import.citizens import CitizenRow, read_citizen
from cases.caseload_import.columns import (
    CITIZENS,
    CONTACTS,
    Column,
    ImportList,
    check_columns,
    knows_heading,
    recognised,
)
from cases.caseload_import.contacts import ContactRow, read_contact
from cases.caseload_import.table import Record, Table, read_table, records

__all__ = [
    "CITIZENS",
    "CONTACTS",
    "BadRow",
    "CitizenRow",
    "Column",
    "ContactRow",
    "ImportList",
    "Record",
    "Table",
    "check_columns",
    "knows_heading",
    "read_citizen",
    "read_contact",
    "read_table",
    "recognised",
    "records",
]
