"""The code of the public page: the same for the same form, read as people say it, and not to be guessed."""

import re
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.receipt_codes import code_of, digest_of_code

KEY = UUID("018f3b1c-0000-7000-8000-000000000001")
WRITTEN = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")
keys = st.uuids()


@given(keys)
def test_a_code_has_sixteen_signs_that_are_not_taken_for_each_other(key: UUID) -> None:
    assert WRITTEN.fullmatch(code_of(key))


def test_the_same_form_sent_twice_has_the_same_code() -> None:
    assert code_of(KEY) == code_of(UUID(str(KEY)))


def test_two_forms_have_different_codes() -> None:
    assert len({code_of(uuid4()) for _number in range(1_000)}) == 1_000


def test_every_sign_occurs() -> None:
    """The bits are spread over all signs: 1,000 codes leave none out."""
    assert len({sign for number in range(1_000) for sign in code_of(UUID(int=number))}) == 33


def test_another_key_of_the_system_makes_another_code(settings: object) -> None:
    before = code_of(KEY), digest_of_code(code_of(KEY))
    settings.CPR_INDEX_KEY = "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItMTI="  # type: ignore[attr-defined]
    after = code_of(KEY), digest_of_code(before[0])
    assert before[0] != after[0]
    assert before[1] != after[1]


@given(
    keys, st.sampled_from([str.lower, str.upper, str.title]), st.sampled_from(["", " ", "-", " - ", ".", "–", "\u00a0"])
)
def test_a_code_is_read_as_people_write_it(key: UUID, as_typed: type[str], between: str) -> None:
    code = code_of(key)
    typed = as_typed(code.replace("-", between)).replace("0", "o")
    found = digest_of_code(f"  {typed}\n")
    assert found == digest_of_code(code)
    assert found is not None
    assert len(found) == 32


@pytest.mark.parametrize("ones", ["I", "l", "L", "i"])
def test_one_may_be_written_as_a_letter(ones: str) -> None:
    assert digest_of_code("1111-2222-3333-4444") == digest_of_code(f"{ones * 4} 2222 3333 4444")


def test_what_is_stored_is_not_the_code() -> None:
    code = code_of(KEY)
    found = digest_of_code(code) or b""
    assert code.replace("-", "").encode() not in found
    assert found != digest_of_code(code[:-1] + ("0" if code[-1] != "0" else "1"))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7K3M",
        "7K3M-7K3M-7K3M-7K3",
        "7K3M-7K3M-7K3M-7K3M7",
        "UUUU-7K3M-7K3M-7K3M",
        "Å7K3-7K3M-7K3M-7K3M",
        "７K3M-7K3M-7K3M-7K3M",
        "ß" * 8,
        "ı" * 16,
        "7K3M'7K3M-7K3M-7K3",
        "x" * 100_000,
    ],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert digest_of_code(typed) is None


@given(st.text(max_size=60))
def test_any_text_is_a_digest_or_none(text: str) -> None:
    found = digest_of_code(text)
    assert found is None or len(found) == 32
