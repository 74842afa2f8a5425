"""Making units with their people, citizens and contacts, and copying them in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import connection, transaction
from django.utils.timezone import localdate

from cases.actions.places import create_place
from cases.choices import Initiative, MayBeTold, Medium, Outcome
from cases.demo.citizens import SUBSTITUTION, UDSATTETEAMET
from cases.demo.places import SPOTS
from cases.models import Place, Service
from cases.seed.copy import CLOCKS, FINDABLE, NULL, TABLES, Buffers, set_wise
from cases.seed.shape import DAY, Shape
from udsatte.accounts.models import Organisation

#: Citizens of one unit, when nobody says how many units: the middle of 60–75 (domain.md).
USUAL_UNIT = 68
_HIRED = "2010-01-01 00:00:00+00"
_PEOPLE = UDSATTETEAMET + SUBSTITUTION
_FAMILY_NAMES = sorted({who.family_name for who in _PEOPLE if who.family_name})
_ALIASES = sorted({alias for who in _PEOPLE for alias in who.aliases})
_WHAT = ("Ring om natpladsen", "Følgeskab til lægen", "Opsøg igen", "Send ansøgningen", "Aftal tid med jobcentret")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was made. emails: one caseworker's of each unit."""

    citizens: int
    contacts: int
    lines: int
    emails: tuple[str, ...]


@dataclass(slots=True)
class _Team:
    """A unit while its rows are made."""

    unit: str
    coordinator: str
    caseworkers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Client:
    """A citizen while the contacts are made."""

    citizen: str
    worker: str
    known: int


@transaction.atomic
def seed(
    *,
    citizens: int,
    contacts: int,
    units: int | None = None,
    until: date | None = None,
    number: int = 1,
    progress: Progress = lambda done, total: None,
) -> Seeded:
    """Copy in so many citizens with so many contacts, the last on `until` (yesterday). Run by the owner.

    The same arguments on the same day make the same rows; a second seed in one database needs another `number`.
    No history is written. Raises ValueError for numbers that make no work; AlreadySeeded.
    """
    units = units or max(1, round(citizens / USUAL_UNIT))
    if citizens < units or contacts < 0:
        raise ValueError("There are at least as many citizens as units, and no fewer contacts than none.")
    if Organisation.objects.filter(name=_organisation(number)).exists():
        raise AlreadySeeded(number)
    for spot in SPOTS:
        create_place(name=spot.name, kind=spot.kind, district=spot.district, focus_area=spot.focus_area)
    with set_wise(contacts=contacts):
        made = _Seed(number, until or localdate() - timedelta(days=1), contacts, progress).run(citizens, units)
    with connection.cursor() as cursor:  # looks up each citizen's rows, for which it needs the indexes back
        cursor.execute(CLOCKS)
        cursor.execute(FINDABLE)
    return made


class AlreadySeeded(Exception):
    """There is a seed with this number."""


def vacuum() -> None:
    """Statistics and visibility as after a night of autovacuum. Outside a transaction; inside only the statistics."""
    words = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        for table in [*TABLES, "cases_citizenclock", "cases_findable"]:
            cursor.execute(f'{words} "{table}"')


def _organisation(number: int) -> str:
    return f"Testkommune {number} (seed)"


class _Seed:
    def __init__(self, number: int, until: date, contacts: int, progress: Progress) -> None:
        self.number = number
        self.chance = Random(f"udsatte:{number}")  # noqa: S311 — made-up people
        self.shape = Shape(self.chance, until)
        self.rows = Buffers()
        self.contacts = contacts
        self.progress = progress
        self.done = 0
        self.lines = 0
        self.emails: list[str] = []
        self.places = [str(pk) for pk in Place.objects.offered().order_by("name").values_list("pk", flat=True)]
        self.services = list(Service.objects.order_by("position").values_list("pk", flat=True))

    def run(self, citizens: int, units: int) -> Seeded:
        """All of it, unit by unit."""
        organisation = self.shape.identifier()
        self.rows.add("accounts_organisation", organisation, _organisation(self.number), "municipality")
        numbers = self.shape.spread(self.contacts, citizens)
        sizes = [citizens // units + (index < citizens % units) for index in range(units)]
        for index, size in enumerate(sizes, start=1):
            self._unit(organisation, index, [numbers.pop() for _ in range(size)])
        self.rows.flush()
        self.progress(self.done, self.contacts)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(TABLES)}")  # else the next ones are planned for empty tables
        return Seeded(citizens, self.done, self.lines, tuple(self.emails))

    def _unit(self, organisation: str, index: int, numbers: list[int]) -> None:
        unit = self.shape.identifier()
        self.rows.add("accounts_unit", unit, organisation, f"Testenhed {self.number}-{index}", "team", "")
        sizes = self.shape.caseloads(len(numbers))
        team = _Team(unit, self._person(unit, index, 0))
        team.caseworkers = [self._person(unit, index, place) for place in range(1, len(sizes) + 1)]
        for worker, size in zip(team.caseworkers, sizes, strict=True):
            clients: list[_Client] = []
            for _ in range(size):
                contacts = numbers.pop()
                known, moments = self.shape.history(contacts)
                client = _Client(self._citizen(team, known), worker, known)
                self._case(team, client, moments)
                self._promises(team, client, moments)
                clients.append(client)
                self._contacts(team, client, clients, moments)
                self.done += contacts
                self.rows.flush_when_full()
                self.progress(self.done, self.contacts)

    def _person(self, unit: str, index: int, place: int) -> str:
        """A caseworker, or (place 0) the coordinator. Nobody can sign in with a password."""
        person = self.shape.identifier()
        email = f"seed{self.number}-{index}-{place}@example.org"
        role = "caseworker" if place else "coordinator"
        self.rows.add("accounts_user", person, email, f"Medarbejder {index}-{place} Testsen", "", "", "t", "!")
        self.rows.add("accounts_membership", self.shape.identifier(), person, unit, role, "f", _HIRED)
        if place == 1:
            self.emails.append(email)
        return person

    def _citizen(self, team: _Team, known: int) -> str:
        chance, shape = self.chance, self.shape
        citizen, since = shape.identifier(), shape.moment((known + 1) * DAY)
        who = chance.choice(_PEOPLE)
        born = date(1942, 1, 1) + timedelta(days=chance.randrange(22_000))
        age = chance.random()
        risk = chance.random() < 0.05
        self.rows.add(
            "cases_citizen",
            citizen,
            who.given_name,
            chance.choice(_FAMILY_NAMES),
            born.isoformat() if age < 0.85 else NULL,
            str(born.year) if 0.85 <= age < 0.95 else NULL,
            who.sex,
            "t" if chance.random() < 0.04 else "f",
            "Gå to." if risk else "",
            shape.ahead(30) if risk else NULL,
            since,
            team.coordinator,
            "1",
            *shape.particulars(),
        )
        by = (since, team.coordinator)
        if chance.random() < 0.25:
            self.rows.add("cases_alias", shape.identifier(), citizen, chance.choice(_ALIASES), *by)
        if chance.random() < 0.5:
            number = f"00 00 {chance.randrange(100):02} {chance.randrange(100):02}"
            self.rows.add("cases_phone", shape.identifier(), citizen, number, *by)
        for place in shape.some(self.places, 3):
            self.rows.add("cases_haunt", shape.identifier(), citizen, place, *by)
        of = (citizen, team.unit)
        if chance.random() < 0.4:
            self.rows.add("cases_background", shape.identifier(), *of, *shape.background(), *by, "1")
        if chance.random() < 0.2:
            name = f"{chance.choice(_PEOPLE).given_name} {chance.choice(_FAMILY_NAMES)}"
            may, agreed = shape.told()
            consent_on = NULL if may == MayBeTold.NOTHING else since[:10]
            relative = (name, chance.choice(("mor", "bror", "datter", "ven")), "", may, agreed, consent_on)
            self.rows.add("cases_relative", shape.identifier(), *of, *relative, *by)
        return citizen

    def _case(self, team: _Team, client: _Client, moments: list[int]) -> None:
        """Ground, case, its statuses and whose list. One in twelve is closed; one in seven changed hands."""
        chance, shape = self.chance, self.shape
        case, ground, since = shape.identifier(), shape.identifier(), shape.moment((client.known + 1) * DAY)
        of = (client.citizen, team.unit)
        closed = max(moments[-1] - 20 * DAY, 0) if moments and chance.random() < 0.08 else None
        ended = NULL if closed is None else shape.moment(closed)
        ended_on = NULL if closed is None else ended[:10]
        closer, why = (NULL, "") if closed is None else (team.coordinator, "Egen bolig og fast støtte")
        self.rows.add("cases_ground", ground, *of, "case", "30", "t", since, "", team.coordinator)
        change = (case, *of)
        steps = [("", "active", "", "", since)]
        if closed is not None:
            begun = shape.moment(min(closed + 10 * DAY, client.known * DAY))
            steps += [("active", "aftercare", why, "", begun), ("aftercare", "closed", why, "manages", ended)]
        for before, after, reason, cause, moment in steps:
            signed = (before, after, reason, cause, moment, team.coordinator)
            self.rows.add("cases_casestatuschange", shape.identifier(), *change, *signed)
        _, status, reason, cause, moment = steps[-1]
        state = (status, moment, team.coordinator, reason, cause, "1")
        self.rows.add("cases_case", case, *of, ground, since[:10], team.coordinator, *state)
        starts_on = since[:10]
        if chance.random() < 0.15:
            half = shape.day(max(client.known // 2, (closed or 0) // DAY + 1))
            before = chance.choice(team.caseworkers)
            passed = (starts_on, half, team.coordinator, team.coordinator)
            self.rows.add("cases_assignment", shape.identifier(), *change, before, *passed)
            starts_on = half
        row = (starts_on, ended_on, team.coordinator, closer)
        self.rows.add("cases_assignment", shape.identifier(), *change, client.worker, *row)

    def _promises(self, team: _Team, client: _Client, moments: list[int]) -> None:
        """Some open ones around today, and one kept for every eight contacts."""
        chance, shape = self.chance, self.shape
        for _ in range(chance.choices((0, 1, 2, 3), (35, 45, 15, 5))[0]):
            opened = shape.moment(chance.randrange(10 * DAY))
            owner = client.worker if chance.random() < 0.9 else NULL
            due_on = shape.ahead(chance.randint(-4, 20))
            row = (owner, chance.choice(_WHAT), "", due_on, opened, client.worker, NULL, NULL, "", "1")
            self.rows.add("cases_followup", shape.identifier(), client.citizen, team.unit, *row)
        for moment in moments[::8]:
            done = max(moment - chance.randint(1, 9) * DAY, 0)
            promise = (client.worker, chance.choice(_WHAT), "", shape.day(done // DAY), shape.moment(moment))
            kept = (client.worker, shape.moment(done), client.worker, "", "2")
            self.rows.add("cases_followup", shape.identifier(), client.citizen, team.unit, *promise, *kept)

    def _contacts(self, team: _Team, client: _Client, clients: list[_Client], moments: list[int]) -> None:
        chance, shape = self.chance, self.shape
        for moment in moments:
            contact, at = shape.identifier(), shape.moment(moment)
            by = client.worker if chance.random() < 0.8 else chance.choice(team.caseworkers)
            medium, outcome = shape.manner()
            place = chance.choice(self.places) if medium == Medium.IN_PERSON else NULL
            by_citizen = medium != Medium.IN_PERSON and outcome == Outcome.MET
            initiative = Initiative.CITIZEN if by_citizen else Initiative.OURS
            saved_at = shape.moment(max(moment - chance.randrange(60), 0))
            self.rows.add(
                "cases_contact", contact, team.unit, by, at, medium, place, "", initiative.value, "logged", saved_at
            )
            there = [client.citizen]
            if chance.random() < 0.05:
                other = chance.choice(clients)
                if other is not client and moment < other.known * DAY:
                    there.append(other.citizen)
            for citizen in there:
                self._line(contact, citizen, (team.unit, by, at, medium, place), outcome)

    def _line(self, contact: str, citizen: str, header: tuple[str, str, str, str, str], outcome: str) -> None:
        chance, shape = self.chance, self.shape
        line = shape.identifier()
        met = outcome == Outcome.MET
        minutes = str(chance.randrange(5, 61, 5)) if met else NULL
        self.rows.add("cases_contactline", line, contact, citizen, *header, "", outcome, minutes, shape.note(), "")
        self.lines += 1
        if met and header[3] == Medium.IN_PERSON:
            for service in shape.some(self.services, 2):
                response = "accepted" if chance.random() < 0.8 else "refused"
                self.rows.add("cases_lineservice", shape.identifier(), line, citizen, header[0], service, response)
