"""Questions and answers on a referral."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.storing import store
from referrals.choices import BY_CODE, MessageState, TellWay, Transport
from referrals.cpr_in_text import masked
from referrals.models import Message, Referral
from referrals.policies import can_say
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class NoWay(Foreseen):
    """Who asked has no place here and no receipt: there is only the telephone."""

    field = "text"


@action
def say(*, referral_id: UUID, text: str, is_question: bool, by: Actor, at: datetime, key: UUID) -> UUID:
    """A word to the other side of a referral. The clock of the referral runs on. Raises Denied; NoWay.

    To whoever asks by a code it is there at once; where they want an e-mail it is sent when that is.
    """
    referral = Referral.objects.visible_to(by).get(pk=referral_id)
    can_say(actor=by, referral=referral).require()

    def save() -> UUID:
        ours = referral.to_unit_id == by.unit_id
        by_email = ours and referral.tell_way == TellWay.CODE_EMAIL
        message = Message(
            referral_id=referral_id,
            unit_id=by.unit_id,
            told_unit_id=referral.from_unit_id if ours else referral.to_unit_id,
            key=f"say:{by.user_id}:{key}",
            text=masked(text)[0],
            is_question=is_question,
            transport=_way_to_the_other(referral, ours=ours),
            state=MessageState.QUEUED if by_email else MessageState.SENT,
            said_at=at,
            said_by_id=by.user_id,
        )
        store(message, exclude=["referral", "unit", "told_unit", "said_by"])
        return message.pk

    return once(by=by, key=key, action="say", at=at, do=save)[0]


@action
def read_referral(*, referral_id: UUID, by: Actor, at: datetime) -> None:
    """What the other side has written and sent along is read, and what has become of it since the sender looked.

    The database knows what there is: nothing happens where there is nothing new.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_read(%s)", [referral_id])


def _way_to_the_other(referral: Referral, *, ours: bool) -> Transport:
    """How the other side can be reached. Raises NoWay."""
    if not ours or referral.from_unit_id:
        return Transport.HERE
    if referral.tell_way in BY_CODE:
        return Transport.RECEIPT
    raise NoWay(_("They can only be reached by telephone."))
