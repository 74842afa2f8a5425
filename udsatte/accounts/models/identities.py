"""People as an identity provider knows them, and what its groups give."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.choices import Role
from udsatte.accounts.models.people import User
from udsatte.accounts.models.units import Unit
from udsatte.accounts.querysets import IdentityQuerySet


@pghistory.track()
class Identity(models.Model):
    """A person at an identity provider: the issuer and the subject are who it is, never an e-mail.

    Written by `identity_enter` and the person's own `identity_link`, `identity_unlink`.
    """

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issuer = models.CharField(_("issuer"), max_length=200)
    subject = models.CharField(_("subject"), max_length=255)
    user = models.ForeignKey(User, models.PROTECT, related_name="identities")
    bound_at = models.DateTimeField(_("bound at"))

    objects = IdentityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identity_is_one_person", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="identity_once_a_person", fields=["issuer", "user"]),
            models.CheckConstraint(name="identity_whole", condition=~Q(issuer="") & ~Q(subject="")),
        ]

    def __str__(self) -> str:
        return str(self.id)


class IdentityProvider(models.Model):
    """An identity provider that may say who somebody is. Written by the owner alone (`oidc_groups`).

    seal: what the web process proves its words with (udsatte/accounts/identities.py); the application cannot read it.
    """

    web_grants = ""

    issuer = models.CharField(_("issuer"), max_length=200, unique=True)
    seal = models.BinaryField()

    def __str__(self) -> str:
        return self.issuer


class GroupRole(models.Model):
    """What a group of the identity provider gives: a role in a unit. Written by the owner alone (`oidc_groups`).

    Where several groups give something in the same unit, the one that stands first counts.
    """

    web_grants = ""

    provider = models.ForeignKey(IdentityProvider, models.PROTECT, related_name="+")
    group = models.CharField(_("group"), max_length=255)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    health_professional = models.BooleanField(_("health professional"), default=False)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="group_role_once", fields=["provider", "group", "unit"]),
            models.CheckConstraint(name="group_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="group_role_health_follows_role",
                condition=Q(role__in=[Role.DOCTOR, Role.NURSE], health_professional=True)
                | Q(role=Role.REGION_PARTNER)
                | (Q(health_professional=False) & ~Q(role__in=[Role.DOCTOR, Role.NURSE])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.role}"
