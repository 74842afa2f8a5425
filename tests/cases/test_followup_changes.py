"""Next steps on the way: another day, another owner, and what covered them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import change_follow_up, cover_follow_ups, finish_follow_up
from cases.actions.casework import NotAColleague
from cases.actions.followups import CannotMove
from cases.models import FollowUp, FollowUpChange
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied, Stale

TODAY = date(2026, 11, 24)
LATER = date(2026, 11, 30)


@pytest.fixture
def step(anna: Persona) -> FollowUp:
    """Anna's, due today."""
    with as_owner():
        case = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
        return make.FollowUpFactory(
            citizen=case.citizen, unit=anna.unit, owner=anna.user, opened_by=anna.user, due_on=TODAY
        )


def changed(
    step: FollowUp,
    who: Persona,
    at: datetime,
    *,
    due_on: date = TODAY,
    owner: UUID | None = None,
    reason: str = "",
    version: int = 1,
) -> FollowUp:
    with who.at_work(at) as actor:
        return change_follow_up(
            follow_up_id=step.pk,
            version=version,
            due_on=due_on,
            owner_id=owner or step.owner_id,
            reason=reason,
            by=actor,
            at=at,
        )


def as_raw(statement: str, *values: Any) -> None:
    """As the application, to the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        connection.check_constraints()


def test_another_day_has_a_reason_and_stays_as_a_row(step: FollowUp, anna: Persona, bo: Persona, at: datetime) -> None:
    with pytest.raises(CannotMove) as refusal:
        changed(step, anna, at, due_on=LATER)
    assert refusal.value.field == "reason"
    changed(step, bo, at, due_on=LATER, reason="Indlagt")
    with as_owner():
        row = FollowUpChange.objects.get()
        assert (row.from_on, row.to_on, row.reason, row.changed_by_id) == (TODAY, LATER, "Indlagt", bo.user.pk)
        assert FollowUp.objects.get().due_on == LATER


@pytest.mark.parametrize(
    ("due_on", "field"),
    [(TODAY, "due_on"), (TODAY - timedelta(days=1), "due_on"), (TODAY + timedelta(days=367), "due_on")],
)
def test_a_day_that_cannot_be_is_refused(step: FollowUp, anna: Persona, at: datetime, due_on: date, field: str) -> None:
    with pytest.raises(CannotMove) as refusal:
        changed(step, anna, at, due_on=due_on, reason="Fordi")
    assert refusal.value.field == field


def test_given_away_both_see_it(
    step: FollowUp, anna: Persona, bo: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    changed(step, anna, at, owner=bo.user.pk)
    url = reverse("cases:follow_ups")
    assert step.what in signed_in(bo).get(url).text
    client = signed_in(anna)
    assert step.what not in client.get(url).text
    assert step.what in client.get(f"{url}?show=given").text
    assert step.what in client.get(f"{url}?show=unit").text


def test_overdue_is_a_filter_in_the_address(
    step: FollowUp, anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        make.FollowUpFactory(
            citizen=step.citizen, unit=anna.unit, owner=anna.user, what="Bestil tid", due_on=TODAY - timedelta(days=2)
        )
    for show in ("mine", "unit"):
        page = signed_in(anna).get(f"{reverse('cases:follow_ups')}?show={show}&due=late").text
        assert "Bestil tid" in page
        assert step.what not in page


def test_a_newer_change_is_not_written_over(step: FollowUp, anna: Persona, bo: Persona, at: datetime) -> None:
    changed(step, bo, at, due_on=LATER, reason="Indlagt")
    with pytest.raises(Stale):
        changed(step, anna, at, due_on=LATER + timedelta(days=1), reason="Ferie")


def test_it_is_given_to_nobody_outside(step: FollowUp, anna: Persona, niels: Persona, at: datetime) -> None:
    with pytest.raises(NotAColleague) as refusal:
        changed(step, anna, at, owner=niels.user.pk)
    assert refusal.value.field == "owner"
    with pytest.raises(FollowUp.DoesNotExist):
        changed(step, niels, at, due_on=LATER, reason="Indlagt")


def test_what_is_done_is_not_moved(step: FollowUp, anna: Persona, at: datetime) -> None:
    with anna.at_work(at) as actor:
        finish_follow_up(follow_up_id=step.pk, by=actor, at=at)
    with pytest.raises(Denied):
        changed(step, anna, at, due_on=LATER, reason="Indlagt", version=2)


def test_the_database_moves_nothing_without_a_signed_row(step: FollowUp, anna: Persona, at: datetime) -> None:
    for column, value in (("due_on", LATER), ("owner_id", None)):
        with anna.at_work(at), pytest.raises(IntegrityError):
            as_raw(f"UPDATE cases_followup SET {column} = %s WHERE id = %s", value, step.pk)


# -- covered by a contact -------------------------------------------------------------------------------------


def test_a_contact_covers_the_steps_that_somebody_ticked(step: FollowUp, anna: Persona, at: datetime) -> None:
    with as_owner():
        line = make.ContactLineFactory(citizen=step.citizen, unit=anna.unit, by=anna.user)
        other = make.FollowUpFactory(unit=anna.unit, owner=anna.user, opened_by=anna.user)
        make.CaseFactory(citizen=other.citizen, unit=anna.unit, opened_by=anna.user)
    with anna.at_work(at) as actor:
        ticked = [step.pk, other.pk]
        assert cover_follow_ups(lines=[line], follow_up_ids=ticked, by=actor, at=at) == 1
        assert cover_follow_ups(lines=[line], follow_up_ids=ticked, by=actor, at=at) == 0, "again changes nothing"
    with as_owner():
        step.refresh_from_db()
        other.refresh_from_db()
    assert (step.done_line_id, step.done_by_id, step.done_at) == (line.pk, anna.user.pk, at)
    assert other.done_at is None


def test_a_line_about_somebody_else_covers_nothing(step: FollowUp, anna: Persona, at: datetime) -> None:
    with as_owner():
        line = make.ContactLineFactory(unit=anna.unit, by=anna.user)
    with anna.at_work(at), pytest.raises(IntegrityError):
        as_raw(
            "UPDATE cases_followup SET done_at = %s, done_by_id = %s, done_line_id = %s WHERE id = %s",
            at,
            anna.user.pk,
            line.pk,
            step.pk,
        )
