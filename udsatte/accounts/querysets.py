"""Who is at work where."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from udsatte.accounts.models import Membership


class MembershipQuerySet(models.QuerySet["Membership", Any]):
    """People's places in units."""

    def open_at(self, at: datetime) -> Self:
        """In force at that instant, of people who may sign in."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, user__is_active=True)

    def of_unit(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)
