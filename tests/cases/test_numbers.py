"""Replacement numbers by standards.md § 1: each kind's own rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import ISSUED, IdentifierKind, Sex
from cases.cpr import NotACprNumber
from cases.issuers import ISSUERS, MUNICIPALITIES, REGIONS
from cases.numbers import NoIssuer, NotAReplacementNumber, ReplacementNumber, digest_of, read_number
from udsatte.access.decisions import Foreseen

TODAY = date(2026, 11, 24)
X, D, MUNICIPAL = IdentifierKind.X_ECPR, IdentifierKind.D_ECPR, IdentifierKind.MUNICIPAL
CAPITAL, COPENHAGEN = "1084", "101"


def read(kind: IdentifierKind, text: str, issuer: str = CAPITAL) -> ReplacementNumber:
    return ReplacementNumber.parse(kind, text, issuer=issuer, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "text", "sex"),
    [
        # nspop.dk's examples, and MedCom's public test persons.
        (X, "0203291WQ3", Sex.MALE),
        (X, "1308781OS6", Sex.FEMALE),
        (X, "3101057JC9", Sex.MALE),
        (X, "0703921VJ4", Sex.FEMALE),
        (X, "0703921VJ6", Sex.FEMALE),
        (D, "1206550VK9", Sex.MALE),
        (MUNICIPAL, "6709471234", Sex.UNKNOWN),
    ],
)
def test_a_public_example_is_read(kind: IdentifierKind, text: str, sex: str) -> None:
    number = read(kind, text)
    assert (number.kind, number.signs, number.sex) == (kind, text, sex)
    assert number.born_on is None, "an unknown birth date was replaced by the day on which the number was made"


@pytest.mark.parametrize("written", ["070392-1VJ4", "0703921vj4", " 070392 1VJ4 ", "070392–1Vj4", "070392\u00a01VJ4"])
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert str(read(X, written)) == "070392-1VJ4"


@pytest.mark.parametrize(
    "text",
    ["", "070392", "0703921VJ", "0703921VJ44", "07039211J4", "0703921VJX", "0703921ÆØ4", "07039２1VJ4", "2509479989"],
)
@pytest.mark.parametrize("kind", [X, D])
def test_an_ecpr_has_seven_digits_two_letters_and_a_digit(kind: IdentifierKind, text: str) -> None:
    with pytest.raises(NotAReplacementNumber) as refusal:
        read(kind, text)
    assert refusal.value.field == "number"
    assert "syv cifre, to bogstaver og et ciffer" in str(refusal.value.message)


@pytest.mark.parametrize("seventh", "0123456789")
def test_the_seventh_sign_tells_an_x_ecpr_from_a_d_ecpr(seventh: str) -> None:
    text = f"070305{seventh}VJ4"
    for kind, own in ((X, "17"), (D, "056")):
        if seventh in own:
            assert read(kind, text).signs == text
        else:
            with pytest.raises(NotAReplacementNumber, match=r".*") as refusal:
                read(kind, text)
            assert "Det syvende tegn" in str(refusal.value.message)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (X, "3102051VJ4"),  # 31 February
        (X, "2902051VJ4"),  # 1905 was no leap year
        (X, "2902057VJ4"),  # nor was 2005
        (X, "0013051VJ4"),
        (D, "2902000VK9"),  # 1900 was no leap year
        (D, "0100050VK9"),
        (MUNICIPAL, "6000471234"),
        (MUNICIPAL, "9902471234"),
        (MUNICIPAL, "6713471234"),
        (MUNICIPAL, "9202471234"),
    ],
)
def test_a_day_that_never_was_is_refused(kind: IdentifierKind, text: str) -> None:
    with pytest.raises(NotAReplacementNumber) as refusal:
        read(kind, text)
    assert str(refusal.value.message) == "De første seks cifre er ikke en dato."


@pytest.mark.parametrize(("kind", "text"), [(X, "2902007VJ4"), (D, "2902006VK9"), (D, "2902005VK9")])
def test_the_29th_of_february_is_there_in_a_leap_year_of_a_century_that_it_may_mean(
    kind: IdentifierKind, text: str
) -> None:
    assert read(kind, text).signs == text


@pytest.mark.parametrize(("kind", "text"), [(X, "2511267VJ4"), (D, "2511266VK9")])
def test_no_number_was_made_in_the_future(kind: IdentifierKind, text: str) -> None:
    with pytest.raises(NotAReplacementNumber) as refusal:
        read(kind, text)
    assert "fremtiden" in str(refusal.value.message)
    assert read(kind, f"24{text[2:]}")


@pytest.mark.parametrize("text", ["2509479989", "5909479989", "670947123", "67094712345", "670947123X", "67094712３4"])
def test_a_municipal_number_has_ten_digits_and_a_day_that_begins_six_higher(text: str) -> None:
    with pytest.raises(NotAReplacementNumber) as refusal:
        read(MUNICIPAL, text, COPENHAGEN)
    assert "begynder seks højere" in str(refusal.value.message)


@pytest.mark.parametrize("text", ["6109471234", "6909471234", "7109471234", "9110471234"])
def test_every_day_of_a_month_can_be_a_municipal_number(text: str) -> None:
    assert read(MUNICIPAL, text, COPENHAGEN).signs == text


@pytest.mark.parametrize("issuer", ["", "1", "999", "Region Hovedstaden"])
@pytest.mark.parametrize(("kind", "text"), [(D, "1206550VK9"), (MUNICIPAL, "6709471234")])
def test_what_is_unique_with_its_issuer_only_wants_the_issuer(kind: IdentifierKind, text: str, issuer: str) -> None:
    with pytest.raises(NoIssuer) as refusal:
        read(kind, text, issuer)
    assert refusal.value.field == "issuer"


def test_a_national_number_has_no_issuer() -> None:
    assert read(X, "0703921VJ4", CAPITAL).issuer == ""
    assert read(X, "0703921VJ4", "") == read(X, "0703921VJ4", CAPITAL)
    assert read_number(IdentifierKind.CPR, "250947-9989", issuer=CAPITAL, today=TODAY).issuer == ""


def test_the_same_signs_by_another_issuer_or_of_another_kind_are_another_number() -> None:
    numbers = [read(D, "1206550VK9", issuer) for issuer in ISSUERS]
    assert len({digest_of(number) for number in numbers}) == len(ISSUERS)
    one = (
        ReplacementNumber(X, "1206550VK9"),
        ReplacementNumber(D, "1206550VK9"),
        ReplacementNumber(MUNICIPAL, "1206550VK9"),
    )
    assert len({digest_of(number) for number in one}) == 3


def test_a_cpr_number_is_read_by_its_own_rules() -> None:
    assert read_number(IdentifierKind.CPR, "250947-9989", today=TODAY).born_on == date(1947, 9, 25)
    with pytest.raises(NotACprNumber):
        read_number(IdentifierKind.CPR, "070392-1VJ4", today=TODAY)


def test_a_number_is_not_shown_in_a_trace() -> None:
    assert "VJ4" not in repr(read(X, "0703921VJ4"))


def test_there_are_ninety_eight_municipalities_and_five_regions() -> None:
    assert (len(MUNICIPALITIES), len(REGIONS), len(ISSUERS)) == (98, 5, 103)
    assert all(number.isdigit() and 3 <= len(number) <= 4 for number in ISSUERS)
    assert len(set(ISSUERS.values())) == 103


@given(st.sampled_from([X, D, MUNICIPAL]), st.text(max_size=20))
def test_any_text_is_a_number_or_a_sentence(kind: IdentifierKind, text: str) -> None:
    try:
        number = read(kind, text)
    except Foreseen as refusal:
        sentence = str(refusal.message)
    else:
        sentence = "read"
        assert len(number.signs) == 10
        assert ReplacementNumber.parse(kind, str(number), issuer=number.issuer, today=TODAY) == number
    assert sentence


@given(st.from_regex(r"\A[0-9]{7}[A-Z]{2}[0-9]\Z"))
def test_no_signs_are_of_two_kinds(signs: str) -> None:
    read_as = []
    for kind in (X, *ISSUED):
        try:
            read_as.append(read(kind, signs).kind)
        except Foreseen:
            continue
    assert len(read_as) <= 1
