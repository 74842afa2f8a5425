"""What people have begun to write."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import ContactDraft  # noqa: F401 — the rows' type below


class DraftQuerySet(VisibleQuerySet["ContactDraft"]):
    """Contacts that are being written."""

    def of(self, user_id: UUID, unit_id: UUID) -> Self:
        """One person's in one unit, newest first."""
        return self.filter(by_id=user_id, unit_id=unit_id).order_by("-saved_at", "-id")

    def older_than(self, at: datetime) -> Self:
        return self.filter(saved_at__lt=at)
