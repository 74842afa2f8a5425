"""Next steps."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.actions.casework import NotAColleague
from cases.actions.storing import store
from cases.colleagues import caseworkers
from cases.models import Citizen, FollowUp
from cases.policies import can_finish, can_log_contact
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class NobodyToRemind(Foreseen):
    """The citizen has died: a next step would remind nobody."""

    field = "next_step"


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
def finish_follow_up(*, follow_up_id: UUID, by: Actor, at: datetime) -> FollowUp:
    """Mark a next step as done. Raises Denied."""
    follow_up = FollowUp.objects.visible_to(by).select_for_update().get(pk=follow_up_id)
    can_finish(actor=by, follow_up=follow_up).require()
    follow_up.done_at, follow_up.done_by_id = at, by.user_id
    follow_up.version += 1
    follow_up.save(update_fields=["done_at", "done_by", "version"])
    return follow_up
