"""Policies about what units ask each other."""

from django.utils.translation import gettext_lazy as _

from cases.choices import EnquiryAnswer
from cases.models import (
    Enquiry,
    PendingMatch,
)
from cases.policies.answers import may
from udsatte.access.actor import Actor
from udsatte.access.decisions import Decision, no
from udsatte.access.permissions import Permission


def can_answer_enquiry(*, actor: Actor, enquiry: Enquiry) -> Decision:
    """Answer another unit that asked about a citizen of this one."""
    if enquiry.answered_at is not None:
        return no(_("A colleague has answered."))
    return may(actor, Permission.ENQUIRY)


def can_end_sharing(*, actor: Actor, enquiry: Enquiry) -> Decision:
    """Take back what an answer shared, while it is shared."""
    if enquiry.ground_id is None or enquiry.ended_at is not None:
        return no(_("Nothing is shared."))
    return may(actor, Permission.ENQUIRY)


def can_take_in(*, actor: Actor, pending: PendingMatch) -> Decision:
    """Open the own unit's case on a citizen whom another unit shared."""
    if pending.answer != EnquiryAnswer.SHARED or pending.ended_at is not None:
        return no(_("The citizen is not shared with your unit."))
    return may(actor, Permission.CITIZEN_WRITE)
