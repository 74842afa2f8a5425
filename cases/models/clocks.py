"""When a citizen was last met, seen and spoken with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import ToldBy
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet


class CitizenClock(models.Model):
    """When the citizen was last met, seen and spoken with, and how often in vain since. One row per citizen.

    Kept by triggers from every unit's lines and sightings, whoever worked; nobody writes it, so it has no version and
    no history.
    """

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "S"

    citizen = models.OneToOneField("cases.Citizen", models.PROTECT, primary_key=True, related_name="clock")
    met_at = models.DateTimeField(null=True, blank=True, help_text=_("Truffet: met in person, and willing."))
    seen_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Set: met or refused in person, or seen by somebody else.")
    )
    seen_place = models.ForeignKey("cases.Place", models.PROTECT, null=True, blank=True, related_name="+")
    told_kind = models.CharField(
        max_length=12,
        blank=True,
        default="",
        db_default="",
        choices=ToldBy,
        help_text=_("Who told of it; empty when a unit's own people saw the citizen."),
    )
    told_name = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("The name of the unit that told, where it says nothing about treatment."),
    )
    spoken_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Spoken with by phone or message; moves neither of the above.")
    )
    attempts = models.PositiveIntegerField(default=0, help_text=_("Attempts in vain since last met."))
    attempted_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True, help_text=_("Last missed appointment."))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="clock_told_kind_known", condition=models.Q(told_kind__in=["", *ToldBy.values]))
        ]

    def __str__(self) -> str:
        return str(self.pk)
