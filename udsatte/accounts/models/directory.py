"""What an effort is, for whoever needs it for a citizen."""

from datetime import date, datetime

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from udsatte.accounts import hours
from udsatte.accounts.choices import District, Permanence, TargetGroup
from udsatte.accounts.location_numbers import validate_gln, validate_sor
from udsatte.accounts.models.units import Unit
from udsatte.accounts.querysets import DirectoryEntryQuerySet


@pghistory.track()
class DirectoryEntry(models.Model):
    """What the directory says of a unit, which may be an effort in which nobody signs in. Empty means: not known.

    Written by `directory_write` alone, and by the owner's command `directory_load`.
    """

    web_grants = "S"

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="directory_entry")
    purpose = models.TextField(_("what it is for"), max_length=2000, blank=True)
    target_group = models.TextField(_("for whom"), max_length=1000, blank=True)
    groups = ArrayField(
        models.CharField(max_length=20, choices=TargetGroup), verbose_name=_("found under"), default=list, blank=True
    )
    districts = ArrayField(
        models.CharField(max_length=20, choices=District),
        verbose_name=_("districts"),
        default=list,
        blank=True,
        help_text=_("None: no district is left out."),
    )
    week_hours = ArrayField(
        models.CharField(max_length=60, blank=True),
        verbose_name=_("opening hours"),
        default=list,
        blank=True,
        help_text=_("Seven, from Monday: “08:00-16:00”, empty when closed. None at all: not known."),
    )
    hours_note = models.CharField(_("opening hours in words"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True, help_text=_("Citizens at a time."))
    mail = models.EmailField(_("e-mail"), blank=True)
    ean = models.CharField(_("EAN number"), max_length=13, blank=True, validators=[validate_gln])
    gln = models.CharField(_("GLN number"), max_length=13, blank=True, validators=[validate_gln])
    sor = models.CharField(_("SOR number"), max_length=18, blank=True, validators=[validate_sor])
    permanence = models.CharField(_("permanence"), max_length=10, choices=Permanence, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day, where one is known."))
    period_note = models.CharField(_("period in words"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directory_period_forwards",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="directory_permanence_known", condition=Q(permanence="") | Q(permanence__in=Permanence.values)
            ),
            models.CheckConstraint(name="directory_groups_known", condition=Q(groups__contained_by=TargetGroup.values)),
            models.CheckConstraint(
                name="directory_districts_known", condition=Q(districts__contained_by=District.values)
            ),
            models.CheckConstraint(
                name="directory_hours_of_seven_days", condition=Q(week_hours__len=0) | Q(week_hours__len=7)
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit_id)

    def open_until(self, at: datetime) -> datetime | None:
        """When it closes, if it is open then."""
        return hours.open_until(self.week_hours, at)

    def opens_at(self, at: datetime) -> datetime | None:
        """When it opens next, within a week."""
        return hours.opens_at(self.week_hours, at)

    def is_over(self, day: date) -> bool:
        """Whether its period has run out."""
        return self.ends_on is not None and self.ends_on < day
