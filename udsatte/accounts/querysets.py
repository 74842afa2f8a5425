"""Who is at work where."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from udsatte.accounts.choices import Role, Source

if TYPE_CHECKING:
    from udsatte.accounts.models import (  # noqa: F401 (named in quotes below)
        DirectoryEntry,
        DutyShift,
        Identity,
        Leave,
        Membership,
        Organisation,
        Session,
        Unit,
    )


class OrganisationQuerySet(models.QuerySet["Organisation", Any]):
    """Organisations."""

    def by_name(self) -> Self:
        return self.order_by("name")


class UnitQuerySet(models.QuerySet["Unit", Any]):
    """Units."""

    def open_on(self, day: date) -> Self:
        """Those in which somebody can work that day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def of_house(self, house_id: UUID) -> Self:
        """A whole and its parts (`Unit.house_id`)."""
        return self.filter(Q(pk=house_id) | Q(part_of=house_id))

    def managed_from(self, organisation_id: UUID) -> Self:
        """Those of an organisation, and of the organisations that it manages. `app_manages` in SQL."""
        return self.filter(Q(organisation=organisation_id) | Q(organisation__managing_organisation=organisation_id))

    def with_organisation(self) -> Self:
        return self.select_related("organisation")

    def for_roster(self) -> Self:
        """With its organisation, the whole before its parts."""
        return self.with_organisation().order_by(F("part_of").asc(nulls_first=True), "name")


class MembershipQuerySet(models.QuerySet["Membership", Any]):
    """People's places in units."""

    def open_at(self, at: datetime) -> Self:
        """In force at that instant, of people who may sign in, in units that are open: as `access_enter` decides it."""
        today = timezone.localdate(at)
        return self.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=at),
            Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=today),
            starts_at__lte=at,
            user__is_active=True,
        )

    def of_unit(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)

    def present(self, at: datetime) -> Self:
        """Of people who are not away that day."""
        return self.filter(~Exists(_leaves().running(at).filter(user=OuterRef("user"), unit=OuterRef("unit"))))

    def with_role(self, roles: Iterable[str]) -> Self:
        return self.filter(role__in=roles)

    def of_house(self, house_id: UUID) -> Self:
        """In a whole and its parts (`Unit.house_id`)."""
        return self.filter(Q(unit=house_id) | Q(unit__part_of=house_id))

    def by_name(self) -> Self:
        """With the person and the unit, for a list to choose from."""
        return self.select_related("user", "unit").order_by("user__full_name", "pk")

    def of_user(self, user_id: UUID) -> Self:
        return self.filter(user_id=user_id)

    def managed_from(self, organisation_id: UUID) -> Self:
        """In the units of an organisation, and of the organisations that it manages."""
        return self.filter(
            Q(unit__organisation=organisation_id) | Q(unit__organisation__managing_organisation=organisation_id)
        )

    def unmanaged_from(self, organisation_id: UUID) -> Self:
        """In all other units."""
        managed = Q(unit__organisation=organisation_id) | Q(unit__organisation__managing_organisation=organisation_id)
        return self.exclude(managed)

    def not_over(self, at: datetime) -> Self:
        """In force, or to come."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))

    def not_over_or_given_back(self, at: datetime) -> Self:
        """The same, and what groups gave to somebody bound to the identity provider: the next sign-in gives it back."""
        given = Q(source=Source.GROUPS, user__identities__isnull=False)
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at) | given)

    def over(self, at: datetime) -> Self:
        return self.filter(ends_at__lte=at)

    def named(self, letters: str) -> Self:
        """Of people in whose name or e-mail the letters stand."""
        return self.filter(Q(user__full_name__icontains=letters) | Q(user__email__icontains=letters))

    def for_people(self) -> Self:
        """With unit, person, and whether they have a second step."""
        factors = Authenticator.objects.filter(user=OuterRef("user")).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return self.select_related("unit__organisation", "user").annotate(has_second_step=Exists(factors))

    def administrators_of(self, unit_id: UUID) -> Self:
        """Those who look after a unit: of its organisation, and of the one that manages it."""
        return self.filter(role=Role.ADMINISTRATOR).filter(
            Q(unit__organisation__units=unit_id) | Q(unit__organisation__manages__units=unit_id)
        )

    def administrators_of_organisation(self, organisation_id: UUID) -> Self:
        """Those who look after an organisation: its own, and those of the one that manages it."""
        return self.filter(role=Role.ADMINISTRATOR).filter(
            Q(unit__organisation=organisation_id) | Q(unit__organisation__manages=organisation_id)
        )

    def for_account(self) -> Self:
        """With what a person's own page says of each place, in the order in which `access_enter` prefers them."""
        return self.select_related("unit__organisation").order_by("starts_at", "pk")


def _leaves() -> "LeaveQuerySet":
    from udsatte.accounts.models import Leave

    return Leave.objects.all()


class LeaveQuerySet(models.QuerySet["Leave", Any]):
    """Who is away, and who stands in."""

    def of_unit(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(cancelled_at__isnull=True)

    def running(self, at: datetime) -> Self:
        """Those that hold that day."""
        today = timezone.localdate(at)
        return self.standing().filter(starts_on__lte=today, ends_on__gt=today)

    def not_over(self, at: datetime) -> Self:
        """Those that hold, or are to come."""
        return self.standing().filter(ends_on__gt=timezone.localdate(at))

    def of_user(self, user_id: UUID, at: datetime) -> Self:
        """The person's own that holds that day."""
        return self.running(at).filter(user_id=user_id)

    def overlapping(self, starts_on: date, ends_on: date) -> Self:
        """Those with a day in common with [starts_on, ends_on)."""
        return self.standing().filter(starts_on__lt=ends_on, ends_on__gt=starts_on)

    def minded(self, at: datetime, roles: Iterable[str]) -> Self:
        """Those whose deputy is at work in the unit, in one of these roles."""
        return self.filter(Exists(_at_work(at).with_role(roles).filter(user=OuterRef("deputy"))))

    def lending(self, at: datetime) -> Self:
        """Those of somebody who is a coordinator of the unit still. `role_at_work` in SQL."""
        coordinator = _at_work(at).with_role([Role.COORDINATOR]).filter(user=OuterRef("user"))
        return self.filter(Exists(coordinator), lends_role=True)

    def for_list(self) -> Self:
        """With the people, soonest first."""
        return self.select_related("user", "deputy").order_by("starts_on", "user__full_name", "pk")


def _at_work(at: datetime) -> MembershipQuerySet:
    from udsatte.accounts.models import Membership

    return Membership.objects.open_at(at).filter(unit=OuterRef("unit"))


class DutyShiftQuerySet(models.QuerySet["DutyShift", Any]):
    """Shifts on the roster."""

    def planned(self) -> Self:
        """Not taken off again."""
        return self.filter(cancelled_at__isnull=True)

    def between(self, begins_at: datetime, ends_at: datetime) -> Self:
        """Those that have any moment in common with [begins_at, ends_at)."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=begins_at)

    def running(self, at: datetime) -> Self:
        """Those that cover that moment."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def of_house(self, house_id: UUID) -> Self:
        """Of a whole and its parts."""
        return self.filter(Q(unit=house_id) | Q(unit__part_of=house_id))

    def for_roster(self) -> Self:
        """With the unit and the person, in the order of time."""
        return self.select_related("unit", "user").order_by("starts_at", "unit__name", "pk")

    def elsewhere(self, house_id: UUID, most: int = 50) -> Self:
        """Some of other houses', by unit, with what a page says of each."""
        others = self.exclude(Q(unit=house_id) | Q(unit__part_of=house_id))
        return others.select_related("unit__organisation", "user").order_by("unit__name", "starts_at", "pk")[:most]

    def for_change(self, at: datetime) -> Self:
        """Those that are not over, with the unit, its organisation and the person."""
        return self.filter(ends_at__gt=at).select_related("unit__organisation", "user")


class IdentityQuerySet(models.QuerySet["Identity", Any]):
    """People as an identity provider knows them."""

    def of_user(self, user_id: UUID, issuer: str) -> Self:
        """Who the person is there: one, or nobody."""
        return self.filter(user_id=user_id, issuer=issuer)


class SessionQuerySet(models.QuerySet["Session", Any]):
    """The browsers in which people are signed in."""

    def of_user(self, user_id: UUID, at: datetime) -> Self:
        """The person's own that still open something, the one used last on top. What they hold is not read."""
        return self.filter(user_id=user_id, expire_date__gt=at).defer("session_data").order_by("-last_used_at", "pk")


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry", Any]):
    """What the directory says."""

    def running_on(self, day: date) -> Self:
        """Efforts whose period has not run out, in units that are open."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=day),
        )

    def of_sector(self, sector: str) -> Self:
        return self.filter(unit__organisation__sector=sector)

    def in_district(self, district: str) -> Self:
        """Those that work there; also those of which no district is said."""
        return self.filter(Q(districts=[]) | Q(districts__contains=[district]))

    def for_group(self, group: str) -> Self:
        return self.filter(groups__contains=[group])

    def saying(self, words: str) -> Self:
        """With these words in the name, the organisation, what it is for, or for whom."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(unit__name__icontains=word)
                | Q(unit__organisation__name__icontains=word)
                | Q(purpose__icontains=word)
                | Q(target_group__icontains=word)
            )
        return found

    def with_unit(self) -> Self:
        return self.select_related("unit__organisation", "unit__part_of")
