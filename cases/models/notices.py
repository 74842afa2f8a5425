"""What a unit is told about a citizen without having asked."""

import uuid
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ABOUT_NOBODY, NoticeKind
from cases.querysets import NoticeQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection

if TYPE_CHECKING:
    from cases.models import Citizen


@pghistory.track()
class Notice(models.Model):
    """A unit (or one person of it) is told that something happened with a citizen. It never carries a name.

    Written by the database's own functions alone (`notice_write`), because what happens in one unit is told to others.
    It stays readable when the ground has ended: then it says what and when, and no longer of whom.
    """

    protection = Protection(citizen=None, unit="unit", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(
        "cases.Citizen",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("None when the unit is told of an answer to what it asked: not even the citizen's number is."),
    )
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Set: told to this person only, not to the unit."),
    )
    kind = models.CharField(max_length=20, choices=NoticeKind)
    at = models.DateTimeField()
    about_id = models.UUIDField(null=True, blank=True, help_text=_("The row that it is about, of the kind's table."))
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    #: What the named plan fills in (querysets).
    known_citizen: "Citizen | None"

    class Meta:
        constraints = [
            models.CheckConstraint(name="notice_kind_known", condition=Q(kind__in=NoticeKind.values)),
            models.CheckConstraint(
                name="notice_is_about_a_citizen",
                condition=Q(kind__in=ABOUT_NOBODY) ^ Q(citizen__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_seen_by_a_person",
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="notice_newest_in", fields=["unit", "-at", "-id"]),
            # The bell's number.
            models.Index(name="notice_unseen_in", fields=["unit"], condition=Q(seen_at__isnull=True)),
            # What the clock has told of once.
            models.Index(
                name="notice_told_by_clock",
                fields=["about_id", "unit"],
                condition=Q(kind__in=[NoticeKind.REFERRAL_REVIEW, NoticeKind.DEADLINE]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
