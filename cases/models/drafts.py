"""What somebody has begun to write and not saved."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.querysets import DraftQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


class ContactDraft(models.Model):
    """A contact that is being written: sealed, read by its author alone, in the unit where it was begun.

    It goes when the contact is saved or thrown away, else after `DRAFT_KEPT_DAYS`. It has no history, which would
    keep it.
    """

    protection = Protection(citizen=None, unit="unit", user="by", level=CASEWORK)
    web_grants = "SID"
    web_update_columns = ("content", "saved_at")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(help_text=_("The form's own, with which the contact will be saved."))
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    content = models.BinaryField(help_text=_("What stands in the fields, sealed."))
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="draft_once", fields=["by", "unit", "key"])]
        indexes = [models.Index(name="draft_oldest", fields=["saved_at"])]

    def __str__(self) -> str:
        return str(self.pk)
