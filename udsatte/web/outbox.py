"""What must happen after a commit is a row, not a hope (docs/adr/0010).

`post` in the transaction of what causes it; `send_due` by the clock. A new kind of message is a value of MessageKind
and a `templates/mail/<kind>.txt` with a part `subject`. Nothing of a citizen stands in either.
"""

import logging
from collections import Counter
from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from uuid import UUID, uuid4

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection as database
from django.db import transaction

from udsatte.accounts.models import Membership
from udsatte.web.choices import MessageChannel, MessageKind, MessageState
from udsatte.web.mail import compose
from udsatte.web.models import OutboxMessage

logger = logging.getLogger(__name__)

#: How long a message is remembered after it was settled.
KEPT_FOR = timedelta(days=90)
#: How many messages one run takes; the next run is half a minute away.
BATCH = 500
#: Waiting doubles from the first to the last of these: the tenth failure is seven hours after the first.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
ATTEMPTS = 10

_POST = """
INSERT INTO web_outboxmessage (id, key, channel, kind, recipient_id, outside, day_on, due, overdue, asked, news,
                               posted_at, try_at, expires_at, state, attempts, last_error)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'waiting', 0, '')
ON CONFLICT (key) DO UPDATE SET due = EXCLUDED.due, overdue = EXCLUDED.overdue, asked = EXCLUDED.asked,
                                news = EXCLUDED.news, posted_at = EXCLUDED.posted_at
 WHERE web_outboxmessage.state = 'waiting'
"""


def post(
    *,
    key: str,
    kind: MessageKind,
    recipient_id: UUID | None = None,
    outside: bytes | None = None,
    at: datetime,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    day_on: date | None = None,
    due: int = 0,
    overdue: int = 0,
    asked: int = 0,
    news: int = 0,
) -> None:
    """Promise one message, in the transaction of what causes it: rolled back with it, and sent only after its commit.

    The same key again is the same message: while it waits, its figures are brought up to date; afterwards nothing
    happens. recipient_id: a colleague, who gets nothing after having left; or outside: the address of somebody without
    a sign-in, sealed by `seal_address`. One of the two.
    """
    with database.cursor() as cursor:
        cursor.execute(
            _POST,
            [
                uuid4(),
                key,
                MessageChannel.EMAIL,
                kind,
                recipient_id,
                outside,
                day_on,
                due,
                overdue,
                asked,
                news,
                at,
                not_before or at,
                expires_at,
            ],
        )


def withdraw(*, key: str, at: datetime) -> None:
    """Take a promise back as long as it waits."""
    waiting = OutboxMessage.objects.waiting().filter(key=key)
    waiting.update(state=MessageState.WITHDRAWN, settled_at=at, outside=None)


def send_due(*, at: datetime) -> Counter[str]:
    """Send what is due, one message at a time; answers how many ended in which state.

    Any number of these may run at once. With the mail server away nothing is claimed, and everything waits.
    """
    ended: Counter[str] = Counter()
    if not OutboxMessage.objects.due_at(at).exists():
        return ended
    server = mailers.default
    try:
        server.open()
        for _ in range(BATCH):
            message = _claim(at)
            if message is None:
                break
            if message.state == MessageState.WAITING:
                message = _send(message, server, at)
            ended[message.state] += 1
    except (OSError, SMTPException) as error:
        logger.warning("The mail server is away; what is due waits", exc_info=error)
    finally:
        server.close()
    return ended


def _claim(at: datetime) -> OutboxMessage | None:
    """Take the next message and commit that, before anything leaves the house.

    Its next try lies in the future from now on: whoever dies here has done nothing but wait.
    """
    with transaction.atomic(durable=True):
        due = OutboxMessage.objects.due_at(at).select_related("recipient")
        message = due.select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        over = _over(message, at)
        if over is not None:
            return _settle(message, over, at)
        message.try_at = at + min(FIRST_WAIT * 2**message.attempts, LONGEST_WAIT)
        message.attempts += 1
        message.claimed_at = at
        message.save(update_fields=["attempts", "claimed_at", "try_at"])
        return message


def _over(message: OutboxMessage, at: datetime) -> MessageState | None:
    """Why it is no longer to be sent, if so."""
    if message.expires_at is not None and message.expires_at <= at:
        return MessageState.EXPIRED
    # Whoever is outside has no place that could end.
    if message.recipient_id and not Membership.objects.of_user(message.recipient_id).open_at(at).exists():
        return MessageState.SHUT_OUT
    return MessageState.GIVEN_UP if message.attempts >= ATTEMPTS else None


def _send(claimed: OutboxMessage, server: BaseEmailBackend, at: datetime) -> OutboxMessage:
    """Hand a claimed message to the mail server while holding its row, and remember that.

    Whoever dies between the two lets go of the row: it goes once more, under the same Message-ID. A message that cannot
    be sent waits for its next try and stops no other; raises when it is the server that is gone.
    """
    try:
        with transaction.atomic(durable=True):
            mine = OutboxMessage.objects.waiting().filter(pk=claimed.pk, attempts=claimed.attempts)
            message = mine.select_related("recipient").select_for_update(of=("self",)).first()
            if message is None:  # withdrawn meanwhile, or claimed again after too long
                return claimed
            server.send_messages([compose(message)])
            return _settle(message, MessageState.SENT, at)
    except Exception as error:
        claimed.last_error = type(error).__name__[:80]
        claimed.save(update_fields=["last_error"])
        if _is_gone(error):
            raise
        logger.exception("A message could not be sent")
        return _settle(claimed, MessageState.GIVEN_UP, at) if _is_refused(error) else claimed


def _is_gone(error: Exception) -> bool:
    """Whether the server is, rather than the message, at fault. (Every SMTPException is an OSError.)"""
    return isinstance(error, SMTPServerDisconnected) or (
        isinstance(error, OSError) and not isinstance(error, SMTPException)
    )


def _is_refused(error: Exception) -> bool:
    """Whether the server will never take this address."""
    return isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())


def _settle(message: OutboxMessage, state: MessageState, at: datetime) -> OutboxMessage:
    message.state, message.settled_at, message.outside = state, at, None
    message.save(update_fields=["state", "settled_at", "outside"])
    return message
