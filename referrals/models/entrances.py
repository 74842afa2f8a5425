"""A unit's way in, and what it asks about whoever comes."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.choices import Room
from referrals.querysets import CriterionQuerySet, EntranceQuerySet


class Entrance(models.Model):
    """A unit takes referrals, and says whether it has room. No row: nobody can refer to it here.

    Written by `entrance_write` alone. Of no citizen.
    """

    web_grants = "S"

    unit = models.OneToOneField("accounts.Unit", models.PROTECT, primary_key=True, related_name="+")
    is_open = models.BooleanField(_("takes referrals"), default=True)
    closed_because = models.CharField(_("why not"), max_length=200, blank=True)
    is_public = models.BooleanField(
        _("on the public page"), default=False, help_text=_("Anybody can write to it without signing in.")
    )
    room = models.CharField(_("room"), max_length=10, choices=Room, default=Room.ROOM)
    room_note = models.CharField(_("room, in words"), max_length=200, blank=True)
    look_within_hours = models.PositiveSmallIntegerField(
        _("looked at within (hours)"),
        default=72,
        help_text=_("What nobody has looked at by then comes back to the sender and to the coordinator."),
    )
    version = models.PositiveIntegerField(default=1)

    objects = EntranceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="entrance_room_known", condition=Q(room__in=Room.values)),
            models.CheckConstraint(
                name="entrance_looks_within_a_month", condition=Q(look_within_hours__gte=1, look_within_hours__lte=744)
            ),
            models.CheckConstraint(
                name="entrance_closed_for_a_reason",
                condition=Q(is_open=True, closed_because="") | (Q(is_open=False) & ~Q(closed_because="")),
            ),
        ]
        # The public page's own question.
        indexes = [models.Index(name="entrance_public", fields=["unit"], condition=Q(is_public=True, is_open=True))]

    def __str__(self) -> str:
        return str(self.pk)


class Criterion(models.Model):
    """One question of a unit's target group. Without a unit: of every unit that has none of its own (002)."""

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=30)
    name = models.CharField(_("name"), max_length=120)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    is_retired = models.BooleanField(default=False)

    objects = CriterionQuerySet.as_manager()

    #: Of `answered_on`.
    answer: dict[str, str] | None

    class Meta:
        constraints = [
            models.UniqueConstraint(name="criterion_once", fields=["unit", "code"], nulls_distinct=False),
            models.CheckConstraint(name="criterion_named", condition=~Q(name="") & ~Q(code="")),
        ]

    def __str__(self) -> str:
        return self.name
