"""What the receiving unit makes of a referral: where it stands, each step, and the judgement of the target group."""

import uuid
from functools import reduce
from operator import or_

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.choices import TRANSITIONS, Barrier, Decline, Need, Status, Verdict
from referrals.models.entrances import Criterion
from referrals.models.referrals import BETWEEN_UNITS, Referral
from referrals.querysets import CriterionAnswerQuerySet, HandlingQuerySet, StepQuerySet
from udsatte.access.permissions import OWN
from udsatte.access.protection import Protection


@pghistory.track()
class Handling(models.Model):
    """Where a referral stands with the unit that received it. Made by the database when the referral is sent.

    Read by that unit; by the sender's when there is consent or another basis, else by nobody else. A private sender is
    told no more than `Referral` says: received, seen, dealt with.
    """

    protection = BETWEEN_UNITS
    web_grants = "S"
    web_update_columns = (
        *("status", "status_at", "status_by_id", "reason", "decline", "barriers", "caseworker_id", "need", "review_on"),
        *("meanwhile_unit_id", "meanwhile_name", "version"),
    )

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="handling")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    status_at = models.DateTimeField()
    status_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("why"), max_length=500, blank=True)
    decline = models.CharField(_("reason for no"), max_length=10, choices=Decline, blank=True)
    barriers = ArrayField(
        models.CharField(max_length=10, choices=Barrier), verbose_name=_("what is in the way"), default=list, blank=True
    )
    caseworker = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    taken_up_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When somebody took it up, here or where it was sent on to.")
    )
    need = models.PositiveSmallIntegerField(_("need"), choices=Need, null=True, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    waits_since_at = models.DateTimeField(null=True, blank=True)
    meanwhile_unit = models.ForeignKey(
        "accounts.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who has the citizen meanwhile"),
    )
    meanwhile_name = models.CharField(_("who there has taken it up"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="handling_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="handling_declined_by_a_code",
                condition=(Q(status=Status.DECLINED, decline__in=Decline.values))
                | (~Q(status=Status.DECLINED) & Q(decline="")),
            ),
            models.CheckConstraint(name="handling_barriers_known", condition=Q(barriers__contained_by=Barrier.values)),
            models.CheckConstraint(
                name="handling_waits_with_a_team",
                condition=~Q(status=Status.WAITING)
                | (
                    Q(need__in=Need.values, review_on__isnull=False, meanwhile_unit__isnull=False)
                    & ~Q(reason="")
                    & ~Q(meanwhile_name="")
                ),
            ),
            models.CheckConstraint(
                name="handling_reasoned",
                condition=Q(status__in=[Status.OPEN, Status.ACCEPTED, Status.STARTED, Status.COMPLETED])
                | ~Q(reason=""),
            ),
        ]
        indexes = [
            # The waiting list: by need, then longest.
            models.Index(
                name="handling_waiting",
                fields=["unit", "need", "waits_since_at", "referral"],
                condition=Q(status=Status.WAITING),
            ),
            # Who was told no, by whom, the latest first.
            models.Index(
                name="handling_declined",
                fields=["unit", "-status_at", "-referral"],
                condition=Q(status=Status.DECLINED),
            ),
            models.Index(
                name="handling_declined_of",
                fields=["told_unit", "-status_at", "-referral"],
                condition=Q(status=Status.DECLINED),
            ),
            models.Index(
                name="handling_going_on",
                fields=["unit", "status_at", "referral"],
                condition=Q(status__in=[Status.ACCEPTED, Status.STARTED]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


def _steps() -> Q:
    """Every step that there is, and the first."""
    allowed = [Q(from_status=one, to_status=two) for one in TRANSITIONS for two in sorted(TRANSITIONS[one])]
    return reduce(or_, allowed)


class Step(models.Model):
    """One step of a handling, signed; only ever added to. It says what the handling's row said then."""

    protection = BETWEEN_UNITS
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="steps")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    from_status = models.CharField(max_length=10, choices=Status)
    to_status = models.CharField(max_length=10, choices=Status)
    reason = models.CharField(max_length=500, blank=True)
    stepped_at = models.DateTimeField()
    stepped_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="step_allowed", condition=_steps())]
        indexes = [models.Index(name="step_newest", fields=["referral", "-stepped_at"])]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class CriterionAnswer(models.Model):
    """Whether one criterion of the receiving unit holds, and why one thinks so. Read by that unit alone."""

    protection = Protection(citizen=None, unit="unit", level=OWN)
    web_grants = "SI"
    web_update_columns = ("verdict", "reason", "answered_at", "answered_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="answers")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = CriterionAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="criterion_answered_once", fields=["referral", "criterion"]),
            models.CheckConstraint(name="criterion_verdict_known", condition=Q(verdict__in=Verdict.values)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
