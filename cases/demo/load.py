"""Making the demo: units, people and places, and then the month that they worked."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from cases.actions.places import create_place
from cases.demo import about, away, duty, numbers, offline, once, street, told, turns, unknowns, work
from cases.demo.caseloads import COLLEAGUES
from cases.demo.month import AlreadyLoaded, Month
from cases.demo.people import HIRED, HOUSE, PASSWORD, PEOPLE, Workplace, email
from cases.demo.places import SPOTS
from udsatte.accounts.actions import create_unit, invite_user
from udsatte.accounts.models import Membership, Unit, User

_ALREADY = "SELECT pg_advisory_xact_lock(hashtextextended('demo', 4))"


def is_loaded() -> bool:
    """Whether the personas are here."""
    return User.objects.filter(email=email("anna")).exists()


@transaction.atomic
def load(*, at: datetime) -> None:
    """Make units, people, places, citizens and a year of work, as of `at`. All or nothing; raises AlreadyLoaded.

    The unit began with this software a month ago, and brought its contacts of the year before along in a spreadsheet.
    The same day and hour give the same demo, apart from ids. Run by the owner of the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALREADY)
    if is_loaded():
        raise AlreadyLoaded
    units: dict[Workplace, Unit] = {HOUSE: _unit(HOUSE, 0)}
    members: dict[str, Membership] = {}
    for number, (name, person) in enumerate((PEOPLE | COLLEAGUES).items(), start=1):
        place = person.workplace
        if place not in units:
            units[place] = _unit(place, len(units), units[HOUSE])
        members[name] = invite_user(
            email=email(name),
            full_name=person.full_name,
            title=person.title,
            phone=f"00 00 10 {number:02}",
            unit=units[place],
            role=person.role,
            health_professional=person.health_professional,
            at=HIRED,
        )
    User.objects.filter(pk__in=[member.user_id for member in members.values()]).update(password=make_password(PASSWORD))
    for spot in SPOTS:
        create_place(name=spot.name, kind=spot.kind, district=spot.district, focus_area=spot.focus_area)
    played = Month(members, at)
    for part in (work, once, about, numbers, turns, street, unknowns, told, offline):
        part.plan(played)
    played.play()
    duty.plan(members, at)
    away.plan(members, at)


def _unit(place: Workplace, number: int, house: Unit | None = None) -> Unit:
    return create_unit(
        name=place.name,
        organisation=place.organisation,
        sector=place.sector,
        kind=place.kind,
        phone=f"00 00 20 {number:02}",
        part_of=house if place.part_of else None,
        managing_organisation=house.organisation if house else None,
    )
