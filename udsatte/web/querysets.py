"""What waits to be sent, and who wants it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models

from udsatte.web.choices import MessageState

if TYPE_CHECKING:
    from udsatte.web.models import DigestChoice, OutboxMessage, Pin  # noqa: F401 (named in quotes below)


class DigestChoiceQuerySet(models.QuerySet["DigestChoice", Any]):
    """What people want by e-mail."""

    def wanted_by(self, user_id: UUID) -> bool:
        """Whether this person gets the morning e-mail."""
        return not self.filter(user_id=user_id, by_mail=False).exists()


class PinQuerySet(models.QuerySet["Pin", Any]):
    """PINs."""

    def is_chosen_by(self, user_id: UUID) -> bool:
        """Whether this person has one."""
        return self.filter(user_id=user_id).exists()


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage", Any]):
    """Messages to colleagues, and to people outside."""

    def waiting(self) -> Self:
        return self.filter(state=MessageState.WAITING)

    def due_at(self, at: datetime) -> Self:
        """Those whose next try has come, longest due first."""
        return self.waiting().filter(try_at__lte=at).order_by("try_at", "id")

    def posted_by(self, at: datetime) -> Self:
        """Those whose figures are as old as `at`, or older."""
        return self.filter(posted_at__lte=at)

    def of_day(self, kind: str, day: date) -> Self:
        """Those of a kind that speak of this day."""
        return self.filter(kind=kind, day_on=day)

    def recipients(self) -> list[UUID]:
        """To which colleagues they go."""
        return list(self.filter(recipient__isnull=False).values_list("recipient_id", flat=True))

    def settled_before(self, at: datetime) -> Self:
        """Those whose state became final before `at`."""
        return self.filter(settled_at__lt=at)
