"""What senders are told by e-mail: promised once, acute at once and else once a day; and what became of it.

For the worker. Each is safe to run twice, late and twice at once: one sender is one transaction and one turn.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection

from referrals.choices import MessageState
from referrals.models import Message, News, Receipt
from referrals.querysets import NewsQuerySet
from udsatte.access.context import action
from udsatte.access.permissions import Permission, roles_with
from udsatte.accounts.models import Membership
from udsatte.web import days, outbox
from udsatte.web.choices import MessageKind
from udsatte.web.choices import MessageState as Outcome
from udsatte.web.models import OutboxMessage

#: How long it is remembered that something was promised: as long as the outbox remembers it.
KEPT_FOR = outbox.KEPT_FOR
#: What the outbox will not send any more.
_LOST = frozenset({Outcome.GIVEN_UP, Outcome.EXPIRED, Outcome.SHUT_OUT, Outcome.WITHDRAWN})


@action
def post_news(*, user_id: UUID | None, referral_id: UUID | None, morning: datetime | None, at: datetime) -> None:
    """Promise one sender what is due: a colleague, or whoever has the code of a referral.

    morning: the hour of today's digest, which tells what came before it; None before that hour. What came too late for
    today's waits for tomorrow's, and an e-mail that nobody has tried to send yet tells of it, too. Whoever comes second
    waits for the same rows in the same order, and finds them promised.
    """
    own = News.objects.of(user_id, referral_id)
    for is_acute in (True, False):
        due = own.due(morning).filter(is_acute=is_acute).select_for_update()
        rows = list(due.select_related("referral").order_by("at", "id"))
        told = [one for one in rows if _may_be_told(one, at)]
        own.filter(pk__in={one.pk for one in rows} - {one.pk for one in told}).update(posted_at=at)
        if told:
            _promise(told, user_id, referral_id, at)


def _may_be_told(one: News, at: datetime) -> bool:
    """A colleague who still sends referrals for that unit; outside, whoever has left an address."""
    if one.user_id is None:
        return Receipt.objects.filter(pk=one.referral_id, email__isnull=False).exists()
    places = Membership.objects.of_user(one.user_id).open_at(at).with_role(roles_with(Permission.REFERRAL))
    return places.filter(unit=one.referral.from_unit_id).exists()


def _promise(told: list[News], user_id: UUID | None, referral_id: UUID | None, at: datetime) -> None:
    before = News.objects.of(user_id, referral_id).promised().filter(is_acute=told[0].is_acute)
    key = _untried(before)
    if not key:
        today = days.midnight(days.day_of(at))
        if not told[0].is_acute and before.filter(posted_at__gte=today).exists():
            return
        key = f"news:{told[0].pk}"
    News.objects.filter(pk__in=[one.pk for one in told]).update(posted_at=at, key=key)
    email = None if user_id else Receipt.objects.values_list("email", flat=True).get(pk=referral_id)
    outbox.post(
        key=key,
        kind=MessageKind.REFERRAL_NEWS if user_id else MessageKind.RECEIPT_NEWS,
        recipient_id=user_id,
        outside=bytes(email) if email else None,
        at=at,
        news=News.objects.filter(key=key).values("referral").distinct().count(),
    )


def _untried(before: NewsQuerySet) -> str:
    """The key of the sender's last e-mail, if it waits and nobody has tried to send it: held until the commit."""
    last = before.order_by("-posted_at", "-pk").values_list("key", flat=True).first()
    waiting = OutboxMessage.objects.waiting().filter(key=last, attempts=0).select_for_update(skip_locked=True)
    return waiting.values_list("key", flat=True).first() or ""


@action
def settle_words(*, at: datetime) -> int:
    """A word that waits for its e-mail is sent when that is, and did not arrive when the outbox gave it up.

    Of that its unit hears under the bell. How many were settled.
    """
    settled = 0
    words = News.objects.filter(message__state=MessageState.QUEUED, posted_at__isnull=False)
    keys = dict(words.values_list("message_id", "key"))
    outcomes = dict(OutboxMessage.objects.filter(key__in=keys.values()).values_list("key", "state"))
    for message_id, key in keys.items():
        outcome = outcomes.get(key)
        if outcome == Outcome.SENT:
            waiting = Message.objects.filter(pk=message_id, state=MessageState.QUEUED)
            settled += waiting.update(state=MessageState.SENT)
        elif outcome in _LOST or not key:
            settled += _failed(message_id, at)
    return settled


def _failed(message_id: UUID, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word_failed(%s, %s)", [message_id, at])
        return bool(cursor.fetchone()[0])


@action
def forget_news(*, at: datetime) -> int:
    """Delete what was promised long ago. How many."""
    old = News.objects.filter(posted_at__lt=at - KEPT_FOR).exclude(message__state=MessageState.QUEUED)
    return old.delete()[0]
