"""Files chosen in a form, as a browser sends them."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from referrals.attachments import NotAttached, check_length
from referrals.forms.attachments import AttachmentsField
from tests.referrals.files import chosen, pdf, picture
from udsatte.web.forms import HouseForm


class Letter(HouseForm):
    attachments = AttachmentsField()


def sent(*files: object) -> HttpRequest:
    return RequestFactory().post("/", {"attachments": files})


def form(request: HttpRequest) -> Letter:
    return Letter(request.POST, request.FILES)


def test_all_files_of_a_field_are_kept() -> None:
    letter = form(sent(chosen(pdf(), "a.pdf"), chosen(picture(), "b.heic")))
    assert letter.is_valid()
    assert [kept.name for kept in letter.cleaned_data["attachments"]] == ["a.pdf", "b.jpg"]


@pytest.mark.parametrize("files", [None, MultiValueDict()])
def test_a_form_without_files_is_an_ordinary_one(files: MultiValueDict | None) -> None:
    letter = Letter({}, files)
    assert letter.is_valid()
    assert letter.cleaned_data["attachments"] == []


def test_a_field_that_must_be_filled_in_says_so() -> None:
    class Needed(HouseForm):
        attachments = AttachmentsField(required=True)

    assert Needed({}, MultiValueDict()).errors == {"attachments": ["Dette felt er påkrævet."]}


def test_what_is_wrong_stands_beside_the_field_and_no_file_is_kept() -> None:
    letter = form(sent(chosen(pdf()), chosen(b"MZ", "faktura.pdf")))
    assert not letter.is_valid()
    assert "“faktura.pdf” er hverken en PDF" in letter.errors["attachments"][0]
    assert "attachments" not in letter.cleaned_data


def test_forty_files_are_told_how_many_there_may_be() -> None:
    letter = form(sent(*(chosen(pdf()) for _number in range(40))))
    assert letter.errors["attachments"] == ["Højst 5 filer ad gangen. Du valgte 40."]


def test_the_browser_is_told_what_may_be_chosen() -> None:
    drawn = str(Letter()["attachments"])
    assert "multiple" in drawn
    assert 'accept="application/pdf,image/jpeg,image/png"' in drawn


def test_a_request_too_large_has_no_files_which_its_length_alone_tells() -> None:
    request = sent(*(chosen(bytes(3_000_000)) for _number in range(6)))
    assert not request.FILES
    with pytest.raises(NotAttached):
        check_length(int(request.META["CONTENT_LENGTH"]))
