"""That others have seen a citizen."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Count

from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Sighting  # noqa: F401 — the rows' type below


class SightingQuerySet(VisibleQuerySet["Sighting"]):
    """Sightings by others."""

    def standing(self) -> Self:
        """Not struck: what the clocks are made of."""
        return self.filter(struck_at__isnull=True)

    def tellers_of(self, user_id: UUID, since: datetime) -> list[UUID]:
        """Which units tell this person most often, since then; anchored on the author."""
        told = self.filter(by_id=user_id, saved_at__gte=since, told_unit__isnull=False).order_by()
        often = told.values_list("told_unit").annotate(times=Count("pk")).order_by("-times", "told_unit")
        return [unit_id for unit_id, _times in often[:10]]
