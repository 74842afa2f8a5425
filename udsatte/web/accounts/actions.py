"""What people choose for themselves."""

from datetime import datetime

from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.web.models import DigestChoice


@action
def choose_digest(*, by_mail: bool, by: Actor, at: datetime) -> None:
    """Say whether one wants an e-mail in the morning when something is due. From the next digest on."""
    DigestChoice.objects.update_or_create(user_id=by.user_id, defaults={"by_mail": by_mail, "chosen_at": at})
