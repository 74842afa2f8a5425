"""Lists as offices keep them: CSV as Danish Excel saves it, and workbooks (XLSX). Read from bytes, written to bytes."""

from udsatte.web.spreadsheets.reading import MOST_BYTES, MOST_ROWS, NotASheet, Sheet, plain, read_sheet
from udsatte.web.spreadsheets.writing import csv_file, inert, xlsx_file

__all__ = ["MOST_BYTES", "MOST_ROWS", "NotASheet", "Sheet", "csv_file", "inert", "plain", "read_sheet", "xlsx_file"]
