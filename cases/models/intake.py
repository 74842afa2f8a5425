"""Contacts that were written on a device without a net, from the moment that they arrive."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import IntakeState, WhyWaiting
from cases.querysets import IntakeQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


class Intake(models.Model):
    """A contact as a device sent it, sealed, and what became of it. Its author's, in the unit where it was written.

    The same key with another content is a row of its own: both are kept, and the coordinator decides. What waits is
    read by the unit's coordinator too, by functions of the database alone. What was filed goes after
    `INTAKE_KEPT_DAYS`, for the contact holds it; what waits or was set aside stays.
    """

    protection = Protection(citizen=None, unit="unit", user="by", level=CASEWORK)
    web_grants = "SI"
    web_update_columns = ("state", "why", "contact_id", "settled_at", "settled_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    key = models.UUIDField(help_text=_("Made by the device, once for each contact."))
    digest = models.BinaryField(max_length=32, help_text=_("Keyed hash of the content: tells a replay from a change."))
    body = models.BinaryField(help_text=_("What the device wrote, sealed."))
    happened_at = models.DateTimeField(help_text=_("By the clock of the server, as far as that can be told."))
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.WAITING)
    why = models.CharField(max_length=10, choices=WhyWaiting, blank=True)
    contact = models.ForeignKey("cases.Contact", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was set aside."))

    objects = IntakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="intake_state_known", condition=Q(state__in=IntakeState.values)),
            models.CheckConstraint(name="intake_why_known", condition=Q(why__in=["", *WhyWaiting.values])),
            models.CheckConstraint(
                name="intake_waits_or_is_settled",
                condition=Q(state=IntakeState.WAITING, settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state=IntakeState.WAITING) & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="intake_filed_as_a_contact",
                condition=Q(state=IntakeState.FILED, contact__isnull=False)
                | (~Q(state=IntakeState.FILED) & Q(contact__isnull=True)),
            ),
            models.CheckConstraint(
                name="intake_aside_for_a_reason", condition=~Q(state=IntakeState.ASIDE) | ~Q(reason="")
            ),
            models.CheckConstraint(name="intake_waits_for_something", condition=~Q(state="waiting") | ~Q(why="")),
            models.CheckConstraint(
                name="intake_not_before_it_happened", condition=Q(happened_at__lte=models.F("received_at"))
            ),
            models.UniqueConstraint(name="intake_once", fields=["by", "key", "digest"]),
        ]
        indexes = [
            # The coordinator's page.
            models.Index(
                name="intake_waiting_in_unit", fields=["unit", "received_at"], condition=Q(state=IntakeState.WAITING)
            ),
            # What is deleted in time.
            models.Index(name="intake_filed_oldest", fields=["settled_at"], condition=Q(state=IntakeState.FILED)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
