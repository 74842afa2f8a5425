"""What nobody gets out of the street's functions with the application's password.

A question is committed before it is answered: each step here is a transaction of its own, signed in as the real role.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from cases.choices import LOOKUPS_DAILY, Basis, LookupWay
from cases.models import Case, Citizen, Ground, Lookup
from tests.access.conftest import SignIn
from tests.access.test_real_roles import count, enter
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories.accounts import DutyShiftFactory
from tests.personas import Persona

pytestmark = pytest.mark.django_db(transaction=True)

BORN = date(1970, 2, 1)
NUMBER = b"a number".ljust(32)
BEGIN = "SELECT lookup_begin(%s, %s, %s, %s, %s)"
STAND = "SELECT outcome, citizen FROM ground_stand(%s, %s, %s, %s)"
GLASS = "SELECT outcome, citizen FROM glass_break(%s, %s, %s, %s)"
KNOWN = "SELECT * FROM citizen_known(%s, %s, %s, %s)"
FIND = "SELECT * FROM duty_find(%s, %s, %s)"
BY_NUMBER = (NUMBER, None, None)
BY_NAME = (None, "anker  TESTAGER", BORN)


@dataclass
class Caller:
    """Somebody signed in as the web role, each step in a transaction of its own."""

    one: psycopg.Connection[Any]
    who: Persona
    at: datetime

    def run(self, statement: str, *params: Any, at: datetime | None = None) -> list[tuple[Any, ...]]:
        with self.one.transaction():
            enter(self.one, self.who, at or self.at)
            return self.one.execute(statement, params).fetchall()

    def ask(self, way: str, question: tuple[Any, ...] = BY_NUMBER, *, at: datetime | None = None) -> Any:
        return self.run(BEGIN, way, *question, "Ligger i porten", at=at)[0][0]

    def refused(self, statement: str, *params: Any, at: datetime | None = None) -> None:
        with pytest.raises(errors.InsufficientPrivilege):
            self.run(statement, *params, at=at)


@pytest.fixture
def anker(anna: Persona) -> Case:
    """Anna's citizen, with a number, in an open case of Udsatteteamet."""
    with as_owner():
        citizen = make.CitizenFactory(given_name="Anker", family_name="Testager", birth_on=BORN)
        make.IdentifierFactory(citizen=citizen, digest=NUMBER)
        return make.CaseFactory(citizen=citizen, unit=anna.unit, opened_by=anna.user)


@pytest.fixture
def call(sign_in: SignIn, at: datetime) -> Callable[[Persona], Caller]:
    return lambda who: Caller(sign_in("web"), who, at)


@pytest.fixture
def rikkes(call: Callable[[Persona], Caller], rikke: Persona) -> Caller:
    """A nurse of the region, who sees nobody here."""
    return call(rikke)


def grounds(basis: str) -> list[Ground]:
    with as_owner():
        return list(Ground.objects.filter(basis=basis).order_by("starts_at"))


# -- what is right ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "function", "hours"), [(Basis.CONTACT, STAND, 72), (Basis.GLASS, GLASS, 24)], ids=["contact", "glass"]
)
@pytest.mark.parametrize("question", [BY_NUMBER, BY_NAME], ids=["number", "name and date"])
def test_one_question_opens_one_personal_shared_short_ground(
    anker: Case, rikkes: Caller, clara: Persona, way: Basis, function: str, hours: int, question: Any
) -> None:
    assert rikkes.run(function, rikkes.ask(way, question), *question) == [("opened", anker.citizen_id)]
    (ground,) = grounds(way)
    assert (ground.user_id, ground.unit_id, ground.opened_by_id) == (
        rikkes.who.user.pk,
        rikkes.who.unit.pk,
        ground.user_id,
    )
    assert (ground.scope, ground.health, ground.reason) == (20, False, "Ligger i porten")
    assert (ground.starts_at, ground.ends_at) == (rikkes.at, rikkes.at + timedelta(hours=hours))
    with as_owner():
        assert sql("SELECT kind, unit_id, user_id, about_id FROM cases_notice") == [
            (way.value, anker.unit_id, clara.user.pk, ground.pk)
        ]
        assert sql("SELECT user_id, citizen_id, view, reason FROM access_accessentry") == [
            (rikkes.who.user.pk, anker.citizen_id, f"cases:find_{way.value}", "Ligger i porten")
        ]
    assert rikkes.run("SELECT given_name FROM cases_citizen") == [("Anker",)]
    assert rikkes.run("SELECT count(*) FROM cases_case") == [(0,)]


def test_a_unit_without_a_coordinator_is_told_whole(anker: Case, rikkes: Caller) -> None:
    rikkes.run(GLASS, rikkes.ask("glass"), *BY_NUMBER)
    with as_owner():
        assert sql("SELECT unit_id, user_id FROM cases_notice") == [(anker.unit_id, None)]


def test_a_coordinator_who_is_shut_out_is_not_the_only_one_told(anker: Case, rikkes: Caller, clara: Persona) -> None:
    """Her place stands as it stood, and nobody would have read of the broken glass."""
    with as_owner():
        sql("UPDATE accounts_user SET is_active = false WHERE id = %s", clara.user.pk)
    rikkes.run(GLASS, rikkes.ask("glass"), *BY_NUMBER)
    with as_owner():
        assert sql("SELECT unit_id, user_id FROM cases_notice") == [(anker.unit_id, None)]


def test_a_ground_that_is_over_is_over_on_the_next_request(anker: Case, rikkes: Caller) -> None:
    rikkes.run(STAND, rikkes.ask("contact"), *BY_NUMBER)
    see = "SELECT count(*) FROM cases_citizen"
    assert rikkes.run(see, at=rikkes.at + timedelta(hours=72, microseconds=-1)) == [(1,)]
    assert rikkes.run(see, at=rikkes.at + timedelta(hours=72)) == [(0,)]


def test_the_same_person_twice_opens_nothing_more(anker: Case, rikkes: Caller) -> None:
    for outcome in ("opened", "known"):
        assert rikkes.run(STAND, rikkes.ask("contact"), *BY_NUMBER) == [(outcome, anker.citizen_id)]
    assert len(grounds(Basis.CONTACT)) == 1


# -- the question comes first, and stays --------------------------------------------------------------------


@pytest.mark.parametrize(("way", "function"), [("contact", STAND), ("glass", GLASS), ("known", KNOWN)])
def test_no_answer_within_the_transaction_that_asks(anker: Case, rikkes: Caller, way: str, function: str) -> None:
    """Else somebody could read the answer and roll the question back; a savepoint is no other transaction."""
    for before, after in [("SELECT 1", "SELECT 1"), ("SAVEPOINT a", "RELEASE a")]:
        enter(rikkes.one, rikkes.who, rikkes.at)
        rikkes.one.execute(before)
        row = rikkes.one.execute(BEGIN, [way, *BY_NUMBER, "Ligger i porten"]).fetchone()
        rikkes.one.execute(after)
        assert row
        with pytest.raises(errors.InsufficientPrivilege):
            rikkes.one.execute(function, [row[0], *BY_NUMBER])
        rikkes.one.rollback()


def test_who_rolls_the_answer_back_stands_there_all_the_same(anker: Case, rikkes: Caller) -> None:
    lookup = rikkes.ask("glass")
    with rikkes.one.transaction(force_rollback=True):
        enter(rikkes.one, rikkes.who, rikkes.at)
        assert rikkes.one.execute(GLASS, [lookup, *BY_NUMBER]).fetchone() == ("opened", anker.citizen_id)
        assert count(rikkes.one, "cases_citizen") == 1
    with as_owner():
        (row,) = Lookup.objects.all()
        assert (row.way, row.asked_by_id, row.reason, row.outcome) == (
            "glass",
            rikkes.who.user.pk,
            "Ligger i porten",
            "",
        )
        asked = sql("SELECT lookup_asked(%s, NULL, NULL)", NUMBER)
        assert [(bytes(row.asked),)] == [(bytes(one),) for (one,) in asked]
    assert rikkes.run("SELECT count(*) FROM cases_citizen") == [(0,)]


def test_a_miss_is_written_down_without_the_name(anker: Case, rikkes: Caller) -> None:
    question = (None, "Ukendt Testsen", BORN)
    assert rikkes.run(GLASS, rikkes.ask("glass", question), *question) == [("nobody", None)]
    with as_owner():
        assert [row.outcome for row in Lookup.objects.all()] == ["nobody"]
        assert sql("SELECT count(*) FROM cases_lookup l WHERE l::text ILIKE '%%Ukendt%%'") == [(0,)]


# -- one question, one answer -------------------------------------------------------------------------------


@pytest.mark.parametrize("function", [STAND, GLASS, KNOWN])
def test_a_question_is_the_askers_in_its_own_way_once_and_soon(
    anker: Case, rikkes: Caller, call: Callable[[Persona], Caller], niels: Persona, function: str
) -> None:
    way = {STAND: "contact", GLASS: "glass", KNOWN: "known"}[function]
    lookup = rikkes.ask(way)
    call(niels).refused(function, lookup, *BY_NUMBER)
    for other in {"contact", "glass", "known", "duty"} - {way}:
        rikkes.refused(function, rikkes.ask(other), *BY_NUMBER)
    rikkes.refused(function, lookup, b"another number".ljust(32), None, None)
    rikkes.refused(function, lookup, *BY_NAME)
    rikkes.refused(function, lookup, NUMBER, "Anker Testager", BORN)
    rikkes.refused(function, None, *BY_NUMBER)
    rikkes.refused(function, uuid4(), *BY_NUMBER)
    rikkes.refused(function, lookup, *BY_NUMBER, at=rikkes.at + timedelta(minutes=5, seconds=1))
    rikkes.refused(function, lookup, *BY_NUMBER, at=rikkes.at - timedelta(seconds=1))
    rikkes.run(function, lookup, *BY_NUMBER)
    rikkes.refused(function, lookup, *BY_NUMBER)


#: No way, no person, no reason.
NO_QUESTIONS = [
    ("contact", NUMBER, None, None, ""),
    ("contact", NUMBER, None, None, "  "),
    ("contact", NUMBER, None, None, None),
    ("contact", None, None, None, "x"),
    ("contact", None, "Anker Testager", None, "x"),
    ("contact", None, None, BORN, "x"),
    ("contact", None, " ", BORN, "x"),
    ("duty", None, None, None, "x"),
    (None, NUMBER, None, None, "x"),
    ("case", NUMBER, None, None, "x"),
    ("referral", NUMBER, None, None, "x"),
]


def test_a_question_without_a_person_a_way_or_a_reason_is_refused(rikkes: Caller) -> None:
    for question in NO_QUESTIONS:
        rikkes.refused(BEGIN, *question)


def test_who_may_never_see_a_citizen_asks_for_none(
    anker: Case, call: Callable[[Persona], Caller], frank: Persona, viggo: Persona, adam: Persona
) -> None:
    for somebody in map(call, (frank, viggo, adam)):
        for way in LookupWay.values:
            somebody.refused(BEGIN, way, *BY_NUMBER, "x")
        for function in (STAND, GLASS, KNOWN):
            somebody.refused(function, uuid4(), *BY_NUMBER)
        somebody.refused("SELECT ground_duty(%s)", anker.citizen_id)
        somebody.refused("SELECT * FROM grounds_opened(NULL, NULL, 10)")
        assert somebody.run("SELECT duty_until(), glass_on(%s)", anker.citizen_id) == [(None, None)]


def test_without_a_context_nobody_asks(sign_in: SignIn, anker: Case) -> None:
    one = sign_in("web")
    calls: list[tuple[str, list[Any]]] = [
        (BEGIN, ["glass", *BY_NUMBER, "x"]),
        (GLASS, [uuid4(), *BY_NUMBER]),
        (STAND, [uuid4(), *BY_NUMBER]),
        (KNOWN, [uuid4(), *BY_NUMBER]),
        (FIND, [uuid4(), None, "An"]),
        ("SELECT ground_duty(%s)", [anker.citizen_id]),
        ("SELECT ground_close(%s, 'x')", [anker.ground_id]),
        ("SELECT * FROM grounds_opened(NULL, NULL, 10)", []),
    ]
    for statement, params in calls:
        with pytest.raises(errors.InsufficientPrivilege):
            one.execute(statement, params)
        one.rollback()


INNER = {
    "ground_write_own": "SELECT ground_write_own(%(c)s, 'glass', now(), 'x')",
    "street_open": "SELECT street_open('case', '10 years', %(c)s, NULL, 'x', NULL)",
    "street_tell": "SELECT street_tell(%(c)s, 'glass', %(c)s)",
    "notice_write": "SELECT notice_write(%(c)s, %(c)s, NULL, 'glass', NULL)",
    "lookup_take": "SELECT lookup_take(%(c)s, 'glass', NULL, 'x', NULL)",
    "lookup_find": "SELECT lookup_find(NULL, 'Anker Testager', '1970-02-01')",
    "lookup_kept": "SELECT lookup_kept('1')",
    "case_is_with": "SELECT case_is_with(%(c)s, %(c)s)",
    "case_is_in_house": "SELECT case_is_in_house(%(c)s)",
    "read the questions": "SELECT * FROM cases_lookup",
    "forge a question": "INSERT INTO cases_lookup (id) VALUES (gen_random_uuid())",
    "take a question back": "DELETE FROM cases_lookup",
    "change a question": "UPDATE cases_lookup SET outcome = ''",
    "a longer ground": "UPDATE cases_ground SET ends_at = NULL",
    "another rule": "CREATE OR REPLACE FUNCTION lookup_kept(xid8) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
}


def test_inside_is_not_for_the_application(anker: Case, rikkes: Caller) -> None:
    for attack in INNER.values():
        enter(rikkes.one, rikkes.who, rikkes.at)
        with pytest.raises(errors.InsufficientPrivilege):
            rikkes.one.execute(attack, {"c": anker.citizen_id})
        rikkes.one.rollback()


# -- how often ----------------------------------------------------------------------------------------------


def test_the_limits_are_the_same_in_python_and_in_the_database(db: None) -> None:
    with as_owner():
        for way in LookupWay.values:
            assert sql("SELECT lookup_daily(%s)", way) == [(LOOKUPS_DAILY[way],)]
        assert sql("SELECT lookup_daily('x')") == [(None,)]


def test_five_a_day_hit_or_miss_and_again_when_the_day_is_over(anker: Case, rikkes: Caller) -> None:
    for minute in range(5):
        assert rikkes.ask("glass", at=rikkes.at + timedelta(minutes=minute))
    assert rikkes.ask("glass", at=rikkes.at + timedelta(minutes=6)) is None
    assert rikkes.ask("glass", at=rikkes.at + timedelta(hours=24, microseconds=-1)) is None
    assert rikkes.ask("contact", at=rikkes.at + timedelta(minutes=6))
    assert rikkes.ask("glass", at=rikkes.at + timedelta(hours=24))
    with as_owner():
        assert Lookup.objects.filter(outcome="limited").count() == 2


def test_many_at_once_do_not_pass_the_limit(anker: Case, sign_in: SignIn, rikke: Persona, at: datetime) -> None:
    callers = [Caller(sign_in("web"), rikke, at) for _ in range(8)]
    start = Barrier(len(callers))

    def ask(one: Caller) -> Any:
        start.wait(timeout=10)
        return one.ask("glass")

    with ThreadPoolExecutor(len(callers)) as pool:
        answers = list(pool.map(ask, callers))
    assert len([answer for answer in answers if answer]) == 5


def test_two_at_once_open_one_ground(anker: Case, sign_in: SignIn, rikke: Persona, at: datetime) -> None:
    callers = [Caller(sign_in("web"), rikke, at) for _ in range(2)]
    lookups = [one.ask("contact") for one in callers]
    start = Barrier(2)

    def stand(pair: tuple[Caller, UUID]) -> str:
        start.wait(timeout=10)
        return str(pair[0].run(STAND, pair[1], *BY_NUMBER)[0][0])

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(stand, zip(callers, lookups, strict=True))) == ["known", "opened"]
    assert len(grounds(Basis.CONTACT)) == 1


# -- who is found -------------------------------------------------------------------------------------------


def test_none_and_several_are_one_answer(anker: Case, rikkes: Caller, anna: Persona) -> None:
    assert rikkes.run(STAND, rikkes.ask("contact", BY_NAME), *BY_NAME)[0][0] == "opened"
    with as_owner():
        sql("UPDATE cases_ground SET ends_at = %s WHERE basis = 'contact'", rikkes.at)
        twin = make.CitizenFactory(given_name="Anker", family_name="Testager", birth_on=BORN)
        make.GroundFactory(citizen=twin, unit=anna.unit)
    nobody = (None, "Anker Testagerr", BORN)
    assert rikkes.run(STAND, rikkes.ask("contact", BY_NAME), *BY_NAME) == [("nobody", None)]
    assert rikkes.run(STAND, rikkes.ask("contact", nobody), *nobody) == [("nobody", None)]


def test_only_the_whole_name_and_the_very_day_find(anker: Case, rikkes: Caller) -> None:
    for name, born in [("Anker", BORN), ("Anker Test", BORN), ("%", BORN), ("Anker Testager", date(1970, 2, 2))]:
        question = (None, name, born)
        assert rikkes.run(STAND, rikkes.ask("contact", question), *question) == [("nobody", None)]


def test_a_name_is_folded_as_the_register_folds_it(rikkes: Caller, anna: Persona) -> None:
    with as_owner():
        citizen = make.CitizenFactory(given_name="Aage Ærø", family_name="", birth_on=BORN)
        make.GroundFactory(citizen=citizen, unit=anna.unit)
    question = (None, " åge  æRØ ", BORN)
    assert rikkes.run(STAND, rikkes.ask("contact", question), *question) == [("opened", citizen.pk)]


def test_somebody_whom_no_unit_works_with_is_not_opened(anker: Case, rikkes: Caller) -> None:
    with as_owner():
        Ground.objects.filter(pk=anker.ground_id).update(ends_at=rikkes.at)
    assert rikkes.run(GLASS, rikkes.ask("glass"), *BY_NUMBER) == [("nobody", None)]


# -- ending -------------------------------------------------------------------------------------------------


def test_a_ground_is_closed_by_its_person_or_the_coordinator_with_a_reason_and_by_nobody_else(
    anker: Case,
    rikkes: Caller,
    call: Callable[[Persona], Caller],
    anna: Persona,
    clara: Persona,
    niels: Persona,
    mette: Persona,
) -> None:
    rikkes.run(STAND, rikkes.ask("contact"), *BY_NUMBER)
    (contact,) = grounds(Basis.CONTACT)
    close = "SELECT ground_close(%s, %s)"
    for who in (anna, niels, mette):
        call(who).refused(close, contact.pk, "Nysgerrig")
    for reason in ("", " ", None):
        call(clara).refused(close, contact.pk, reason)
    call(clara).refused(close, anker.ground_id, "En sag er ikke åbnet på gaden")
    rikkes.refused("SELECT ground_end(%s)", contact.pk)
    call(clara).run(close, contact.pk, "Forkert borger")
    (contact,) = grounds(Basis.CONTACT)
    assert (contact.ends_at, contact.ended_by_id, contact.ended_reason) == (rikkes.at, clara.user.pk, "Forkert borger")
    assert rikkes.run("SELECT count(*) FROM cases_citizen") == [(0,)]
    rikkes.refused(close, contact.pk, "igen")
    rikkes.run(GLASS, rikkes.ask("glass"), *BY_NUMBER)
    (glass,) = grounds(Basis.GLASS)
    rikkes.run(close, glass.pk, "")
    assert rikkes.run("SELECT count(*) FROM cases_citizen") == [(0,)]


def test_only_the_coordinator_of_the_case_reads_who_has_opened(
    anker: Case, rikkes: Caller, call: Callable[[Persona], Caller], anna: Persona, clara: Persona, niels: Persona
) -> None:
    rikkes.run(STAND, rikkes.ask("contact"), *BY_NUMBER)
    opened = "SELECT citizen, basis, user_id FROM grounds_opened(NULL, NULL, 10)"
    assert call(clara).run(opened) == [(anker.citizen_id, "contact", rikkes.who.user.pk)]
    for who in (anna, niels):
        call(who).refused(opened)
    with as_owner():
        Ground.objects.filter(pk=anker.ground_id).update(ends_at=rikkes.at)
    assert call(clara).run(opened) == []


def test_only_those_with_the_case_read_that_the_glass_is_broken(
    anker: Case, rikkes: Caller, call: Callable[[Persona], Caller], anna: Persona, niels: Persona, mette: Persona
) -> None:
    rikkes.run(GLASS, rikkes.ask("glass"), *BY_NUMBER)
    told = "SELECT glass_on(%s)::text"
    assert "Rikke" in str(call(anna).run(told, anker.citizen_id))
    for who in (niels, mette, rikkes.who):
        assert call(who).run(told, anker.citizen_id) == [(None,)]


# -- existence ----------------------------------------------------------------------------------------------


def test_existence_is_told_within_the_house_and_nothing_is_opened(
    anker: Case, rikkes: Caller, call: Callable[[Persona], Caller], niels: Persona
) -> None:
    with as_owner():
        sql("UPDATE accounts_unit SET phone = '00 00 00 01' WHERE id = %s", anker.unit_id)
    nielss = call(niels)
    told = nielss.run(KNOWN, nielss.ask("known"), *BY_NUMBER)
    assert told == [("AT", anker.unit.name, "00 00 00 01")]
    assert rikkes.run(KNOWN, rikkes.ask("known"), *BY_NUMBER) == []
    assert nielss.run("SELECT count(*) FROM cases_citizen") == [(0,)]
    with as_owner():
        Citizen.objects.update(is_protected=True)
    assert nielss.run(KNOWN, nielss.ask("known"), *BY_NUMBER) == [("", "", "00 00 00 01")]
    with as_owner():
        assert [row.outcome for row in Lookup.objects.order_by("asked_at", "outcome")] == ["nobody", "told", "told"]


# -- on duty ------------------------------------------------------------------------------------------------


@pytest.fixture
def nielss(call: Callable[[Persona], Caller], niels: Persona, at: datetime) -> Caller:
    """Niels, of another team of the same Hjemløseenhed, on duty from an hour from now."""
    with as_owner():
        DutyShiftFactory(
            unit=niels.unit,
            user=niels.user,
            name="",
            starts_at=at + timedelta(hours=1),
            ends_at=at + timedelta(hours=9),
        )
    return call(niels)


def test_on_duty_the_search_shows_and_opening_writes_one_ground(anker: Case, nielss: Caller) -> None:
    found = nielss.run(FIND, nielss.ask("duty", (None, "testa", None)), None, "testa")
    assert found == [(anker.citizen_id, "Anker Testager", 1970, anker.unit.name)]
    assert grounds(Basis.DUTY) == []
    for _ in range(2):
        nielss.run("SELECT ground_duty(%s)", anker.citizen_id)
    (ground,) = grounds(Basis.DUTY)
    assert (ground.user_id, ground.scope, ground.ends_at) == (nielss.who.user.pk, 20, nielss.at + timedelta(hours=10))


@pytest.mark.parametrize("minutes", [-1, 10 * 60], ids=["before", "after"])
def test_an_hour_before_and_after_and_no_longer(anker: Case, nielss: Caller, minutes: int) -> None:
    outside = nielss.at + timedelta(minutes=minutes)
    inside = {-1: nielss.at, 600: nielss.at + timedelta(minutes=599)}[minutes]
    question = (None, "testa", None)
    lookup = nielss.ask("duty", question, at=outside)
    nielss.refused(FIND, lookup, None, "testa", at=outside)
    assert nielss.run(FIND, nielss.ask("duty", question, at=inside), None, "testa", at=inside)
    nielss.refused("SELECT ground_duty(%s)", anker.citizen_id, at=outside)
    nielss.run("SELECT ground_duty(%s)", anker.citizen_id, at=inside)


def test_a_cancelled_shift_opens_nothing(anker: Case, nielss: Caller, clara: Persona) -> None:
    nielss.run(FIND, nielss.ask("duty", (None, "testa", None)), None, "testa")
    with as_owner():
        sql("UPDATE accounts_dutyshift SET cancelled_at = %s, cancelled_by_id = %s", nielss.at, clara.user.pk)
    nielss.refused("SELECT ground_duty(%s)", anker.citizen_id)


def test_who_is_not_on_duty_or_has_not_found_opens_nothing(
    anker: Case, nielss: Caller, call: Callable[[Persona], Caller], sofie: Persona, rikke: Persona
) -> None:
    nielss.refused("SELECT ground_duty(%s)", anker.citizen_id)
    nielss.refused("SELECT ground_duty(NULL)")
    nielss.run(FIND, nielss.ask("duty", (None, "testa", None)), None, "testa")
    for who in (sofie, rikke):
        other = call(who)
        other.refused(FIND, other.ask("duty", (None, "testa", None)), None, "testa")
        other.refused("SELECT ground_duty(%s)", anker.citizen_id)


def test_the_duty_of_one_house_opens_nobody_of_another(anker: Case, nielss: Caller, rikke: Persona) -> None:
    with as_owner():
        strange = make.CaseFactory(
            citizen=make.CitizenFactory(given_name="Bodil", family_name="Testager"), unit=rikke.unit
        )
    found = nielss.run(FIND, nielss.ask("duty", (None, "testa", None)), None, "testa")
    assert [row[0] for row in found] == [anker.citizen_id]
    nielss.refused("SELECT ground_duty(%s)", strange.citizen_id)


def test_letters_are_letters(anker: Case, nielss: Caller) -> None:
    for letters in ("a", "%", " a "):
        nielss.refused(FIND, nielss.ask("duty", (None, letters, None)), None, letters)
    for letters in ("%%", ".*", "((", "\\\\", "_n", "a|t"):
        assert nielss.run(FIND, nielss.ask("duty", (None, letters, None)), None, letters) == []


def test_on_duty_a_protected_citizen_is_found_by_the_number_alone(anker: Case, nielss: Caller) -> None:
    with as_owner():
        Citizen.objects.update(is_protected=True)
    assert nielss.run(FIND, nielss.ask("duty", (None, "testa", None)), None, "testa") == []
    found = nielss.run(FIND, nielss.ask("duty"), NUMBER, None)
    assert found == [(anker.citizen_id, None, None, anker.unit.name)]


def test_ten_hits_at_most_each_logged_once(anker: Case, nielss: Caller, anna: Persona) -> None:
    with as_owner():
        for _ in range(12):
            make.CaseFactory(citizen=make.CitizenFactory(family_name="Testager"), unit=anna.unit)
    found = nielss.run(FIND, nielss.ask("duty", (None, "testa", None)), None, "testa")
    assert len(found) == 10
    with as_owner():
        logged = sql("SELECT citizen_id FROM access_accessentry WHERE view = 'cases:find_duty' AND kind = 'search'")
    assert {row[0] for row in logged} == {row[0] for row in found}
