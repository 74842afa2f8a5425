"""Who else was there: colleagues, and the staff of a place."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import StaffTopic
from cases.models.citizens import NOTE_LENGTH, shorter_than
from cases.models.contacts import Contact
from cases.querysets import StaffLineQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet


@pghistory.track()
class Companion(models.Model):
    """A colleague of the unit who was with the author in a contact."""

    protection = Protection(citizen=None, unit="unit", level=CASEWORK)
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="companions")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="companion_once", fields=["contact", "user"])]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class StaffLine(models.Model):
    """What was done with the staff of the contact's place, about no citizen: advice, supervision (004).

    It names nobody, and belongs to the author's unit. Signed at save; a mistake is struck with a reason.
    """

    protection = Protection(citizen=None, unit="unit", level=CASEWORK)
    web_grants = "SI"
    web_update_columns = ("struck_at", "struck_by_id", "struck_reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.OneToOneField(Contact, models.PROTECT, related_name="staff")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    topic = models.CharField(_("what it was about"), max_length=12, choices=StaffTopic)
    note = models.TextField(_("note"), blank=True, help_text=_("Nothing about a citizen: that stands on the citizen."))
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(_("why it is struck"), max_length=500, blank=True)

    objects = StaffLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="staff_line_topic_known", condition=Q(topic__in=StaffTopic.values)),
            models.CheckConstraint(
                name="staff_line_struck_by_a_person_with_a_reason",
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
            ),
            shorter_than("note", NOTE_LENGTH, "staff_line_note_length"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
