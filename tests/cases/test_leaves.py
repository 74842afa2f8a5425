"""Who is away, who stands in: the list and the reminders follow, sight does not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import plan_leave, set_capacity, stop_leave
from cases.actions.leaves import NotThen
from cases.caseloads import loads
from cases.choices import AdditionKind
from cases.models import Citizen, FollowUp, Ground
from cases.tasks import remind
from tests.cases.world import anker_of
from tests.database import as_owner, as_worker
from tests.factories import cases as make
from tests.factories.accounts import LeaveFactory, MembershipFactory, UnitFactory
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.access.decisions import Denied
from udsatte.access.permissions import CASEWORK, SHARED, Permission
from udsatte.accounts.actions import end_membership
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Leave, Membership
from udsatte.web.tasks import send_messages

TODAY = date(2026, 11, 24)
BACK = date(2026, 12, 3)
DAY = timedelta(days=1)


def planned(
    who: Persona, of: Persona, deputy: Persona, at: datetime, starts_on: date = TODAY, ends_on: date = BACK
) -> UUID:
    with who.at_work(at) as actor:
        return plan_leave(
            user_id=of.user.pk,
            deputy_id=deputy.user.pk,
            starts_on=starts_on,
            ends_on=ends_on,
            by=actor,
            at=at,
            key=uuid4(),
        )


def away(of: Persona, deputy: Persona, *, lends_role: bool = False, starts_on: date = TODAY) -> Leave:
    with as_owner():
        return LeaveFactory(
            unit=of.unit, user=of.user, deputy=deputy.user, lends_role=lends_role, starts_on=starts_on, ends_on=BACK
        )


def on_list(who: Persona, at: datetime) -> set[str]:
    with who.at_work(at) as actor:
        citizens = Citizen.objects.visible_to(actor).on_list_of(actor.user_id, actor.unit_id)
        return {citizen.given_name for citizen in citizens}


def citizen_of(who: Persona, name: str) -> Citizen:
    with as_owner():
        case = make.CaseFactory(unit=who.unit, opened_by=who.user, citizen__given_name=name)
        make.AssignmentFactory(case=case, caseworker=who.user)
        return case.citizen


# -- the list -------------------------------------------------------------------------------------------------


def test_a_deputys_list_is_both_lists_while_the_colleague_is_away(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen_of(anna, "Kaj")
    citizen_of(bo, "Inger")
    away(bo, anna)
    assert on_list(anna, at) == {"Kaj", "Inger"}
    assert on_list(bo, at) == {"Inger"}
    assert on_list(anna, at - DAY) == {"Kaj"}, "not before"
    assert on_list(anna, datetime.fromisoformat("2026-12-02T23:30:00+01:00")) == {"Kaj", "Inger"}, "the last day"
    assert on_list(anna, datetime.fromisoformat("2026-12-03T00:00:00+01:00")) == {"Kaj"}, "back"


def test_another_units_leave_joins_nothing_here(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen_of(bo, "Inger")
    with as_owner():
        elsewhere = UnitFactory()
        LeaveFactory(unit=elsewhere, user=bo.user, deputy=anna.user, starts_on=TODAY, ends_on=BACK)
    assert on_list(anna, at) == set()


def test_standing_in_opens_no_ground(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    citizen_of(bo, "Inger")
    with as_owner():
        grounds = Ground.objects.count()
    planned(clara, bo, anna, at)
    with as_owner():
        assert Ground.objects.count() == grounds


def test_today_marks_whose_citizen_it_is(
    anna: Persona, bo: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    citizen_of(anna, "Kaj")
    citizen_of(bo, "Inger")
    away(bo, anna)
    page = signed_in(anna).get(reverse("today")).text
    assert "1 af 15" in page
    assert f"For {bo.user.full_name}, der er væk til 03.12." in page
    assert f"for {bo.user.full_name}" in page
    own = signed_in(bo).get(reverse("today")).text
    assert "Du er væk til 03.12." in own
    assert "Inger" in own


# -- planning -------------------------------------------------------------------------------------------------


def test_the_coordinator_and_the_manager_plan_leave_and_nobody_else(
    anna: Persona, bo: Persona, clara: Persona, mette: Persona, niels: Persona, at: datetime
) -> None:
    planned(clara, anna, bo, at)
    planned(mette, clara, bo, at, BACK + DAY, BACK + 2 * DAY)
    for who in (anna, bo, niels):
        with pytest.raises((Denied, NotThen)):
            planned(who, anna, clara, at, BACK, BACK + DAY)
    with as_owner():
        assert [leave.lends_role for leave in Leave.objects.order_by("lends_role")] == [False, True]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (TODAY - DAY, BACK, "starts_on"),
        (TODAY, TODAY, "ends_on"),
        (BACK, TODAY, "ends_on"),
        (TODAY, TODAY + timedelta(days=400), "ends_on"),
        (TODAY + timedelta(days=400), TODAY + timedelta(days=401), "ends_on"),
    ],
)
def test_days_that_cannot_be_are_refused_beside_the_field(
    anna: Persona, bo: Persona, clara: Persona, at: datetime, starts_on: date, ends_on: date, field: str
) -> None:
    with pytest.raises(NotThen) as refusal:
        planned(clara, anna, bo, at, starts_on, ends_on)
    assert refusal.value.field == field


def test_there_are_no_chains(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    planned(clara, bo, anna, at)
    for of, deputy, field in ((anna, clara, "who"), (clara, bo, "deputy"), (bo, clara, "starts_on")):
        with pytest.raises(NotThen) as refusal:
            planned(clara, of, deputy, at, TODAY + DAY, BACK + DAY)
        assert refusal.value.field == field
    with pytest.raises(NotThen) as refusal:
        planned(clara, anna, anna, at)
    assert refusal.value.field == "deputy"
    planned(clara, anna, bo, at, BACK, BACK + DAY)


def test_the_database_refuses_a_chain_too(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    planned(clara, bo, anna, at)
    for of, deputy in ((anna, clara), (clara, bo)):
        with clara.at_work(at), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT leave_add(%s, %s, %s, %s)", [of.user.pk, deputy.user.pk, TODAY, BACK])


def test_only_colleagues_who_do_casework_here_stand_in(
    anna: Persona, clara: Persona, mette: Persona, niels: Persona, at: datetime
) -> None:
    for nobody in (mette, niels):
        with pytest.raises(NotThen) as refusal:
            planned(clara, anna, nobody, at)
        assert refusal.value.field == "deputy"
        with clara.at_work(at), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT leave_add(%s, %s, %s, %s)", [anna.user.pk, nobody.user.pk, TODAY, BACK])
    with pytest.raises(NotThen):
        planned(clara, niels, anna, at)


@pytest.mark.django_db(transaction=True)
def test_of_two_leaves_at_once_that_would_make_a_chain_one_is_made(
    anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    start = Barrier(2)

    def one(pair: tuple[Persona, Persona]) -> bool:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            planned(clara, *pair, at)
        except (NotThen, Denied):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(one, [(bo, anna), (anna, clara)]))
    assert sorted(made) == [False, True]


def test_a_leave_ends_when_somebody_is_back(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    citizen_of(bo, "Inger")
    leave = planned(clara, bo, anna, at)
    later = at + 2 * DAY
    with bo.at_work(later) as actor:
        assert actor.away_until == BACK
        stop_leave(leave_id=leave, by=actor, at=later)
    with bo.at_work(later) as actor:
        assert actor.away_until is None
    assert on_list(anna, later) == set()
    with as_owner():
        assert Leave.objects.get(pk=leave).ends_on == TODAY + 2 * DAY


def test_a_leave_that_has_not_begun_is_taken_back(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    leave = planned(clara, bo, anna, at, BACK, BACK + DAY)
    with anna.at_work(at) as actor, pytest.raises(Denied):
        stop_leave(leave_id=leave, by=actor, at=at)
    with clara.at_work(at) as actor:
        stop_leave(leave_id=leave, by=actor, at=at)
    with as_owner():
        assert Leave.objects.get(pk=leave).cancelled_by_id == clara.user.pk


# -- the coordinator's deputy ---------------------------------------------------------------------------------


def test_a_deputy_does_the_coordinators_work_and_sees_no_more(anna: Persona, clara: Persona, at: datetime) -> None:
    away(clara, anna, lends_role=True)
    with anna.at_work(at) as actor:
        assert (actor.role, actor.is_lent, actor.ceiling, actor.health) == (Role.COORDINATOR, True, CASEWORK, False)
        assert actor.may(Permission.ENQUIRY)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM grounds_opened(NULL, NULL, 10)")
    with anna.at_work(datetime(2026, 12, 3, 8, tzinfo=at.tzinfo)) as actor:
        assert (actor.role, actor.is_lent) == (Role.CASEWORKER, False)
    with anna.at_work(at - DAY) as actor:
        assert actor.role == Role.CASEWORKER


def test_the_corner_says_for_whom_somebody_coordinates(
    anna: Persona, bo: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    away(clara, anna, lends_role=True)
    assert "Koordinator for Clara Testsen" in signed_in(anna).get(reverse("today")).text
    for who in (bo, clara):
        assert "Koordinator for Clara" not in signed_in(who).get(reverse("today")).text


def test_a_caseworkers_deputy_is_no_coordinator_even_when_the_caseworker_becomes_one(
    anna: Persona, bo: Persona, at: datetime
) -> None:
    away(bo, anna)
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(role=Role.COORDINATOR)
    with anna.at_work(at) as actor:
        assert actor.role == Role.CASEWORKER


def test_the_role_is_lent_no_longer_than_somebody_has_it(anna: Persona, clara: Persona, at: datetime) -> None:
    away(clara, anna, lends_role=True)
    with as_owner():
        end_membership(membership_id=clara.membership.pk, at=at)
    with anna.at_work(at + DAY) as actor:
        assert actor.role == Role.CASEWORKER


def test_a_role_that_sees_less_is_lent_nothing(anna: Persona, clara: Persona, mette: Persona, at: datetime) -> None:
    away(clara, mette, lends_role=True)
    with mette.at_work(at) as actor:
        assert (actor.role, actor.ceiling) == (Role.MANAGER, SHARED)


def test_a_deputy_does_not_lengthen_the_leave_by_which_she_is_coordinator(
    anna: Persona, bo: Persona, clara: Persona, mette: Persona, at: datetime
) -> None:
    leave = planned(mette, clara, anna, at)
    with pytest.raises(Denied):
        planned(anna, clara, bo, at, BACK, BACK + DAY)
    with anna.at_work(at) as actor, pytest.raises(Denied):
        stop_leave(leave_id=leave, by=actor, at=at)
    statement = "SELECT leave_add(%s, %s, %s, %s)"
    with anna.at_work(at), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [clara.user.pk, bo.user.pk, BACK, BACK + DAY])
    planned(anna, bo, clara, at, BACK, BACK + DAY)


def test_a_deputy_elsewhere_is_what_she_is_here(anna: Persona, clara: Persona, niels: Persona, at: datetime) -> None:
    away(clara, anna, lends_role=True)
    with as_owner():
        there = MembershipFactory(user=anna.user, unit=niels.unit, role=Role.CASEWORKER)
    with Persona("anna", anna.user, there).at_work(at) as actor:
        assert (actor.role, actor.stands_in_for) == (Role.CASEWORKER, ())


# -- reminders ------------------------------------------------------------------------------------------------


def told(at: datetime) -> list[str]:
    before = len(mail.outbox)
    with server.moody(), time_machine.travel(at, tick=False), as_worker():
        remind()
        send_messages()
    return sorted(f"{message.to[0]}: {message.body.splitlines()[2]}" for message in mail.outbox[before:])


def promise(who: Persona, **facts: object) -> FollowUp:
    with as_owner():
        case = make.CaseFactory(unit=who.unit, opened_by=who.user)
        whose = {"owner": who.user, "opened_by": who.user}
        return make.FollowUpFactory(citizen=case.citizen, unit=who.unit, due_on=TODAY, **(whose | facts))


def test_the_deputy_is_reminded_once_and_whoever_is_away_is_not(
    anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    promise(bo)
    away(bo, anna)
    assert told(at) == ["anna@example.org: Du har 1 opfølgning i dag."]


def test_whoever_is_away_is_reminded_of_no_question(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    with as_owner():
        case = make.CaseFactory(unit=bo.unit, opened_by=bo.user)
        line = make.ContactLineFactory(citizen=case.citizen, unit=bo.unit, by=bo.user)
        make.NoteAdditionFactory(line=line, written_by=clara.user, kind=AdditionKind.QUESTION, text="Hvor?")
    leave = away(bo, anna)
    assert told(at) == []
    with as_owner():
        leave.delete()
    assert told(at + DAY) == ["bo@example.org: 1 spørgsmål ved dine notater venter på svar."]


def test_without_the_deputy_it_is_the_units(anna: Persona, bo: Persona, clara: Persona, at: datetime) -> None:
    promise(bo)
    away(bo, anna)
    with as_owner():
        end_membership(membership_id=anna.membership.pk, at=at - timedelta(hours=1))
    assert told(at) == ["clara@example.org: Du har 1 opfølgning i dag."]


def test_the_coordinators_deputy_minds_what_nobody_owns(
    anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    promise(bo, owner=None)
    away(clara, anna, lends_role=True)
    assert told(at) == ["anna@example.org: Du har 1 opfølgning i dag."]


def test_with_nobody_in_the_coordinators_place_everybody_minds_it(
    anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    promise(bo, owner=None)
    away(clara, anna, lends_role=True)
    with as_owner():
        end_membership(membership_id=anna.membership.pk, at=at - timedelta(hours=1))
    assert told(at) == ["bo@example.org: Du har 1 opfølgning i dag."]


# -- room -----------------------------------------------------------------------------------------------------


def test_room_is_fifteen_until_the_coordinator_says_another_number(
    anna: Persona, bo: Persona, clara: Persona, mette: Persona, at: datetime
) -> None:
    citizen_of(bo, "Inger")
    with clara.at_work(at) as actor:
        set_capacity(membership_id=bo.membership.pk, capacity=10, by=actor, at=at)
        found = {load.name: load.words for load in loads(actor=actor, at=at)}
    assert found[bo.user.full_name] == "1 af 10"
    assert found[anna.user.full_name] == "0 af 15"
    with mette.at_work(at) as actor:
        assert {load.name: load.words for load in loads(actor=actor, at=at)} == found, "the manager sees the figures"
    with bo.at_work(at) as actor:
        assert actor.capacity == 10
        with pytest.raises(Denied):
            set_capacity(membership_id=bo.membership.pk, capacity=40, by=actor, at=at)


def test_another_units_colleague_has_room_for_what_that_unit_says(
    clara: Persona, niels: Persona, mette: Persona, at: datetime
) -> None:
    for place in (niels.membership, mette.membership):
        with clara.at_work(at) as actor, pytest.raises(Denied):
            set_capacity(membership_id=place.pk, capacity=1, by=actor, at=at)


def test_the_page_of_lists_names_no_citizen(
    clara: Persona, mette: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    anker_of(clara)
    for who in (clara, mette):
        page = signed_in(who).get(reverse("cases:caseloads")).text
        assert "1 af 15" in page
        assert "Anker" not in page
