"""Somebody asked about a citizen whom they may not see: what the unit with the case reads, and what the asker does."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import EnquiryAnswer, IdentifierKind
from cases.querysets import EnquiryQuerySet, PendingMatchQuerySet
from udsatte.access.permissions import CASEWORK, SHARED
from udsatte.access.protection import Protection


@pghistory.track()
class PendingMatch(models.Model):
    """What a unit registered that waits for another unit's answer ("afventer match"): the asker's side of an enquiry.

    It names neither the citizen nor the unit that has the case until that unit's coordinator does. Written by
    `citizen_register`, `enquiry_answer` and `enquiry_end` alone.
    """

    protection = Protection(citizen=None, unit="unit", level=CASEWORK)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", help_text=_("The unit that asked."))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=IdentifierKind)
    called = models.CharField(max_length=401, blank=True, help_text=_("The name that the asker wrote."))
    reason = models.CharField(max_length=500)
    answer = models.CharField(max_length=10, choices=EnquiryAnswer, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True, default="", db_default="")
    call = models.CharField(
        max_length=500, blank=True, default="", db_default="", help_text=_("Whom to call; told only when asked to.")
    )
    citizen = models.ForeignKey(
        "cases.Citizen",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Told only when the citizen is shared."),
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when it is shared no more."))

    objects = PendingMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="pending_match_reasoned", condition=~Q(reason="")),
            models.CheckConstraint(name="pending_match_kind_known", condition=Q(kind__in=IdentifierKind.values)),
            models.CheckConstraint(
                name="pending_match_tells_what_was_answered",
                condition=Q(answer="", answered_at__isnull=True, said="", call="", citizen__isnull=True)
                | Q(answer=EnquiryAnswer.SHARED, answered_at__isnull=False, call="", citizen__isnull=False)
                | (Q(answer=EnquiryAnswer.CONTACT, answered_at__isnull=False, citizen__isnull=True) & ~Q(call=""))
                | Q(answer=EnquiryAnswer.REFUSED, answered_at__isnull=False, call="", citizen__isnull=True),
            ),
            models.CheckConstraint(
                name="pending_match_shared_before_it_ended",
                condition=Q(ended_at__isnull=True) | Q(answer=EnquiryAnswer.SHARED, ended_at__gte=F("answered_at")),
            ),
        ]
        indexes = [models.Index(name="pending_match_newest_of", fields=["unit", "-asked_at", "-id"])]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Enquiry(models.Model):
    """Somebody asked about a citizen whom they may not see: it waits for the unit that has the case ("afventer match").

    Seen by that unit, never by the one that asked. Written by `citizen_register`, `enquiry_answer` and `enquiry_end`
    alone. What the asker called the citizen stands on the asker's side alone: the number may be mistyped.
    """

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", help_text=_("The unit that asked."))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    waiting = models.OneToOneField(
        "cases.PendingMatch",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("The asker's side."),
    )
    answer = models.CharField(max_length=10, choices=EnquiryAnswer, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    said = models.CharField(max_length=500, blank=True, default="", db_default="")
    ground = models.ForeignKey(
        "cases.Ground",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("What was opened for the unit that asked; none when it could see the citizen already."),
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when it is shared no more."))
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="enquiry_rate", fields=["asked_by", "asked_at"]),
            # The coordinator's list.
            models.Index(name="enquiry_open", fields=["citizen"], condition=Q(answered_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(name="enquiry_reasoned", condition=~Q(reason="")),
            models.CheckConstraint(
                name="enquiry_answered_by_somebody",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True, said="", ground__isnull=True)
                | Q(answer__in=EnquiryAnswer.values, answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_ground_when_shared", condition=Q(ground__isnull=True) | Q(answer=EnquiryAnswer.SHARED)
            ),
            models.CheckConstraint(
                name="enquiry_ended_by_somebody_for_a_reason",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_reason="")
                | (Q(ground__isnull=False, ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
            ),
            models.CheckConstraint(
                name="enquiry_shared_for_a_reason", condition=~Q(answer=EnquiryAnswer.SHARED) | ~Q(said="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
