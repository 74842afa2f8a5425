"""Small facts on a citizen: aliases, phones and haunts."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.citizens import Citizen
from cases.querysets import FactQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection

ALIAS_LENGTH = 100


class _OfCitizen(models.Model):
    """A small fact about a citizen that everybody who sees the citizen may read."""

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    web_update_columns = ("ended_at", "ended_by_id")

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Alias(_OfCitizen):
    """A name that the citizen goes by in the street."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="aliases")
    text = models.CharField(_("alias"), max_length=ALIAS_LENGTH)

    class Meta:
        constraints = [
            models.CheckConstraint(name="alias_said", condition=~Q(text="")),
            models.UniqueConstraint(name="alias_once", fields=["citizen", "text"], condition=Q(ended_at__isnull=True)),
        ]


@pghistory.track()
class Phone(_OfCitizen):
    """A number that the citizen can be reached on."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="phones")
    number = models.CharField(_("phone"), max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(name="phone_said", condition=~Q(number="")),
            models.UniqueConstraint(
                name="phone_once", fields=["citizen", "number"], condition=Q(ended_at__isnull=True)
            ),
        ]


@pghistory.track()
class Haunt(_OfCitizen):
    """A place where the citizen is usually to be found. Of a protected person it is an address, and masked as one."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="haunts")
    place = models.ForeignKey("cases.Place", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="haunt_once", fields=["citizen", "place"], condition=Q(ended_at__isnull=True)),
        ]
