"""Moving a case from state to state. A person does, with a reason; silence moves nothing, least of all to closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.casework import note_step, put_on_list, reasoned, take_turns
from cases.actions.followups import open_follow_up
from cases.choices import CLOSED_AT_ONCE, WAITING_STATUSES, CaseStatus, ClosedCause
from cases.colleagues import caseworkers
from cases.models import Assignment, Case, FollowUp
from cases.policies import can_change_status
from cases.querysets import FollowUpQuerySet
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen, Stale

#: Waiting longer than this is forgetting: the day to look again lies within it.
WAITS_AT_MOST = timedelta(days=366)


class NoDay(Foreseen):
    """A day is missing, has been, or lies too far ahead. `field` says which."""


class AftercareFirst(Foreseen):
    """A case is closed from aftercare, with what was agreed there done."""

    field = "status"


class NoCause(Foreseen):
    """Closing names its cause, from the list."""

    field = "closed_cause"


@dataclass(frozen=True, slots=True)
class AftercarePlan:
    """When somebody looks after the two things that fall apart first (001)."""

    medicine_on: date
    social_on: date


@action
def change_state(
    *,
    case_id: UUID,
    version: int,
    to: str,
    reason: str,
    by: Actor,
    at: datetime,
    look_again_on: date | None = None,
    aftercare: AftercarePlan | None = None,
    closed_cause: str = "",
    caseworker_id: UUID | None = None,
    room_reason: str = "",
) -> Case:
    """Move the unit's case along the table, for a reason that a person gives. No ground ends.

    look_again_on: for resting and sought, when somebody looks again; it becomes a follow-up.
    aftercare: its two follow-ups. closed_cause: for closing; caseworker_id: on whose list one who comes back stands.
    room_reason: why it is one more than there is room for there.
    Raises Denied; Stale; NoReason; NoDay; NoCause; AftercareFirst; NotAColleague; NotToThem; NoRoom.
    """
    if caseworker_id:
        take_turns([caseworker_id], by=by)
    case = Case.objects.visible_to(by).select_for_update().get(pk=case_id)
    if case.version != version:
        raise Stale(case)
    can_change_status(actor=by, case=case, to=to).require()
    before, today = case.status, localdate(at)
    case.status_reason = reasoned(reason, longest=1_000)
    case.look_again_on = _day(look_again_on, today, "look_again_on") if to in WAITING_STATUSES else None
    case.closed_cause = _cause(case, closed_cause, by) if to == CaseStatus.CLOSED else ""
    case.status, case.status_at, case.status_by_id = to, at, by.user_id
    case.version += 1
    case.full_clean(
        exclude=["citizen", "unit", "ground", "opened_by", "status_by"],
        validate_unique=False,
        validate_constraints=False,
    )
    case.save(
        update_fields=[
            "status",
            "status_at",
            "status_by",
            "status_reason",
            "look_again_on",
            "closed_cause",
            "version",
        ]
    )
    note_step(case, before, by, at)
    _standing(case, by).update(done_at=at, done_by=by.user_id, version=F("version") + 1)
    if case.look_again_on:
        _promise(case, "look", _look_again(case), case.look_again_on, by, at)
    elif to == CaseStatus.AFTERCARE:
        _begin_aftercare(case, aftercare, today, by, at)
    elif to == CaseStatus.CLOSED:
        Assignment.objects.visible_to(by).open().filter(case=case).update(ends_on=today, ended_by=by.user_id)
    if caseworker_id and before == CaseStatus.CLOSED:
        put_on_list(case_id=case.pk, caseworker_id=caseworker_id, room_reason=room_reason, by=by, at=at)
    return case


def _day(chosen: date | None, today: date, field: str) -> date:
    if chosen is None:
        raise NoDay(gettext_lazy("Choose a day."), field=field)
    if chosen < today:
        raise NoDay(gettext_lazy("The day has been."), field=field)
    if chosen > today + WAITS_AT_MOST:
        raise NoDay(gettext_lazy("At most a year ahead."), field=field)
    return chosen


def _cause(case: Case, cause: str, by: Actor) -> str:
    """The cause of closing, when the case is ready for it."""
    if cause not in ClosedCause.values or cause == ClosedCause.EARLIER:
        raise NoCause(gettext_lazy("Choose why the case is closed."))
    if cause in CLOSED_AT_ONCE:
        return cause
    if case.status != CaseStatus.AFTERCARE:
        raise AftercareFirst(gettext_lazy("Aftercare comes first: nobody is let go without it."))
    if _standing(case, by).exists():
        raise AftercareFirst(gettext_lazy("What was agreed for the aftercare is not done yet. Finish it first."))
    return cause


def _standing(case: Case, by: Actor) -> FollowUpQuerySet:
    """The open follow-ups that the case's present state has made."""
    return FollowUp.objects.visible_to(by).open().filter(unit_id=by.unit_id, origin__startswith=f"case:{case.pk}:")


def _begin_aftercare(case: Case, plan: AftercarePlan | None, today: date, by: Actor, at: datetime) -> None:
    medicine_on = _day(plan.medicine_on if plan else None, today, "medicine_on")
    social_on = _day(plan.social_on if plan else None, today, "social_on")
    _promise(case, "medicine", _("Aftercare: is the medicine as it should be?"), medicine_on, by, at)
    _promise(case, "social", _("Aftercare: roof, money and people around?"), social_on, by, at)


def _look_again(case: Case) -> str:
    return _("Look again: the citizen is sought") if case.status == CaseStatus.SEARCHING else _("Look again: resting")


def _promise(case: Case, what: str, words: str, due_on: date, by: Actor, at: datetime) -> None:
    """A follow-up of whoever has the citizen on their list, else of the unit. Its key makes it once for one step."""
    working = caseworkers(unit_id=case.unit_id, at=at).values("user_id")
    standing = Assignment.objects.visible_to(by).open().filter(case=case, caseworker_id__in=working).first()
    open_follow_up(
        citizen_id=case.citizen_id,
        what=words,
        why=case.status_reason[:500],
        due_on=due_on,
        owner_id=standing.caseworker_id if standing else None,
        origin=f"case:{case.pk}:{what}:{case.version}",
        by=by,
        at=at,
    )
