"""Next steps: opened once for a reason, owned by a colleague or the unit, done by somebody."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases.actions import finish_follow_up, open_follow_up, promise_follow_up
from cases.actions.casework import NotAColleague
from cases.models import Case, FollowUp
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.context import NotStored
from udsatte.access.decisions import Denied

DUE = date(2026, 11, 27)


@pytest.fixture
def case(anna: Persona) -> Case:
    with as_owner():
        return make.CaseFactory(unit=anna.unit)


def promise(case: Case, who: Persona, at: datetime, **facts: Any) -> FollowUp:
    with who.at_work(at) as actor:
        return open_follow_up(
            **{"citizen_id": case.citizen_id, "what": "Ring", "due_on": DUE, "by": actor, "at": at, **facts}
        )


def finish(follow_up: FollowUp, who: Persona, at: datetime) -> FollowUp:
    with who.at_work(at) as actor:
        return finish_follow_up(follow_up_id=follow_up.pk, by=actor, at=at)


def test_a_next_step_is_the_units_or_a_colleagues(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    units = promise(case, anna, at, why="Aftalt i dag")
    assert (units.owner_id, units.unit_id, units.why) == (None, anna.unit.pk, "Aftalt i dag")
    bos = promise(case, anna, at, owner_id=bo.user.pk)
    assert (bos.owner_id, bos.opened_by_id, bos.opened_at) == (bo.user.pk, anna.user.pk, at)


def test_nobody_outside_the_units_casework_owns_a_next_step(
    case: Case, anna: Persona, niels: Persona, mette: Persona, at: datetime
) -> None:
    for nobody in (niels.user.pk, mette.user.pk, uuid4()):
        with pytest.raises(NotAColleague) as refusal:
            promise(case, anna, at, owner_id=nobody)
        assert refusal.value.field == "owner"
    with as_owner():
        assert not FollowUp.objects.exists()


def test_the_same_reason_opens_it_once(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    first = promise(case, anna, at, origin="dose:1")
    assert promise(case, bo, at, origin="dose:1") == first
    assert promise(case, bo, at, origin="dose:2") != first


def test_the_same_key_promises_once(case: Case, anna: Persona, at: datetime) -> None:
    key = uuid4()
    for _ in range(2):
        with anna.at_work(at) as actor:
            promise_follow_up(
                citizen_id=case.citizen_id, what="Ring", why="", due_on=DUE, owner_id=None, by=actor, at=at, key=key
            )
    with as_owner():
        assert FollowUp.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"what": ""}, {"what": "x" * 201}, {"why": "x" * 501}, {"origin": "x" * 81}])
def test_an_impossible_next_step_is_refused(wrong: Any, case: Case, anna: Persona, at: datetime) -> None:
    with pytest.raises((ValidationError, NotStored)):
        promise(case, anna, at, **wrong)


def test_nothing_is_promised_with_another_units_citizen(
    case: Case, niels: Persona, mette: Persona, rikke: Persona, at: datetime
) -> None:
    for who in (niels, mette, rikke):
        with pytest.raises(Denied):
            promise(case, who, at)
    with as_owner():
        assert not FollowUp.objects.exists()


def test_any_colleague_finishes_it_and_only_once(case: Case, anna: Persona, bo: Persona, at: datetime) -> None:
    follow_up = promise(case, anna, at, owner_id=anna.user.pk)
    done = finish(follow_up, bo, at)
    assert (done.done_by_id, done.done_at, done.version) == (bo.user.pk, at, 2)
    with pytest.raises(Denied):
        finish(follow_up, anna, at)


def test_another_unit_finishes_nothing(case: Case, anna: Persona, niels: Persona, at: datetime) -> None:
    follow_up = promise(case, anna, at)
    with as_owner():
        make.CaseFactory(citizen=case.citizen, unit=niels.unit)
    with pytest.raises(FollowUp.DoesNotExist):
        finish(follow_up, niels, at)
