"""Who works where. No citizen is reachable from here."""

import uuid
from typing import Any, ClassVar

import pghistory
from django.contrib.auth import hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from udsatte.accounts.choices import Role, Source
from udsatte.accounts.models.units import Unit
from udsatte.accounts.querysets import MembershipQuerySet


class UserManager(BaseUserManager["User"]):
    """Finds a person by e-mail, whatever the letter case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a person who may sign in once somebody gives them a membership."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(force_insert=True)
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who signs in, known by e-mail. What they may do stands on their memberships."""

    #: Rights (is_active, email) are written by the owner only, passwords by functions (accounts/sql).
    web_grants = "S"
    web_update_columns = ("last_login",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("name"), max_length=120)
    title = models.CharField(
        _("title"), max_length=80, blank=True, help_text=_("What the person is, in their own words.")
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_lower_case", condition=Q(email=Func(F("email"), function="lower"))),
            models.CheckConstraint(name="user_named", condition=~Q(full_name="")),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is this one. Its hash stays as it is: nobody is in the context yet who could write a new one."""
        return hashers.check_password(raw_password, self.password)

    @property
    def first_name(self) -> str:
        return self.full_name.split()[0]

    @property
    def initials(self) -> str:
        words = self.full_name.split()
        return "".join(word[0] for word in (words[0], words[-1])).upper() if len(words) > 1 else words[0][:2].upper()


class Period(Func):
    """From a moment up to, and not including, another one."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


@pghistory.track()
class Membership(models.Model):
    """A person's place in a unit, with a role, for a period [starts_at, ends_at)."""

    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    health_professional = models.BooleanField(
        _("health professional"),
        default=False,
        help_text=_("Always for a doctor and a nurse; for a region partner it is set for each person."),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"), null=True, blank=True)
    source = models.CharField(
        _("source"),
        max_length=10,
        choices=Source,
        db_default=Source.HAND,
        help_text=_("What a group of the identity provider gave, only the next sign-in there changes."),
    )

    capacity = models.PositiveSmallIntegerField(
        _("capacity"),
        null=True,
        blank=True,
        help_text=_("How many citizens the person has room for; empty: as many as everybody (CASELOAD_CAPACITY)."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="membership_source_known", condition=Q(source__in=Source.values)),
            models.CheckConstraint(
                name="membership_period_forwards", condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="membership_capacity_likely", condition=Q(capacity__isnull=True) | Q(capacity__lte=60)
            ),
            models.CheckConstraint(
                name="membership_health_follows_role",
                condition=Q(role__in=[Role.DOCTOR, Role.NURSE], health_professional=True)
                | Q(role=Role.REGION_PARTNER)
                | (Q(health_professional=False) & ~Q(role__in=[Role.DOCTOR, Role.NURSE])),
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
