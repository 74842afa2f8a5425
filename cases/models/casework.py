"""The case, and whose list the citizen stands on."""

import uuid

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseStatus
from cases.querysets import AssignmentQuerySet
from udsatte.access.permissions import CASEWORK, SHARED
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet


@pghistory.track()
class Case(models.Model):
    """A unit works with a citizen. No date ends it: a person closes it, with a reason. Closing ends no ground."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = ("status", "closed_at", "closed_by_id", "closed_reason", "version")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="cases")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    ground = models.OneToOneField("cases.Ground", models.PROTECT, related_name="case")
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=CaseStatus, default=CaseStatus.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    closed_reason = models.CharField(_("why it is closed"), max_length=1_000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_status_known", condition=Q(status__in=CaseStatus.values)),
            models.CheckConstraint(
                name="case_closed_by_a_person_with_a_reason",
                condition=Q(status=CaseStatus.OPEN, closed_at__isnull=True, closed_by__isnull=True, closed_reason="")
                | (
                    Q(status=CaseStatus.CLOSED, closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_reason="")
                ),
            ),
            models.UniqueConstraint(name="case_once_in_unit", fields=["citizen", "unit"]),
            models.UniqueConstraint(name="case_of_citizen_and_unit", fields=["id", "citizen", "unit"]),
        ]
        # A unit's open cases: the list of Borgere and of I dag.
        indexes = [
            models.Index(name="case_open_in_unit", fields=["unit", "citizen"], condition=Q(status=CaseStatus.OPEN))
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class CaseStatusChange(models.Model):
    """One step in a case's history of statuses; the status itself stands on the case. Only ever added to."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="status_changes")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    from_status = models.CharField(max_length=10, choices=CaseStatus, blank=True)
    to_status = models.CharField(max_length=10, choices=CaseStatus)
    reason = models.CharField(max_length=1_000, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_status_change_known",
                condition=Q(from_status__in=["", *CaseStatus.values], to_status__in=CaseStatus.values),
            ),
        ]
        indexes = [models.Index(name="case_status_newest", fields=["case", "-changed_at"])]

    def __str__(self) -> str:
        return str(self.pk)


class _Days(Func):
    function = "daterange"
    output_field = DateRangeField()


@pghistory.track()
class Assignment(models.Model):
    """Whose list a citizen stands on, in days [starts_on, ends_on). It never decides who may read."""

    protection = Protection(citizen="citizen", level=SHARED, unit="unit")
    web_grants = "SI"
    web_update_columns = ("ends_on", "ended_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    caseworker = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_period_forwards",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="assignment_one_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (_Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(name="assignment_one_open", fields=["case"], condition=Q(ends_on__isnull=True)),
        ]
        # Whose list: the first question of I dag and of Log kontakt.
        indexes = [
            models.Index(name="assignment_open_of", fields=["caseworker", "unit"], condition=Q(ends_on__isnull=True)),
            models.Index(name="assignment_open_on", fields=["citizen"], condition=Q(ends_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
