"""Two at once on their way to one list: whoever would be one more than there is room for is asked why."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from cases.actions import CitizenFacts, Registration, change_state, citizens, hand_over, register_citizen
from cases.actions.casework import NoRoom
from cases.actions.handovers import MovedMeanwhile
from cases.actions.identifiers import Outcome, register
from cases.actions.imported_citizens import import_citizens
from cases.caseload_import import Column, Record, read_citizen
from cases.choices import CaseStatus, ClosedCause, RowOutcome
from cases.cpr import CprNumber
from cases.models import Assignment, Case, Ground
from tests.cases.test_handovers import fill
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Stale
from udsatte.accounts.models import Membership

pytestmark = pytest.mark.django_db(transaction=True)
CPR = CprNumber.parse("2509479989", today=date(2026, 11, 24))
MAIL = "bo@example.org"
AT = datetime.fromisoformat("2026-11-24T10:42:00+01:00")


def nobodys(who: Persona) -> Case:
    with as_owner():
        case: Case = make.CaseFactory(unit=who.unit, opened_by=who.user)
    return case


def move(who: Persona, case: Case, to: Persona) -> None:
    with who.at_work(AT) as actor:
        hand_over(case_id=case.pk, caseworker_id=to.user.pk, seen=None, by=actor, at=AT)


def meanwhile(second: Callable[[], None]) -> tuple[ThreadPoolExecutor, Future[None]]:
    """The second move on a connection of its own; it has begun, and waits for the first, or is done."""

    def run() -> None:
        try:
            second()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(run)
    wait([future], timeout=2)
    return pool, future


def test_two_moves_at_once_do_not_pass_the_room_together(anna: Persona, bo: Persona, clara: Persona) -> None:
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(capacity=2)
    fill(bo, 1)
    first, second = nobodys(anna), nobodys(anna)

    with clara.at_work(AT) as actor:
        hand_over(case_id=first.pk, caseworker_id=bo.user.pk, seen=None, by=actor, at=AT)
        pool, future = meanwhile(lambda: move(anna, second, bo))

    with pool, pytest.raises(NoRoom) as refusal:
        future.result()
    assert "2 af 2" in str(refusal.value.message)
    with as_owner():
        assert Assignment.objects.filter(caseworker=bo.user, ends_on=None).count() == 2


def test_of_two_who_move_one_citizen_at_once_one_is_told(anna: Persona, bo: Persona, clara: Persona) -> None:
    case = nobodys(anna)
    with clara.at_work(AT) as actor:
        hand_over(case_id=case.pk, caseworker_id=bo.user.pk, seen=None, by=actor, at=AT)
        pool, future = meanwhile(lambda: move(anna, case, anna))

    with pool, pytest.raises(MovedMeanwhile) as refusal:
        future.result()
    assert "Clara Testsen har flyttet borgeren til Bo Testsen" in str(refusal.value.message)
    with as_owner():
        assert [one.caseworker_id for one in Assignment.objects.filter(case=case)] == [bo.user.pk]


def test_a_move_and_a_new_citizen_at_once_do_not_pass_the_room_together(
    anna: Persona, bo: Persona, clara: Persona
) -> None:
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(capacity=2)
    fill(bo, 1)
    case = nobodys(anna)

    def take_in() -> None:
        with anna.at_work(AT) as actor:
            register_citizen(facts=CitizenFacts("Kaj"), reason="", caseworker_id=bo.user.pk, by=actor, at=AT)

    with clara.at_work(AT) as actor:
        hand_over(case_id=case.pk, caseworker_id=bo.user.pk, seen=None, by=actor, at=AT)
        pool, future = meanwhile(take_in)

    with pool, pytest.raises(NoRoom):
        future.result()
    with as_owner():
        assert Assignment.objects.filter(caseworker=bo.user, ends_on=None).count() == 2


def test_a_list_that_comes_in_and_a_move_at_once_do_not_pass_the_room_together(
    anna: Persona, bo: Persona, clara: Persona
) -> None:
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(capacity=2)
    fill(bo, 1)
    case = nobodys(anna)
    row = read_citizen(Record(2, {Column.NAME: "Kaj Testkilde", Column.BORN: "1971", Column.CASEWORKER: MAIL}), at=AT)

    with clara.at_work(AT) as actor:
        (taken,) = import_citizens(rows=[row], by=actor, at=AT)
        pool, future = meanwhile(lambda: move(anna, case, bo))

    assert taken.outcome == RowOutcome.MADE
    with pool, pytest.raises(NoRoom):
        future.result()
    with as_owner():
        assert Assignment.objects.filter(caseworker=bo.user, ends_on=None).count() == 2


def test_a_case_that_two_open_again_at_once_onto_one_list_is_opened_once(
    anna: Persona, bo: Persona, clara: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One by the number when the ground has just ended, one on the page a little before: neither ends in a deadlock."""
    later, opening = AT + timedelta(hours=2), []

    def take_in(at: datetime, to: Persona | None = None) -> Registration:
        facts, whose = CitizenFacts("Kaj"), to.user.pk if to else None
        with anna.at_work(at) as actor:
            return register_citizen(facts=facts, number=CPR, reason="Er her", caseworker_id=whose, by=actor, at=at)

    take_in(AT)
    with as_owner():
        Case.objects.update(status=CaseStatus.CLOSED, status_reason="Flyttet", closed_cause=ClosedCause.MOVED)
        Ground.objects.update(ends_at=AT + timedelta(hours=1))
        case = Case.objects.get()

    def open_again() -> None:
        with clara.at_work(AT) as actor:
            change_state(
                case_id=case.pk,
                version=case.version,
                to=CaseStatus.ACTIVE,
                reason="Er tilbage.",
                caseworker_id=bo.user.pk,
                by=actor,
                at=AT,
            )

    def look_up(*args: Any, **named: Any) -> Any:
        found = register(*args, **named)
        opening.append(meanwhile(open_again))
        return found

    monkeypatch.setattr(citizens, "register", look_up)
    assert take_in(later, bo).outcome is Outcome.REOPENED

    ((pool, future),) = opening
    with pool, pytest.raises(Stale):
        future.result()
    with as_owner():
        assert Assignment.objects.get().caseworker_id == bo.user.pk
        assert Case.objects.get().is_open
