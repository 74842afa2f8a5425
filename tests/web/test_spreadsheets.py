"""What is read of a list that somebody brings, and what is refused before it can do harm."""

import csv
import io
import zipfile
from datetime import date, time

import pytest
from django.utils import translation

from tests.cases.lists import workbook
from tests.proof.hostile import CORPUS
from udsatte.web.spreadsheets import NotASheet, csv_file, read_sheet, xlsx_file


@pytest.fixture(autouse=True)
def english() -> object:
    """The sentences as they stand in the source; the catalogue has its own test."""
    with translation.override("en"):
        yield


def refusal(content: bytes) -> str:
    with pytest.raises(NotASheet) as caught:
        read_sheet(content)
    return str(caught.value.args[0])


def packed(files: dict[str, bytes]) -> bytes:
    """Files in a zip, the way that a workbook is one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose first sheet says this."""
    with zipfile.ZipFile(io.BytesIO(workbook(["Navn"], ["Kaj"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return packed(files | {"xl/worksheets/sheet1.xml": xml})


def test_a_workbook_is_read_as_its_cells_show() -> None:
    content = workbook(["Navn", "CPR", "Dato", "Kl"], ["Åge 🐕", 2509479989, date(2025, 12, 31), time(9, 5)])

    sheet = read_sheet(content)

    assert sheet.headings == ("Navn", "CPR", "Dato", "Kl")
    assert sheet.rows == ((2, ("Åge 🐕", "2509479989", "2025-12-31", "09:05")),)


def test_rows_keep_their_numbers_when_others_are_blank() -> None:
    assert [number for number, _cells in read_sheet(b"\r\n;\r\nNavn;Sted\r\n;\r\nKaj;Gaden\r\n").rows] == [5]


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    bomb = packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 210_000_000})

    assert len(bomb) < 1_000_000
    assert "too large" in refusal(bomb)


def test_a_small_file_that_swells_is_refused() -> None:
    assert "too large" in refusal(packed({"xl/workbook.xml": b"<x/>", "a": b" " * 20_000_000}))


def test_a_directory_that_lies_about_a_size_is_refused() -> None:
    content = bytearray(packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"x" * 5_000_000}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (1_000).to_bytes(4, "little")

    assert "cannot be read" in refusal(bytes(content))


@pytest.mark.parametrize("cell", ["XFD1048576", "BA1", "A110001", "a1048576"])
def test_a_cell_far_away_is_refused_before_room_is_made_for_it(cell: str) -> None:
    rows = f'<row><c r="A1"><v>1</v></c><c  s="1" r = \'{cell}\'><v>1</v></c></row>'
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'

    assert "too large" in refusal(with_sheet(xml.encode()))


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_FAR = _SHEET.format('<row><c r="A1"><v>1</v></c></row><row><c r="AZ900000"><v>1</v></c></row>').encode()


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="900000"><c><v>1</v></c></row>',
        f"<row>{'<c/>' * 60}<c><v>1</v></c></row>",
        '<row><c x="/>" r="AZ900000"><v>1</v></c></row>',
        f'<row><c{" " * 500}r="AZ900000"><v>1</v></c></row>',
        '<row><x:c r="AZ900000"><v>1</v></x:c></row>',
        '<row><c r="A1&#48;00000"><v>1</v></c></row>',
    ],
    ids=["by its row", "after empty ones", "behind a sign", "in a long tag", "by another name", "in a cipher"],
)
def test_a_cell_is_far_away_however_it_says_so(rows: str) -> None:
    """Five kilobytes took 1.4 GB of memory; a few more columns, and the process was gone."""
    assert "too large" in refusal(with_sheet(_SHEET.format(f'<row><c r="A1"><v>1</v></c></row>{rows}').encode()))


def test_a_far_tag_is_seen_where_two_pieces_meet() -> None:
    rows = (
        f'<row><c r="A1"><v>1</v></c></row>{" " * (1024 * 1024 - 250)}<row><c{" " * 200}r="AZ900000"><v>1</v></c></row>'
    )

    assert "too large" in refusal(with_sheet(_SHEET.format(rows).encode()))


@pytest.mark.parametrize("name", ["xl/Worksheets/sheet1.xml", "xl/elsewhere/one.xml"])
def test_a_sheet_is_one_whatever_it_is_called(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(["Navn"], ["Kaj"]))) as archive:
        files = {one: archive.read(one) for one in archive.namelist() if one != "xl/worksheets/sheet1.xml"}
    names = "xl/_rels/workbook.xml.rels"
    files[names] = files[names].replace(b"worksheets/sheet1.xml", name.removeprefix("xl/").encode())

    assert "too large" in refusal(packed(files | {name: _FAR}))


def test_a_format_that_goes_on_to_the_last_row_is_no_cell() -> None:
    cells = "".join(f'<row><c r="A{n}" t="str"><v>{text}</v></c></row>' for n, text in ((1, "Navn"), (2, "Kaj")))
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'{cells}<row r="1048576"><c r="A1048576" s="1"/></row></sheetData></worksheet>'
    )

    assert read_sheet(with_sheet(xml.encode())).rows == ((2, ("Kaj",)),)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed({"word/document.xml": b"<x/>"}), "This is no workbook"),
        (workbook(["Navn"], ["Kaj"])[:300], "cannot be read"),
        (packed({"xl/workbook.xml": b"<x"}), "cannot be read"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"%PDF-1.7", "picture"),
        (b"\x00\x00\x00 ftypheic", "picture"),
        (b"Navn\x00;\x01\r\nKaj;x", "not text"),
        (b"Navn\r\n" + b"Kaj\r\n" * 100_001, "more than 100,000 rows"),
        (b"x" * (16 * 1024 * 1024 + 1), "larger than 16 MB"),
        (b"Navn" + b";" * 256 + b"\r\nKaj", "more than 256 columns"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_no_cell_that_is_written_begins_as_a_formula() -> None:
    texts = [f"{sign}cmd|' /C calc'!A0" for sign in "=+-@\t\r\n"] + list(CORPUS)
    rows = list(csv.reader(io.StringIO(csv_file(texts, [texts]).decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = read_sheet(xlsx_file(["Navn", "Note"], [[text, "x"] for text in texts]))

    written = [cell for row in rows for cell in row] + [cells[0] for _number, cells in sheet.rows if cells]

    assert len(written) == 3 * len(texts)
    assert not [cell for cell in written if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_file(["Navn"], [['=HYPERLINK("http://x")'], ["http://x"]]))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in archive.namelist()
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
