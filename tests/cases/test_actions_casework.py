"""Assigning, closing and reopening: by a person, with a reason, and never by silence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from cases.actions import LineDraft, assign, close_case, log_contact, open_case, reopen_case
from cases.actions.casework import NoReason, NotAColleague
from cases.choices import CaseStatus, Outcome
from cases.models import Assignment, Case, CaseStatusChange, Ground
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied, Stale
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


def close(case: Case, who: Persona, at: datetime, version: int = 1, reason: str = "Flyttet til Odense") -> Case:
    with who.at_work(at) as actor:
        return close_case(case_id=case.pk, version=version, reason=reason, by=actor, at=at)


def reopen(case: Case, who: Persona, at: datetime, version: int = 2, **facts: Any) -> Case:
    with who.at_work(at) as actor:
        return reopen_case(case_id=case.pk, version=version, by=actor, at=at, **facts)


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


def test_a_closed_case_is_on_nobodys_list(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    close(case, anna, at)
    assert periods(case) == [(anna.user.pk, date(2026, 1, 5), date(2026, 11, 24))]
    with pytest.raises(Denied):
        assigned(case, anna, at, bo.user.pk)


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


# -- closed and open ------------------------------------------------------------------------------------------


def test_closing_takes_a_person_and_a_reason_and_ends_no_ground(case: Case, bo: Persona, at: datetime) -> None:
    closed = close(case, bo, at, reason="  Flyttet til Odense  ")
    assert (closed.status, closed.closed_by_id, closed.closed_at) == (CaseStatus.CLOSED, bo.user.pk, at)
    assert (closed.closed_reason, closed.version) == ("Flyttet til Odense", 2)
    with as_owner():
        assert Ground.objects.get(pk=case.ground_id).ends_at is None
        change = CaseStatusChange.objects.get()
    assert (change.from_status, change.to_status, change.reason) == ("open", "closed", "Flyttet til Odense")
    with bo.at_work(at):
        assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1_001])
def test_nothing_closes_without_a_reason(reason: str, case: Case, anna: Persona, at: datetime) -> None:
    with pytest.raises(NoReason):
        close(case, anna, at, reason=reason)
    with as_owner():
        assert Case.objects.get().status == CaseStatus.OPEN
        assert Assignment.objects.get().ends_on is None


def test_silence_closes_nothing(case: Case, anna: Persona, at: datetime) -> None:
    """A missed contact, however often, is a reason to look: no action closes, ends or takes off a list by itself."""
    for n in range(40):
        with anna.at_work(at + timedelta(days=7 * n)) as actor:
            log_contact(
                lines=[LineDraft(case.citizen_id, Outcome.MISSED if n % 2 else Outcome.NOT_MET)],
                happened_at=at + timedelta(days=7 * n),
                by=actor,
                at=at + timedelta(days=7 * n),
                key=uuid4(),
            )
    with as_owner():
        case.refresh_from_db()
        assert (case.status, case.version) == (CaseStatus.OPEN, 1)
        assert Ground.objects.get().ends_at is None
        assert Assignment.objects.get().ends_on is None


def test_a_case_reopens_as_the_same_case(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    close(case, anna, at)
    later = at + timedelta(days=30)
    again = reopen(case, bo, later, caseworker_id=bo.user.pk)
    assert (again.pk, again.status, again.version) == (case.pk, CaseStatus.OPEN, 3)
    assert (again.closed_at, again.closed_by_id, again.closed_reason) == (None, None, "")
    assert periods(case)[-1] == (bo.user.pk, date(2026, 12, 24), None)
    with as_owner():
        assert list(CaseStatusChange.objects.order_by("changed_at").values_list("from_status", "to_status")) == [
            ("open", "closed"),
            ("closed", "open"),
        ]


def test_a_case_reopens_on_nobodys_list_until_somebody_takes_it(case: Case, anna: Persona, at: datetime) -> None:
    close(case, anna, at)
    reopen(case, anna, at)
    assert [row for row in periods(case) if row[2] is None] == []


def test_a_refused_caseworker_leaves_the_case_closed(case: Case, anna: Persona, niels: Persona, at: datetime) -> None:
    close(case, anna, at)
    with pytest.raises(NotAColleague):
        reopen(case, anna, at, caseworker_id=niels.user.pk)
    with as_owner():
        case.refresh_from_db()
    assert (case.status, case.version) == (CaseStatus.CLOSED, 2)


def test_who_has_an_old_page_is_told_what_stands_now(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    close(case, anna, at, reason="Flyttet til Odense")
    for stale in (lambda: close(case, bo, at), lambda: reopen(case, bo, at, version=1)):
        with pytest.raises(Stale) as newer:
            stale()
        current: Any = newer.value.current
        assert (current.version, current.closed_reason) == (2, "Flyttet til Odense")


def test_a_closed_case_is_not_closed_and_an_open_one_not_reopened(case: Case, anna: Persona, at: datetime) -> None:
    with pytest.raises(Denied):
        reopen(case, anna, at, version=1)
    close(case, anna, at)
    with pytest.raises(Denied):
        close(case, anna, at, version=2)


def test_another_unit_closes_nothing(case: Case, niels: Persona, mette: Persona, at: datetime) -> None:
    with as_owner():
        make.CaseFactory(citizen=case.citizen, unit=niels.unit)
    for who in (niels, mette):
        with pytest.raises((Case.DoesNotExist, Denied)):
            close(case, who, at)
    with as_owner():
        assert Case.objects.filter(status=CaseStatus.CLOSED).count() == 0


def test_a_case_opens_on_a_ground_of_its_own_alone(case: Case, anna: Persona, niels: Persona, at: datetime) -> None:
    for who in (anna, niels):
        with who.at_work(at) as actor, pytest.raises(Ground.DoesNotExist):
            open_case(citizen_id=case.citizen_id, by=actor, at=at)
