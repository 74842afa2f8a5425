"""Why a unit sees a citizen."""

import uuid
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import STREET, Basis, Scope
from cases.querysets import GroundQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection

#: How long a ground lasts that somebody opens for themselves; on duty it ends an hour after the shift.
LASTS = {Basis.CONTACT: timedelta(hours=72), Basis.DUTY: timedelta(hours=36), Basis.GLASS: timedelta(hours=24)}


@pghistory.track()
class Ground(models.Model):
    """A unit (or one person of it) sees one citizen, for a reason, in a scope, from starts_at until ends_at.

    Written by the database's own functions alone (cases/sql); the row that is the basis holds the link to its ground.
    """

    protection = Protection(citizen=None, unit="unit", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="grounds")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Set: this person only, not the unit."),
    )
    basis = models.CharField(max_length=10, choices=Basis)
    scope = models.PositiveSmallIntegerField(choices=Scope)
    health = models.BooleanField(help_text=_("Opens health fields to health professionals."))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text=_("Why a coordinator ended what somebody had opened for themselves."),
    )

    objects = GroundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ground_basis_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(name="ground_scope_known", condition=Q(scope__in=Scope.values)),
            models.CheckConstraint(
                name="ground_street_is_personal_reasoned_and_short",
                condition=~Q(basis__in=STREET)
                | (
                    Q(user__isnull=False, scope=Scope.SHARED, health=False)
                    & ~Q(reason="")
                    & Q(ends_at__isnull=False)  # a comparison with NULL would let it pass
                    & reduce(or_, (Q(basis=basis, ends_at__lte=F("starts_at") + LASTS[basis]) for basis in STREET))
                ),
            ),
            models.CheckConstraint(
                name="ground_ended_by_somebody",
                condition=Q(ended_by__isnull=True) | Q(ends_at__isnull=False),
            ),
            models.UniqueConstraint(name="ground_of_citizen_and_unit", fields=["id", "citizen", "unit"]),
        ]
        indexes = [
            models.Index(
                name="ground_by_citizen",
                fields=["citizen", "unit"],
                include=["user", "scope", "health", "starts_at", "ends_at"],
            ),
            models.Index(
                name="ground_by_unit",
                fields=["unit", "citizen"],
                include=["user", "scope", "health", "starts_at", "ends_at"],
            ),
            # Asked at each request: is this person looking through broken glass?
            models.Index(name="ground_glass_of", fields=["user", "unit"], condition=Q(basis=Basis.GLASS)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def covers(
        self,
        *,
        user_id: UUID,
        unit_id: UUID,
        ceiling: int,
        at: datetime,
        level: int,
        health: bool | None = None,
    ) -> bool:
        """Whether this ground opens rows of `level` about its citizen to this person: the policy in plain Python.

        health: None for rows that are not health; else whether the person is a health professional.
        The second wall: a property-based test holds it against what the database shows.
        """
        return (
            self.unit_id == unit_id
            and (self.user_id is None or self.user_id == user_id)
            and min(self.scope, ceiling) >= level
            and self.starts_at <= at
            and (self.ends_at is None or self.ends_at > at)
            and (health is None or (health and self.health))
        )
