"""The year before the unit began with this software, as the list of contacts that it brought along."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from cases.caseload_import import ContactRow
from cases.choices import Medium, Outcome, ServiceResponse
from cases.demo.citizens import Somebody
from cases.demo.notes import NOTES
from cases.demo.people import email

YEAR = 365
_OUTCOMES = (Outcome.MET, Outcome.NOT_MET, Outcome.REFUSED, Outcome.MISSED)
_SERVICES = ("motivational_outreach", "outreach_casework", "care", "enrolled_contact")


def contacts(
    team: Sequence[Somebody], citizens: Mapping[str, UUID], *, today: date, until: int, pick: Random
) -> Iterator[ContactRow]:
    """A contact every week or so with each citizen, from when the unit knew them until so many days ago."""
    number = 0
    for who in team:
        days = min(who.known_for, YEAR) - pick.randint(0, 5)
        while who.key in citizens and days > until:
            number += 1
            yield _contact(number, who, citizens[who.key], today - timedelta(days=days), pick)
            days -= pick.randint(3, 11)


def _contact(number: int, who: Somebody, citizen: UUID, day: date, pick: Random) -> ContactRow:
    outcome = pick.choices(_OUTCOMES, (60, 25, 7, 8))[0]
    return ContactRow(
        number=number,
        reference=citizen,
        cpr=None,
        name=who.key,
        birth_on=None,
        birth_year=None,
        happened_on=day,
        clock=time(pick.randint(7, 21), pick.choice((0, 5, 10, 20, 30, 45))),
        medium=Medium.IN_PERSON,
        outcome=outcome,
        place=pick.choice(who.haunts),
        services=((pick.choice(_SERVICES), ServiceResponse.ACCEPTED),) if outcome is Outcome.MET else (),
        minutes=None,
        note=pick.choice(NOTES[outcome]),
        author=email(who.worker),
        contact=None,
    )
