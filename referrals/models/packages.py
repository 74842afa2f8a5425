"""What a sender tells of its citizen with a referral: chosen facts, copied and dated, until a day."""

import uuid
from datetime import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.citizens import shorter_than
from referrals.models.referrals import BETWEEN_UNITS, Referral
from referrals.querysets import PackageFactQuerySet, PackageQuerySet

FACT_LENGTH = 5_000


@pghistory.track()
class Package(models.Model):
    """The facts that went with a referral, by the basis that stands on it, until a day; and that they were read.

    When the receiver takes the referral up, the citizen's page opens to it, shared, as long as this holds: the ground
    is made and ended by the database alone. Who says no keeps what it was sent.
    """

    protection = BETWEEN_UNITS
    web_grants = "SI"

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="package")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    packed_at = models.DateTimeField()
    packed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"))
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.OneToOneField("cases.Ground", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when nothing more is shared by it."))
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=500, blank=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="package_expires_later", condition=Q(expires_at__gt=F("packed_at"))),
            models.CheckConstraint(
                name="package_read_by_somebody",
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_over_for(self, unit_id: uuid.UUID, *, at: datetime) -> bool:
        """Whether its day has come for the unit that it was sent to, also before the clock has taken it away."""
        return self.told_unit_id == unit_id and self.expires_at <= at


class PackageFact(models.Model):
    """One fact of a package, as it was that day. Never changed, so without a history."""

    protection = BETWEEN_UNITS
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = models.ForeignKey(Package, models.PROTECT, related_name="facts")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    text = models.TextField(max_length=FACT_LENGTH)

    objects = PackageFactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="package_fact_once", fields=["package", "position"]),
            models.CheckConstraint(name="package_fact_says_something", condition=~Q(label="") & ~Q(text="")),
            shorter_than("text", FACT_LENGTH, "package_fact_length"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
