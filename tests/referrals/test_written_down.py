"""Who rings or writes a mail gets a code, too: shown once, kept nowhere, and by it they are asked and answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from referrals.actions.thread import NoWay
from referrals.models import Message, Receipt, Referral
from referrals.receipt_codes import code_of
from tests.database import as_owner, refused, sql
from tests.personas import Persona
from tests.referrals.news import MOTHER, asked
from tests.referrals.public import code_in, filled, look, only, public, send, write
from udsatte.web.models import IdempotencyKey
from udsatte.web.sealing import unseal_address

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def form(**more: Any) -> dict[str, Any]:
    return {
        "key": uuid4(),
        "sender": "professional",
        "sender_name": "Egon Læge",
        "given_name": "Petra",
        "headline": "Sover i opgange",
        "door": "phone",
        "when": "now",
        "give_code": "on",
    } | more


def written(browser: Client, **more: Any) -> Any:
    return browser.post(reverse("referrals:write_down_new"), form(**more))


def test_the_code_is_the_answer_to_the_form_and_stands_nowhere_else(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    answer = written(signed_in(clara))
    assert answer.status_code == 200
    code = code_in(answer)
    assert "no-store" in answer["Cache-Control"]
    with as_owner():
        stored = "".join(
            str(sql(f"SELECT to_jsonb(t) FROM {table} t"))
            for table in ("referrals_receipt", "referrals_referral", "referrals_referralevent", "web_idempotencykey")
        )
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert code not in signed_in(clara).get(reverse("referrals:referral", args=[only().pk])).content.decode()


def test_the_same_form_again_is_the_same_referral_with_the_same_code(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    browser, key = signed_in(clara), uuid4()
    codes = {code_in(written(browser, key=key)) for _again in range(3)}
    assert len(codes) == 1
    assert look(codes.pop()).status_code == 200
    with as_owner():
        assert (Referral.objects.count(), Receipt.objects.count()) == (1, 1)


def test_the_same_form_again_from_another_unit_of_one_s_own_finds_nothing_here(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    key = uuid4()
    with as_owner():
        elsewhere = {"user": clara.user, "key": key, "action": "write_down", "result": uuid4()}
        IdempotencyKey.objects.create(**elsewhere, claimed_at=at)
    assert written(signed_in(clara), key=key).status_code == 404


def test_a_form_that_gave_no_code_gives_none_when_it_is_sent_again_with_a_tick(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    browser, key = signed_in(clara), uuid4()
    assert written(browser, key=key, give_code="").status_code == 302
    assert written(browser, key=key).status_code == 302


def test_the_key_of_the_form_which_is_remembered_makes_no_code_on_the_public_page(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    key = uuid4()
    code = code_in(written(signed_in(clara), key=key))
    assert code != code_of(key)
    assert code_in(send(filled(clara, key=key))) != code


def test_they_are_told_what_a_private_sender_is_told_and_answer_what_they_are_asked(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    code = code_in(written(signed_in(clara), basis="dbl_6"))
    asked(clara, only().pk, at, "Hvor så du hende?")
    page = look(code).content.decode()
    assert "Hvor så du hende?" in page
    assert not [word for word in ("Petra", "Clara", "Egon") if word in page]
    assert write(code, "Ved stationen").status_code == 200
    with as_owner():
        assert Message.objects.get(said_by=None).told_unit_id == clara.unit.pk


def test_without_a_code_there_is_only_the_telephone(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    public(clara)
    written(signed_in(clara), give_code="")
    with pytest.raises(NoWay):
        asked(clara, only().pk, at)


def test_their_address_is_kept_sealed_beside_the_code_and_nowhere_else(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    public(clara)
    written(signed_in(clara), sender_email=MOTHER)
    with as_owner():
        assert unseal_address(Receipt.objects.get().email or b"") == MOTHER


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"sender": "unit"}, "give_code", "En enhed følger den her"),
        ({"give_code": "", "sender_email": MOTHER}, "give_code", "Med en e-mail følger en kode"),
        ({"sender_email": "kajs mor"}, "sender_email", "Indtast en gyldig e-mail-adresse."),
        ({"sender_email": "a@b.dk\nBcc: x@y.dk"}, "sender_email", "Indtast en gyldig e-mail-adresse."),
        ({"sender_email": f"{'a' * 250}@b.dk"}, "sender_email", "254"),
    ],
)
def test_what_does_not_go_together_is_said_beside_the_field(
    clara: Persona, signed_in: SignedIn, more: dict[str, str], field: str, said: str, at: datetime
) -> None:
    public(clara)
    answer = written(signed_in(clara), **more)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert "Sover i opgange" in answer.content.decode()
    with as_owner():
        assert not Referral.objects.exists()


@pytest.mark.parametrize("address", ["kajs mor", "@", "a@b", "a@b.dk, x@y.dk"])
def test_on_the_public_page_too(clara: Persona, address: str, at: datetime) -> None:
    public(clara)
    answer = send(filled(clara, sender_email=address))
    assert answer.status_code == 422
    assert "gyldig e-mail-adresse" in answer.content.decode()
    with as_owner():
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        # A code for what was written down before, or is another unit's, or is a unit's.
        "SELECT receipt_give((SELECT id FROM referrals_referral LIMIT 1), decode(repeat('ab', 32), 'hex'), NULL)",
        "SELECT receipt_give(gen_random_uuid(), decode(repeat('ab', 32), 'hex'), NULL)",
        "SELECT email FROM referrals_receipt",
        "UPDATE referrals_receipt SET email = NULL",
        "SELECT * FROM referrals_news",
        "DELETE FROM referrals_news",
        "SELECT news_write((SELECT id FROM referrals_referral LIMIT 1), true, 'step', NULL, now())",
    ],
)
def test_nobody_gives_a_code_or_reads_an_address_by_raw_sql(
    clara: Persona, sofie: Persona, signed_in: SignedIn, statement: str, at: datetime
) -> None:
    public(clara, sofie)
    written(signed_in(clara), sender_email=MOTHER)
    later = at.replace(hour=12)
    for who in (clara, sofie):
        with who.at_work(later), refused():
            sql(statement)


def test_nobody_says_by_raw_sql_that_there_is_a_code(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    public(clara)
    written(signed_in(clara), give_code="")
    with clara.at_work(at), refused():
        sql("UPDATE referrals_referral SET tell_way = 'code'")
