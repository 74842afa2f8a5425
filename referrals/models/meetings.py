"""The first meeting with whoever has taken a referral up, and who walks along."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.choices import MeetingOutcome
from referrals.models.referrals import BETWEEN_UNITS, Referral
from referrals.querysets import FirstMeetingQuerySet


@pghistory.track()
class FirstMeeting(models.Model):
    """A first meeting that is planned, and what came of it. Attended: the effort has begun. Missed: one goes to look.

    Either side plans it; both see it where the sender is told anything at all. company: who walks along.
    """

    protection = BETWEEN_UNITS
    web_grants = "SI"
    web_update_columns = ("outcome", "said", "outcome_at", "outcome_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="meetings")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    meets_at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=200)
    company = models.CharField(_("who walks along"), max_length=120, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=MeetingOutcome, default=MeetingOutcome.PLANNED)
    said = models.CharField(_("what happened"), max_length=500, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = FirstMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="first_meeting_outcome_known", condition=Q(outcome__in=MeetingOutcome.values)),
            models.CheckConstraint(name="first_meeting_somewhere", condition=~Q(place="")),
            models.CheckConstraint(
                name="first_meeting_over_by_somebody",
                condition=Q(outcome=MeetingOutcome.PLANNED, outcome_at__isnull=True, outcome_by__isnull=True)
                | (~Q(outcome=MeetingOutcome.PLANNED) & Q(outcome_at__isnull=False, outcome_by__isnull=False)),
            ),
            models.UniqueConstraint(
                name="first_meeting_one_planned", fields=["referral"], condition=Q(outcome=MeetingOutcome.PLANNED)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
