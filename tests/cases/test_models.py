"""What the database refuses to store, and the clocks it keeps by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from cases.choices import MOVES, Clock, Medium, Outcome
from cases.models import Assignment, Case, Citizen, CitizenClock, ContactLine, FollowUp, Ground
from tests.database import CHECK, EXCLUSION, FOREIGN_KEY, UNIQUE, as_owner, refused, sql
from tests.factories import cases as make
from tests.factories.accounts import MembershipFactory, UnitFactory, UserFactory
from tests.personas import Persona

DAY = timedelta(days=1)


@pytest.fixture
def citizen(db: None) -> Citizen:
    with as_owner():
        return make.CitizenFactory()


def line(citizen: Citizen, at: datetime, **facts: Any) -> ContactLine:
    with as_owner():
        return make.ContactLineFactory(citizen=citizen, at=at, **facts)


def clock(citizen: Citizen) -> CitizenClock:
    with as_owner():
        return CitizenClock.objects.get(pk=citizen.pk)


def strike(struck: ContactLine) -> None:
    with as_owner():
        ContactLine.objects.filter(pk=struck.pk).update(
            struck_at=struck.at, struck_by=struck.by_id, struck_reason="Forkert borger"
        )


# -- clocks ---------------------------------------------------------------------------------------------------


def test_a_new_citizen_has_a_clock_that_stands_still(citizen: Citizen) -> None:
    stands = clock(citizen)
    assert (stands.met_at, stands.seen_at, stands.spoken_at, stands.attempted_at, stands.missed_at) == (None,) * 5
    assert stands.attempts == 0


@pytest.mark.parametrize("medium", Medium.values)
@pytest.mark.parametrize("outcome", Outcome.values)
def test_the_trigger_moves_what_the_table_says(citizen: Citizen, medium: str, outcome: str, at: datetime) -> None:
    line(citizen, at, medium=medium, outcome=outcome)
    stands = clock(citizen)
    moved = {
        Clock.MET: stands.met_at,
        Clock.SEEN: stands.seen_at,
        Clock.SPOKEN: stands.spoken_at,
        Clock.ATTEMPT: stands.attempted_at,
    }
    assert {name for name, value in moved.items() if value} == MOVES[medium][outcome]
    assert all(value in (None, at) for value in moved.values())
    assert stands.attempts == (1 if Clock.ATTEMPT in MOVES[medium][outcome] else 0)
    assert stands.missed_at == (at if outcome == Outcome.MISSED else None)


@pytest.mark.parametrize("name", list(Clock))
def test_the_lines_that_move_a_clock_are_those_of_the_trigger(citizen: Citizen, name: Clock, at: datetime) -> None:
    for n, (medium, outcome) in enumerate((m, o) for m in Medium.values for o in Outcome.values):
        line(citizen, at - n * DAY, medium=medium, outcome=outcome)
    with as_owner():
        latest = ContactLine.objects.moving(name).order_by("-at")[0].at
    stands = clock(citizen)
    column = {
        Clock.MET: stands.met_at,
        Clock.SEEN: stands.seen_at,
        Clock.SPOKEN: stands.spoken_at,
        Clock.ATTEMPT: stands.attempted_at,
    }
    assert column[name] == latest


def test_attempts_count_since_last_met(citizen: Citizen, at: datetime) -> None:
    for days in (9, 8):
        line(citizen, at - days * DAY, outcome=Outcome.NOT_MET)
    assert clock(citizen).attempts == 2
    line(citizen, at - 7 * DAY, outcome=Outcome.MET)
    assert clock(citizen).attempts == 0
    line(citizen, at - 6 * DAY, outcome=Outcome.MISSED)
    line(citizen, at - 5 * DAY, outcome=Outcome.NOT_MET, medium=Medium.PHONE)
    assert clock(citizen).attempts == 2
    line(citizen, at - 4 * DAY, outcome=Outcome.REFUSED)
    line(citizen, at - 3 * DAY, outcome=Outcome.MET, medium=Medium.PHONE)
    assert clock(citizen).attempts == 2, "refused, and spoken with by phone, is not met"


def test_a_line_logged_late_falls_into_its_place(citizen: Citizen, at: datetime) -> None:
    line(citizen, at - 2 * DAY, outcome=Outcome.NOT_MET)
    line(citizen, at - 4 * DAY, outcome=Outcome.NOT_MET)
    line(citizen, at - 3 * DAY, outcome=Outcome.MET)
    stands = clock(citizen)
    assert (stands.met_at, stands.attempts) == (at - 3 * DAY, 1)
    line(citizen, at - 5 * DAY, outcome=Outcome.MET)
    assert clock(citizen).met_at == at - 3 * DAY


def test_striking_a_line_moves_the_clocks_back(citizen: Citizen, at: datetime) -> None:
    line(citizen, at - 9 * DAY, outcome=Outcome.MET)
    line(citizen, at - 5 * DAY, outcome=Outcome.NOT_MET)
    wrong = line(citizen, at - DAY, outcome=Outcome.MET, place=make_place())
    assert (clock(citizen).met_at, clock(citizen).attempts) == (at - DAY, 0)
    assert clock(citizen).seen_place_id == wrong.place_id
    strike(wrong)
    stands = clock(citizen)
    assert (stands.met_at, stands.seen_at, stands.attempts) == (at - 9 * DAY, at - 9 * DAY, 1)
    assert stands.seen_place_id is None


def make_place() -> Any:
    with as_owner():
        return make.PlaceFactory()


def test_the_place_is_where_the_citizen_was_last_seen(citizen: Citizen, at: datetime) -> None:
    first, second, third = make_place(), make_place(), make_place()
    line(citizen, at - 3 * DAY, place=first)
    line(citizen, at - 2 * DAY, place=second, outcome=Outcome.REFUSED)
    line(citizen, at - DAY, place=third, outcome=Outcome.NOT_MET)
    assert clock(citizen).seen_place_id == second.pk


def test_lines_of_two_units_both_count(citizen: Citizen, at: datetime) -> None:
    with as_owner():
        one, other = UnitFactory(), UnitFactory()
    line(citizen, at - 2 * DAY, unit=one, outcome=Outcome.MET)
    line(citizen, at - DAY, unit=other, outcome=Outcome.NOT_MET)
    stands = clock(citizen)
    assert (stands.met_at, stands.attempts) == (at - 2 * DAY, 1)


def test_the_web_role_counts_what_it_cannot_see(citizen: Citizen, anna: Persona, niels: Persona, at: datetime) -> None:
    """A unit's own line is worked into the clocks together with those of other units."""
    with as_owner():
        make.CaseFactory(citizen=citizen, unit=anna.unit)
    line(citizen, at - 3 * DAY, unit=niels.unit, outcome=Outcome.MET)
    line(citizen, at - 2 * DAY, unit=niels.unit, outcome=Outcome.NOT_MET)
    with anna.at_work(at):
        assert ContactLine.objects.count() == 0
        write_line(citizen, anna, at - DAY, Outcome.NOT_MET)
        stands = CitizenClock.objects.get(pk=citizen.pk)
    assert (stands.met_at, stands.attempts) == (at - 3 * DAY, 2)


def write_line(citizen: Citizen, who: Persona, at: datetime, outcome: str) -> None:
    """A contact with one line, as the web role writes it."""
    header = sql(
        "INSERT INTO cases_contact (id, unit_id, by_id, at, medium, whereabouts, initiative, source, saved_at)"
        " VALUES (gen_random_uuid(), %s, %s, %s, 'in_person', '', 'ours', 'logged', %s) RETURNING id",
        who.unit.pk,
        who.user.pk,
        at,
        at,
    )[0][0]
    sql(
        "INSERT INTO cases_contactline (id, contact_id, citizen_id, unit_id, by_id, at, medium, whereabouts, outcome,"
        " note, struck_reason) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, 'in_person', '', %s, '', '')",
        header,
        citizen.pk,
        who.unit.pk,
        who.user.pk,
        at,
        outcome,
    )


def test_one_statement_with_many_lines_sets_every_clock(at: datetime, db: None) -> None:
    with as_owner():
        citizens = [make.CitizenFactory() for _ in range(5)]
        header = make.ContactFactory(at=at)
        ContactLine.objects.bulk_create(
            ContactLine(
                contact=header,
                citizen=citizen,
                unit_id=header.unit_id,
                by_id=header.by_id,
                at=at,
                medium=Medium.IN_PERSON,
                outcome=Outcome.MET,
            )
            for citizen in citizens
        )
        assert CitizenClock.objects.filter(met_at=at).count() == 5
        ContactLine.objects.update(struck_at=at, struck_by=header.by_id, struck_reason="Forkert dag")
        assert CitizenClock.objects.filter(met_at=None, attempts=0).count() == 5
        ContactLine.objects.update(struck_at=None, struck_by=None, struck_reason="")
        ContactLine.objects.all().delete()
        assert CitizenClock.objects.filter(met_at=None).count() == 5


def test_a_line_moved_by_the_owner_moves_both_clocks(at: datetime, db: None) -> None:
    with as_owner():
        one, other = make.CitizenFactory(), make.CitizenFactory()
        moved = make.ContactLineFactory(citizen=one, at=at)
        ContactLine.objects.filter(pk=moved.pk).update(citizen=other)
    assert (clock(one).met_at, clock(other).met_at) == (None, at)


def test_a_handover_or_a_closed_case_resets_no_clock(
    citizen: Citizen, anna: Persona, bo: Persona, at: datetime
) -> None:
    with as_owner():
        case = make.CaseFactory(citizen=citizen, unit=anna.unit)
        first = make.AssignmentFactory(case=case, caseworker=anna.user)
    line(citizen, at - 20 * DAY, unit=anna.unit)
    line(citizen, at - 3 * DAY, unit=anna.unit, outcome=Outcome.NOT_MET)
    before = clock(citizen)
    with as_owner():
        Assignment.objects.filter(pk=first.pk).update(ends_on=at.date(), ended_by=anna.user)
        make.AssignmentFactory(case=case, caseworker=bo.user, starts_on=at.date())
        Case.objects.filter(pk=case.pk).update(status="closed", closed_cause="moved", status_reason="Flyttet")
    after = clock(citizen)
    assert (after.met_at, after.attempts) == (before.met_at, before.attempts) == (at - 20 * DAY, 1)


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_are_both_counted(anna: Persona, niels: Persona, at: datetime) -> None:
    with as_owner():
        citizen = make.CitizenFactory()
        for who in (anna, niels):
            make.CaseFactory(citizen=citizen, unit=who.unit)
    start = Barrier(2)

    def write(who: Persona) -> None:
        try:
            with who.at_work(at):
                start.wait(timeout=10)
                for n in range(5):
                    write_line(citizen, who, at - n * DAY, Outcome.NOT_MET)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, [anna, niels]))
    stands = clock(citizen)
    assert (stands.attempts, stands.attempted_at) == (10, at)


# -- parent and child belong together -------------------------------------------------------------------------


@pytest.fixture
def two(anna: Persona) -> tuple[Case, Case]:
    """Two citizens of one unit."""
    with as_owner():
        return make.CaseFactory(unit=anna.unit), make.CaseFactory(unit=anna.unit)


def checked() -> None:
    """Meet the deferred constraints here."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_case_stands_on_the_ground_of_its_own_citizen_and_unit(two: tuple[Case, Case]) -> None:
    one, other = two
    with as_owner():
        free = make.GroundFactory(citizen=other.citizen, unit=other.unit)
        with refused(FOREIGN_KEY):
            Case.objects.filter(pk=one.pk).update(ground=free)
            checked()
        elsewhere = make.GroundFactory(citizen=one.citizen)
        with refused(FOREIGN_KEY):
            Case.objects.filter(pk=one.pk).update(ground=elsewhere)
            checked()


@pytest.mark.parametrize("factory", [make.AssignmentFactory, make.CaseStatusChangeFactory])
@pytest.mark.parametrize("column", ["citizen", "unit"])
def test_what_hangs_on_a_case_is_about_the_same_citizen_and_unit(
    two: tuple[Case, Case], factory: Any, column: str
) -> None:
    one, other = two
    with as_owner():
        another = {"citizen": other.citizen, "unit": UnitFactory()}[column]
        with refused(FOREIGN_KEY):
            factory(case=one, **{column: another})
            checked()


@pytest.mark.parametrize("factory", [make.LineServiceFactory, make.NoteAdditionFactory])
@pytest.mark.parametrize("column", ["citizen", "unit"])
def test_what_hangs_on_a_line_is_about_the_same_citizen_and_unit(
    two: tuple[Case, Case], factory: Any, column: str
) -> None:
    one, other = two
    with as_owner():
        of_one = make.ContactLineFactory(citizen=one.citizen, unit=one.unit)
        another = {"citizen": other.citizen, "unit": UnitFactory()}[column]
        with refused(FOREIGN_KEY):
            factory(line=of_one, **{column: another})
            checked()


def test_a_line_belongs_to_the_unit_of_its_contact(two: tuple[Case, Case]) -> None:
    one, _ = two
    with as_owner():
        header = make.ContactFactory()
        with refused(FOREIGN_KEY):
            make.ContactLineFactory(contact=header, citizen=one.citizen, unit=one.unit)
            checked()


@pytest.mark.parametrize("column", ["at", "medium", "by"])
def test_a_line_says_the_same_as_its_contact(two: tuple[Case, Case], column: str, at: datetime) -> None:
    one, _ = two
    with as_owner():
        header = make.ContactFactory(unit=one.unit)
        same = {"at": header.at, "medium": header.medium, "by": header.by}
        other = {"at": at + DAY, "medium": Medium.PHONE, "by": UserFactory()}[column]
        with refused(FOREIGN_KEY):
            make.ContactLineFactory(contact=header, citizen=one.citizen, unit=one.unit, **{**same, column: other})
            checked()


# -- what one row may say -------------------------------------------------------------------------------------


CITIZEN = [
    ({"given_name": ""}, CHECK),
    ({"sex": "other"}, CHECK),
    ({"birth_on": date(1947, 9, 25), "birth_year": 1947}, CHECK),
    ({"birth_year": 1899}, CHECK),
    ({"birth_year": 2101}, CHECK),
    ({"birth_on": date(1857, 12, 31)}, CHECK),
    ({"birth_on": date(2101, 1, 1)}, CHECK),
    ({"risk_instruction": "Gå to"}, CHECK),
    ({"risk_review_on": date(2027, 1, 1)}, CHECK),
]


@pytest.mark.parametrize(("facts", "state"), CITIZEN)
def test_an_impossible_citizen_is_not_stored(facts: dict[str, Any], state: str, db: None) -> None:
    with as_owner(), refused(state):
        make.CitizenFactory(**facts)


def test_names_of_one_letter_and_of_two_hundred_are_names(db: None) -> None:
    with as_owner():
        make.CitizenFactory(given_name="Å", family_name="")
        longest = make.CitizenFactory(given_name="Ø" * 200, family_name="🙂" * 200)
        assert Citizen.objects.get(pk=longest.pk).sort_name


def test_citizens_sort_in_danish_order(db: None) -> None:
    names = ["Zoe", "Ærø", "Østen", "Ågot", "Aage", "Anna", "anders", "Öfverberg", "Älg"]
    with as_owner():
        for name in names:
            make.CitizenFactory(given_name=name, family_name="")
        found = list(Citizen.objects.order_by("sort_name", "id").values_list("given_name", flat=True))
    assert found[:3] == ["anders", "Anna", "Zoe"]
    assert set(found[3:5]) == {"Ærø", "Älg"}
    assert set(found[5:7]) == {"Østen", "Öfverberg"}
    assert set(found[7:]) == {"Ågot", "Aage"}


@pytest.mark.parametrize(
    "facts",
    [
        {"closed": True, "status_reason": ""},
        {"closed": True, "closed_cause": ""},
        {"closed": True, "closed_cause": "no_show"},
        {"closed_cause": "moved"},
        {"look_again_on": date(2026, 12, 8)},
        {"status": "resting", "status_reason": "Indlagt"},
        {"status": "searching", "look_again_on": date(2026, 12, 8)},
        {"status": "asleep"},
    ],
)
def test_a_state_has_what_belongs_to_it_and_nothing_else(facts: dict[str, Any], db: None) -> None:
    with as_owner(), refused(CHECK):
        make.CaseFactory(**facts)


def test_a_unit_has_one_case_on_a_citizen(two: tuple[Case, Case]) -> None:
    one, _ = two
    with as_owner(), refused(UNIQUE):
        make.CaseFactory(citizen=one.citizen, unit=one.unit)


def test_a_citizen_stands_on_one_list_at_a_time(two: tuple[Case, Case]) -> None:
    one, _ = two
    with as_owner():
        make.AssignmentFactory(case=one, starts_on=date(2026, 1, 5), ends_on=date(2026, 3, 1))
        make.AssignmentFactory(case=one, starts_on=date(2026, 3, 1))
        with refused(EXCLUSION):
            make.AssignmentFactory(case=one, starts_on=date(2026, 2, 1), ends_on=date(2026, 2, 2))
        with refused(EXCLUSION):
            make.AssignmentFactory(case=one, starts_on=date(2026, 5, 1))
        with refused(CHECK):
            make.AssignmentFactory(case=one, starts_on=date(2025, 5, 1), ends_on=date(2025, 4, 1))


def test_a_contact_is_not_saved_before_it_happened(at: datetime, db: None) -> None:
    with as_owner(), refused(CHECK):
        make.ContactFactory(at=at, saved_at=at - timedelta(seconds=1))


@pytest.mark.parametrize(
    "facts",
    [
        {"minutes": 1441},
        {"note": "x" * 20_001},
        {"outcome": "vanished"},
        {"medium": "pigeon"},
        {"struck": True, "struck_reason": ""},
        {"struck": True, "struck_by": None},
        {"struck_reason": "uden dato"},
    ],
)
def test_an_impossible_line_is_not_stored(facts: dict[str, Any], db: None) -> None:
    with as_owner(), refused(CHECK):
        make.ContactLineFactory(**facts)


def test_a_note_of_twenty_thousand_characters_is_stored(db: None) -> None:
    with as_owner():
        assert len(make.ContactLineFactory(note="å" * 20_000).note) == 20_000


def test_a_citizen_stands_once_in_a_contact(db: None) -> None:
    with as_owner():
        one = make.ContactLineFactory()
        with refused(UNIQUE):
            make.ContactLineFactory(contact=one.contact, citizen=one.citizen, unit=one.unit, by=one.by)


def test_a_follow_up_is_done_by_somebody_and_opened_once_for_one_reason(at: datetime, db: None) -> None:
    with as_owner():
        first = make.FollowUpFactory(origin="dose:1")
        with refused(UNIQUE):
            make.FollowUpFactory(unit=first.unit, origin="dose:1")
        with refused(CHECK):
            make.FollowUpFactory(done_at=at)
        with refused(CHECK):
            make.FollowUpFactory(what="")
        assert FollowUp.objects.count() == 1


GLASS = {"basis": "glass", "scope": 20, "health": False, "reason": "Fundet bevidstløs"}


def test_broken_glass_is_personal_reasoned_and_short(at: datetime, db: None) -> None:
    with as_owner():
        user = UserFactory()
        good = {**GLASS, "user": user, "starts_at": at, "ends_at": at + DAY}
        make.GroundFactory(**good)
        for wrong in ({"user": None}, {"reason": ""}, {"ends_at": at + DAY + timedelta(seconds=1)}, {"ends_at": None}):
            with refused(CHECK):
                make.GroundFactory(**{**good, **wrong})


@pytest.mark.parametrize("facts", [{"basis": "curiosity"}, {"scope": 25}, {"scope": 0}])
def test_a_ground_of_an_unknown_kind_is_not_stored(facts: dict[str, Any], db: None) -> None:
    with as_owner(), refused(CHECK):
        make.GroundFactory(**facts)


def test_a_ground_that_somebody_ended_has_an_end(db: None) -> None:
    with as_owner(), refused(CHECK):
        make.GroundFactory(ended_by=UserFactory())


def test_an_identifier_is_somebodys_once(db: None) -> None:
    with as_owner():
        make.IdentifierFactory(digest=b"the same")
        with refused(UNIQUE):
            make.IdentifierFactory(digest=b"the same")


def test_a_person_is_in_a_unit_once_at_a_time(at: datetime, db: None) -> None:
    with as_owner():
        first = MembershipFactory(ends_at=at)
        MembershipFactory(user=first.user, unit=first.unit, starts_at=at)
        with refused(EXCLUSION):
            MembershipFactory(user=first.user, unit=first.unit, starts_at=at - DAY)
        with refused(CHECK):
            MembershipFactory(role="doctor")
        with refused(CHECK):
            MembershipFactory(role="caseworker", health_professional=True)
        with refused(CHECK):
            MembershipFactory(starts_at=at, ends_at=at)


def test_a_ground_without_its_citizen_is_refused_at_the_end_of_the_transaction(db: None) -> None:
    with as_owner(), refused(FOREIGN_KEY), transaction.atomic():
        make.GroundFactory(citizen=None, citizen_id=UUID(int=1))
        assert Ground.objects.count() == 1
        checked()
