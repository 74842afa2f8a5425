"""Everybody is somebody: the same people in every test (house.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from cases.demo.people import (
    ADMINISTRATION,
    HIRED,
    HOSPITAL,
    HOUSE,
    MAENDENES_HJEM,
    PEOPLE,
    SUBSTITUTION,
    UDSATTETEAMET,
    Workplace,
    email,
)
from tests.database import as_owner
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UnitFactory, UserFactory
from udsatte.access.actor import Actor, Channel
from udsatte.access.context import acting_as
from udsatte.accounts.models import Membership, Organisation, Unit, User

__all__ = [
    "ADMINISTRATION",
    "HIRED",
    "HOSPITAL",
    "HOUSE",
    "MAENDENES_HJEM",
    "PEOPLE",
    "SUBSTITUTION",
    "UDSATTETEAMET",
    "Persona",
    "Workplace",
    "persona",
    "workplace",
]


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody with a place in a unit."""

    name: str
    user: User
    membership: Membership

    @property
    def unit(self) -> Unit:
        return self.membership.unit

    @contextmanager
    def at_work(self, at: datetime) -> Iterator[Actor]:
        """In the database's context, as the web role, in a transaction of its own."""
        with acting_as(user_id=self.user.pk, membership_id=self.membership.pk, at=at, channel=Channel.TEST) as actor:
            yield actor


def workplace(place: Workplace) -> Unit:
    """The unit, made when it is not there yet."""
    with as_owner():
        organisation = Organisation.objects.filter(name=place.organisation).first() or OrganisationFactory(
            name=place.organisation, sector=place.sector
        )
        whole = workplace(HOUSE) if place.part_of else None
        return Unit.objects.filter(organisation=organisation, name=place.name).first() or UnitFactory(
            organisation=organisation, name=place.name, kind=place.kind, part_of=whole
        )


def persona(name: str) -> Persona:
    """The person of that name, with the membership that house.md gives them."""
    person = PEOPLE[name]
    unit = workplace(person.workplace)
    with as_owner():
        user = UserFactory(email=email(name), full_name=person.full_name)
        membership = MembershipFactory(
            user=user,
            unit=unit,
            role=person.role,
            starts_at=HIRED,
            health_professional=person.health_professional,
        )
    return Persona(name, user, membership)
