"""Taking a citizen in, finding the same one again, correcting, and what another unit's citizen tells: nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.actions import (
    CitizenFacts,
    Registration,
    TooManyEnquiries,
    change_citizen,
    identify_citizen,
    register_citizen,
    tell_risk,
)
from cases.actions.casework import NoReason, NotAColleague
from cases.actions.identifiers import HasOneAlready, Outcome, SomebodyElses
from cases.choices import CaseStatus, Sex
from cases.cpr import CprNumber
from cases.identifiers import unseal
from cases.models import (
    Alias,
    Assignment,
    Case,
    CaseStatusChange,
    Citizen,
    Enquiry,
    Ground,
    Haunt,
    Identifier,
    RiskStory,
)
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.context import NotStored
from udsatte.access.decisions import Denied, Stale

BRUNO = "2509479989"
FACTS = CitizenFacts(given_name="Bruno Test", family_name="Elmer", birth_on=date(1947, 9, 25), sex=Sex.MALE)
STORED = (Citizen, Ground, Case, Identifier, Enquiry, Assignment, CaseStatusChange)


def cpr(digits: str = BRUNO) -> CprNumber:
    return CprNumber.parse(digits, today=date(2026, 11, 24))


def register(who: Persona, at: datetime, digits: str | None = BRUNO, **facts: Any) -> Registration:
    with who.at_work(at) as actor:
        return register_citizen(
            facts=facts.pop("facts", FACTS),
            by=actor,
            at=at,
            reason=facts.pop("reason", "Står her og fryser"),
            number=cpr(digits) if digits else None,
            **facts,
        )


def stored() -> list[int]:
    with as_owner():
        return [model._default_manager.count() for model in STORED]


def test_a_new_citizen_has_ground_case_number_and_list(anna: Persona, bo: Persona, at: datetime) -> None:
    facts = replace(FACTS, aliases=("Kaptajnen", "Kaptajnen"), phones=("00 00 00 00",), haunts=(place(),))
    done = register(anna, at, facts=facts, caseworker_id=bo.user.pk, opened_on=date(2026, 9, 1))
    assert done.outcome is Outcome.NEW
    with as_owner():
        citizen = Citizen.objects.get()
        assert done.citizen == citizen
        assert (citizen.name, citizen.birth_on, citizen.registered_by_id) == (
            "Bruno Test Elmer",
            date(1947, 9, 25),
            anna.user.pk,
        )
        ground = Ground.objects.get()
        assert (ground.unit_id, ground.user_id, ground.basis, ground.scope) == (anna.unit.pk, None, "case", 30)
        assert (ground.starts_at, ground.ends_at, ground.opened_by_id) == (at, None, anna.user.pk)
        case = Case.objects.get()
        assert (case.ground_id, case.opened_on, case.status) == (ground.pk, date(2026, 9, 1), CaseStatus.ACTIVE)
        assert Assignment.objects.get().caseworker_id == bo.user.pk
        identifier = Identifier.objects.get()
        assert unseal(identifier.ciphertext or b"") == BRUNO
        assert BRUNO.encode() not in bytes(identifier.digest or b"") + bytes(identifier.ciphertext or b"")
        assert [alias.text for alias in Alias.objects.all()] == ["Kaptajnen"]
        change = CaseStatusChange.objects.get()
        assert (change.from_status, change.to_status, change.changed_by_id) == ("", "active", anna.user.pk)


def place() -> UUID:
    with as_owner():
        return make.PlaceFactory().pk


def test_somebody_without_a_number_can_be_taken_in(anna: Persona, at: datetime) -> None:
    for facts in (CitizenFacts(given_name="Å"), CitizenFacts(given_name="Ukendt mand", birth_year=1970)):
        assert register(anna, at, None, facts=facts).outcome is Outcome.NEW
    assert stored() == [2, 2, 2, 0, 0, 0, 2]


def test_the_own_units_citizen_is_found_and_nothing_is_made(anna: Persona, bo: Persona, at: datetime) -> None:
    first = register(anna, at)
    before = stored()
    again = register(bo, at + timedelta(days=1), facts=CitizenFacts(given_name="En anden"))
    assert (again.outcome, again.citizen) == (Outcome.KNOWN, first.citizen)
    assert stored() == before
    with as_owner():
        assert Citizen.objects.get().given_name == "Bruno Test"


def test_another_units_citizen_is_asked_about_and_nothing_comes_back(
    anna: Persona, niels: Persona, at: datetime
) -> None:
    register(anna, at)
    before = stored()
    asked = register(niels, at, reason="Vil i behandling")
    assert (asked.outcome, asked.citizen) == (Outcome.ASKED, None)
    after = stored()
    assert [now - then for now, then in zip(after, before, strict=True)] == [0, 0, 0, 0, 1, 0, 0]
    with as_owner():
        enquiry = Enquiry.objects.get()
        assert (enquiry.unit_id, enquiry.asked_by_id, enquiry.reason) == (
            niels.unit.pk,
            niels.user.pk,
            "Vil i behandling",
        )
    with niels.at_work(at):
        assert not Enquiry.objects.exists(), "who asked does not see the enquiry, which names the citizen"
    with anna.at_work(at):
        assert Enquiry.objects.exists()


def test_a_closed_case_is_asked_about_too_because_closing_ends_no_ground(
    anna: Persona, niels: Persona, at: datetime
) -> None:
    register(anna, at)
    with as_owner():
        Case.objects.update(status="closed", closed_cause="moved", status_reason="Flyttet")
    assert register(niels, at).outcome is Outcome.ASKED


def test_somebody_whom_nobody_sees_any_more_comes_to_the_unit_that_asks(
    anna: Persona, niels: Persona, at: datetime
) -> None:
    first = register(anna, at)
    end_grounds(at)
    later = at + timedelta(days=1)
    again = register(niels, later)
    assert (again.outcome, again.citizen) == (Outcome.REOPENED, first.citizen)
    with as_owner():
        assert Ground.objects.filter(ends_at=None).get().unit_id == niels.unit.pk
        assert Case.objects.filter(unit=niels.unit).get().status == CaseStatus.ACTIVE
    assert register(anna, later).outcome is Outcome.ASKED


@pytest.mark.parametrize("closed", [True, False])
def test_the_unit_that_had_the_case_takes_the_same_case_up_again(closed: bool, anna: Persona, at: datetime) -> None:
    register(anna, at)
    with as_owner():
        case = Case.objects.get()
        if closed:
            Case.objects.update(status="closed", closed_cause="moved", status_reason="Flyttet")
    end_grounds(at)
    again = register(anna, at + timedelta(days=1), caseworker_id=anna.user.pk)
    assert again.outcome is Outcome.REOPENED
    with as_owner():
        assert Case.objects.get().pk == case.pk
        assert Case.objects.get().status == CaseStatus.ACTIVE
        assert Assignment.objects.get().caseworker_id == anna.user.pk


def end_grounds(at: datetime) -> None:
    with as_owner():
        Ground.objects.update(ends_at=at + timedelta(seconds=1))


def test_broken_glass_is_not_somebody_who_has_the_case(anna: Persona, niels: Persona, at: datetime) -> None:
    first = register(anna, at)
    end_grounds(at)
    with as_owner():
        make.GroundFactory(
            citizen=first.citizen,
            unit=anna.unit,
            user=anna.user,
            basis="glass",
            scope=20,
            health=False,
            reason="Bevidstløs",
            starts_at=at,
            ends_at=at + timedelta(hours=24),
        )
    assert register(niels, at + timedelta(hours=1)).outcome is Outcome.REOPENED


def test_too_many_questions_are_refused_and_leave_nothing(
    anna: Persona, niels: Persona, sofie: Persona, settings: Any, at: datetime
) -> None:
    settings.ENQUIRIES_PER_HOUR = 2
    register(anna, at)
    for _ in range(2):
        assert register(niels, at).outcome is Outcome.ASKED
    with pytest.raises(TooManyEnquiries) as refusal:
        register(niels, at)
    assert refusal.value.field == "number"
    assert register(sofie, at).outcome is Outcome.ASKED, "a colleague asks for themselves"
    assert register(niels, at + timedelta(minutes=60, seconds=1)).outcome is Outcome.ASKED
    with as_owner():
        assert Enquiry.objects.count() == 4


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_nobody_is_looked_up_without_a_reason(reason: str, anna: Persona, niels: Persona, at: datetime) -> None:
    """The answer must be the same whether somebody has the number or not."""
    with pytest.raises(NoReason):
        register(niels, at, reason=reason)
    register(anna, at)
    with pytest.raises(NoReason):
        register(niels, at, reason=reason)
    with as_owner():
        assert not Enquiry.objects.exists()


def test_a_refused_caseworker_takes_the_citizen_back(anna: Persona, niels: Persona, at: datetime) -> None:
    for nobody in (niels.user.pk, uuid4()):
        with pytest.raises(NotAColleague):
            register(anna, at, caseworker_id=nobody)
    assert stored() == [0] * 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": ""},
        {"given_name": "x" * 201},
        {"birth_year": 1950},
        {"birth_on": None, "birth_year": 1850},
        {"risk_instruction": "Gå to"},
        {"aliases": ("x" * 101,)},
        {"phones": ("0" * 21,)},
        {"sex": "other"},
    ],
)
def test_impossible_facts_are_refused_and_nothing_half_saved(wrong: Any, anna: Persona, at: datetime) -> None:
    with pytest.raises((ValidationError, NotStored)):
        register(anna, at, facts=replace(FACTS, **wrong))
    assert stored() == [0] * 7


@pytest.mark.parametrize("name", ["mette", "rikke", "frank", "viggo", "adam"])
def test_nobody_below_casework_takes_a_citizen_in(name: str, request: pytest.FixtureRequest, at: datetime) -> None:
    somebody: Persona = request.getfixturevalue(name)
    for digits in (BRUNO, None):
        with pytest.raises(Denied):
            register(somebody, at, digits)
    assert stored() == [0] * 7


def test_the_same_key_takes_one_citizen_in(anna: Persona, niels: Persona, at: datetime) -> None:
    key = uuid4()
    first = register(anna, at, None, key=key)
    again = register(anna, at, None, key=key)
    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.KNOWN)
    assert first.citizen == again.citizen
    assert stored()[0] == 1
    register(anna, at)
    asked = uuid4()
    for _ in range(2):
        assert register(niels, at, key=asked) == Registration(Outcome.ASKED, None)
    with as_owner():
        assert Enquiry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_units_at_once_with_the_same_number(anna: Persona, niels: Persona, at: datetime) -> None:
    start = Barrier(2)

    def one(who: Persona) -> Registration:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            return register(who, at)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(done.outcome for done in pool.map(one, [anna, niels]))
    assert outcomes == [Outcome.ASKED, Outcome.NEW]
    assert stored()[:5] == [1, 1, 1, 1, 1]


# -- a number for somebody who had none -----------------------------------------------------------------------


def identify(who: Persona, citizen: Citizen, at: datetime) -> Registration:
    with who.at_work(at) as actor:
        return identify_citizen(
            citizen_id=citizen.pk, number=cpr(), by=actor, at=at, reason="Fik set sygesikringsbevis"
        )


def unnamed(who: Persona) -> Citizen:
    with as_owner():
        return make.CaseFactory(unit=who.unit).citizen


def test_a_number_is_put_on_somebody_who_had_none(anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    assert identify(anna, citizen, at) == Registration(Outcome.NEW, citizen)
    with as_owner():
        assert Identifier.objects.get().citizen_id == citizen.pk
        assert Ground.objects.count() == 1


def test_a_number_that_somebody_else_has_stays_there(anna: Persona, niels: Persona, at: datetime) -> None:
    holder = register(anna, at).citizen
    with pytest.raises(SomebodyElses):
        identify(anna, unnamed(anna), at)
    assert identify(niels, unnamed(niels), at) == Registration(Outcome.ASKED, None)
    with as_owner():
        assert Identifier.objects.get().citizen_id == holder.pk  # type: ignore[union-attr]


def test_nobody_gets_a_second_cpr_number(anna: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    identify(anna, citizen, at)
    other = CprNumber.parse("0201609995", today=at.date())
    with anna.at_work(at) as actor, pytest.raises(HasOneAlready):
        identify_citizen(citizen_id=citizen.pk, number=other, by=actor, at=at, reason="Endnu et")


def test_no_number_is_put_on_another_units_citizen(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with pytest.raises(Denied):
        identify(niels, citizen, at)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=niels.unit, scope=20, basis="referral")
    with pytest.raises(Denied):
        identify(niels, citizen, at)
    with pytest.raises(Denied):
        identify(niels, Citizen(pk=uuid4()), at)
    assert stored()[3:5] == [0, 0]


# -- corrections ----------------------------------------------------------------------------------------------


def change(who: Persona, citizen: Citizen, at: datetime, version: int = 1, **facts: Any) -> Citizen:
    with who.at_work(at) as actor:
        return change_citizen(citizen_id=citizen.pk, version=version, facts=replace(FACTS, **facts), by=actor, at=at)


def test_what_stands_on_a_citizen_is_corrected_and_lists_keep_what_was(
    anna: Persona, bo: Persona, at: datetime
) -> None:
    citizen = register(anna, at, facts=replace(FACTS, aliases=("Kaptajnen", "Skipper"))).citizen
    assert citizen
    where = place()
    changed = change(bo, citizen, at, aliases=("Skipper", "Bruno"), haunts=(where,), given_name="Bruno")
    assert (changed.given_name, changed.version) == ("Bruno", 2)
    with as_owner():
        rows = {alias.text: (alias.ended_at, alias.ended_by_id) for alias in Alias.objects.all()}
        assert rows == {"Kaptajnen": (at, bo.user.pk), "Skipper": (None, None), "Bruno": (None, None)}
        assert Haunt.objects.get().place_id == where
    change(bo, citizen, at, version=2, aliases=("Kaptajnen",))
    with as_owner():
        assert Alias.objects.filter(text="Kaptajnen").count() == 2
        assert Alias.objects.filter(ended_at=None).get().text == "Kaptajnen"


def test_a_stale_correction_is_refused_with_what_stands_now(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    change(anna, citizen, at, given_name="Først")
    with pytest.raises(Stale) as newer:
        change(bo, citizen, at, given_name="Bagefter", aliases=("Ny",))
    current: Any = newer.value.current
    assert (current.given_name, current.version) == ("Først", 2)
    with as_owner():
        assert Citizen.objects.get().given_name == "Først"
        assert not Alias.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen, start = unnamed(anna), Barrier(2)

    def one(who: Persona) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            change(who, citizen, at, given_name=who.name)
        except Stale:
            return "stale"
        else:
            return who.name
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(one, [anna, bo]))
    with as_owner():
        assert answers == {"stale", Citizen.objects.get().given_name}


def test_another_units_citizen_is_not_corrected(anna: Persona, niels: Persona, mette: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with pytest.raises(Citizen.DoesNotExist):
        change(niels, citizen, at)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=niels.unit, scope=20, basis="referral")
    with pytest.raises((Citizen.DoesNotExist, Denied)):
        change(niels, citizen, at)
    with pytest.raises(Denied):
        change(mette, citizen, at)
    with as_owner():
        assert Citizen.objects.get().version == 1


def test_a_risk_is_told_by_the_unit_and_read_by_the_unit_alone(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with as_owner():
        make.CaseFactory(citizen=citizen, unit=niels.unit)
    with anna.at_work(at) as actor:
        tell_risk(citizen_id=citizen.pk, text="Slog ud.", by=actor, at=at, key=uuid4())
        with pytest.raises((ValidationError, NotStored)):
            tell_risk(citizen_id=citizen.pk, text="", by=actor, at=at, key=uuid4())
        with pytest.raises((ValidationError, NotStored)):
            tell_risk(citizen_id=citizen.pk, text="x" * 5_001, by=actor, at=at, key=uuid4())
    with niels.at_work(at):
        assert not RiskStory.objects.exists()
    with as_owner():
        assert RiskStory.objects.get().written_by_id == anna.user.pk


def test_a_risk_is_not_told_about_another_units_citizen(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = unnamed(anna)
    with niels.at_work(at) as actor, pytest.raises(Denied):
        tell_risk(citizen_id=citizen.pk, text="x", by=actor, at=at, key=uuid4())
