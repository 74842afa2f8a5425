"""På vej ind, ude kl.: a colleague goes in somewhere, and says when they will be out."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import VisitQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


@pghistory.track()
class Visit(models.Model):
    """Somebody of the unit is in somewhere, and says when they will be out. It names no citizen.

    When nobody has said that they are out, the worker tells a colleague, and later the coordinator, once for each hour
    that was said (`visit_alarms`): an extension arms it again. Only the worker writes that it has told.
    """

    protection = Protection(citizen=None, unit="unit", level=CASEWORK)
    web_grants = "SI"
    web_update_columns = ("due_at", "out_at", "out_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("in since"))
    due_at = models.DateTimeField(_("out at"))
    place = models.ForeignKey("cases.Place", models.PROTECT, null=True, blank=True, related_name="+")
    whereabouts = models.CharField(_("where, in words"), max_length=120, blank=True)
    company = models.CharField(_("with whom"), max_length=120, blank=True)
    watcher = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who is told first; nobody: the whole unit and who is on duty."),
    )
    out_at = models.DateTimeField(null=True, blank=True)
    out_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    alerted_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="visit_somewhere", condition=Q(place__isnull=False) | ~Q(whereabouts="")),
            models.CheckConstraint(name="visit_out_after_in", condition=Q(due_at__gt=F("at"))),
            models.CheckConstraint(
                name="visit_out_by_a_person",
                condition=Q(out_at__isnull=True, out_by__isnull=True) | Q(out_at__isnull=False, out_by__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_watched_by_another", condition=Q(watcher__isnull=True) | ~Q(watcher=F("by"))
            ),
            models.UniqueConstraint(name="visit_one_at_a_time", fields=["by"], condition=Q(out_at__isnull=True)),
        ]
        indexes = [
            # The worker's look, twice a minute, and the unit's list.
            models.Index(name="visit_inside", fields=["due_at"], condition=Q(out_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def where(self) -> str:
        return self.place.name if self.place else self.whereabouts
