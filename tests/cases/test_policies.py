"""May this person do this, in this state? The whole table, and that a policy needs no database."""

from dataclasses import replace
from itertools import product
from uuid import UUID, uuid4

import pytest

from cases import policies
from cases.choices import CASE_TRANSITIONS, WAITING_STATUSES, CaseStatus
from cases.models import Case, ContactLine, FollowUp
from udsatte.access.actor import Actor
from udsatte.access.decisions import Denied
from udsatte.access.permissions import CASEWORK, CEILING, MAY, OWN, Permission
from udsatte.accounts.choices import Role

TEAM, ELSEWHERE, ANNA, BO = uuid4(), uuid4(), uuid4(), uuid4()
AT = "2026-11-24T10:42:00+01:00"
FIELD = {Role.CASEWORKER, Role.COORDINATOR, Role.SOCIAL_WORKER, Role.NURSE, Role.DOCTOR}


def actor(role: str = Role.CASEWORKER, *, user: UUID = ANNA, unit: UUID = TEAM) -> Actor:
    return Actor(
        user_id=user,
        user_name="Testperson",
        membership_id=uuid4(),
        unit_id=unit,
        unit_name="Teamet",
        organisation_name="Kommunen",
        role=role,
        ceiling=CEILING[role],
        health=False,
        memberships=1,
    )


def line(**facts: object) -> ContactLine:
    return ContactLine(**{"unit_id": TEAM, "by_id": ANNA, **facts})


def case(**facts: object) -> Case:
    return Case(**{"unit_id": TEAM, "status": CaseStatus.ACTIVE, **facts})


def follow_up(**facts: object) -> FollowUp:
    return FollowUp(**{"unit_id": TEAM, **facts})


@pytest.mark.parametrize("role", list(Role))
def test_who_does_casework_and_who_does_not(role: Role) -> None:
    who = actor(role)
    answers = [
        policies.can_register(actor=who),
        policies.can_change_citizen(actor=who),
        policies.can_log_contact(actor=who),
        policies.can_add_to_note(actor=who, line=line()),
        policies.can_strike(actor=who, line=line()),
        policies.can_assign(actor=who, case=case()),
        policies.can_change_status(actor=who, case=case(), to=CaseStatus.SEARCHING),
        policies.can_finish(actor=who, follow_up=follow_up()),
    ]
    assert {answer.allowed for answer in answers} == {role in FIELD}
    assert policies.can_import(actor=who).allowed is (role == Role.COORDINATOR)


@pytest.mark.parametrize("role", sorted(FIELD))
def test_nothing_is_done_in_another_units_name(role: str) -> None:
    who = actor(role, unit=ELSEWHERE)
    for answer in (
        policies.can_add_to_note(actor=who, line=line()),
        policies.can_strike(actor=who, line=line()),
        policies.can_assign(actor=who, case=case()),
        policies.can_change_status(actor=who, case=case(), to=CaseStatus.SEARCHING),
        policies.can_finish(actor=who, follow_up=follow_up()),
    ):
        assert not answer
        assert str(answer.reason)


@pytest.mark.parametrize(
    ("role", "user", "allowed"),
    [
        (Role.CASEWORKER, ANNA, True),
        (Role.CASEWORKER, BO, False),
        (Role.COORDINATOR, BO, True),
        (Role.NURSE, BO, False),
        (Role.MANAGER, ANNA, False),
    ],
)
def test_a_line_is_struck_by_its_author_or_the_coordinator(role: str, user: UUID, allowed: bool) -> None:
    assert policies.can_strike(actor=actor(role, user=user), line=line()).allowed is allowed


def test_what_is_done_is_not_done_again() -> None:
    assert not policies.can_strike(actor=actor(), line=line(struck_at=AT))
    assert not policies.can_add_to_note(actor=actor(), line=line(struck_at=AT))
    assert not policies.can_finish(actor=actor(), follow_up=follow_up(done_at=AT))
    assert not policies.can_assign(actor=actor(), case=case(status=CaseStatus.CLOSED))


@pytest.mark.parametrize(("before", "after"), list(product(CaseStatus.values, CaseStatus.values)))
def test_a_status_changes_along_the_table_alone(before: str, after: str) -> None:
    decision = policies.can_change_status(actor=actor(), case=case(status=before), to=after)
    assert decision.allowed is (after in CASE_TRANSITIONS[before])


def test_every_status_has_its_way_on_and_only_waiting_can_be_prolonged() -> None:
    assert set(CASE_TRANSITIONS) == set(CaseStatus.values)
    assert {status for status, ways in CASE_TRANSITIONS.items() if status in ways} == WAITING_STATUSES


def test_a_refusal_has_words_and_is_raised_when_required() -> None:
    refusal = policies.can_register(actor=actor(Role.AUDITOR))
    assert str(refusal.reason) == "Det kan din rolle ikke."
    with pytest.raises(Denied) as caught:
        refusal.require()
    assert caught.value.message == refusal.reason
    policies.can_register(actor=actor()).require()


def test_a_low_ceiling_beats_a_permission() -> None:
    """Should a table of permissions ever give a shared reader a pen, the ceiling still says no."""
    low = replace(actor(), ceiling=20)
    assert low.may(Permission.CITIZEN_WRITE)
    assert not policies.can_register(actor=low)


def test_every_role_has_a_ceiling_and_a_list_and_no_writing_below_casework() -> None:
    assert set(CEILING) == set(MAY) == set(Role.values)
    # Of citizens: the kernel's own pages (people, directory, duty, log) are no way to one.
    reading = {Permission.CITIZEN_READ, Permission.CITIZEN_FIND, Permission.CITIZEN_GLASS, Permission.NOTICES}
    kernel = {Permission.ACCOUNT, Permission.TODAY, Permission.AUDIT, Permission.PEOPLE_READ, Permission.PEOPLE}
    kernel |= {Permission.DIRECTORY, Permission.DIRECTORY_KEEP, Permission.DUTY, Permission.DUTY_PLAN}
    # How many citizens each colleague has, who is away, who was told no: figures, of nobody in particular.
    figures = {Permission.CASELOAD_READ, Permission.CASELOAD_PLAN, Permission.DECLINES}
    # A word given, to which nothing is answered.
    kernel |= {Permission.SEEN_HERE}
    # What stands between two units, and leads to no citizen.
    between = {Permission.REFERRAL, Permission.TRIAGE}
    for role, may in MAY.items():
        if CEILING[role] < CASEWORK:
            assert may <= reading | figures | between | kernel, role
        if CEILING[role] == OWN:
            assert may <= between | kernel, role
        if CEILING[role] == 0:
            assert may <= kernel, role
