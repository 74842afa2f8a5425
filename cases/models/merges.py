"""That two citizens are one person, and that they are not."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q


@pghistory.track()
class CitizenMerge(models.Model):
    """Somebody holds two citizens to be one person: one row, and nothing moves. Undone, the row ends.

    Every row keeps its citizen and its grounds; pages show the union of what the reader may see (`citizen_union`).
    Read and written by the database's functions alone (cases/sql): a row names two citizens, of whom a reader may see
    one. Plain numbers, as in the access log.
    """

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    merged_from = models.UUIDField(help_text="The citizen who is shown as the other.")
    merged_into = models.UUIDField(help_text="The citizen whom lists show.")
    reason = models.CharField(max_length=500)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="merge_once_while_open", fields=["merged_from"], condition=Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="merge_of_two", condition=~Q(merged_from=F("merged_into"))),
            models.CheckConstraint(name="merge_reasoned", condition=~Q(reason="")),
            models.CheckConstraint(
                name="merge_undone_by_somebody_for_a_reason",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
            ),
        ]
        indexes = [
            models.Index(name="merge_into", fields=["merged_into"], condition=Q(undone_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class CitizenApart(models.Model):
    """A unit has said of two who are alike that they are two: it is not asked again, until somebody takes it back.

    Read and written by the database's functions alone (cases/sql), as the merges are. `one` is the smaller number.
    """

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    one = models.UUIDField()
    other = models.UUIDField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="apart_once_while_it_holds", fields=["unit", "one", "other"], condition=Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="apart_of_two_in_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(
                name="apart_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
