"""What identifies a citizen, and the questions of those who may not see one."""

from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import F

from cases.choices import IdentifierEnd, IdentifierKind
from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Enquiry, Identifier, PendingMatch  # noqa: F401 — the rows' types below


class IdentifierQuerySet(VisibleQuerySet["Identifier"]):
    """Numbers, and that there is none."""

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def leading(self) -> Self:
        """Numbers that lead to their citizen: all but mistakes."""
        return self.exclude(kind=IdentifierKind.NONE).exclude(ended_cause=IdentifierEnd.MISTAKE)

    def for_list(self) -> Self:
        """Those that stand first, then the newest history, with who ended it."""
        return self.select_related("ended_by").order_by(F("ended_at").desc(nulls_first=True), "kind", "id")


class EnquiryQuerySet(VisibleQuerySet["Enquiry"]):
    """Questions from those who may not see."""

    def to_unit(self, unit_id: UUID) -> Self:
        """Those of others about citizens on whom this unit has a case."""
        return self.filter(citizen__cases__unit_id=unit_id).exclude(unit_id=unit_id)

    def open(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)

    def for_list(self) -> Self:
        """With whom it is about, who asked, who answered and who ended it."""
        return self.select_related("citizen", "unit", "asked_by", "answered_by", "ended_by")


class PendingMatchQuerySet(VisibleQuerySet["PendingMatch"]):
    """What waits for another unit's answer, and what was answered."""

    def of(self, user_id: UUID) -> Self:
        """What this person asked."""
        return self.filter(asked_by_id=user_id)

    def for_list(self) -> Self:
        return self.select_related("asked_by")
