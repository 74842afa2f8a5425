"""Hold øje med: which units are asked to look out for a citizen who is sought."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import LookoutEnd
from cases.querysets import LookoutQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


@pghistory.track()
class Lookout(models.Model):
    """A unit asks another one to look out for a citizen whom it seeks, until a day.

    Written by the database's own functions alone, which open the other unit's ground (shared) with it and end it: when
    somebody withdraws it, when anybody has met the citizen, when the case is sought no more, and when the citizen dies.
    The unit that asked reads the row; the one that was asked is told by `lookouts_here`.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="lookouts")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name=_("who is asked"))
    ground = models.OneToOneField("cases.Ground", models.PROTECT, related_name="+")
    words = models.CharField(_("what to look for, and what to say"), max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_cause = models.CharField(max_length=10, choices=LookoutEnd, blank=True)

    objects = LookoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="lookout_says_what", condition=~Q(words="")),
            models.CheckConstraint(
                name="lookout_ended_for_a_cause",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_cause="")
                | Q(ended_at__isnull=False, ended_cause__in=LookoutEnd.values),
            ),
            models.CheckConstraint(
                name="lookout_withdrawn_by_a_person",
                condition=~Q(ended_cause=LookoutEnd.WITHDRAWN) | Q(ended_by__isnull=False),
            ),
            models.CheckConstraint(name="lookout_of_another_unit", condition=~Q(unit=models.F("to_unit"))),
        ]
        indexes = [
            # Asked whenever somebody is met.
            models.Index(name="lookout_open_on", fields=["citizen"], condition=Q(ended_at__isnull=True)),
            models.Index(name="lookout_open_for", fields=["to_unit"], condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
