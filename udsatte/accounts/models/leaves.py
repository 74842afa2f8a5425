"""Who is away, and who stands in."""

import uuid
from datetime import timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.models.people import User
from udsatte.accounts.models.units import Unit
from udsatte.accounts.querysets import LeaveQuerySet

#: No leave is longer: what the deputy may do meanwhile must not last by forgetfulness.
LONGEST_LEAVE = timedelta(days=366)


class Days(Func):
    """From a day up to, and not including, another one."""

    function = "daterange"
    output_field = DateRangeField()


@pghistory.track()
class Leave(models.Model):
    """Somebody is away from a unit in the days [starts_on, ends_on), and a colleague has the list meanwhile.

    Why is nobody's business and is not kept. It opens no ground. Written by `leave_add` and `leave_stop` alone.
    """

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leaves")
    user = models.ForeignKey(User, models.PROTECT, related_name="leaves")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="stands_in")
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("back on"), help_text=_("The first day at work again."))
    lends_role = models.BooleanField(
        default=False, help_text=_("A coordinator's leave: the deputy may do what a coordinator may, meanwhile.")
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leave_period",
                condition=Q(ends_on__gt=F("starts_on"), ends_on__lte=F("starts_on") + LONGEST_LEAVE),
            ),
            models.CheckConstraint(name="leave_deputy_is_another", condition=~Q(user=F("deputy"))),
            models.CheckConstraint(
                name="leave_cancelled_by_somebody",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
            ExclusionConstraint(
                name="leave_once_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]
        indexes = [
            # Each request: does the person stand in for somebody today, and is she away herself?
            models.Index(name="leave_of_unit", fields=["unit", "ends_on"], condition=Q(cancelled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.id)
