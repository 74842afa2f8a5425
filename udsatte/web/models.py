"""What pages need to remember."""

from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    """A key that a page made for one person's submission: the same key again gives the same result, not a second."""

    web_grants = "SID"
    web_update_columns = ("result",)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    action = models.CharField(max_length=40)
    result = models.UUIDField(null=True, help_text="The row that the first submission made.")
    claimed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="idempotency_key_once_a_person", fields=["user", "key"])]

    def __str__(self) -> str:
        return str(self.key)
