"""The PIN with which a person opens the own locked screen again."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.web.models import Pin

#: So many wrong ones, then the whole sign-in.
TRIES = 5


@action
def choose_pin(*, pin: str, by: Actor, at: datetime) -> None:
    """From the next lock on. It opens nothing but a screen that this person has locked while signed in."""
    facts = {"hash": make_password(pin), "chosen_at": at, "wrong": 0}
    Pin.objects.update_or_create(user_id=by.user_id, defaults=facts)


@action
def begin_lock(*, by: Actor, at: datetime) -> bool:
    """Give the tries anew, to somebody who is signed in and not locked; False when there is no PIN."""
    return bool(Pin.objects.filter(user_id=by.user_id).update(wrong=0))


def try_pin(*, user_id: UUID, pin: str) -> bool | None:
    """Whether it is the right one; None when the tries are used up. Counted first: fifty at once are fifty."""
    mine = Pin.objects.filter(user_id=user_id)
    if not mine.filter(wrong__lt=TRIES).update(wrong=F("wrong") + 1):
        return None
    if check_password(pin, mine.get().hash):
        mine.update(wrong=0)
        return True
    return None if mine.get().wrong >= TRIES else False
