"""That somebody who is no caseworker of ours has seen a citizen."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ToldBy
from cases.querysets import SightingQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection


@pghistory.track()
class Sighting(models.Model):
    """Somebody has seen the citizen, and told a unit. It moves the clock *set* alone (domain.md). Never changed.

    A sighting on the wrong citizen is struck with a reason, by `sighting_strike`. The row is shared, because the clock
    is; who told, and where in words, is for casework, and never names a place of treatment to another unit.
    """

    protection = Protection(citizen="citizen", level=SHARED, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="sightings")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", help_text=_("Which wrote it down."))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    saved_at = models.DateTimeField(help_text=_("When it was saved; `at` is when it happened."))
    place = models.ForeignKey(
        "cases.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where")
    )
    whereabouts = models.CharField(_("where, in words"), max_length=120, blank=True)
    told_kind = models.CharField(_("seen by"), max_length=12, choices=ToldBy)
    told_unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("which one")
    )
    told_name = models.CharField(_("name of who saw"), max_length=120, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(_("why it is struck"), max_length=500, blank=True)

    objects = SightingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="sighting_told_by_known", condition=Q(told_kind__in=ToldBy.values)),
            models.CheckConstraint(
                name="sighting_other_is_named", condition=~Q(told_kind=ToldBy.OTHER) | ~Q(told_name="")
            ),
            models.CheckConstraint(
                name="sighting_told_by_one_unit",
                condition=Q(told_unit__isnull=True) | Q(told_kind__in=[ToldBy.UNIT, ToldBy.SOCIOLANCE]),
            ),
            models.CheckConstraint(name="sighting_not_in_the_future", condition=Q(at__lte=models.F("saved_at"))),
            models.CheckConstraint(
                name="sighting_struck_by_a_person_with_a_reason",
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
            ),
        ]
        indexes = [models.Index(name="sighting_newest_of_citizen", fields=["citizen", "-at", "-id"])]

    def __str__(self) -> str:
        return str(self.pk)
