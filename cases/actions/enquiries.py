"""Answering those who asked about a citizen of this unit, and going on from another unit's answer."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import open_case, reasoned
from cases.actions.citizens import case_again
from cases.choices import EnquiryAnswer
from cases.models import Case, Enquiry, PendingMatch
from cases.policies import can_answer_enquiry, can_end_sharing, can_take_in
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen


class AnsweredAlready(Foreseen):
    """A colleague was first."""


@action
def answer_enquiry(*, enquiry_id: UUID, answer: EnquiryAnswer, said: str, by: Actor, at: datetime) -> None:
    """Say what the unit that asked may know; it holds for all that it has asked about this citizen.

    said: to whoever asked; when the citizen is shared, also why that may be. Raises Denied; AnsweredAlready; NoReason.
    """
    enquiry = Enquiry.objects.visible_to(by).get(pk=enquiry_id)
    can_answer_enquiry(actor=by, enquiry=enquiry).require()
    if answer == EnquiryAnswer.SHARED:
        said = reasoned(said, longest=500)
    with connection.cursor() as cursor:
        cursor.execute("SELECT enquiry_answer(%s, %s, %s)", [enquiry_id, answer.value, said])
        if not cursor.fetchone()[0]:
            raise AnsweredAlready(_("A colleague has just answered."))


@action
def end_sharing(*, enquiry_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take back what an answer shared; it is gone on the other unit's next request. Raises Denied; NoReason."""
    enquiry = Enquiry.objects.visible_to(by).get(pk=enquiry_id)
    can_end_sharing(actor=by, enquiry=enquiry).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT enquiry_end(%s, %s)", [enquiry_id, reasoned(reason, longest=500)])


@action
def take_in_shared(*, pending_id: UUID, by: Actor, at: datetime) -> Case:
    """Open the own unit's case on a citizen whom another unit shared. Raises Denied."""
    pending = PendingMatch.objects.visible_to(by).get(pk=pending_id)
    can_take_in(actor=by, pending=pending).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT enquiry_take(%s)", [pending_id])
        citizen_id = cursor.fetchone()[0]
    return case_again(citizen_id, pending.reason, by, at) or open_case(citizen_id=citizen_id, by=by, at=at)
