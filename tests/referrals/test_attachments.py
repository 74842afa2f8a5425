"""What may be attached: the content decides, a refusal says what to do, and of many one bad file leaves nothing."""

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from referrals.attachments import MOST_BYTES, AttachmentKind, NotAttached, check_length, checked
from tests.referrals.files import chosen, one, opened, pdf, photograph, picture, refusal, zipped

PDF, JPEG, PNG = AttachmentKind.PDF, AttachmentKind.JPEG, AttachmentKind.PNG
EXECUTABLE = b"MZ\x90\x00\x03" + bytes(200)


@pytest.fixture(autouse=True)
def english() -> object:
    """The sentences as they stand in the source; the catalogue has its own test."""
    with translation.override("en"):
        yield


# -- what is taken -------------------------------------------------------------------------------------------


def test_a_pdf_is_kept_as_it_came() -> None:
    kept = one(pdf(), "Brev til teamet.PDF")
    assert (kept.name, kept.kind, kept.content, kept.size) == ("Brev til teamet.pdf", PDF, pdf(), len(pdf()))


@pytest.mark.parametrize(("format_", "kind", "name"), [("JPEG", JPEG, "hul.jpg"), ("PNG", PNG, "hul.png")])
def test_a_picture_keeps_its_kind_whatever_it_was_called(format_: str, kind: AttachmentKind, name: str) -> None:
    kept = one(picture(format_), "hul.exe")
    assert (kept.name, kept.kind, opened(kept).format, opened(kept).size) == (name, kind, format_, (8, 4))


def test_files_stay_in_the_order_in_which_they_were_chosen() -> None:
    files = [chosen(picture(), "b.jpg"), chosen(pdf(), "a.pdf"), chosen(picture("PNG"), "c.png")]
    assert [kept.name for kept in checked(files)] == ["b.jpg", "a.pdf", "c.png"]
    assert checked([]) == []


def test_a_file_that_somebody_has_read_already_is_read_from_its_beginning() -> None:
    file = chosen(pdf())
    file.read()
    assert checked([file])[0].content == pdf()


def test_neither_the_name_nor_the_content_is_shown_in_a_trace() -> None:
    shown = repr(one(pdf(), "Kaj Test.pdf"))
    assert "Kaj" not in shown
    assert "%PDF" not in shown


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(pdf(), "application/pdf"), (picture(), "image/jpeg"), (picture("PNG"), "image/png")],
    ids=["pdf", "jpeg", "png"],
)
def test_a_file_is_served_as_what_it_is(content: bytes, content_type: str) -> None:
    (kept,) = checked([chosen(content, "brev.html", "text/html")])
    assert kept.content_type == content_type


# -- how much is taken ---------------------------------------------------------------------------------------


def test_forty_files_are_refused_before_one_of_them_is_read() -> None:
    files = [chosen(EXECUTABLE) for _number in range(40)]
    assert refusal(files) == "At most 5 files at a time. You chose 40."
    assert {file.tell() for file in files} == {0}


def test_five_files_are_taken() -> None:
    assert len(checked([chosen(pdf()) for _number in range(5)])) == 5


def test_a_file_of_five_megabytes_is_taken_and_one_more_byte_is_not() -> None:
    filling = b"%" + b" " * (MOST_BYTES - len(pdf()) - 2) + b"\n"
    whole = pdf().replace(b"1 0 obj", filling + b"1 0 obj", 1)
    assert one(whole).size == MOST_BYTES
    assert refusal([chosen(whole + b"\n")]) == "“brev.pdf” is larger than 5 MB. Make it smaller and choose it again."


def test_fifteen_megabytes_together_are_the_most() -> None:
    files = [chosen(b"%PDF-" + bytes(MOST_BYTES - 5)) for _number in range(3)]
    assert refusal([*files, chosen(b"x")]).startswith("The files are larger than 15 MB together.")
    assert "cannot be read as a PDF" in refusal(files)


def test_a_request_too_large_to_be_read_does_not_look_like_one_without_files() -> None:
    check_length(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    with pytest.raises(NotAttached) as caught:
        check_length(settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert "15 MB" in str(caught.value.message)


def test_one_bad_file_among_good_ones_leaves_nothing() -> None:
    assert "“løn.pdf” is neither" in refusal([chosen(pdf()), chosen(EXECUTABLE, "løn.pdf"), chosen(pdf())])


# -- what it really is ---------------------------------------------------------------------------------------


def test_an_empty_file_is_refused() -> None:
    assert refusal([chosen(b"", "tom.pdf")]) == "“tom.pdf” is empty."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faktura.pdf", EXECUTABLE),
        ("billede.png", b"<!DOCTYPE html><script>window.harmed=1</script>"),
        ("billede.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("brev.pdf", zipped()),
        ("brev.pdf", b"\n" + pdf()),
        ("brev.pdf", b"<script>window.harmed=1</script>" + pdf()),
        ("billede.gif", b"GIF89a" + bytes(20)),
        ("brev.pdf", b"%!PS-Adobe-3.0"),
        ("billede.png", b"\x89PNG"),
    ],
    ids=["executable", "html", "svg", "zip", "blank first", "script first", "gif", "postscript", "half a signature"],
)
def test_what_is_no_pdf_and_no_picture_is_refused_whatever_it_says(name: str, content: bytes) -> None:
    file = chosen(content, name, "image/png")
    assert refusal([file]).startswith(f"“{name}” is neither a PDF nor a picture (JPEG, PNG).")


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_an_iphones_own_picture_is_refused_with_what_to_do(brand: bytes) -> None:
    assert "Take a screenshot" in refusal([chosen(b"\x00\x00\x00\x18ftyp" + brand + bytes(16), "IMG_1.HEIC")])


# -- PDFs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-",
        b"%PDF-1.7\n1 0 obj",
        b"%PDF-9.9" + pdf()[8:],
        pdf().replace(b"%%EOF", b""),
        pdf().replace(b"startxref", b""),
        pdf(after=b"\n" + zipped()),
        pdf(after=b"\n<script>window.harmed=1</script>"),
        pdf(after=b" " * 2_000),
    ],
    ids=["signature", "half", "version", "no end", "no table", "zip behind", "html behind", "end far away"],
)
def test_a_pdf_that_is_not_whole_or_goes_on_is_refused(content: bytes) -> None:
    assert refusal([chosen(content)]).startswith("“brev.pdf” cannot be read as a PDF.")


@pytest.mark.parametrize("inside", [b"/Encrypt 9 0 R", b"/Encrypt<</Filter/Standard>>", b"/#45ncrypt 9 0 R"])
def test_a_pdf_with_a_password_is_refused_in_its_own_words(inside: bytes) -> None:
    assert "Save it without a password" in refusal([chosen(pdf(inside))])


@pytest.mark.parametrize(
    "inside",
    [
        b"/AA << /O << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"/S/JavaScript",
        b"/S /J#61v#61Script",
        b"/JS(app.alert(1))",
        b"/JS <6170>",
        b"/JS 7 0 R",
        b"/S /Launch /F (cmd.exe)",
        b"/Names << /EmbeddedFiles 7 0 R >>",
        b"/Type /EmbeddedFile",
        b"/OpenAction 7 0 R",
        b"/OpenAction<</S/URI>>",
        b"/Subtype/RichMedia",
        b"/AcroForm << /XFA 7 0 R >>",
        b"/S /SubmitForm",
    ],
)
def test_a_pdf_with_something_that_runs_or_is_carried_along_is_refused(inside: bytes) -> None:
    assert "Print it as a new PDF" in refusal([chosen(pdf(inside))])


@pytest.mark.parametrize(
    "inside",
    [
        b"/OpenAction[3 0 R /XYZ null null 0]",
        b"/OpenAction [3 0 R /Fit]",
        b"/JSON 1",
        b"/Launched true",
        b"/Title (Encrypt)",
        b"/Length 3 >> stream\n/JS\x9c endstream <<",
    ],
    ids=["LibreOffice", "a page to begin with", "longer name", "another longer", "a word", "chance"],
)
def test_a_pdf_as_an_office_writes_it_is_taken(inside: bytes) -> None:
    assert one(pdf(inside)).kind == PDF


@pytest.mark.parametrize("after", [b"", b"\r\n", b"\n\n  ", b"\x00" * 100])
def test_a_pdf_may_end_with_blanks(after: bytes) -> None:
    assert one(pdf(after=after)).kind == PDF


# -- anything at all -----------------------------------------------------------------------------------------


def taken_or_refused(content: bytes) -> None:
    try:
        (kept,) = checked([chosen(content)])
    except NotAttached as refused:
        said = str(refused.message)
    else:
        said = "“brev.pdf” is kept"
        assert AttachmentKind.of(kept.content) == kept.kind
        assert 0 < kept.size <= MOST_BYTES
    assert "“brev.pdf”" in said


@given(st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=300))
def test_any_bytes_are_a_file_or_a_sentence(signature: bytes, rest: bytes) -> None:
    taken_or_refused(signature + rest)


@given(
    st.sampled_from([pdf(), photograph(), photograph("PNG"), picture(progressive=True), picture("PNG", mode="P")]),
    st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=4)), min_size=1, max_size=6),
    st.integers(0, 2_000),
)
def test_a_file_changed_anywhere_is_a_file_or_a_sentence(
    whole: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    content = bytearray(whole)
    for place, put in changes:
        place %= len(content)
        content[place : place + len(put)] = put
    taken_or_refused(bytes(content[: len(content) - cut % 40]))
