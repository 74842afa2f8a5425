"""CPR numbers by standards.md § 1, and how an identifier is kept."""

import base64
import os
from datetime import date
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import IdentifierKind, Sex
from cases.cpr import CprNumber, NotACprNumber
from cases.identifiers import digest, seal, unseal

TODAY = date(2026, 11, 24)

#: MedCom's and HL7 Denmark's public test persons. Every one of them fails modulus 11.
TEST_PERSONS = [
    ("2509479989", date(1947, 9, 25), Sex.MALE),
    ("0201609995", date(1960, 1, 2), Sex.MALE),
    ("0201609996", date(1960, 1, 2), Sex.FEMALE),
    ("0504909995", date(1990, 4, 5), Sex.MALE),
    ("0504909989", date(1990, 4, 5), Sex.MALE),
    ("0201919990", date(1991, 1, 2), Sex.FEMALE),
    ("0201919996", date(1991, 1, 2), Sex.FEMALE),
    ("0201919995", date(1991, 1, 2), Sex.MALE),
    ("0108589995", date(1958, 8, 1), Sex.MALE),
]
#: Digit 7 and two-digit year → century (da.wikipedia's table of CPR-kontoret's rule), at every edge.
CENTURIES = [
    *((digit, year, 1900) for digit in "0123" for year in (0, 36, 37, 57, 58, 99)),
    *((digit, year, 2000) for digit in "49" for year in (0, 36)),
    *((digit, year, 1900) for digit in "49" for year in (37, 57, 58, 99)),
    *((digit, year, 2000) for digit in "5678" for year in (0, 36, 37, 57)),
    *((digit, year, 1800) for digit in "5678" for year in (58, 99)),
]


@pytest.mark.parametrize(("digits", "born_on", "sex"), TEST_PERSONS)
def test_a_public_test_person_is_taken_with_a_warning(digits: str, born_on: date, sex: str) -> None:
    number = CprNumber.parse(digits, today=TODAY)
    assert (number.digits, number.born_on, number.sex) == (digits, born_on, sex)
    assert number.looks_mistyped


@pytest.mark.parametrize(
    "written", ["250947-9989", "2509479989", "250947 9989", " 250947-9989 ", "250947–9989", "250947\u00a09989"]
)
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    number = CprNumber.parse(written, today=TODAY)
    assert number.digits == "2509479989"
    assert str(number) == "250947-9989"


@pytest.mark.parametrize(("digit", "year", "century"), CENTURIES)
def test_the_seventh_digit_tells_the_century(digit: str, year: int, century: int) -> None:
    number = CprNumber.parse(f"0202{year:02}{digit}000", today=date(2100, 1, 1))
    assert number.born_on == date(century + year, 2, 2)


@pytest.mark.parametrize(
    "written",
    [
        "310247-9989",  # 31 February
        "290247-0000",  # 1947 had no 29 February
        "320147-9989",
        "000147-9989",
        "011347-9989",
        "010047-9989",
        "670947-9989",  # a municipal replacement number: the day plus sixty
    ],
)
def test_an_impossible_date_is_refused_in_words(written: str) -> None:
    with pytest.raises(NotACprNumber) as refusal:
        CprNumber.parse(written, today=TODAY)
    assert refusal.value.field == "cpr"
    assert str(refusal.value.message) == "De første seks cifre er ikke en dato."


@pytest.mark.parametrize("written", ["290200-4000", "290200-5000", "290264-1000"])
def test_the_29th_of_february_is_there_in_a_leap_year_of_the_right_century(written: str) -> None:
    assert CprNumber.parse(written, today=TODAY).born_on.day == 29


def test_the_29th_of_february_1900_was_never() -> None:
    with pytest.raises(NotACprNumber):
        CprNumber.parse("290200-0000", today=TODAY)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "25",
        "250947998",
        "25094799890",
        "250947-99x9",
        "２５０９４７９９８９",
        "²509479989",
        "250947\x009989",
        "-" * 10,
    ],
)
def test_what_is_not_ten_digits_is_refused(written: str) -> None:
    with pytest.raises(NotACprNumber):
        CprNumber.parse(written, today=TODAY)


@pytest.mark.parametrize("written", ["070392-1VJ4", "120655-0VK9"])
def test_a_replacement_number_with_letters_is_not_a_cpr_number(written: str) -> None:
    with pytest.raises(NotACprNumber):
        CprNumber.parse(written, today=TODAY)


def test_nobody_is_born_in_the_future() -> None:
    assert CprNumber.parse("241126-4000", today=TODAY).born_on == TODAY
    with pytest.raises(NotACprNumber) as refusal:
        CprNumber.parse("251126-4000", today=TODAY)
    assert "fremtid" in str(refusal.value.message)


@pytest.mark.parametrize("digits", ["0101650008", "0101601235", "0101950000"])
def test_the_first_of_january_fails_modulus_11_without_a_warning(digits: str) -> None:
    """CPR-kontoret has given out such numbers for that date since 2007."""
    assert sum(int(d) * w for d, w in zip(digits, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 != 0
    assert not CprNumber.parse(digits, today=TODAY).looks_mistyped


def test_a_number_that_passes_modulus_11_gives_no_warning() -> None:
    assert not CprNumber.parse("1111111118", today=TODAY).looks_mistyped


def test_a_number_is_not_shown_in_a_trace() -> None:
    number = CprNumber.parse("2509479989", today=TODAY)
    assert "2509479989" not in repr(number)
    assert "1947" not in repr(number)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    try:
        number = CprNumber.parse(text, today=TODAY)
    except NotACprNumber as refusal:
        sentence = str(refusal.message)
    else:
        sentence = "read"
        assert len(number.digits) == 10
        assert number.born_on <= TODAY
    assert sentence


@given(st.from_regex(r"\A[0-9]{10}\Z"))
def test_ten_digits_are_read_back_as_they_were(digits: str) -> None:
    try:
        number = CprNumber.parse(digits, today=TODAY)
    except NotACprNumber:
        return
    assert CprNumber.parse(str(number), today=TODAY) == number
    assert 1858 <= number.born_on.year <= 2026
    assert (number.sex == Sex.MALE) == (int(digits) % 2 == 1)


# -- kept sealed ----------------------------------------------------------------------------------------------


def key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@given(st.text(alphabet="0123456789", min_size=10, max_size=10))
def test_what_was_sealed_is_unsealed(number: str) -> None:
    assert unseal(seal(number)) == number
    assert unseal(memoryview(seal(number))) == number


def test_the_same_number_is_never_sealed_alike_and_always_found_alike() -> None:
    assert seal("2509479989") != seal("2509479989")
    assert digest(IdentifierKind.CPR, "2509479989") == digest(IdentifierKind.CPR, "2509479989")
    assert len(digest(IdentifierKind.CPR, "2509479989")) == 32
    assert digest(IdentifierKind.CPR, "2509479989") != digest("x_ecpr", "2509479989")


def test_the_sealed_number_does_not_hold_the_number() -> None:
    assert b"2509479989" not in seal("2509479989")


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_is_noticed(position: int, change: int) -> None:
    sealed = bytearray(seal("2509479989"))
    sealed[position % len(sealed)] ^= change
    with pytest.raises((InvalidTag, KeyError)):
        unseal(bytes(sealed))


def test_a_shortened_number_is_noticed() -> None:
    sealed = seal("2509479989")
    for length in range(1, len(sealed)):
        with pytest.raises((InvalidTag, ValueError)):
            unseal(sealed[:length])


def test_a_new_key_seals_and_the_old_one_still_unseals(settings: Any) -> None:
    old = seal("2509479989")
    settings.CPR_ENCRYPTION_KEYS = {**settings.CPR_ENCRYPTION_KEYS, "2": key()}
    new = seal("2509479989")
    assert (old[0], new[0]) == (1, 2)
    assert unseal(old) == unseal(new) == "2509479989"


def test_the_tenth_key_is_newer_than_the_ninth(settings: Any) -> None:
    settings.CPR_ENCRYPTION_KEYS = {"9": key(), "10": key()}
    assert seal("2509479989")[0] == 10


def test_without_its_key_a_number_stays_sealed(settings: Any) -> None:
    sealed = seal("2509479989")
    settings.CPR_ENCRYPTION_KEYS = {"2": key()}
    with pytest.raises(KeyError):
        unseal(sealed)
    settings.CPR_ENCRYPTION_KEYS = {"1": key()}
    with pytest.raises(InvalidTag):
        unseal(sealed)


def test_another_index_key_finds_nobody(settings: Any) -> None:
    before = digest(IdentifierKind.CPR, "2509479989")
    settings.CPR_INDEX_KEY = key()
    assert digest(IdentifierKind.CPR, "2509479989") != before
