"""Who has rung, and what partners tell of people."""

import uuid
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Caller, TipKind
from cases.models.citizens import shorter_than
from cases.querysets import TipQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Citizen

SAID_LENGTH = 2_000


@pghistory.track()
class Call(models.Model):
    """Somebody rang the unit about one of its citizens. Its own casework; what was seen is a sighting besides.

    The citizen's own call is a contact by telephone, and its line holds what was said. Never changed.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="calls")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    caller = models.CharField(_("who rang"), max_length=12, choices=Caller)
    caller_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    caller_name = models.CharField(_("name of who rang"), max_length=120, blank=True)
    callback = models.CharField(_("number to call back"), max_length=20, blank=True)
    said = models.TextField(_("what was said"), max_length=SAID_LENGTH, blank=True)
    sighting = models.OneToOneField(
        "cases.Sighting", models.PROTECT, null=True, blank=True, related_name="call", help_text=_("What they saw.")
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="call_caller_known", condition=Q(caller__in=Caller.values)),
            shorter_than("said", SAID_LENGTH, "call_said_length"),
        ]
        indexes = [models.Index(name="call_newest_of_citizen", fields=["citizen", "-at", "-id"])]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Tip(models.Model):
    """Something the unit was told of a person: by telephone, or by a partner who writes that somebody is there.

    Of somebody whom nobody has tied to a citizen yet, or, where a partner named one of the unit's exactly, with the
    citizen and the sighting at once. Read by the unit alone; whoever told is never told what became of it.
    A person settles the others: ties them to a citizen, or sets them aside with a reason.
    """

    protection = Protection(citizen=None, unit="unit", level=CASEWORK)
    web_grants = "SI"
    web_update_columns = ("citizen_id", "sighting_id", "settled_at", "settled_by_id", "settled_reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=TipKind)
    at = models.DateTimeField(_("when"), help_text=_("When somebody was seen, or rang."))
    saved_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", help_text=_("Who wrote it down."))
    told_kind = models.CharField(_("who told"), max_length=12, choices=Caller)
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    told_name = models.CharField(_("name of who told"), max_length=120, blank=True)
    callback = models.CharField(_("number to call back"), max_length=20, blank=True)
    person = models.CharField(_("about whom, in words"), max_length=200)
    whereabouts = models.CharField(_("where, in words"), max_length=120, blank=True)
    said = models.TextField(_("what was said"), max_length=SAID_LENGTH, blank=True)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, null=True, blank=True, related_name="+")
    sighting = models.ForeignKey("cases.Sighting", models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    settled_reason = models.CharField(_("why it is set aside"), max_length=500, blank=True)

    objects = TipQuerySet.as_manager()

    #: What the named plan fills in: None when the reader does not see the citizen any more.
    known_citizen: "Citizen | None"

    class Meta:
        constraints = [
            models.CheckConstraint(name="tip_kind_known", condition=Q(kind__in=TipKind.values)),
            models.CheckConstraint(name="tip_told_kind_known", condition=Q(told_kind__in=Caller.values)),
            models.CheckConstraint(name="tip_about_somebody", condition=~Q(person="")),
            models.CheckConstraint(name="tip_not_in_the_future", condition=Q(at__lte=models.F("saved_at"))),
            models.CheckConstraint(
                name="tip_settled_by_a_person",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="tip_set_aside_for_a_reason",
                condition=Q(settled_at__isnull=True) | Q(citizen__isnull=False) | ~Q(settled_reason=""),
            ),
            shorter_than("said", SAID_LENGTH, "tip_said_length"),
        ]
        indexes = [
            models.Index(name="tip_newest_in", fields=["unit", "-saved_at", "-id"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody is to say who it is."""
        return self.citizen_id is None and self.settled_at is None
