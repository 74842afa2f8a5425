"""The access log: who looked at whom, when and in which view."""

from django.db import models
from django.db.models import Q

from udsatte.access.choices import AccessKind


class AccessEntry(models.Model):
    """One look at one citizen by one person, in one view, within five minutes. Written by `access_note` alone.

    The citizen is a plain number: the log outlives the citizen's disposal, and is not a way to the citizen.
    """

    web_grants = ""

    at = models.DateTimeField()
    slot = models.BigIntegerField(help_text="Number of the five minutes since 1970 in which it happened.")
    user_id = models.UUIDField()
    unit_id = models.UUIDField()
    citizen_id = models.UUIDField()
    view = models.CharField(max_length=60, help_text="The view's name, never its path.")
    kind = models.CharField(max_length=10, choices=AccessKind)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="access_once_in_five_minutes", fields=["user_id", "citizen_id", "view", "kind", "slot"]
            ),
            models.CheckConstraint(name="access_kind_known", condition=Q(kind__in=AccessKind.values)),
        ]
        indexes = [models.Index(name="access_of_citizen", fields=["citizen_id", "at"])]

    def __str__(self) -> str:
        return str(self.pk)
