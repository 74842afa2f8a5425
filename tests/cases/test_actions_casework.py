"""Opening a case, and whose list it stands on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from cases.actions import assign, open_case
from cases.actions.casework import NotAColleague
from cases.models import Assignment, Case, Ground
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied
from udsatte.accounts.actions import disable_user, end_membership


@pytest.fixture
def case(anna: Persona) -> Case:
    """A case on anna's list."""
    with as_owner():
        case = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
        make.AssignmentFactory(case=case, caseworker=anna.user)
    return case


def assigned(case: Case, who: Persona, at: datetime, to: UUID, **facts: Any) -> Assignment:
    with who.at_work(at) as actor:
        return assign(case_id=case.pk, caseworker_id=to, by=actor, at=at, **facts)


def periods(case: Case) -> list[tuple[UUID, date, date | None]]:
    with as_owner():
        rows = Assignment.objects.filter(case=case).order_by("starts_on", "ends_on")
        return [(row.caseworker_id, row.starts_on, row.ends_on) for row in rows]


# -- whose list -----------------------------------------------------------------------------------------------


def test_a_handover_ends_one_list_and_begins_another(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    new = assigned(case, anna, at, bo.user.pk)
    assert (new.assigned_by_id, new.unit_id) == (anna.user.pk, anna.unit.pk)
    today = date(2026, 11, 24)
    assert periods(case) == [(anna.user.pk, date(2026, 1, 5), today), (bo.user.pk, today, None)]
    with as_owner():
        assert Assignment.objects.get(ends_on=today).ended_by_id == anna.user.pk


def test_a_handover_back_on_the_same_day_is_no_overlap(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    assigned(case, anna, at, bo.user.pk)
    assigned(case, bo, at, anna.user.pk)
    assigned(case, bo, at, bo.user.pk)
    assert [row for row in periods(case) if row[2] is None] == [(bo.user.pk, date(2026, 11, 24), None)]


def test_the_day_of_a_handover_is_copenhagens(case: Case, anna: Persona, bo: Persona) -> None:
    late = datetime.fromisoformat("2026-11-24T23:30:00+00:00")
    assert assigned(case, anna, late, bo.user.pk).starts_on == date(2026, 11, 25)


def test_only_a_colleague_who_does_casework_gets_a_list(
    case: Case, anna: Persona, clara: Persona, mette: Persona, niels: Persona, at: datetime
) -> None:
    for nobody in (mette.user.pk, niels.user.pk, uuid4()):
        with pytest.raises(NotAColleague) as refusal:
            assigned(case, anna, at, nobody)
        assert refusal.value.field == "caseworker"
    assert len(periods(case)) == 1, "the old one still stands"
    assigned(case, anna, at, clara.user.pk)


def test_somebody_who_has_left_gets_no_list(
    case: Case, anna: Persona, bo: Persona, clara: Persona, at: datetime
) -> None:
    with as_owner():
        end_membership(membership_id=bo.membership.pk, at=at)
        disable_user(user_id=clara.user.pk)
    for gone in (bo, clara):
        with pytest.raises(NotAColleague):
            assigned(case, anna, at, gone.user.pk)


def test_another_unit_assigns_nobody(case: Case, niels: Persona, mette: Persona, at: datetime) -> None:
    with pytest.raises(Case.DoesNotExist):
        assigned(case, niels, at, niels.user.pk)
    with pytest.raises((Case.DoesNotExist, Denied)):
        assigned(case, mette, at, mette.user.pk)


@pytest.mark.django_db(transaction=True)
def test_of_two_handovers_at_once_one_list_stands(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    start = Barrier(2)

    def one(to: Persona) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            assigned(case, anna, at, to.user.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, [anna, bo]))
    assert len([row for row in periods(case) if row[2] is None]) == 1


def test_a_case_opens_on_a_ground_of_its_own_alone(case: Case, anna: Persona, niels: Persona, at: datetime) -> None:
    for who in (anna, niels):
        with who.at_work(at) as actor, pytest.raises(Ground.DoesNotExist):
            open_case(citizen_id=case.citizen_id, by=actor, at=at)
