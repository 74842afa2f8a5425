"""From one list to another: asked what is needed, refused in words, and never twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import hand_over
from cases.actions.casework import NoRoom, NotAColleague, NotToThem
from cases.actions.handovers import MovedMeanwhile, NoteMissing
from cases.choices import NoticeKind
from cases.models import Assignment, Case, Handover, Notice
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories.accounts import LeaveFactory, MembershipFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied
from udsatte.accounts.models import Membership

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.fixture
def case(anna: Persona) -> Case:
    """Kaj's, on anna's list since January."""
    with as_owner():
        case = make.CaseFactory(unit=anna.unit, opened_by=anna.user, citizen__given_name="Kaj")
        make.AssignmentFactory(case=case, caseworker=anna.user)
    return case


def standing(case: Case) -> Assignment | None:
    with as_owner():
        return Assignment.objects.filter(case=case, ends_on=None).first()


def moved(case: Case, who: Persona, at: datetime, to: UUID | None, **facts: Any) -> Assignment | None:
    now = standing(case)
    given = {"seen": now.pk if now else None, "note": "Ring om formiddagen.", **facts}
    with who.at_work(at) as actor:
        return hand_over(case_id=case.pk, caseworker_id=to, by=actor, at=at, **given)


def fill(who: Persona, count: int) -> None:
    with as_owner():
        for _ in range(count):
            case = make.CaseFactory(unit=who.unit, opened_by=who.user)
            make.AssignmentFactory(case=case, caseworker=who.user)


def test_a_handover_has_a_note_for_whoever_takes_over(
    case: Case, anna: Persona, bo: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    with pytest.raises(NoteMissing) as refusal:
        moved(case, anna, at, bo.user.pk, note=" ")
    assert refusal.value.field == "note"
    moved(case, anna, at, bo.user.pk)
    page = signed_in(bo).get(reverse("cases:citizen", args=[case.citizen_id])).text
    assert "Ring om formiddagen." in page
    assert "Overdraget af Anna Testsen" in page


def test_whoever_receives_a_citizen_is_told_and_nobody_else(
    case: Case, anna: Persona, bo: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    moved(case, clara, at, bo.user.pk)
    now = standing(case)
    assert now
    with as_owner():
        told = Notice.objects.get()
        assert (told.user_id, told.citizen_id, told.kind) == (bo.user.pk, case.citizen_id, NoticeKind.HANDED_OVER)
    assert "1 ny besked" in signed_in(bo).get(reverse("cases:bell")).text
    assert "Du har en borger på din liste" in signed_in(bo).get(reverse("cases:notices")).text
    for who in (anna, clara):
        assert "på din liste" not in signed_in(who).get(reverse("cases:notices")).text
    with clara.at_work(at):
        sql("SELECT handover_tell(%s)", now.pk)  # said twice, told once
    with anna.at_work(at), pytest.raises(ProgrammingError, match="handover_tell"), transaction.atomic():
        sql("SELECT handover_tell(%s)", now.pk)
    with as_owner():
        assert Notice.objects.count() == 1


def test_who_takes_a_citizen_is_told_nothing(case: Case, bo: Persona, at: datetime) -> None:
    moved(case, bo, at, bo.user.pk)
    with as_owner():
        assert not Notice.objects.exists()


def test_the_handover_stands_in_the_timeline_for_those_who_read_casework(
    case: Case, anna: Persona, bo: Persona, niels: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    moved(case, anna, at, bo.user.pk)
    with as_owner():
        make.GroundFactory(citizen=case.citizen, unit=niels.unit, basis="referral", scope=20, opened_by=niels.user)
        make.CaseFactory(citizen=case.citizen, unit=niels.unit, opened_by=niels.user)
    page = reverse("cases:citizen", args=[case.citizen_id])
    assert "Overdraget fra Anna Testsen til Bo Testsen" in signed_in(bo).get(page).text
    assert "Overdraget fra" not in signed_in(niels).get(page).text
    assert "Ring om formiddagen." not in signed_in(niels).get(page).text


def test_both_are_named_to_the_citizen_for_four_weeks(
    case: Case, anna: Persona, bo: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    moved(case, anna, at, bo.user.pk, both_named=True)
    page = signed_in(bo).get(reverse("cases:citizen", args=[case.citizen_id])).text
    assert "Til 22.12. også:" in page
    with as_owner():
        Assignment.objects.filter(case=case, caseworker=anna.user).update(named_until_on=TODAY + DAY)
    with bo.at_work(at + DAY) as actor:
        assert [one.caseworker_id for one in Assignment.objects.visible_to(actor).of(case.citizen_id, at + DAY)] == [
            bo.user.pk
        ]


def test_moving_back_the_same_day_asks_nothing(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    moved(case, anna, at, bo.user.pk)
    moved(case, anna, at, anna.user.pk, note="")
    now = standing(case)
    assert now
    assert now.caseworker_id == anna.user.pk


def test_a_handover_to_oneself_is_refused(case: Case, anna: Persona, at: datetime) -> None:
    with pytest.raises(NotToThem) as refusal:
        moved(case, anna, at, anna.user.pk)
    assert "Anna Testsen" in str(refusal.value.message)


def test_a_handover_to_somebody_who_is_away_names_who_stands_in(
    case: Case, anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    with as_owner():
        LeaveFactory(unit=bo.unit, user=bo.user, deputy=clara.user, starts_on=TODAY, ends_on=date(2026, 12, 3))
    with pytest.raises(NotToThem) as refusal:
        moved(case, anna, at, bo.user.pk)
    assert "Clara Testsen" in str(refusal.value.message)
    assert "03.12." in str(refusal.value.message)


def test_one_more_than_there_is_room_for_asks_why_and_is_done(
    case: Case, anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(capacity=2)
    fill(bo, 2)
    with pytest.raises(NoRoom) as refusal:
        moved(case, clara, at, bo.user.pk)
    assert refusal.value.field == "room_reason"
    assert "2 af 2" in str(refusal.value.message)
    moved(case, clara, at, bo.user.pk, room_reason="De kender hinanden.")
    with as_owner():
        assert Handover.objects.get().room_reason == "De kender hinanden."


def test_only_who_plans_puts_a_citizen_on_nobodys_list(case: Case, anna: Persona, clara: Persona, at: datetime) -> None:
    with pytest.raises(Denied):
        moved(case, anna, at, None)
    assert moved(case, clara, at, None) is None
    assert standing(case) is None
    with pytest.raises(NotToThem):
        moved(case, clara, at, None)


def test_the_second_of_two_coordinators_is_told_who_was_first(
    case: Case, anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    seen = standing(case)
    assert seen
    moved(case, clara, at, bo.user.pk)
    with pytest.raises(MovedMeanwhile) as refusal:
        moved(case, anna, at, clara.user.pk, seen=seen.pk)
    assert "Clara Testsen har flyttet borgeren til Bo Testsen" in str(refusal.value.message)
    again = moved(case, clara, at, bo.user.pk, seen=seen.pk)
    assert again == standing(case), "a double tap is one move"
    moved(case, clara, at, None)
    with pytest.raises(MovedMeanwhile) as refusal:
        moved(case, anna, at, bo.user.pk, seen=seen.pk)
    assert "Clara Testsen" in str(refusal.value.message)


@pytest.mark.django_db(transaction=True)
def test_of_fifty_moves_at_once_one_is_made(case: Case, anna: Persona, bo: Persona, clara: Persona) -> None:
    at = datetime.fromisoformat("2026-11-24T10:42:00+01:00")
    seen = standing(case)
    assert seen
    people = 10
    start = Barrier(people)

    def one(number: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            for turn in range(5):
                to = (bo, clara)[(number + turn) % 2]
                who = (anna, clara, bo)[number % 3]
                try:
                    moved_from(seen.pk, case, who, at, to.user.pk)
                except (MovedMeanwhile, NotToThem):
                    continue
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(one, range(people)))
    with as_owner():
        rows = list(Assignment.objects.filter(case=case))
        assert len([row for row in rows if row.ends_on is None]) == 1
        assert len(rows) == 2, "one move, and forty-nine who were told"
        assert Handover.objects.count() == 1


def moved_from(seen: UUID, case: Case, who: Persona, at: datetime, to: UUID) -> None:
    with who.at_work(at) as actor:
        hand_over(case_id=case.pk, caseworker_id=to, seen=seen, note="Nu.", by=actor, at=at)


def test_another_units_citizen_and_colleague_cannot_be_moved(
    case: Case, anna: Persona, niels: Persona, dorthe: Persona, at: datetime
) -> None:
    with pytest.raises(Case.DoesNotExist):
        moved(case, niels, at, dorthe.user.pk)
    for nobody in (niels.user.pk, uuid4()):
        with pytest.raises(NotAColleague):
            moved(case, anna, at, nobody)
    with as_owner():
        MembershipFactory(user=anna.user, unit=niels.unit)
    with pytest.raises(NotAColleague):
        moved(case, anna, at, niels.user.pk)


# -- the board ------------------------------------------------------------------------------------------------


def test_the_board_shows_everybodys_list_and_nobodys_first(
    case: Case, anna: Persona, bo: Persona, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        make.CaseFactory(unit=anna.unit, opened_by=anna.user, citizen__given_name="Inger")
    page = signed_in(clara).get(reverse("cases:board")).text
    assert "1 af 15 · kan tage 14" in page
    assert page.index(">Inger") < page.index(">Kaj")


def test_the_board_moves_and_comes_back(
    case: Case, bo: Persona, clara: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(clara)
    now = standing(case)
    assert now
    url = reverse("cases:case_assign", args=[case.pk])
    form = {"caseworker": str(bo.user.pk), "seen": str(now.pk), "back": "board"}
    asked = client.post(url, form)
    assert asked.status_code == 422
    assert "Skriv et par ord" in asked.text
    answer = client.post(url, form | {"note": "Ring."})
    assert (answer.status_code, answer["Location"]) == (302, reverse("cases:board"))
    late = client.post(url, form | {"note": "Ring.", "caseworker": str(clara.user.pk)})
    assert late.status_code == 422
    assert "har flyttet borgeren til Bo Testsen" in late.text


def test_who_has_left_leaves_the_list_to_nobody(
    case: Case, anna: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(ends_at=at - DAY)
    for address in ("cases:board", "today"):
        assert "Kaj" in signed_in(clara).get(reverse(address)).text
