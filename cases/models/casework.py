"""The case, and whose list the citizen stands on."""

import uuid
from datetime import timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import CASE_TRANSITIONS, CLOSED_AT_ONCE, WAITING_STATUSES, CaseStatus, ClosedCause
from cases.querysets import AssignmentQuerySet
from udsatte.access.permissions import CASEWORK, SHARED
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet


def _steps() -> Q:
    """Every step that a case may take, its first one among them."""
    steps = Q(from_status="", to_status=CaseStatus.ACTIVE)
    for before, ways in CASE_TRANSITIONS.items():
        steps |= Q(from_status=before, to_status__in=sorted(ways))
    return steps


@pghistory.track()
class Case(models.Model):
    """A unit works with a citizen. No date ends it: a person closes it, with a reason. Closing ends no ground."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = (
        "status",
        "status_at",
        "status_by_id",
        "status_reason",
        "look_again_on",
        "closed_cause",
        "version",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="cases")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    ground = models.OneToOneField("cases.Ground", models.PROTECT, related_name="case")
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=CaseStatus, default=CaseStatus.ACTIVE)
    status_at = models.DateTimeField(_("in this state since"))
    status_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    status_reason = models.CharField(_("why it is in this state"), max_length=1_000, blank=True)
    look_again_on = models.DateField(
        _("look at it again on"), null=True, blank=True, help_text=_("While it rests, or the citizen is sought.")
    )
    closed_cause = models.CharField(_("cause of closing"), max_length=12, choices=ClosedCause, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_status_known", condition=Q(status__in=CaseStatus.values)),
            models.CheckConstraint(
                name="case_closed_cause_known", condition=Q(closed_cause__in=["", *ClosedCause.values])
            ),
            models.CheckConstraint(
                name="case_closed_with_a_cause_and_a_reason",
                condition=(Q(status=CaseStatus.CLOSED) & ~Q(closed_cause="") & ~Q(status_reason=""))
                | (~Q(status=CaseStatus.CLOSED) & Q(closed_cause="")),
            ),
            models.CheckConstraint(
                name="case_waits_for_a_day_with_a_reason",
                condition=(Q(status__in=sorted(WAITING_STATUSES), look_again_on__isnull=False) & ~Q(status_reason=""))
                | (~Q(status__in=sorted(WAITING_STATUSES)) & Q(look_again_on__isnull=True)),
            ),
            models.UniqueConstraint(name="case_once_in_unit", fields=["citizen", "unit"]),
            models.UniqueConstraint(name="case_of_citizen_and_unit", fields=["id", "citizen", "unit"]),
        ]
        # A unit's open cases: the list of Borgere and of I dag.
        indexes = [
            models.Index(name="case_open_in_unit", fields=["unit", "citizen"], condition=~Q(status=CaseStatus.CLOSED))
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether the unit works with the citizen: active, resting, sought or in aftercare."""
        return self.status != CaseStatus.CLOSED


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
    look_again_on = models.DateField(null=True, blank=True)
    closed_cause = models.CharField(max_length=12, choices=ClosedCause, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_status_change_allowed", condition=_steps()),
            models.CheckConstraint(
                name="case_status_change_reasoned",
                condition=Q(to_status=CaseStatus.ACTIVE) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="case_closed_through_aftercare",
                condition=~Q(to_status=CaseStatus.CLOSED)
                | Q(from_status=CaseStatus.AFTERCARE)
                | Q(closed_cause__in=[*sorted(CLOSED_AT_ONCE), ClosedCause.EARLIER]),
            ),
            models.CheckConstraint(
                name="case_status_change_cause_known",
                condition=(Q(to_status=CaseStatus.CLOSED) & Q(closed_cause__in=ClosedCause.values))
                | (~Q(to_status=CaseStatus.CLOSED) & Q(closed_cause="")),
            ),
        ]
        indexes = [models.Index(name="case_status_newest", fields=["case", "-changed_at"])]

    def __str__(self) -> str:
        return str(self.pk)


#: So long at most are both named to the citizen after a handover.
NAMED_AT_MOST = timedelta(days=92)


class _Days(Func):
    function = "daterange"
    output_field = DateRangeField()


@pghistory.track()
class Assignment(models.Model):
    """Whose list a citizen stands on, in days [starts_on, ends_on). It never decides who may read."""

    protection = Protection(citizen="citizen", level=SHARED, unit="unit")
    web_grants = "SI"
    web_update_columns = ("ends_on", "ended_by_id", "named_until_on")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    caseworker = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    named_until_on = models.DateField(
        _("named to the citizen until"),
        null=True,
        blank=True,
        help_text=_("After a handover both are named to the citizen until this day."),
    )

    objects = AssignmentQuerySet.as_manager()

    #: What the named plan fills in (querysets).
    unit_said: str

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
            models.UniqueConstraint(name="assignment_of_citizen_and_unit", fields=["id", "citizen", "unit"]),
            models.CheckConstraint(
                name="assignment_named_after_it_ended",
                condition=Q(named_until_on__isnull=True)
                | Q(named_until_on__gt=F("ends_on"), named_until_on__lte=F("ends_on") + NAMED_AT_MOST),
            ),
        ]
        # Whose list: the first question of I dag and of Log kontakt.
        indexes = [
            models.Index(name="assignment_open_of", fields=["caseworker", "unit"], condition=Q(ends_on__isnull=True)),
            models.Index(name="assignment_open_on", fields=["citizen"], condition=Q(ends_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Handover(models.Model):
    """What was said when a citizen came on somebody's list, to whoever takes over. Signed; only ever added to.

    room_reason: why it was one more than there is room for.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="handover")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    note = models.CharField(_("handover note"), max_length=1_000, blank=True)
    room_reason = models.CharField(_("why one more"), max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="handover_says_something", condition=~Q(note="") | ~Q(room_reason="")),
        ]

    def __str__(self) -> str:
        return str(self.pk)
