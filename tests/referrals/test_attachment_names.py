"""What a file is called: what a person reads, with the ending of its content."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from referrals.attachments import checked
from tests.referrals.files import called, chosen, refusal


@pytest.fixture(autouse=True)
def english() -> object:
    """The sentences as they stand in the source; the catalogue has its own test."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("brev.pdf", "brev.pdf"),
        ("faktura.pdf.exe", "faktura.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\kaj\\brev.docx", "brev.pdf"),
        ("brev 24.11.2026", "brev 24.11.2026.pdf"),
        ("Åse\u0301s brev.pdf", "Åsés brev.pdf"),
        ("brev\u202efdp.exe", "brevfdp.pdf"),
        ("\u2066brev\u2069\u200b.pdf", "brev.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie: x.pdf"),
        ("brev\ud800.pdf", "brev.pdf"),
        ("Kaj 250947-9989.pdf", "Kaj 250947-••••.pdf"),
        (".pdf", "pdf.pdf"),
        ("   ", "Attachment.pdf"),
        ("...", "Attachment.pdf"),
        ("\u202e\u200b", "Attachment.pdf"),
        ("W" * 300 + ".pdf", "W" * 116 + ".pdf"),
    ],
)
def test_a_name_is_what_a_person_reads_with_the_ending_of_its_content(brought: str, kept: str) -> None:
    assert checked([called(brought)])[0].name == kept


def test_a_file_without_a_name_has_one() -> None:
    assert checked([called(None)])[0].name == "Attachment.pdf"


def test_a_refusal_names_the_file_as_it_was_called_without_what_nobody_sees() -> None:
    assert refusal([chosen(b"MZ", "fak\u202etura 250947-9989.pdf.exe")]).startswith(
        "“faktura 250947-••••.pdf.exe” is neither"
    )


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_stored(name: str) -> None:
    (kept,) = checked([called(name)])
    assert 5 <= len(kept.name) <= 120
    assert kept.name.endswith(".pdf")
    assert kept.name.encode().decode() == kept.name
    assert not set(kept.name) & set("/\\\x00\r\n\u202e")
