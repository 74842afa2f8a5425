"""A CPR number where somebody wrote it into a text: masked, and said. With the public test numbers of MedCom."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.cpr_in_text import masked

MASKED = "250947-••••"


@pytest.mark.parametrize(
    "written",
    [
        "250947-9989",
        "2509479989",
        "250947 9989",
        "250947 - 9989",
        "250947–9989",
        "250947\u20119989",
        "250947\u00a09989",
        "250947—9989",
        "250947−9989",
        "250947\u200b9989",
        "250947\u00ad9989",
        "250947/9989",
        "250947.9989",
        "250947_9989",
    ],
)
def test_a_number_is_masked_however_it_is_written(written: str) -> None:
    assert masked(f"Vedr. {written}, Kaj") == (f"Vedr. {MASKED}, Kaj", True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("CPR:250947-9989.", f"CPR:{MASKED}."),
        ("(2509479989)", f"({MASKED})"),
        ("cpr2509479989x", f"cpr{MASKED}x"),
        ("250947-9989 og 020160-9995", f"{MASKED} og 020160-••••"),
        ("250947-9989,0201609995", f"{MASKED},020160-••••"),
        ("25.09.47-9989", "25.09.47-••••"),
        ("25/09/47-9989", "25/09/47-••••"),
        ("25-09-47-9989", "25-09-47-••••"),
        ("2509479989\n250947 9989", f"{MASKED}\n{MASKED}"),
    ],
)
def test_numbers_are_found_wherever_they_stand(text: str, kept: str) -> None:
    assert masked(text) == (kept, True)


def test_whose_number_fails_modulus_11_and_whose_passes_are_masked_alike() -> None:
    assert masked("1111111118")[1]
    assert masked("250947-9989")[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kaj sover ved Hovedbanen",
        "Ring til 25 09 47 99 eller 33663366",
        "+45 25094799",
        "+4525094799",
        "4525094799",
        "0045 25 09 47 99",
        "004525094799",
        "45 25 09 47 99",
        "45 2509 4799",
        "+0102034567",
        "født 25.09.47",
        "25.09.1947",
        "mødt 24.11.26 1430",
        "24.11.2026 14:30",
        "EAN 5798000420526",
        "CVR 25094799",
        "sag 2026-250947",
        "12509479989",
        "25094799890",
        "310247-9989",  # 31 February
        "670947-9989",  # a municipal number, which is nobody's CPR number
        "070392-1VJ4",
        "250947-998",
        "250947 kl. 9989",
        "250947----9989",
        "２５０９４７-９９８９",
    ],
)
def test_what_is_no_cpr_number_is_left_alone(text: str) -> None:
    assert masked(text) == (text, False)


def test_a_day_and_an_hour_in_ten_digits_are_masked_rather_than_a_number_missed() -> None:
    assert masked("set 241126 1430") == ("set 241126-••••", True)


def test_a_foreign_telephone_number_that_begins_like_a_date_is_masked_unless_its_plus_stands_before_it() -> None:
    assert masked("0701234567") == ("070123-••••", True)
    assert masked("+0701234567") == ("+0701234567", False)


def test_a_number_of_somebody_who_is_not_born_yet_is_masked() -> None:
    """A slip of a digit is still most of somebody's number."""
    assert masked("250956-4999")[1]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789-  +./"))))
def test_masking_twice_is_masking_once(text: str) -> None:
    once, found = masked(text)
    assert masked(once) == (once, False)
    assert found == (once != text)


@given(st.text())
def test_a_text_without_ten_digits_stays_as_it_is(text: str) -> None:
    if len(re.findall("[0-9]", text)) < 10:
        assert masked(text) == (text, False)


@given(st.text(alphabet=st.characters(exclude_characters="0123456789+"), max_size=20), st.text(max_size=20))
def test_the_four_last_digits_are_gone_whatever_stands_around_them(before: str, after: str) -> None:
    if not re.match("[0-9]", after):
        text, found = masked(f"{before}250947-9989{after}")
        assert found
        assert text.startswith(f"{before}{MASKED}")
