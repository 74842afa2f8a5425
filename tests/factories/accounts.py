"""People and units, stored as the owner. Everybody is made up."""

from datetime import date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from udsatte.accounts.choices import Role, Sector, UnitKind
from udsatte.accounts.models import DirectoryEntry, DutyShift, Leave, Membership, Organisation, Unit, User


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Testkommune {n}")
    sector = Sector.MUNICIPALITY


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Testenhed {n}")
    kind = UnitKind.TEAM


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"testperson{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Testperson {n}")
    password = "!"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.CASEWORKER
    starts_at = datetime.fromisoformat("2010-01-01T00:00:00+01:00")


class DutyShiftFactory(DjangoModelFactory):
    class Meta:
        model = DutyShift

    unit = factory.SubFactory(UnitFactory)
    name = "Socialvagten"
    phone = "00 00 00 90"
    starts_at = datetime.fromisoformat("2026-11-24T16:00:00+01:00")
    ends_at = factory.LazyAttribute(lambda shift: shift.starts_at + timedelta(hours=6))
    made_at = datetime.fromisoformat("2026-11-20T09:00:00+01:00")
    made_by = factory.SubFactory(UserFactory)


class LeaveFactory(DjangoModelFactory):
    class Meta:
        model = Leave

    unit = factory.SubFactory(UnitFactory)
    user = factory.SubFactory(UserFactory)
    deputy = factory.SubFactory(UserFactory)
    starts_on = date(2026, 11, 24)
    ends_on = factory.LazyAttribute(lambda leave: leave.starts_on + timedelta(days=7))
    made_at = datetime.fromisoformat("2026-11-20T09:00:00+01:00")
    made_by = factory.SubFactory(UserFactory)


class DirectoryEntryFactory(DjangoModelFactory):
    class Meta:
        model = DirectoryEntry

    unit = factory.SubFactory(UnitFactory)
