"""The one door to protected rows."""

from typing import Any, Self, TypeVar

from django.db import models

from udsatte.access.actor import Actor
from udsatte.access.context import require_current

Row = TypeVar("Row", bound=models.Model, covariant=True)


class VisibleQuerySet(models.QuerySet[Row, Any]):
    """Rows behind the wall. The policy is the only check of grounds: asking twice made a list 1,600 times slower."""

    def visible_to(self, actor: Actor) -> Self:
        """The rows that this person may see. Raises NotVisible unless the database's context is theirs."""
        require_current(actor)
        return self.all()
