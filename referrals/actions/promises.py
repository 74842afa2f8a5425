"""What taking a referral up promises by itself: to be there on the day of a discharge, to seek out who did not come."""

from datetime import datetime
from uuid import UUID

from cases.actions.casework import NotAColleague
from cases.actions.followups import finish_follow_up, open_follow_up
from cases.models import FollowUp
from referrals.kinds import task_of
from referrals.models import Referral
from udsatte.access.actor import Actor


def _origin(referral_id: UUID) -> str:
    return f"referral-day:{referral_id}"


def promise_day(referral: Referral, citizen_id: UUID, caseworker_id: UUID | None, by: Actor, at: datetime) -> None:
    """A next step on the day that the referral is about, at the caseworker's; the team's when that is no colleague now.

    Once for a referral; of most kinds none.
    """
    task = task_of(referral, at)
    if task is None:
        return
    what, due_on = task

    def promise(owner_id: UUID | None) -> None:
        open_follow_up(
            citizen_id=citizen_id,
            what=what,
            due_on=due_on,
            by=by,
            at=at,
            owner_id=owner_id,
            origin=_origin(referral.pk),
        )

    try:
        promise(caseworker_id)
    except NotAColleague:
        promise(None)


def keep_no_day(referral_id: UUID, by: Actor, at: datetime) -> None:
    """The referral is over: nobody need be there any more."""
    rows = FollowUp.objects.visible_to(by).open().in_unit(by.unit_id).filter(origin=_origin(referral_id))
    for pk in list(rows.values_list("pk", flat=True)):
        finish_follow_up(follow_up_id=pk, by=by, at=at)
