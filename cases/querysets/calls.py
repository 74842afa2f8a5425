"""What the unit was told of people."""

from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Prefetch

from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Tip  # noqa: F401 — the rows' type below


class TipQuerySet(VisibleQuerySet["Tip"]):
    """What was told."""

    def waiting(self, unit_id: UUID) -> Self:
        """Those of whom somebody is to say who it is."""
        return self.filter(unit_id=unit_id, citizen__isnull=True, settled_at__isnull=True)

    def settled(self, unit_id: UUID) -> Self:
        """The others."""
        return self.filter(unit_id=unit_id).exclude(citizen__isnull=True, settled_at__isnull=True)

    def for_list(self) -> Self:
        """With who told and who settled it, and the citizen in `known_citizen`, if the reader sees that citizen."""
        from cases.models import Citizen

        # No join: an inner one would hide the tip together with the citizen.
        known = Prefetch("citizen", Citizen.objects.with_casework(), to_attr="known_citizen")
        return self.select_related("told_unit", "by", "settled_by").prefetch_related(known)
