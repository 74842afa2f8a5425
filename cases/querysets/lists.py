"""Lists on their way in and out."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import ImportRow  # noqa: F401 — the rows' type below


class JobQuerySet(VisibleQuerySet[Any]):
    """Lists on their way in or out."""

    def without_file(self) -> Self:
        """Without what they hold: a page and a batch need only the header."""
        return self.defer("content")


class ImportRowQuerySet(VisibleQuerySet["ImportRow"]):
    """Rows of a list."""

    def of(self, job_id: UUID) -> Self:
        return self.filter(job_id=job_id)

    def that_came(self, outcome: str) -> Self:
        """Those of this outcome."""
        return self.filter(outcome=outcome)
