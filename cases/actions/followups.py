"""Next steps."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import NotAColleague
from cases.actions.storing import store
from cases.colleagues import caseworkers
from cases.models import Citizen, ContactLine, FollowUp, FollowUpChange
from cases.policies import can_change_follow_up, can_finish, can_log_contact
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen, Stale
from udsatte.web.idempotency import once

#: Farther ahead is forgetting.
FARTHEST = timedelta(days=366)


class NobodyToRemind(Foreseen):
    """The citizen has died: a next step would remind nobody."""

    field = "next_step"


class CannotMove(Foreseen):
    """The day has been or is too far ahead, nothing is changed, or nobody said why. `field` says which."""


def refuse_dead(*, dead: bool) -> None:
    """Raise NobodyToRemind about somebody who has died."""
    if dead:
        raise NobodyToRemind(_("The citizen has died, and reminders have stopped. Write it in the note instead."))


@action
def open_follow_up(
    *,
    citizen_id: UUID,
    what: str,
    due_on: date,
    by: Actor,
    at: datetime,
    owner_id: UUID | None = None,
    why: str = "",
    origin: str = "",
) -> FollowUp:
    """Promise a next step. Without an owner it is the unit's. The same origin opens it once.

    About somebody who has died it waits in silence (`living()`). Raises Denied; NotAColleague.
    """
    can_log_contact(actor=by).require()
    if owner_id not in (None, by.user_id):
        colleague = caseworkers(unit_id=by.unit_id, at=at).filter(user_id=owner_id)
        if not colleague.exists():
            raise NotAColleague(_("Choose somebody who does casework in this unit."), field="owner")
    if origin:
        already = FollowUp.objects.visible_to(by).filter(origin=origin).first()
        if already is not None:
            return already
    follow_up = FollowUp(
        citizen_id=citizen_id,
        unit_id=by.unit_id,
        owner_id=owner_id,
        what=what,
        why=why,
        due_on=due_on,
        origin=origin,
        opened_at=at,
        opened_by_id=by.user_id,
    )
    store(follow_up, exclude=["citizen", "unit", "owner", "opened_by"])
    return follow_up


@action
def promise_follow_up(
    *, citizen_id: UUID, what: str, due_on: date, by: Actor, at: datetime, key: UUID, owner_id: UUID | None, why: str
) -> UUID:
    """`open_follow_up` for a page: the same person's same key again promises nothing twice.

    Raises Denied; NotAColleague; NobodyToRemind.
    """
    refuse_dead(dead=Citizen.objects.visible_to(by).dead().filter(pk=citizen_id).exists())

    def save() -> UUID:
        return open_follow_up(
            citizen_id=citizen_id, what=what, due_on=due_on, by=by, at=at, owner_id=owner_id, why=why
        ).pk

    return once(by=by, key=key, action="open_follow_up", at=at, do=save)[0]


@action
def finish_follow_up(*, follow_up_id: UUID, by: Actor, at: datetime, line_id: UUID | None = None) -> FollowUp:
    """Mark a next step as done. line_id: the contact that covered it, about the same citizen. Raises Denied."""
    follow_up = FollowUp.objects.visible_to(by).select_for_update().get(pk=follow_up_id)
    can_finish(actor=by, follow_up=follow_up).require()
    follow_up.done_at, follow_up.done_by_id, follow_up.done_line_id = at, by.user_id, line_id
    follow_up.version += 1
    follow_up.save(update_fields=["done_at", "done_by", "done_line", "version"])
    return follow_up


@action
def cover_follow_ups(*, lines: Iterable[ContactLine], follow_up_ids: Iterable[UUID], by: Actor, at: datetime) -> int:
    """Mark the next steps that somebody ticked beside a contact as done by its lines; answers with how many.

    Each is covered by the line about its citizen. One that is done already, or is about nobody in the contact, is left
    as it is. Raises Denied.
    """
    by_citizen = {line.citizen_id: line.pk for line in lines}
    meant = FollowUp.objects.visible_to(by).open().in_unit(by.unit_id).filter(pk__in=list(follow_up_ids))
    covered = list(meant.filter(citizen__in=by_citizen).order_by("pk").values_list("pk", "citizen_id"))
    for follow_up_id, citizen_id in covered:
        finish_follow_up(follow_up_id=follow_up_id, by=by, at=at, line_id=by_citizen[citizen_id])
    return len(covered)


@action
def change_follow_up(
    *, follow_up_id: UUID, version: int, due_on: date, owner_id: UUID | None, reason: str, by: Actor, at: datetime
) -> FollowUp:
    """Another day, with a reason, or another owner (None: the whole team). What it was stays as a signed row.

    Raises Denied; Stale; NotAColleague; CannotMove.
    """
    follow_up = FollowUp.objects.visible_to(by).select_for_update().get(pk=follow_up_id)
    if follow_up.version != version:
        raise Stale(follow_up)
    can_change_follow_up(actor=by, follow_up=follow_up).require()
    change = FollowUpChange(
        follow_up=follow_up,
        citizen_id=follow_up.citizen_id,
        unit_id=follow_up.unit_id,
        from_on=follow_up.due_on,
        to_on=due_on,
        from_owner_id=follow_up.owner_id,
        to_owner_id=owner_id,
        reason=reason.strip(),
        changed_at=at,
        changed_by_id=by.user_id,
    )
    _refuse(change, by, at)
    follow_up.due_on, follow_up.owner_id = due_on, owner_id
    follow_up.version += 1
    follow_up.save(update_fields=["due_on", "owner", "version"])
    store(change, exclude=["follow_up", "citizen", "unit", "from_owner", "to_owner", "changed_by"])
    return follow_up


def _refuse(change: FollowUpChange, by: Actor, at: datetime) -> None:
    moved, given = change.to_on != change.from_on, change.to_owner_id != change.from_owner_id
    if not (moved or given):
        raise CannotMove(_("Choose another day, or somebody else."), field="due_on")
    if moved and change.to_on < localdate(at):
        raise CannotMove(_("The day has been."), field="due_on")
    if moved and change.to_on > localdate(at) + FARTHEST:
        raise CannotMove(_("At most a year ahead."), field="due_on")
    if moved and not change.reason:
        raise CannotMove(_("Say why it is moved."), field="reason")
    if given and change.to_owner_id is not None:
        colleague = caseworkers(unit_id=by.unit_id, at=at).filter(user_id=change.to_owner_id)
        if not colleague.exists():
            raise NotAColleague(_("Choose somebody who does casework in this unit."), field="owner")
