"""Everybody is somebody: the same people in every test (house.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from tests.database import as_owner
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UnitFactory, UserFactory
from udsatte.access.actor import Actor, Channel
from udsatte.access.context import acting_as
from udsatte.accounts.choices import HEALTH_ROLES, Role, Sector, UnitKind
from udsatte.accounts.models import Membership, Organisation, Unit, User


@dataclass(frozen=True, slots=True)
class Workplace:
    """A unit of the personas."""

    name: str
    organisation: str
    sector: str
    kind: str


UDSATTETEAMET = Workplace("Udsatteteamet", "Københavns Kommune", Sector.MUNICIPALITY, UnitKind.TEAM)
SUBSTITUTION = Workplace("Substitutionsteamet", "Københavns Kommune", Sector.MUNICIPALITY, UnitKind.TEAM)
HOSPITAL = Workplace("Socialsygeplejerskerne, Bispebjerg", "Region Hovedstaden", Sector.REGION, UnitKind.WARD)
MAENDENES_HJEM = Workplace("Mændenes Hjem", "Fonden Mændenes Hjem", Sector.CIVIL_SOCIETY, UnitKind.EFFORT)
ADMINISTRATION = Workplace("Administrationen", "Københavns Kommune", Sector.MUNICIPALITY, UnitKind.TEAM)

PEOPLE: dict[str, tuple[str, Role, Workplace]] = {
    "anna": ("Anna Testsen", Role.CASEWORKER, UDSATTETEAMET),
    "bo": ("Bo Testsen", Role.CASEWORKER, UDSATTETEAMET),
    "clara": ("Clara Testsen", Role.COORDINATOR, UDSATTETEAMET),
    "mette": ("Mette Testsen", Role.MANAGER, UDSATTETEAMET),
    "niels": ("Niels Testsen", Role.NURSE, SUBSTITUTION),
    "dorthe": ("Dorthe Testsen", Role.DOCTOR, SUBSTITUTION),
    "sofie": ("Sofie Testsen", Role.SOCIAL_WORKER, SUBSTITUTION),
    "rikke": ("Rikke Testsen", Role.REGION_PARTNER, HOSPITAL),
    "frank": ("Frank Testsen", Role.REFERRER, MAENDENES_HJEM),
    "viggo": ("Viggo Testsen", Role.AUDITOR, ADMINISTRATION),
    "adam": ("Adam Testsen", Role.ADMINISTRATOR, ADMINISTRATION),
}

#: Long before any test's clock, so that everybody is at work at every frozen time.
HIRED = datetime.fromisoformat("2010-01-01T00:00:00+01:00")


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
        return Unit.objects.filter(organisation=organisation, name=place.name).first() or UnitFactory(
            organisation=organisation, name=place.name, kind=place.kind
        )


def persona(name: str) -> Persona:
    """The person of that name, with the membership that house.md gives them."""
    full_name, role, place = PEOPLE[name]
    unit = workplace(place)
    with as_owner():
        user = UserFactory(email=f"{name}@example.org", full_name=full_name)
        health = role in HEALTH_ROLES or name == "rikke"
        membership = MembershipFactory(user=user, unit=unit, role=role, starts_at=HIRED, health_professional=health)
    return Persona(name, user, membership)
