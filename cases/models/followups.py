"""What somebody said they would do next."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.querysets import FollowUpChangeQuerySet, FollowUpQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection


@pghistory.track()
class FollowUp(models.Model):
    """A next step with a citizen, owned by a person or, without one, by the unit."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = ("due_on", "owner_id", "done_at", "done_by_id", "done_line_id", "version")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="follow_ups")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Nobody: the unit owns it."),
    )
    what = models.CharField(_("what"), max_length=200)
    why = models.CharField(_("why"), max_length=500, blank=True)
    due_on = models.DateField(_("due"))
    origin = models.CharField(
        max_length=80,
        blank=True,
        help_text=_("Key of what opened it: the same reason opens it once."),
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    done_line = models.ForeignKey(
        "cases.ContactLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups_done",
        help_text=_("The contact that covered it, when somebody said so."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="follow_up_origin_once", fields=["unit", "origin"], condition=~Q(origin="")),
            models.CheckConstraint(name="follow_up_said", condition=~Q(what="")),
            models.CheckConstraint(
                name="follow_up_done_by_a_person",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="follow_up_covered_is_done", condition=Q(done_line__isnull=True) | Q(done_at__isnull=False)
            ),
            models.UniqueConstraint(name="follow_up_of_citizen_and_unit", fields=["id", "citizen", "unit"]),
        ]
        indexes = [
            # I dag: mine, soonest first.
            models.Index(name="follow_up_open_of", fields=["owner", "due_on"], condition=Q(done_at__isnull=True)),
            # The unit's, and a citizen's.
            models.Index(name="follow_up_open_in", fields=["unit", "due_on", "id"], condition=Q(done_at__isnull=True)),
            models.Index(name="follow_up_open_on", fields=["citizen", "due_on"], condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def owner_name(self) -> str:
        """Whose it is in words: a colleague, or the whole team."""
        return self.owner.full_name if self.owner else gettext("the whole team")


@pghistory.track()
class FollowUpChange(models.Model):
    """A next step got another day, or another owner. Signed; only ever added to. The step says where it stands now."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="changes")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    from_owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    to_owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("why"), max_length=500, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = FollowUpChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follow_up_moved_with_a_reason", condition=Q(from_on=F("to_on")) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="follow_up_change_newest", fields=["follow_up", "-changed_at"])]

    def __str__(self) -> str:
        return str(self.pk)
