"""Afventer match: the coordinator of the unit with the case answers, and whoever asked is told what may be told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.urls import reverse

from cases.actions import (
    AnsweredAlready,
    CitizenFacts,
    answer_enquiry,
    end_sharing,
    register_citizen,
    take_in_shared,
)
from cases.actions.casework import NoReason
from cases.choices import EnquiryAnswer
from cases.cpr import CprNumber
from cases.models import Case, Citizen, Enquiry, Ground, Notice, PendingMatch
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied

CPR = CprNumber.parse("2509479989", today=date(2026, 11, 24))
SHARED, CONTACT, REFUSED = EnquiryAnswer.SHARED, EnquiryAnswer.CONTACT, EnquiryAnswer.REFUSED
SignedIn = Callable[[Persona], Client]


def register(who: Persona, at: datetime, name: str = "Bruno") -> Citizen | None:
    with who.at_work(at) as actor:
        facts = CitizenFacts(given_name=name, family_name="Elmer")
        return register_citizen(facts=facts, number=CPR, by=actor, at=at, reason="Vil i behandling").citizen


@pytest.fixture
def asked(anna: Persona, niels: Persona, at: datetime) -> Citizen:
    """A citizen of Anna's unit, about whom Niels of another one has asked."""
    citizen = register(anna, at)
    assert citizen is not None
    assert register(niels, at, name="Brunello") is None
    return citizen


def enquiry() -> Enquiry:
    with as_owner():
        return Enquiry.objects.get()


def pending() -> PendingMatch:
    with as_owner():
        return PendingMatch.objects.get()


def answer(who: Persona, at: datetime, say: EnquiryAnswer, said: str = "Borgeren har sagt ja.") -> None:
    with who.at_work(at) as actor:
        answer_enquiry(enquiry_id=enquiry().pk, answer=say, said=said, by=actor, at=at)


def sees(who: Persona, citizen: Citizen, at: datetime) -> bool:
    with who.at_work(at) as actor:
        return Citizen.objects.visible_to(actor).filter(pk=citizen.pk).exists()


def test_the_asker_sees_what_waits_and_nothing_of_whom_it_is(
    asked: Citizen, signed_in: SignedIn, anna: Persona, niels: Persona, sofie: Persona, at: datetime
) -> None:
    page = signed_in(niels).get(reverse("cases:pending_matches")).content.decode()
    assert "Brunello Elmer" in page, "the name that he wrote"
    assert "Afventer svar" in page
    for hidden in ("Bruno Elmer", anna.unit.name, str(asked.pk)):
        assert hidden not in page
    of_colleague = signed_in(sofie)
    assert "Brunello" not in of_colleague.get(reverse("cases:pending_matches")).content.decode()
    assert "Brunello" in of_colleague.get(reverse("cases:pending_matches"), {"show": "all"}).content.decode()


def test_the_coordinator_is_told_and_reads_who_asks_and_why(
    asked: Citizen, signed_in: SignedIn, clara: Persona, niels: Persona, at: datetime
) -> None:
    client = signed_in(clara)
    assert "En anden enhed spørger om en borger." in client.get(reverse("cases:notices")).content.decode()
    page = client.get(reverse("cases:enquiries")).content.decode()
    for shown in ("Bruno Elmer", niels.unit.name, niels.user.full_name, "Vil i behandling"):
        assert shown in page
    assert "Brunello" not in page, "the number may be mistyped: what the asker called somebody is the asker's"


def test_shared_opens_the_citizen_and_none_of_the_work(
    asked: Citizen, signed_in: SignedIn, clara: Persona, niels: Persona, sofie: Persona, at: datetime
) -> None:
    assert not sees(niels, asked, at)
    answer(clara, at, SHARED)
    assert sees(niels, asked, at)
    assert sees(sofie, asked, at)
    with as_owner():
        ground = Ground.objects.get(unit=niels.unit)
    assert (ground.basis, ground.scope, ground.health, ground.user_id) == ("consent", 20, False, None)
    assert (ground.reason, ground.opened_by_id) == ("Borgeren har sagt ja.", clara.user.pk)
    assert enquiry().ground_id == ground.pk
    assert pending().citizen_id == asked.pk
    with niels.at_work(at) as actor:
        assert not Case.objects.visible_to(actor).exists()
    client = signed_in(niels)
    page = client.get(reverse("cases:pending_matches")).content.decode()
    assert reverse("cases:citizen", args=[asked.pk]) in page
    assert client.get(reverse("cases:citizen", args=[asked.pk])).status_code == 200


def test_call_us_tells_whom_to_call_and_opens_nothing(
    asked: Citizen, signed_in: SignedIn, clara: Persona, niels: Persona, at: datetime
) -> None:
    with as_owner():
        sql("UPDATE accounts_user SET phone = '00 00 00 77' WHERE id = %s RETURNING id", clara.user.pk)
    answer(clara, at, CONTACT, "")
    page = signed_in(niels).get(reverse("cases:pending_matches")).content.decode()
    assert f"{clara.user.full_name}, {clara.unit.name}, 00 00 00 77" in page
    assert not sees(niels, asked, at)
    assert pending().citizen_id is None


def test_not_shared_tells_neither_who_nor_where(
    asked: Citizen, signed_in: SignedIn, clara: Persona, niels: Persona, at: datetime
) -> None:
    answer(clara, at, REFUSED, "")
    page = signed_in(niels).get(reverse("cases:pending_matches")).content.decode()
    assert "Ikke delt" in page
    for hidden in ("Bruno Elmer", clara.unit.name, clara.user.full_name, str(asked.pk)):
        assert hidden not in page
    assert not sees(niels, asked, at)
    assert (pending().call, pending().citizen_id) == ("", None)


@pytest.mark.parametrize("say", list(EnquiryAnswer))
def test_whoever_asked_is_told_that_there_is_an_answer_and_no_name(
    say: EnquiryAnswer,
    asked: Citizen,
    signed_in: SignedIn,
    clara: Persona,
    niels: Persona,
    sofie: Persona,
    at: datetime,
) -> None:
    answer(clara, at, say)
    with as_owner():
        told = Notice.objects.get(kind="enquiry_answered")
    assert (told.unit_id, told.user_id, told.citizen_id) == (niels.unit.pk, niels.user.pk, None)
    page = signed_in(niels).get(reverse("cases:notices")).content.decode()
    assert "En forespørgsel er besvaret." in page
    assert reverse("cases:pending_matches") in page
    assert "Bruno" not in page
    assert "besvaret" not in signed_in(sofie).get(reverse("cases:notices")).content.decode()


def test_when_the_asker_has_left_the_unit_is_told(asked: Citizen, clara: Persona, niels: Persona, at: datetime) -> None:
    with as_owner():
        sql("UPDATE accounts_membership SET ends_at = %s WHERE user_id = %s RETURNING id", at, niels.user.pk)
    answer(clara, at, REFUSED, "")
    with as_owner():
        assert Notice.objects.get(kind="enquiry_answered").user_id is None


@pytest.mark.parametrize("said", ["", "  ", "x" * 501])
def test_nobody_is_shared_without_a_why(said: str, asked: Citizen, clara: Persona, at: datetime) -> None:
    with pytest.raises(NoReason):
        answer(clara, at, SHARED, said)
    assert enquiry().answered_at is None


def test_one_answer_holds_for_all_that_the_unit_asked(
    asked: Citizen, clara: Persona, niels: Persona, sofie: Persona, at: datetime
) -> None:
    for who in (niels, sofie):
        register(who, at)
    with as_owner():
        first = Enquiry.objects.order_by("id").first()
        assert first is not None
    with clara.at_work(at) as actor:
        answer_enquiry(enquiry_id=first.pk, answer=SHARED, said="Aftalt", by=actor, at=at)
    with as_owner():
        assert Enquiry.objects.filter(answer="shared", ground__unit=niels.unit).count() == 3
        assert PendingMatch.objects.filter(answer="shared", citizen=asked).count() == 3
        assert Ground.objects.filter(unit=niels.unit).count() == 1
        told = Notice.objects.filter(kind="enquiry_answered").values_list("user_id", flat=True)
        assert set(told) == {niels.user.pk, sofie.user.pk}
        assert len(told) == 2


def test_a_second_answer_is_too_late(asked: Citizen, clara: Persona, at: datetime) -> None:
    answer(clara, at, REFUSED)
    with pytest.raises(Denied):
        answer(clara, at, SHARED)
    with clara.at_work(at):
        assert sql("SELECT enquiry_answer(%s, 'shared', 'Nu')", enquiry().pk) == [(False,)]
    assert enquiry().answer == "refused"


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_at_once_one_answers(anna: Persona, clara: Persona, niels: Persona, at: datetime) -> None:
    assert register(anna, at)
    register(niels, at)
    with as_owner():
        second = MembershipFactory(user=UserFactory(), unit=clara.unit, role="coordinator")
    start = Barrier(2)

    def one(who: Persona) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            answer(who, at, SHARED)
        except (AnsweredAlready, Denied):
            return "late"
        finally:
            connection.close()
        return "answered"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(one, [clara, Persona("second", second.user, second)]))
    assert outcomes == ["answered", "late"]
    with as_owner():
        assert Ground.objects.filter(unit=niels.unit).count() == 1
        assert Notice.objects.filter(kind="enquiry_answered").count() == 1


def test_only_the_coordinator_of_the_unit_with_the_case_answers(
    asked: Citizen, anna: Persona, mette: Persona, niels: Persona, at: datetime
) -> None:
    with as_owner():
        others = MembershipFactory(user=UserFactory(), unit=niels.unit, role="coordinator")
        make.GroundFactory(citizen=asked, unit=niels.unit, basis="referral", scope=20)
    for who in (anna, mette, niels, Persona("others", others.user, others)):
        with who.at_work(at) as actor, pytest.raises((Denied, Enquiry.DoesNotExist)):
            answer_enquiry(enquiry_id=enquiry().pk, answer=SHARED, said="Ja", by=actor, at=at)
        with pytest.raises(ProgrammingError, match="enquiry_answer"), who.at_work(at):
            sql("SELECT enquiry_answer(%s, 'shared', 'Ja')", enquiry().pk)
    assert enquiry().answered_at is None


# -- afterwards -----------------------------------------------------------------------------------------------


def test_a_shared_citizen_is_taken_in_with_a_case_of_the_units_own(
    asked: Citizen, signed_in: SignedIn, clara: Persona, niels: Persona, at: datetime
) -> None:
    answer(clara, at, SHARED)
    client = signed_in(niels)
    url = reverse("cases:pending_take", args=[pending().pk])
    assert url in client.get(reverse("cases:pending_matches")).content.decode()
    for _ in range(2):
        assert client.post(url).headers["Location"] == reverse("cases:citizen", args=[asked.pk])
    with as_owner():
        assert Case.objects.get(unit=niels.unit).citizen == asked
        assert Ground.objects.filter(unit=niels.unit, basis="case").count() == 1
    assert url not in client.get(reverse("cases:pending_matches")).content.decode()


@pytest.mark.parametrize("say", ["", CONTACT, REFUSED])
def test_nobody_is_taken_in_who_is_not_shared(
    say: EnquiryAnswer | str, asked: Citizen, clara: Persona, niels: Persona, at: datetime
) -> None:
    if say:
        answer(clara, at, EnquiryAnswer(say))
    with niels.at_work(at) as actor, pytest.raises(Denied):
        take_in_shared(pending_id=pending().pk, by=actor, at=at)
    with pytest.raises(ProgrammingError, match="enquiry_take"), niels.at_work(at):
        sql("SELECT enquiry_take(%s)", pending().pk)


def test_another_unit_takes_nobody_in_on_somebody_elses_answer(
    asked: Citizen, anna: Persona, clara: Persona, at: datetime
) -> None:
    answer(clara, at, SHARED)
    with anna.at_work(at) as actor, pytest.raises(PendingMatch.DoesNotExist):
        take_in_shared(pending_id=pending().pk, by=actor, at=at)


def test_what_was_shared_is_gone_on_the_next_request_when_it_ends(
    asked: Citizen, signed_in: SignedIn, clara: Persona, niels: Persona, at: datetime
) -> None:
    answer(clara, at, SHARED)
    client, theirs = signed_in(clara), signed_in(niels)
    page = client.get(reverse("cases:enquiries"), {"show": "answered"}).content.decode()
    url = reverse("cases:enquiry_end", args=[enquiry().pk])
    assert url in page
    assert theirs.get(reverse("cases:citizen", args=[asked.pk])).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Borgeren har sagt nej."}).status_code == 302
    assert theirs.get(reverse("cases:citizen", args=[asked.pk])).status_code == 404
    assert "Deles ikke længere" in theirs.get(reverse("cases:pending_matches")).content.decode()
    assert "Deles ikke længere" in client.get(reverse("cases:enquiries"), {"show": "answered"}).content.decode()
    assert client.get(url).status_code == 403, "nothing is shared any more"
    with niels.at_work(at) as actor, pytest.raises(Denied):
        take_in_shared(pending_id=pending().pk, by=actor, at=at)


def test_only_the_coordinator_ends_what_was_shared(
    asked: Citizen, anna: Persona, clara: Persona, niels: Persona, at: datetime
) -> None:
    answer(clara, at, SHARED)
    for who in (anna, niels):
        with who.at_work(at) as actor, pytest.raises((Denied, Enquiry.DoesNotExist)):
            end_sharing(enquiry_id=enquiry().pk, reason="Nej", by=actor, at=at)
        with pytest.raises(ProgrammingError, match="enquiry_end"), who.at_work(at):
            sql("SELECT enquiry_end(%s, 'Nej')", enquiry().pk)
    assert sees(niels, asked, at)


def test_that_the_coordinator_looked_at_the_citizen_is_logged(
    asked: Citizen, signed_in: SignedIn, clara: Persona, at: datetime
) -> None:
    signed_in(clara).get(reverse("cases:enquiry_answer", args=[enquiry().pk]))
    with as_owner():
        logged = sql(
            "SELECT view FROM access_accessentry WHERE citizen_id = %s AND user_id = %s", asked.pk, clara.user.pk
        )
    assert logged == [("cases:enquiry_answer",)]


def test_a_list_page_costs_the_same_for_one_row_and_for_thirty(
    asked: Citizen,
    signed_in: SignedIn,
    clara: Persona,
    niels: Persona,
    at: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    with as_owner():
        for number in range(30):
            make.EnquiryFactory(
                citizen=asked, unit=niels.unit, asked_by=niels.user, asked_at=at - timedelta(hours=number)
            )
    for who, url in ((clara, "cases:enquiries"), (niels, "cases:pending_matches")):
        client = signed_in(who)
        with django_assert_max_num_queries(12):
            page = client.get(reverse(url)).content.decode()
        assert "25+" in page
