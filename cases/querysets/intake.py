"""What devices sent."""

from typing import TYPE_CHECKING, Self
from uuid import UUID

from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Intake


class IntakeQuerySet(VisibleQuerySet["Intake"]):
    """Contacts that were written without a net."""

    def with_key(self, user_id: UUID, key: UUID) -> Self:
        """All that this person's device sent under one key."""
        return self.filter(by_id=user_id, key=key)

    def that_wait_in_unit(self, only: UUID | None, most: int, after: UUID | None = None) -> "list[Intake]":
        """What waits for the coordinator in the context, with the other contents of a conflict (`intake_waiting`)."""
        waits = "SELECT (w.intake).*, w.on_page FROM intake_waiting(%s, %s, %s) w"
        return list(self.raw(waits, [only, after, most]))
