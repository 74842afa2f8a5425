"""The personas of the demo and of every test: everybody is somebody, and the same somebody everywhere."""

from datetime import datetime
from typing import NamedTuple

from udsatte.accounts.choices import HEALTH_ROLES, Role, Sector, UnitKind

PASSWORD = "udsatte-demo"  # noqa: S105 — printed at every start of the demo

#: Long before any test's clock, so that everybody is at work at every frozen time.
HIRED = datetime.fromisoformat("2010-01-01T00:00:00+01:00")


class Workplace(NamedTuple):
    """A unit of the personas. part_of: the name of the unit of the same organisation that it is a part of."""

    name: str
    organisation: str
    sector: str
    kind: str
    part_of: str = ""


class Person(NamedTuple):
    """Somebody who signs in. title: what they are in their own words, where the role does not say it."""

    full_name: str
    role: Role
    workplace: Workplace
    title: str = ""
    is_nurse: bool = False

    @property
    def health_professional(self) -> bool:
        """By role, or, of a region partner, by training."""
        return self.is_nurse or self.role in HEALTH_ROLES


HOUSE = Workplace("Hjemløseenheden", "Københavns Kommune", Sector.MUNICIPALITY, UnitKind.DEPARTMENT)
UDSATTETEAMET = HOUSE._replace(name="Udsatteteamet", kind=UnitKind.TEAM, part_of=HOUSE.name)
SUBSTITUTION = HOUSE._replace(name="Substitutionsteamet", kind=UnitKind.TEAM, part_of=HOUSE.name)
HOSPITAL = Workplace("Socialsygeplejerskerne, Bispebjerg", "Region Hovedstaden", Sector.REGION, UnitKind.WARD)
MAENDENES_HJEM = Workplace("Mændenes Hjem", "Fonden Mændenes Hjem", Sector.CIVIL_SOCIETY, UnitKind.EFFORT)
ADMINISTRATION = Workplace("Administrationen", "Københavns Kommune", Sector.MUNICIPALITY, UnitKind.TEAM)

PEOPLE: dict[str, Person] = {
    "anna": Person("Anna Testsen", Role.CASEWORKER, UDSATTETEAMET),
    "bo": Person("Bo Testsen", Role.CASEWORKER, UDSATTETEAMET),
    "clara": Person("Clara Testsen", Role.COORDINATOR, UDSATTETEAMET),
    "mette": Person("Mette Testsen", Role.MANAGER, UDSATTETEAMET),
    "niels": Person("Niels Testsen", Role.NURSE, SUBSTITUTION),
    "dorthe": Person("Dorthe Testsen", Role.DOCTOR, SUBSTITUTION),
    "sofie": Person("Sofie Testsen", Role.SOCIAL_WORKER, SUBSTITUTION),
    "rikke": Person("Rikke Testsen", Role.REGION_PARTNER, HOSPITAL, "Socialsygeplejerske", is_nurse=True),
    "frank": Person("Frank Testsen", Role.REFERRER, MAENDENES_HJEM),
    "viggo": Person("Viggo Testsen", Role.AUDITOR, ADMINISTRATION),
    "adam": Person("Adam Testsen", Role.ADMINISTRATOR, ADMINISTRATION),
}


def email(name: str) -> str:
    """The address with which the persona signs in."""
    return f"{name}@example.org"
