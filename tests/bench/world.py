"""The same working day on top of every seed: what is shown is the same, only what is stored differs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from cases.choices import Outcome, ServiceResponse
from cases.demo.notes import MET
from cases.identifiers import digest, seal
from cases.models import Citizen, ContactLine, Place
from referrals.models import Referral
from tests.bench.referrals import OPEN, add_referrals
from tests.factories import cases as make
from tests.factories.accounts import MembershipFactory, UnitFactory, UserFactory
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership, Unit, User

READER = "bench@example.org"
BEGINNER = "bench.beginner@example.org"
COORDINATOR = "bench.coordinator@example.org"
#: Somebody of a large unit, who searches, and reads a timeline that goes back for years.
SEARCHER = "bench.searcher@example.org"
TEST_PERSON = "2509479989"
ON_MY_LIST = 15
LINES = 40
MAIN, SAVED = "Aage", "Øjvind"
_NAMES = (
    *(MAIN, "Anker", "Bent", "Conny", "Dorte", "Egon", "Frede", "Gerda", "Hugo"),
    *("Inger", "Jonna", "Kaj", "Lis", SAVED, "Åse"),
)


_VISIBLE = """
INSERT INTO cases_ground (id, citizen_id, unit_id, basis, scope, health, starts_at, reason, opened_by_id, ended_reason)
SELECT gen_random_uuid(), c.id, %(unit)s, 'case', 30, false, %(at)s - interval '1 year', '', %(by)s, ''
  FROM cases_citizen c WHERE NOT is_unknown ORDER BY md5(c.id::text) LIMIT %(visible)s
"""
_ENTRIES = """
WITH said AS (
  INSERT INTO cases_contact (id, unit_id, by_id, at, medium, whereabouts, initiative, with_others, source, saved_at)
  SELECT gen_random_uuid(), %(unit)s, %(by)s, %(at)s - n * interval '16 hours', 'in_person', '', 'ours', '', 'logged',
         %(at)s
    FROM generate_series(1, %(entries)s) n RETURNING *
)
INSERT INTO cases_contactline (id, contact_id, citizen_id, unit_id, by_id, at, medium, whereabouts, outcome, note,
                               accompanied_to, struck_reason)
SELECT gen_random_uuid(), s.id, %(citizen)s, s.unit_id, s.by_id, s.at, s.medium, '', 'met', %(note)s, '', '' FROM said s
"""


@dataclass(frozen=True, slots=True)
class World:
    """Whom the pages are measured as, and about whom."""

    reader: UUID
    beginner: UUID
    coordinator: Membership
    unit: UUID
    citizen: UUID
    saved: UUID
    new: UUID
    searcher: UUID
    long: UUID
    middle: UUID
    names: tuple[tuple[str, str], ...]
    referral: UUID


def add_world(at: datetime, *, visible: int = 20, entries: int = 30, referrals: int = 40) -> None:
    """A caseworker of the seed's first unit with 15 citizens, one of them with 40 lines; and a beginner with one.

    And somebody who sees so many citizens of the seed, and one more with a timeline of so many entries; and so many
    referrals of all units beside the queue of this one.
    """
    unit = Unit.objects.filter(name__startswith="Testenhed").order_by("name").first()
    assert unit is not None
    reader = UserFactory(email=READER, full_name="Benedikte Bænk", phone="00 00 00 01")
    beginner = UserFactory(email=BEGINNER, full_name="Bo Begynder")
    for user in (reader, beginner):
        MembershipFactory(user=user, unit=unit)
    MembershipFactory(user__email=COORDINATOR, unit=unit, role=Role.COORDINATOR)
    places = list(Place.objects.offered()[:5])
    for index, name in enumerate(_NAMES):
        citizen = _citizen(name, "Bænksen", unit, reader, at, index)
        lines = LINES if name == MAIN else 0 if index % 7 == 5 else 3
        for back in range(lines):
            _line(citizen, unit, reader, at - timedelta(days=2 * index + 3 * back, hours=2), back, places)
        for soon in range(3 if name == MAIN else index % 2):
            make.FollowUpFactory(
                citizen=citizen,
                unit=unit,
                owner=reader,
                opened_by=reader,
                due_on=localdate(at) + timedelta(days=soon + index % 5 - 2),
            )
    new = _citizen("Ny", "Bænksen", unit, beginner, at, 0)
    _line(new, unit, beginner, at - timedelta(days=4), 0, places)
    _large_unit(at, visible, entries)
    add_referrals(at, unit=unit, by=reader, count=referrals)


def _large_unit(at: datetime, visible: int, entries: int) -> None:
    unit = UnitFactory(name="Bænkens store enhed")
    searcher = UserFactory(email=SEARCHER, full_name="Søren Søger")
    MembershipFactory(user=searcher, unit=unit)
    with connection.cursor() as cursor:
        cursor.execute(_VISIBLE, {"unit": unit.pk, "by": searcher.pk, "at": at, "visible": visible})
        long = _citizen("Lang", "Bænkesen", unit, searcher, at, 1)
        cursor.execute(
            _ENTRIES,
            {"unit": unit.pk, "by": searcher.pk, "at": at, "citizen": long.pk, "entries": entries, "note": MET[0]},
        )


def find_world() -> World:
    """The ids of what add_world has made; `middle` is the line in the middle of the long timeline."""
    users = dict(User.objects.filter(email__in=(READER, BEGINNER)).values_list("email", "pk"))
    people = dict(Citizen.objects.filter(family_name="Bænksen").values_list("given_name", "pk"))
    unit = Unit.objects.get(memberships__user=users[READER])
    coordinator = Membership.objects.get(user__email=COORDINATOR)
    searcher = User.objects.get(email=SEARCHER)
    seen = Citizen.objects.filter(grounds__unit__memberships__user=searcher).order_by("pk")
    long = seen.get(family_name="Bænkesen")
    lines = ContactLine.objects.filter(citizen=long).order_by("-at", "-pk")
    return World(
        reader=users[READER],
        beginner=users[BEGINNER],
        coordinator=coordinator,
        unit=unit.pk,
        citizen=people[MAIN],
        saved=people[SAVED],
        new=people["Ny"],
        searcher=searcher.pk,
        long=long.pk,
        middle=lines[lines.count() // 2].pk,
        referral=Referral.objects.get(headline=OPEN).pk,
        names=tuple(seen.exclude(family_name="").values_list("given_name", "family_name")[:40]),
    )


def _citizen(name: str, family_name: str, unit: Unit, worker: User, at: datetime, index: int) -> Citizen:
    long_ago = at - timedelta(days=400)
    who: Citizen = make.CitizenFactory(
        given_name=name,
        family_name=family_name,
        birth_year=1950 + index,
        registered_by=worker,
        risk_instruction="Gå to." if index % 6 == 0 else "",
        risk_review_on=localdate(at) + timedelta(days=30) if index % 6 == 0 else None,
    )
    ground = make.GroundFactory(citizen=who, unit=unit, starts_at=long_ago, opened_by=worker)
    case = make.CaseFactory(citizen=who, unit=unit, ground=ground, opened_on=long_ago.date(), opened_by=worker)
    make.CaseStatusChangeFactory(case=case, changed_at=long_ago, changed_by=worker)
    make.AssignmentFactory(case=case, caseworker=worker, starts_on=long_ago.date())
    by = {"citizen": who, "added_by": worker}
    if index % 2 == 0:
        make.PhoneFactory(number=f"00 00 00 {index:02}", **by)
    if index % 3 == 0:
        make.AliasFactory(text=f"Kaptajnen {index}", **by)
    if name == MAIN:
        for place in Place.objects.offered()[5:7]:
            make.HauntFactory(place=place, **by)
        make.RiskStoryFactory(citizen=who, unit=unit, written_by=worker)
        make.IdentifierFactory(citizen=who, digest=digest("cpr", TEST_PERSON), ciphertext=seal(TEST_PERSON))
    return who


def _line(citizen: Citizen, unit: Unit, by: User, at: datetime, back: int, places: list[Place]) -> None:
    outcome = (Outcome.MET, Outcome.NOT_MET, Outcome.MET, Outcome.MISSED, Outcome.REFUSED)[back % 5]
    line = make.ContactLineFactory(
        citizen=citizen,
        unit=unit,
        by=by,
        at=at,
        outcome=outcome,
        place=places[back % len(places)],
        minutes=15 if back % 3 == 0 else None,
        note=MET[back % len(MET)],
        contact__by=by,
    )
    if outcome == Outcome.MET:
        make.LineServiceFactory(line=line)
        make.LineServiceFactory(line=line, service_id="care", response=ServiceResponse.REFUSED)
    if back % 5 == 4:
        make.NoteAdditionFactory(line=line, written_by=by, written_at=at + timedelta(hours=1))
