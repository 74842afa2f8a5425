"""The treatment guarantee: from the day the citizen said so, fourteen days."""

import uuid
from datetime import date, timedelta

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from referrals.choices import GuaranteeException
from referrals.querysets import GuaranteeQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection

#: Serviceloven § 101 stk. 2: the offer begins at the latest so long after the citizen has turned to the municipality.
GUARANTEED_WITHIN = timedelta(days=14)


@pghistory.track()
class Guarantee(models.Model):
    """A citizen has told somebody in the municipality that they want treatment for drug use (serviceloven § 101).

    The fourteen days run from that day, whoever was told, and not from any form. It ends when the treatment begins, or
    with an exception that the law knows, and its reason. Nothing ends it by silence.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = ("started_on", "exception", "exception_reason", "settled_at", "settled_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    said_on = models.DateField(_("said on"), help_text=_("The day from which the fourteen days are counted."))
    line = models.ForeignKey(
        "cases.ContactLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in which contact"),
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    started_on = models.DateField(_("treatment began on"), null=True, blank=True)
    exception = models.CharField(_("exception"), max_length=10, choices=GuaranteeException, blank=True)
    exception_reason = models.CharField(_("why"), max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = GuaranteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="guarantee_one_open", fields=["citizen", "unit"], condition=Q(settled_at__isnull=True)
            ),
            models.CheckConstraint(
                name="guarantee_ends_by_a_start_or_an_exception",
                condition=Q(
                    settled_at__isnull=True,
                    settled_by__isnull=True,
                    started_on__isnull=True,
                    exception="",
                    exception_reason="",
                )
                | Q(
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                    started_on__isnull=False,
                    exception="",
                    exception_reason="",
                )
                | (
                    Q(
                        settled_at__isnull=False,
                        settled_by__isnull=False,
                        started_on__isnull=True,
                        exception__in=GuaranteeException.values,
                    )
                    & ~Q(exception_reason="")
                ),
            ),
            models.CheckConstraint(
                name="guarantee_begins_after_it_was_said",
                condition=Q(started_on__isnull=True) | Q(started_on__gte=F("said_on")),
            ),
        ]
        indexes = [
            # Those at risk, the oldest first.
            models.Index(
                name="guarantee_open_in", fields=["unit", "said_on", "id"], condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def due_on(self) -> date:
        """The last day on which the treatment begins in time."""
        return self.said_on + GUARANTEED_WITHIN
