"""Who answers for a unit, and when."""

import uuid
from datetime import timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.models.people import Period, User
from udsatte.accounts.models.units import Unit
from udsatte.accounts.querysets import DutyShiftQuerySet

#: No shift is longer: a right that follows from it (the ground *duty*) must not last by forgetfulness.
LONGEST = timedelta(days=8)


@pghistory.track()
class DutyShift(models.Model):
    """Somebody answers for a unit in a period [starts_at, ends_at): a colleague, or a post outside with its own name.

    Written by `duty_add`, `duty_change` and `duty_cancel` alone.
    """

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duty_shifts")
    user = models.ForeignKey(User, models.PROTECT, related_name="duty_shifts", null=True, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("Of a post outside; else empty."))
    phone = models.CharField(_("phone"), max_length=20, help_text=_("Where somebody answers during the shift."))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DutyShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_period", condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + LONGEST)
            ),
            models.CheckConstraint(
                name="duty_of_colleague_or_post", condition=Q(user__isnull=False, name="") | Q(user=None) & ~Q(name="")
            ),
            models.CheckConstraint(name="duty_has_phone", condition=~Q(phone="")),
            models.CheckConstraint(
                name="duty_cancelled_by_somebody",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
            ExclusionConstraint(
                name="duty_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]
        indexes = [
            # The page of duty, and the ground that follows from it: who answers for these units then.
            models.Index(name="duty_of_unit", fields=["unit", "ends_at"], condition=Q(cancelled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def who(self) -> str:
        """Whom the caller will speak with."""
        return self.user.full_name if self.user else self.name
