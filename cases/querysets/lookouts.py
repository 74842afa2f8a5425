"""Whom other units look out for, and who of ours has gone in somewhere."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Lookout, Visit  # noqa: F401 — the rows' types below


class LookoutQuerySet(VisibleQuerySet["Lookout"]):
    """What this unit has asked others."""

    def running(self, at: datetime) -> Self:
        """Those that are neither ended nor over."""
        return self.filter(ended_at__isnull=True, expires_at__gt=at)

    def for_list(self) -> Self:
        """With who is asked and who asked, the newest on top."""
        return self.select_related("to_unit", "asked_by", "ended_by").order_by("-asked_at", "id")


class VisitQuerySet(VisibleQuerySet["Visit"]):
    """Who has gone in where."""

    def inside(self, unit_id: UUID) -> Self:
        """Those of the unit who have not said that they are out, who should be out first on top."""
        return self.filter(unit_id=unit_id, out_at__isnull=True).order_by("due_at", "id")

    def for_list(self) -> Self:
        """With who it is, where, and who is called."""
        return self.select_related("by", "place", "watcher")
