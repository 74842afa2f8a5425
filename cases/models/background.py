"""What a unit knows of a citizen's life beside the work: its own casework, and what relatives may be told."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Children, Known, MayBeTold, OwnDoctor, ResidenceBasis
from cases.querysets import BackgroundQuerySet, FactQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


@pghistory.track()
class Background(models.Model):
    """What one unit has been told about a citizen: doctor, nationality, residence, children. At most one row each.

    Casework of the unit that wrote it. The basis of residence is asked only when somebody has a reason, which stands
    beside the answer; it is in no list and no export.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = (
        "own_doctor",
        "doctor",
        "nationality",
        "residence",
        "residence_reason",
        "children",
        "children_text",
        "pregnant",
        "due_on",
        "changed_at",
        "changed_by_id",
        "version",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="backgrounds")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    own_doctor = models.CharField(_("own doctor"), max_length=10, choices=OwnDoctor, default=OwnDoctor.UNKNOWN)
    doctor = models.CharField(_("clinic, name and phone"), max_length=200, blank=True)
    nationality = models.CharField(_("nationality"), max_length=60, blank=True)
    residence = models.CharField(
        _("basis of residence"), max_length=20, choices=ResidenceBasis, default=ResidenceBasis.NOT_ASKED
    )
    residence_reason = models.CharField(_("why we had to know"), max_length=300, blank=True)
    children = models.CharField(_("children"), max_length=10, choices=Children, default=Children.UNKNOWN)
    children_text = models.CharField(_("how many, and their ages"), max_length=200, blank=True)
    pregnant = models.CharField(_("pregnant"), max_length=10, choices=Known, default=Known.UNKNOWN)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BackgroundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="background_once_in_unit", fields=["citizen", "unit"]),
            models.CheckConstraint(
                name="background_choices_known",
                condition=Q(
                    own_doctor__in=OwnDoctor.values,
                    residence__in=ResidenceBasis.values,
                    children__in=Children.values,
                    pregnant__in=Known.values,
                ),
            ),
            models.CheckConstraint(
                name="background_doctor_named_or_not",
                condition=Q(own_doctor=OwnDoctor.NAMED) ^ Q(doctor=""),
            ),
            models.CheckConstraint(
                name="background_residence_asked_for_a_reason",
                condition=Q(residence=ResidenceBasis.NOT_ASKED, residence_reason="")
                | (~Q(residence=ResidenceBasis.NOT_ASKED) & ~Q(residence_reason="")),
            ),
            models.CheckConstraint(
                name="background_children_there_are",
                condition=Q(children_text="") | ~Q(children__in=[Children.UNKNOWN, Children.NONE]),
            ),
            models.CheckConstraint(
                name="background_due_when_pregnant", condition=Q(due_on__isnull=True) | Q(pregnant=Known.YES)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Relative(models.Model):
    """Somebody close to the citizen, and what the citizen agreed that this person may be told. Only added and ended."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = ("ended_at", "ended_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="relatives")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=60)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    may_be_told = models.CharField(_("may be told"), max_length=10, choices=MayBeTold, default=MayBeTold.NOTHING)
    agreed = models.CharField(_("what was agreed"), max_length=300, blank=True)
    consent_on = models.DateField(_("agreed on"), null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="relative_named", condition=~Q(name="") & ~Q(relation="")),
            models.CheckConstraint(name="relative_may_be_told_known", condition=Q(may_be_told__in=MayBeTold.values)),
            models.CheckConstraint(
                name="relative_told_only_by_consent",
                condition=Q(may_be_told=MayBeTold.NOTHING) | Q(consent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="relative_agreed_said", condition=~Q(may_be_told=MayBeTold.AGREED) | ~Q(agreed="")
            ),
            models.CheckConstraint(
                name="relative_ended_by_a_person",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="relative_of", fields=["citizen", "unit"], condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
