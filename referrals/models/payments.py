"""Payment commitments: somebody else is asked to pay for a citizen's offer, and says yes or no."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from referrals.choices import PaymentAnswer, PaymentPer
from referrals.models.referrals import Referral
from referrals.querysets import PaymentCommitmentQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection

#: More kroner than any offer costs: a slip of the finger.
AT_MOST = Decimal(10_000_000)


def _kroner(label: Any, **more: Any) -> Any:
    return models.DecimalField(label, max_digits=10, decimal_places=2, **more)


@pghistory.track()
class PaymentCommitment(models.Model):
    """A payer is asked to pay for something for a citizen (betalingstilsagn): what for, when, how much; yes or no.

    Of the unit that asks. The payer is an organisation of the directory or stands in words. Answered once: granted,
    the whole or less, from a day; or refused with the reason.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = ("answer", "granted_amount", "granted_from_on", "reason", "settled_at", "settled_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Which one it belongs to.")
    )
    payer = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payer")
    )
    payer_name = models.CharField(_("payer, in words"), max_length=120, blank=True)
    what_for = models.CharField(_("what for"), max_length=200)
    period = DateRangeField(_("period"), help_text=_("[from, to) in days."))
    amount = _kroner(_("amount (kroner)"))
    per = models.CharField(_("per"), max_length=10, choices=PaymentPer)
    asked_on = models.DateField(_("asked on"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=PaymentAnswer, blank=True)
    granted_amount = _kroner(_("granted (kroner)"), null=True, blank=True)
    granted_from_on = models.DateField(_("granted from"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaymentCommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_by_one_payer",
                condition=Q(payer__isnull=False, payer_name="") | (Q(payer__isnull=True) & ~Q(payer_name="")),
            ),
            models.CheckConstraint(name="payment_for_something", condition=~Q(what_for="")),
            models.CheckConstraint(name="payment_per_known", condition=Q(per__in=PaymentPer.values)),
            models.CheckConstraint(name="payment_amount_sane", condition=Q(amount__gt=0, amount__lte=AT_MOST)),
            # Both ends, and a day at least: an empty range has neither.
            models.CheckConstraint(
                name="payment_for_some_days",
                condition=Q(
                    period__isempty=False, period__lower_inf=False, period__upper_inf=False, period__lower_inc=True
                ),
            ),
            models.CheckConstraint(
                name="payment_answered_whole",
                condition=Q(
                    answer="",
                    granted_amount__isnull=True,
                    granted_from_on__isnull=True,
                    reason="",
                    settled_at__isnull=True,
                    settled_by__isnull=True,
                )
                | Q(
                    answer=PaymentAnswer.GRANTED,
                    granted_amount__isnull=False,
                    granted_from_on__isnull=False,
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                )
                | (
                    Q(
                        answer=PaymentAnswer.REFUSED,
                        granted_amount__isnull=True,
                        granted_from_on__isnull=True,
                        settled_at__isnull=False,
                        settled_by__isnull=False,
                    )
                    & ~Q(reason="")
                ),
            ),
            models.CheckConstraint(
                name="payment_granted_within_what_was_asked",
                condition=Q(answer="")
                | Q(answer=PaymentAnswer.REFUSED)
                | Q(
                    granted_amount__gt=0,
                    granted_amount__lte=F("amount"),
                    period__contains=F("granted_from_on"),
                ),
            ),
            # Two open ones for the same days would be asked for twice, and perhaps paid twice.
            ExclusionConstraint(
                name="payment_asked_once_of_a_payer",
                expressions=[
                    ("citizen", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("payer", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(answer="", payer__isnull=False),
            ),
            ExclusionConstraint(
                name="payment_asked_once_of_a_name",
                expressions=[
                    ("citizen", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (Lower("payer_name"), RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(answer="", payer__isnull=True),
            ),
        ]
        indexes = [
            # Those without an answer, the oldest first; and all of a citizen, the newest first.
            models.Index(name="payment_open_in", fields=["unit", "asked_on", "id"], condition=Q(answer="")),
            models.Index(name="payment_of_citizen", fields=["citizen", "unit", "-asked_on"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def payer_words(self) -> str:
        """Who is asked. The row comes with its payer."""
        return self.payer.name if self.payer else self.payer_name

    @property
    def last_on(self) -> date:
        """The last day of the period."""
        upper: date = self.period.upper
        return upper - timedelta(days=1)
