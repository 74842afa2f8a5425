"""A unit's own list as Danish Excel saves it: from bytes to the rows that `actions.imports` takes in."""

from cases.caseload_import.rows import BadRow, ImportRow, read_row
from cases.caseload_import.table import Column, NotACaseload, Record, Table, read_table

__all__ = ["BadRow", "Column", "ImportRow", "NotACaseload", "Record", "Table", "read_row", "read_table"]
