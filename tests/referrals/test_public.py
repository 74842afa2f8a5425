"""The public page: one referral however often it is sent, a code, and never a word about whether anybody is known."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.identifiers import unseal_paper
from cases.models import Notice
from referrals.actions import say, see_referral
from referrals.actions.triage import accept
from referrals.models import Attachment, Message, PublicTry, Receipt, Referral
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.personas import Persona
from tests.referrals.files import chosen, pdf
from tests.referrals.public import HAPPENED, code_in, filled, look, only, public, send, write

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def rows(model: Any) -> int:
    with as_owner():
        return int(model.objects.count())


def test_a_mother_writes_and_gets_a_code(clara: Persona, at: datetime) -> None:
    public(clara)
    answer = send(filled(clara, age="31", sender_phone="00 00 00 12"))
    assert answer.status_code == 200
    one = only()
    assert (one.door, one.sender, one.unit_id, one.told_unit_id) == ("public", "relative", None, clara.unit.pk)
    assert (one.received_at, one.first_word_at, one.sent_at, one.born_year) == (at, at, at, 1995)
    assert (one.headline, one.is_acute, one.handling.status) == (HAPPENED, False, "open")
    with as_owner():
        assert Notice.objects.get().unit_id == clara.unit.pk
    told = look(code_in(answer)).content.decode()
    assert "Ingen har læst den endnu" in told
    assert "Kaj" not in told


def test_the_coordinator_has_it_in_the_queue(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    public(clara)
    send(filled(clara))
    page = signed_in(clara).get(reverse("referrals:queue")).content.decode()
    assert "Kaj" in page


def test_the_code_is_stored_nowhere(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara)))
    with as_owner():
        stored = str(sql("SELECT to_jsonb(r) FROM referrals_receipt r")) + str(
            sql("SELECT to_jsonb(r) FROM referrals_referral r")
        )
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_the_same_form_sent_five_hundred_times_is_one_referral_with_one_code(clara: Persona, at: datetime) -> None:
    public(clara)
    form, client = filled(clara), Client()
    answers = [send(form, client) for _number in range(500)]
    assert {one.status_code for one in answers} == {200}
    assert len({code_in(one) for one in answers}) == 1
    assert (rows(Referral), rows(Receipt), rows(PublicTry)) == (1, 1, 1)


def test_the_same_words_in_a_new_form_are_the_same_referral(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara)))
    again = send(filled(clara))
    assert "Brug koden, du fik dengang" in again.content.decode()
    assert code not in again.content.decode()
    assert rows(Referral) == 1


def test_the_same_words_from_elsewhere_are_another_one(clara: Persona, at: datetime) -> None:
    public(clara)
    send(filled(clara), REMOTE_ADDR="192.0.2.1")
    send(filled(clara), REMOTE_ADDR="192.0.2.2")
    assert rows(Referral) == 2


def test_the_sixth_within_an_hour_from_one_network_is_not_taken(clara: Persona, at: datetime) -> None:
    public(clara)
    for number in range(5):
        assert send(filled(clara, happened=f"Besked {number}")).status_code == 200
    answer = send(filled(clara, happened="Besked 6"))
    assert answer.status_code == 429
    page = answer.content.decode()
    assert clara.unit.phone in page
    assert "Besked 6" in page
    assert rows(Referral) == 5
    assert send(filled(clara, happened="Besked 6"), REMOTE_ADDR="192.0.2.7").status_code == 200
    with time_machine.travel(at + timedelta(hours=1, minutes=1), tick=False):
        assert send(filled(clara, happened="Besked 6")).status_code == 200


def test_what_was_sent_keeps_its_code_when_the_network_has_sent_enough(clara: Persona, at: datetime) -> None:
    public(clara)
    forms = [filled(clara, happened=f"Besked {number}") for number in range(5)]
    codes = [code_in(send(form)) for form in forms]
    assert [code_in(send(form)) for form in forms] == codes


def test_no_flood_reaches_the_queue_of_a_unit(clara: Persona, at: datetime) -> None:
    public(clara)
    for number in range(60):
        send(filled(clara, happened=f"Besked {number}"), REMOTE_ADDR=f"192.0.2.{number}")
    assert send(filled(clara), REMOTE_ADDR="198.51.100.9").status_code == 429
    assert rows(Referral) == 60


def test_a_unit_that_is_not_on_the_page_gets_nothing(clara: Persona, sofie: Persona, at: datetime) -> None:
    public(clara)
    answer = send(filled(sofie))
    assert answer.status_code == 422
    assert rows(Referral) == 0


def test_without_a_unit_the_page_says_so(at: datetime) -> None:
    page = Client().get(reverse("public_referral"))
    assert page.status_code == 200
    assert "Ring til din kommune" in page.content.decode()


def test_a_number_in_a_text_is_hidden_before_it_is_kept(clara: Persona, at: datetime) -> None:
    public(clara)
    answer = send(filled(clara, happened="Hans nummer er 250947-9989.", given_name="Kaj 2509479989"))
    assert "Vi har skjult det" in answer.content.decode()
    one = only()
    assert "9989" not in one.happened + one.given_name + one.headline
    assert (one.cpr, one.cpr_digest) == (None, None)


def test_papers_are_kept_sealed_and_go_to_the_unit(clara: Persona, at: datetime) -> None:
    public(clara)
    send(filled(clara, attachments=[chosen(pdf(), "Brev 250947-9989.pdf")]))
    with as_owner():
        paper = Attachment.objects.get()
    assert (paper.unit_id, paper.told_unit_id, paper.name) == (None, clara.unit.pk, "Brev 250947-••••.pdf")
    assert pdf() not in bytes(paper.content)
    assert unseal_paper(paper.content) == pdf()
    assert paper.size == len(pdf())


def test_a_wrong_paper_keeps_everything_back(clara: Persona, at: datetime) -> None:
    public(clara)
    answer = send(filled(clara, attachments=[chosen(pdf()), chosen(b"MZ", "faktura.pdf")]))
    assert answer.status_code == 422
    assert HAPPENED in answer.content.decode()
    assert (rows(Referral), rows(Attachment), rows(Receipt)) == (0, 0, 0)


def test_question_and_answer_by_the_code(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara)))
    one = only()
    with clara.at_work(at) as actor:
        see_referral(referral_id=one.pk, by=actor, at=at)
        say(referral_id=one.pk, text="Er såret set af en læge?", is_question=True, by=actor, at=at, key=uuid4())
    page = look(code).content.decode()
    assert "Er såret set af en læge?" in page
    assert "Clara" not in page
    with as_owner():
        assert Message.objects.get().state == "acknowledged"
    key = uuid4()
    for _again in range(2):
        answer = write(code.lower(), "Nej. Han tør ikke. 250947-9989", key)
        assert answer.status_code == 200
    with as_owner():
        _question, said = Message.objects.order_by("said_by")
        assert (said.unit_id, said.told_unit_id, said.text) == (None, clara.unit.pk, "Nej. Han tør ikke. 250947-••••")
        assert Notice.objects.filter(kind="referral_word", unit=clara.unit, about_id=one.pk).count() == 1
    with clara.at_work(at) as actor:
        assert Message.objects.visible_to(actor).count() == 2


def test_a_private_sender_is_told_that_it_is_dealt_with_and_never_how(
    clara: Persona, anna: Persona, at: datetime
) -> None:
    """Somebody who is known and somebody who is not: the same page, to the letter."""
    public(clara)
    pages = []
    with as_owner():
        known = make.CaseFactory(citizen__given_name="Kaj", unit=clara.unit, opened_by=clara.user).citizen_id
    for citizen in (known, None):
        code = code_in(send(filled(clara, wish=str(citizen))))
        with as_owner():
            referral = Referral.objects.get(wish=str(citizen)).pk
        with clara.at_work(at) as actor:
            accept(referral_id=referral, citizen_id=citizen, caseworker_id=anna.user.pk, by=actor, at=at)
        pages.append(look(code).content.decode())
    texts = [json.dumps(page.split("<ol")[1].split("</ol>")[0]) for page in pages]
    assert texts[0] == texts[1]
    for page in pages:
        assert "Behandlet" in page
        assert not [word for word in ("Anna", "Taget op", "Taget", "Kaj") if word in page]


def test_a_wrong_code_and_what_cannot_be_one_get_the_same_answer(clara: Persona, at: datetime) -> None:
    public(clara)
    send(filled(clara))
    wrong = [look(code) for code in ("7K3M-Q0ZD-4T9X-W2BC", "7K3M", "' OR 1=1 --")]
    assert {one.status_code for one in wrong} == {422}
    assert rows(PublicTry) == 4
    for one in wrong:
        assert "Koden passer ikke" in one.content.decode()


def test_guessing_is_stopped_for_right_codes_too(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara)))
    for number in range(30):
        assert look(f"7K3M-Q0ZD-4T9X-{number:04}").status_code == 422
    assert look("7K3M-Q0ZD-4T9X-W2BC").status_code == 429
    assert look(code).status_code == 429
    assert write(code, "Hej").status_code == 429
    assert look(code, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert rows(PublicTry) == 31


def test_looking_with_the_right_code_is_not_counted(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara)))
    assert {look(code).status_code for _number in range(40)} == {200}


def test_an_answer_with_a_wrong_code_is_stored_nowhere(clara: Persona, at: datetime) -> None:
    public(clara)
    send(filled(clara))
    assert write("7K3M-Q0ZD-4T9X-W2BC", "Hej").status_code == 422
    assert rows(Message) == 0


def test_the_twenty_first_answer_of_a_day_is_not_taken(clara: Persona, at: datetime) -> None:
    public(clara)
    code = code_in(send(filled(clara)))
    assert {write(code, f"Svar {number}").status_code for number in range(20)} == {200}
    answer = write(code, "Svar 21")
    assert answer.status_code == 429
    assert "Svar 21" in answer.content.decode()
    assert rows(Message) == 20


def test_no_address_of_a_network_is_stored(clara: Persona, at: datetime) -> None:
    public(clara)
    send(filled(clara), REMOTE_ADDR="192.0.2.77")
    with as_owner():
        assert "192.0.2.77" not in str(sql("SELECT to_jsonb(t), t.network::text FROM referrals_publictry t"))


def test_tries_are_gone_after_a_day(clara: Persona) -> None:
    """By the database's own clock, so that nobody throws away the limits of today with a time to come."""
    public(clara)
    long_ago = datetime.fromisoformat("2026-01-05T10:00:00+01:00")
    with time_machine.travel(long_ago, tick=False):
        send(filled(clara))
    with time_machine.travel(long_ago + timedelta(hours=26), tick=False):
        send(filled(clara, happened="En anden"))
    assert rows(PublicTry) == 1


@pytest.mark.parametrize("table", ["receipt", "publictry"])
def test_the_application_reads_and_writes_neither_table(clara: Persona, at: datetime, table: str) -> None:
    public(clara)
    send(filled(clara))
    for statement in (f"SELECT * FROM referrals_{table}", f"DELETE FROM referrals_{table}"):
        with (
            clara.at_work(at),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_application_cannot_put_a_referral_of_nobodys_into_a_queue(clara: Persona, at: datetime) -> None:
    public(clara)
    with (
        clara.at_work(at),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        Referral(
            to_unit_id=clara.unit.pk,
            told_unit_id=clara.unit.pk,
            door="public",
            sender="relative",
            given_name="Kaj",
            headline="Hej",
            written_at=at,
            sent_at=at,
            received_at=at,
            first_word_at=at,
        ).save(force_insert=True)


def test_somebody_signed_in_may_use_the_page_too(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    public(clara)
    client = signed_in(clara)
    assert client.get(reverse("public_referral")).status_code == 200
    code = code_in(send(filled(clara), client))
    assert look(code, client).status_code == 200
    assert only().written_by_id is None
