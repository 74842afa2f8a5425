"""Who is at work where."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from udsatte.accounts.models import Membership  # noqa: F401 (named in quotes below)


class MembershipQuerySet(models.QuerySet["Membership", Any]):
    """People's places in units."""

    def open_at(self, at: datetime) -> Self:
        """In force at that instant, of people who may sign in, in units that are open: as `access_enter` decides it."""
        today = timezone.localdate(at)
        return self.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=at),
            Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=today),
            starts_at__lte=at,
            user__is_active=True,
        )

    def of_unit(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)

    def of_user(self, user_id: UUID) -> Self:
        return self.filter(user_id=user_id)

    def for_account(self) -> Self:
        """With what a person's own page says of each place, in the order in which `access_enter` prefers them."""
        return self.select_related("unit__organisation").order_by("starts_at", "pk")
