"""Which looks the rules point at, and which a month's sample is made of."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from auditing.models import LookFlag, Sample
from auditing.tasks import examine_looks
from tests.auditing.logged import examined, look
from tests.database import as_owner, as_worker, refused, sql
from tests.factories import cases as make
from tests.personas import Persona

pytestmark = pytest.mark.django_db

THEN = datetime.fromisoformat("2026-11-10T10:00:00+01:00")
LATER = THEN + timedelta(days=20)
DAY = timedelta(days=1)


def rules(entry: int) -> set[str]:
    """What points at this look, seen from twenty days later."""
    return examined(THEN - DAY, LATER).get(entry, set())


def citizen(**facts: Any) -> Any:
    with as_owner():
        return make.CitizenFactory(**{"family_name": "Testager", **facts})


# -- same family name ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Testsen", "testsen", "Bro Testsen", " Testsen "])
def test_somebody_of_the_same_family_name_is_noticed(name: str, anna: Persona) -> None:
    assert "own_name" in rules(look(anna, citizen(family_name=name).pk, THEN))


@pytest.mark.parametrize("name", ["Testager", "Testsen Bro", ""])
def test_another_name_is_not(name: str, anna: Persona) -> None:
    assert "own_name" not in rules(look(anna, citizen(family_name=name).pk, THEN))


def test_the_same_name_is_one_mark_a_month(anna: Persona, bo: Persona) -> None:
    relative = citizen(family_name="Testsen").pk
    first = look(anna, relative, THEN)
    again = look(anna, relative, THEN + DAY)
    bos = look(bo, relative, THEN + DAY)
    marked = {entry for entry, found in examined(THEN + DAY / 2, LATER).items() if "own_name" in found}
    assert marked == {first, bos}
    assert again not in marked
    next_month = look(anna, relative, THEN + 25 * DAY)
    assert "own_name" in examined(THEN, THEN + 26 * DAY)[next_month]


# -- no work with the citizen ----------------------------------------------------------------------------------


def a_line(who: Persona, whom: Any, at: datetime) -> None:
    make.ContactLineFactory(citizen=whom, unit=who.unit, by=who.user, at=at, contact__saved_at=at)


def an_assignment(who: Persona, whom: Any, at: datetime) -> None:
    case = make.CaseFactory(citizen=whom, unit=who.unit, opened_by=who.user)
    make.AssignmentFactory(case=case, caseworker=who.user, starts_on=at.date(), ends_on=at.date())


def a_follow_up(who: Persona, whom: Any, at: datetime) -> None:
    make.FollowUpFactory(
        citizen=whom, unit=who.unit, owner=who.user, opened_by=who.user, opened_at=at, done_at=at, done_by=who.user
    )


WORK = {"a line": a_line, "an assignment": an_assignment, "a follow-up": a_follow_up}


@pytest.mark.parametrize("days", [-30, -1, 0, 1, 30])
@pytest.mark.parametrize("work", WORK)
def test_work_within_thirty_days_answers_for_a_look(work: str, days: int, anna: Persona) -> None:
    whom = citizen()
    with as_owner():
        WORK[work](anna, whom, THEN + days * DAY)
    assert "no_relation" not in rules(look(anna, whom.pk, THEN))


@pytest.mark.parametrize("days", [-33, 33])
@pytest.mark.parametrize("work", WORK)
def test_work_long_before_or_after_does_not(work: str, days: int, anna: Persona) -> None:
    whom = citizen()
    with as_owner():
        WORK[work](anna, whom, THEN + days * DAY)
    assert "no_relation" in rules(look(anna, whom.pk, THEN))


@pytest.mark.parametrize("work", WORK)
def test_a_colleagues_work_does_not_answer_for_ones_own_look(work: str, anna: Persona, bo: Persona) -> None:
    whom = citizen()
    with as_owner():
        WORK[work](bo, whom, THEN)
    assert "no_relation" in rules(look(anna, whom.pk, THEN))


def test_who_took_the_citizen_in_has_work_with_them(anna: Persona) -> None:
    whom = citizen(registered_by=anna.user, registered_at=THEN)
    assert "no_relation" not in rules(look(anna, whom.pk, THEN))


def test_the_mark_is_taken_back_when_work_comes(anna: Persona) -> None:
    whom = citizen()
    entry = look(anna, whom.pk, THEN)
    assert "no_relation" in examined(THEN - DAY, THEN + DAY)[entry]
    with as_owner():
        a_line(anna, whom, THEN + 3 * DAY)
    assert entry not in examined(THEN - DAY, THEN + 4 * DAY)


@pytest.mark.parametrize(
    ("basis", "noticed"),
    [("case", False), ("referral", False), ("contact", True), ("glass", True)],
)
def test_a_coordinator_looks_after_the_whole_list_but_not_on_a_ground_of_the_moment(
    basis: str, noticed: bool, clara: Persona
) -> None:
    whom = citizen()
    with as_owner():
        street = {"user": clara.user, "scope": 20, "health": False, "reason": "Sidder i porten", "ends_at": THEN + DAY}
        period = {"starts_at": THEN - timedelta(hours=1), **(street if noticed else {})}
        if basis == "glass":
            period["ends_at"] = THEN + timedelta(hours=1)
        make.GroundFactory(citizen=whom, unit=clara.unit, basis=basis, opened_by=clara.user, **period)
    assert ("no_relation" in rules(look(clara, whom.pk, THEN))) is noticed


@pytest.mark.parametrize("kind", ["search", "list"])
def test_a_hit_in_a_list_is_no_look(kind: str, anna: Persona) -> None:
    assert rules(look(anna, citizen(family_name="Testsen").pk, THEN, kind=kind)) == set()


# -- broken glass, and many --------------------------------------------------------------------------------------


def test_the_first_look_behind_a_broken_glass_is_noticed(anna: Persona, bo: Persona) -> None:
    whom = citizen()
    with as_owner():
        make.GroundFactory(
            citizen=whom,
            unit=anna.unit,
            user=anna.user,
            basis="glass",
            scope=20,
            health=False,
            reason="Fundet bevidstløs",
            starts_at=THEN,
            ends_at=THEN + DAY,
            opened_by=anna.user,
        )
    before = look(anna, whom.pk, THEN - timedelta(hours=1))
    first, second = (look(anna, whom.pk, THEN + timedelta(minutes=m)) for m in (1, 20))
    bos = look(bo, whom.pk, THEN + timedelta(minutes=2))
    marked = {entry for entry, found in examined(THEN - DAY, LATER).items() if "glass" in found}
    assert marked == {first}
    assert not {before, second, bos} & marked


@pytest.mark.parametrize(("count", "noticed"), [(29, False), (30, True)])
def test_thirty_citizens_within_an_hour_are_many(count: int, noticed: bool, anna: Persona) -> None:
    entries = [look(anna, uuid4(), THEN + timedelta(minutes=n)) for n in range(count)]
    marked = {entry for entry, found in examined(THEN - DAY, LATER).items() if "many" in found}
    assert marked == ({entries[0]} if noticed else set())


def test_to_examine_again_changes_nothing(anna: Persona) -> None:
    look(anna, citizen(family_name="Testsen").pk, THEN)
    once = examined(THEN - DAY, LATER)
    with as_worker():
        assert sql("SELECT audit_flag(%s, %s)", THEN - DAY, LATER) == [(0,)]
    assert examined(THEN - DAY, LATER) == once


# -- the month's sample ------------------------------------------------------------------------------------------

#: Long over, and sealed after it: the database seals with its own clock.
MONTH = date(2026, 9, 1)


@pytest.fixture
def september(anna: Persona, niels: Persona) -> None:
    """A hundred looks by chance, twelve by somebody of the same name, in one unit; three in another."""
    noon = datetime(2026, 9, 3, 10, tzinfo=UTC)
    with as_owner():
        relatives = [make.CitizenFactory(family_name="Testsen").pk for _ in range(12)]
    for n in range(100):
        look(anna, uuid4(), noon + n * timedelta(hours=5))
    for relative in relatives:
        look(anna, relative, noon)
    for _ in range(3):
        look(niels, uuid4(), noon)
    look(niels, uuid4(), datetime(2026, 8, 31, 21, 59, tzinfo=UTC))
    look(niels, uuid4(), datetime(2026, 9, 30, 22, 0, tzinfo=UTC))


def drawn(month: date = MONTH) -> int:
    with as_worker():
        return int(str(sql("SELECT audit_draw(%s)", month)[0][0]))


def seal() -> None:
    with as_owner():
        sql(
            "INSERT INTO access_accessseal VALUES (1, '2026-10-01 06:00+02', NULL, NULL, 0, '9', 1, '', %s)",
            bytes(range(32)),
        )


def test_nothing_is_drawn_before_the_month_is_sealed(september: None) -> None:
    assert drawn() == 0
    seal()
    assert drawn() > 0


def test_ten_of_each_unit_at_most_seven_by_a_rule(september: None, anna: Persona, niels: Persona) -> None:
    with as_owner():
        noticed_at = datetime(2026, 10, 1, tzinfo=UTC)
        for entry in sql("SELECT e.id FROM access_accessentry e JOIN cases_citizen c ON c.id = e.citizen_id"):
            LookFlag.objects.create(entry_id=entry[0], rule="own_name", noticed_at=noticed_at)
    seal()
    assert drawn() == 13
    with as_owner():
        found = Counter(Sample.objects.values_list("unit", "drawn_for"))
    assert found == {
        (anna.unit.pk, "own_name"): 7,
        (anna.unit.pk, "chance"): 3,
        (niels.unit.pk, "chance"): 3,
    }


def test_broken_glass_stands_before_the_other_rules(anna: Persona) -> None:
    noon = datetime(2026, 9, 3, 10, tzinfo=UTC)
    with as_owner():
        for n in range(20):
            entry = look(anna, uuid4(), noon + n * timedelta(hours=1))
            LookFlag.objects.create(entry_id=entry, rule="glass" if n % 5 == 0 else "no_relation", noticed_at=noon)
    seal()
    drawn()
    with as_owner():
        found = Counter(Sample.objects.values_list("drawn_for", flat=True))
    assert found == {"glass": 4, "no_relation": 3, "chance": 3}


def test_the_same_chance_draws_the_same_and_another_one_another(september: None) -> None:
    seal()
    drawn()
    with as_owner():
        first = set(Sample.objects.values_list("entry_id", flat=True))
        assert drawn() == 0, "once is enough"
        sql("DELETE FROM auditing_sample")
    drawn()
    with as_owner():
        assert set(Sample.objects.values_list("entry_id", flat=True)) == first
        sql("DELETE FROM auditing_sample")
        sql("UPDATE access_accessseal SET hash = %s", bytes(32))
    drawn()
    with as_owner():
        assert set(Sample.objects.values_list("entry_id", flat=True)) != first


def test_the_worker_does_it_by_the_clock(anna: Persona, at: datetime) -> None:
    entry = look(anna, citizen(family_name="Testsen").pk, at - DAY)
    with as_owner():
        sql("INSERT INTO access_accessseal VALUES (1, %s, NULL, NULL, 0, '9', 1, '', %s)", at, bytes(range(32)))
        october = look(anna, uuid4(), at - 40 * DAY)
    with as_worker():
        examine_looks()
        examine_looks()
    with as_owner():
        assert set(LookFlag.objects.filter(entry_id=entry).values_list("rule", flat=True)) == {
            "own_name",
            "no_relation",
        }
        assert list(Sample.objects.values_list("entry_id", "month_on")) == [(october, date(2026, 10, 1))]


@pytest.mark.parametrize("call", ["audit_flag(now(), now())", "audit_draw('2026-09-01')"])
def test_no_page_can_do_it(call: str, viggo: Persona, at: datetime) -> None:
    with viggo.at_work(at), refused():
        sql(f"SELECT {call}")
