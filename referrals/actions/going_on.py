"""After a referral is taken up: the first meeting, who walks along, nobody came, begun, completed."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.actions.contacts import LineDraft, log_contact
from cases.actions.storing import store
from cases.policies import can_log_contact
from referrals.actions.promises import keep_no_day
from referrals.actions.steps import locked, step
from referrals.choices import MeetingOutcome, Status
from referrals.models import FirstMeeting, Handling, Tie
from referrals.policies import can_go_on, can_meet
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once

#: As long as where somebody walked to may be in a contact.
_PLACE = 120


class PlannedAlready(Foreseen):
    """There is a first meeting to come."""

    field = "place"


@action
def plan_meeting(
    *, referral_id: UUID, meets_at: datetime, place: str, company: str, by: Actor, at: datetime, key: UUID
) -> UUID:
    """When and where the first meeting is, and who walks along. Either side. Raises Denied; PlannedAlready."""
    handling = locked(referral_id, by)
    can_meet(actor=by, handling=handling).require()

    def save() -> UUID:
        planned = FirstMeeting.objects.visible_to(by).filter(referral_id=referral_id, outcome=MeetingOutcome.PLANNED)
        if planned.exists():
            raise PlannedAlready(_("A first meeting is planned already. Say what came of it first."))
        ours = handling.unit_id == by.unit_id
        meeting = FirstMeeting(
            referral_id=referral_id,
            unit_id=by.unit_id,
            told_unit_id=handling.told_unit_id if ours else handling.unit_id,
            meets_at=meets_at,
            place=place,
            company=company,
            planned_at=at,
            planned_by_id=by.user_id,
        )
        store(meeting, exclude=["referral", "unit", "told_unit", "planned_by"])
        return meeting.pk

    return once(by=by, key=key, action="plan_meeting", at=at, do=save)[0]


@action
def settle_meeting(*, meeting_id: UUID, outcome: str, said: str, by: Actor, at: datetime, walked: bool = False) -> None:
    """Came: the effort has begun. Did not come: both sides go to look, and the referral stays open.

    walked: the actor walked along, which is a contact with the citizen, and is logged as one.
    Raises Denied; PlannedAlready; and what `log_contact` raises.
    """
    referral_id = FirstMeeting.objects.visible_to(by).values_list("referral_id", flat=True).get(pk=meeting_id)
    handling = locked(referral_id, by)
    can_meet(actor=by, handling=handling).require()
    meeting = FirstMeeting.objects.visible_to(by).select_for_update().get(pk=meeting_id)
    if meeting.outcome != MeetingOutcome.PLANNED:
        raise PlannedAlready(_("Somebody has said what came of it."), field="outcome")
    meeting.outcome, meeting.said, meeting.outcome_at, meeting.outcome_by_id = outcome, said, at, by.user_id
    meeting.save(update_fields=["outcome", "said", "outcome_at", "outcome_by"])
    if outcome == MeetingOutcome.MISSED:
        what = gettext("Did not come to the first meeting. Seek the citizen out today.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT referral_missed(%s, %s)", [meeting_id, what])
    elif outcome == MeetingOutcome.ATTENDED:
        if can_go_on(actor=by, handling=handling, to=Status.STARTED):
            step(handling, Status.STARTED, by=by, at=at)
        if walked and (citizen_id := walked_with(referral_id, by)):
            _log_walk(meeting, handling, citizen_id, by, at)


def walked_with(referral_id: UUID, by: Actor) -> UUID | None:
    """The citizen of the referral with whom the actor does casework, and may log a contact."""
    if not can_log_contact(actor=by):
        return None
    return Tie.objects.visible_to(by).of(referral_id, by.unit_id).values_list("citizen_id", flat=True).first()


def _log_walk(meeting: FirstMeeting, handling: Handling, citizen_id: UUID, by: Actor, at: datetime) -> None:
    """The contact, at the time of the meeting. The meeting's id is its key: it is logged once."""
    there = handling.unit_id if handling.unit_id != by.unit_id else None
    line = LineDraft(
        citizen_id=citizen_id,
        accompanied_to="" if there else meeting.place[:_PLACE],
        accompanied_unit_id=there,
    )
    log_contact(
        lines=[line],
        happened_at=min(meeting.meets_at, at),
        by=by,
        at=at,
        key=meeting.pk,
        whereabouts=meeting.place[:_PLACE],
    )


@action
def go_on(*, referral_id: UUID, to: str, reason: str, by: Actor, at: datetime) -> Handling:
    """Begun, completed, or ended with a reason. Never because somebody did not turn up. Raises Denied; NoReason."""
    handling = locked(referral_id, by)
    can_go_on(actor=by, handling=handling, to=to).require()
    words = reasoned(reason, longest=500) if to == Status.ENDED else reason.strip()
    if to in (Status.COMPLETED, Status.ENDED):
        keep_no_day(referral_id, by, at)
    return step(handling, to, by=by, at=at, reason=words)


@action
def withdraw_consent(*, referral_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The citizen has taken the consent back: what was shared ends on the next request, and both units have a task.

    Raises Denied; NoReason.
    """
    what = gettext("The consent to share was taken back. See what you may still use.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT consent_withdraw(%s, %s, %s)", [referral_id, reasoned(reason, longest=500), what])
