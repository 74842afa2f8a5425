"""Sent twice is saved once: a double tap, a retry after a lost answer, a replay from a phone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import Denied
from udsatte.web.models import IdempotencyKey

#: How long a key is remembered. Longer than any phone stays away.
KEPT_FOR = timedelta(days=90)

_CLAIM = """
INSERT INTO web_idempotencykey (user_id, key, action, claimed_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (user_id, key) DO NOTHING
"""


def once(*, by: Actor, key: UUID, action: str, at: datetime, do: Callable[[], UUID]) -> tuple[UUID, bool]:
    """Run `do` unless this person has used the key before; answer with the row's id and whether it is new.

    Inside a transaction. A second submission at the same moment waits for the first one's end. Raises Denied when the
    key belongs to another action (somebody made it up).
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [by.user_id, key, action, at])
        claimed = cursor.rowcount == 1
    if not claimed:
        first = IdempotencyKey.objects.filter(user_id=by.user_id, key=key, action=action).first()
        if first is None or first.result is None:
            raise Denied(_("This form was sent already. Open it again."))
        result = first.result
        return result, False
    result = do()
    IdempotencyKey.objects.filter(user_id=by.user_id, key=key).update(result=result)
    return result, True
