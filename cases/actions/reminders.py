"""Telling people in the morning what is due, once a day."""

from datetime import date, datetime, timedelta
from uuid import UUID

from cases.figures import Figures, figures_of
from cases.models import ReminderDay
from udsatte.access.context import acting_as, action
from udsatte.accounts.models import Membership
from udsatte.web import days, outbox
from udsatte.web.choices import MessageKind
from udsatte.web.models import DigestChoice, OutboxMessage


@action
def post_digest(*, user_id: UUID, day: date, at: datetime) -> None:
    """Promise one person's digest of this day, bring one that still waits up to date, or take it back.

    Whoever has nothing due, wants no e-mail, is shut out or works nowhere gets none.
    """
    key = f"{MessageKind.DIGEST}:{day}:{user_id}"
    figures = Figures()
    if DigestChoice.objects.wanted_by(user_id):
        figures = _figures(user_id, day, at)
    if not figures.total:
        outbox.withdraw(key=key, at=at)
        return
    outbox.post(
        key=key,
        kind=MessageKind.DIGEST,
        recipient_id=user_id,
        at=at,
        expires_at=days.midnight(day + timedelta(days=1)),
        day_on=day,
        due=figures.due,
        overdue=figures.overdue,
        asked=figures.asked,
    )


def _figures(user_id: UUID, day: date, at: datetime) -> Figures:
    """What this person would see, on the person's own rights, in every unit that they work in."""
    found = Figures()
    for membership_id in Membership.objects.of_user(user_id).open_at(at).values_list("pk", flat=True):
        with acting_as(user_id=user_id, membership_id=membership_id, at=at) as actor:
            found += figures_of(actor, day, at)
    return found


@action
def close_day(*, day: date, at: datetime) -> None:
    """Remember that this day's digests are posted, and which days before it nobody saw. Twice changes nothing."""
    last = ReminderDay.objects.order_by("-day_on").first()
    missed = [last.day_on + timedelta(days=n) for n in range(1, (day - last.day_on).days)] if last else []
    posted = OutboxMessage.objects.of_day(MessageKind.DIGEST, day).count()
    ReminderDay.objects.bulk_create(
        [
            *(ReminderDay(day_on=one, people=0, missed=True, closed_at=at) for one in missed),
            ReminderDay(day_on=day, people=posted, missed=False, closed_at=at),
        ],
        ignore_conflicts=True,
    )
