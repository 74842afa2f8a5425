"""A sighting by somebody else: it moves the clock *set* alone, for every unit, and says no more than it must."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import NotWorkedWith, Seen, log_sighting, strike_sighting
from cases.actions.sightings import ImpossibleSighting
from cases.choices import Basis, Outcome, Scope, ToldBy
from cases.models import CitizenClock, Sighting
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DirectoryEntryFactory, MembershipFactory, UnitFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied
from udsatte.accounts.choices import Role

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def worked_with(*people: Persona, **facts: Any) -> Any:
    with as_owner():
        citizen = make.CitizenFactory(**facts)
        for who in people:
            make.CaseFactory(citizen=citizen, unit=who.unit, opened_by=who.user)
        return citizen


def clock_of(citizen: Any) -> CitizenClock:
    with as_owner():
        return CitizenClock.objects.get(citizen=citizen)


def log(who: Persona, citizen: Any, at: datetime, **facts: Any) -> UUID:
    seen = replace(Seen(told_kind=ToldBy.RELATIVE, told_name="Mor Testsen", happened_at=at), **facts)
    with who.at_work(at) as actor:
        return log_sighting(citizen_id=citizen.pk, seen=seen, by=actor, at=at, key=uuid4())


def strike_by_hand(sighting: UUID) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT sighting_strike(%s, 'Forkert')", [sighting])


def test_a_sighting_is_set_and_neither_met_nor_an_attempt(anna: Persona, at: datetime) -> None:
    citizen = worked_with(anna)
    with as_owner():
        make.ContactLineFactory(citizen=citizen, unit=anna.unit, at=at - timedelta(days=16))
        for days in (5, 4, 3):
            make.ContactLineFactory(
                citizen=citizen, unit=anna.unit, at=at - timedelta(days=days), outcome=Outcome.NOT_MET
            )
        place = make.PlaceFactory()
    log(anna, citizen, at, happened_at=at - timedelta(days=1), place_id=place.pk)
    clock = clock_of(citizen)
    assert (clock.met_at, clock.seen_at) == (at - timedelta(days=16), at - timedelta(days=1))
    assert (clock.attempts, clock.seen_place_id, clock.told_kind) == (3, place.pk, ToldBy.RELATIVE)
    assert clock.told_name == ""  # a relative's name stands on no clock


def test_what_a_unit_saw_itself_later_takes_the_clock_back(anna: Persona, at: datetime) -> None:
    citizen = worked_with(anna)
    log(anna, citizen, at, happened_at=at - timedelta(days=1))
    with as_owner():
        make.ContactLineFactory(citizen=citizen, unit=anna.unit, at=at, outcome=Outcome.REFUSED)
    clock = clock_of(citizen)
    assert (clock.seen_at, clock.told_kind, clock.met_at) == (at, "", None)


def test_a_hostel_is_named_and_a_place_of_treatment_never(anna: Persona, niels: Persona, at: datetime) -> None:
    with as_owner():
        hostel = UnitFactory(name="Mændenes Hjem", kind="effort")
        drugs = UnitFactory(name="Rusmiddelcentret", kind="effort")
        DirectoryEntryFactory(unit=hostel, groups=["drug_use", "homelessness"])
        DirectoryEntryFactory(unit=drugs, groups=["drug_use"])
        clinic, nurses = UnitFactory(kind="clinic"), UnitFactory(kind="effort")
        MembershipFactory(unit=nurses, role=Role.NURSE, health_professional=True)
        region = UnitFactory(kind="effort", organisation__sector="region")
    told = {}
    for unit in (hostel, drugs, clinic, nurses, region):
        citizen = worked_with(anna)
        log(anna, citizen, at, told_kind=ToldBy.UNIT, told_unit_id=unit.pk)
        told[unit] = clock_of(citizen).told_name
    assert list(told.values()) == ["Mændenes Hjem", "", "", "", ""]


@pytest.mark.parametrize(
    ("facts", "days", "field"),
    [
        ({}, -1, "on"),
        ({"birth_on": date(2026, 11, 20)}, 10, "on"),
        ({"birth_year": 2026}, 400, "on"),
    ],
)
def test_nobody_is_seen_before_birth_or_tomorrow(
    anna: Persona, at: datetime, facts: dict[str, Any], days: int, field: str
) -> None:
    citizen = worked_with(anna, **facts)
    with pytest.raises(ImpossibleSighting) as error:
        log(anna, citizen, at, happened_at=at - timedelta(days=days))
    assert error.value.field == field


def test_nobody_is_seen_after_their_death(anna: Persona, at: datetime) -> None:
    citizen = worked_with(anna)
    with as_owner():
        death = make.DeathFactory(citizen=citizen, died_on=date(2026, 11, 20))
        type(citizen).objects.filter(pk=citizen.pk).update(death=death, died_on=death.died_on)
    with pytest.raises(ImpossibleSighting):
        log(anna, citizen, at)
    log(anna, citizen, at, happened_at=at - timedelta(days=20))


def test_the_same_key_saves_one(anna: Persona, at: datetime) -> None:
    citizen, key = worked_with(anna), uuid4()
    seen = Seen(told_kind=ToldBy.COLLEAGUE, happened_at=at)
    for _ in range(2):
        with anna.at_work(at) as actor:
            log_sighting(citizen_id=citizen.pk, seen=seen, by=actor, at=at, key=key)
    with as_owner():
        assert Sighting.objects.filter(citizen=citizen).count() == 1


def test_only_a_unit_with_casework_writes_one(anna: Persona, rikke: Persona, niels: Persona, at: datetime) -> None:
    citizen = worked_with(anna)
    with as_owner():
        for who in (rikke, niels):
            make.GroundFactory(citizen=citizen, unit=who.unit, basis=Basis.LOOKOUT, scope=Scope.SHARED)
    with pytest.raises(NotWorkedWith):
        log(niels, citizen, at)
    with pytest.raises(Denied):
        log(rikke, citizen, at)


def test_raw_sql_writes_no_sighting_of_another_units(anna: Persona, niels: Persona, at: datetime) -> None:
    citizen = worked_with(anna)
    with niels.at_work(at) as actor, pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Sighting.objects.create(
            citizen_id=citizen.pk, unit_id=actor.unit_id, by_id=actor.user_id, at=at, saved_at=at, told_kind="colleague"
        )


def test_struck_it_moves_no_clock_and_stands_nowhere(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen = worked_with(anna)
    with as_owner():
        make.AssignmentFactory(case=citizen.cases.get(), caseworker=anna.user)
    sighting = log(anna, citizen, at)
    page = reverse("cases:citizen", args=[citizen.pk])
    assert "Set af Mor Testsen" in signed_in(anna).get(page).text
    with anna.at_work(at) as actor:
        strike_sighting(sighting_id=sighting, reason="Det var en anden.", by=actor, at=at)
    assert clock_of(citizen).seen_at is None
    assert "Mor Testsen" not in signed_in(anna).get(page).text


def test_only_the_author_and_the_coordinator_strike(
    anna: Persona, bo: Persona, clara: Persona, niels: Persona, at: datetime
) -> None:
    citizen = worked_with(anna, niels)
    sighting = log(anna, citizen, at)
    for who in (bo, niels):
        with who.at_work(at) as actor, pytest.raises(Denied):
            strike_sighting(sighting_id=sighting, reason="Forkert", by=actor, at=at)
        with who.at_work(at), pytest.raises(ProgrammingError, match="sighting_strike"):
            strike_by_hand(sighting)
    with clara.at_work(at) as actor:
        strike_sighting(sighting_id=sighting, reason="Forkert", by=actor, at=at)


def test_another_unit_reads_that_and_where_and_not_who_told(
    anna: Persona, niels: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    """A treatment team's teller would tell the street team that the citizen is treated."""
    citizen = worked_with(anna, niels)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=rikke.unit, basis=Basis.REFERRAL, scope=Scope.SHARED)
        place = make.PlaceFactory(name="Maria Kirkeplads")
        clinic = UnitFactory(name="Metadonambulatoriet", kind="clinic")
    log(
        niels,
        citizen,
        at,
        told_kind=ToldBy.UNIT,
        told_unit_id=clinic.pk,
        told_name="Sygeplejerske Test",
        place_id=place.pk,
    )
    page = reverse("cases:citizen", args=[citizen.pk])
    ours, theirs, shared = (signed_in(who).get(page).text for who in (anna, niels, rikke))
    assert "Sygeplejerske Test" in theirs
    assert "Maria Kirkeplads" in ours
    assert "set i dag af et andet sted" in ours
    assert "set i dag" in shared
    for told in (ours, shared):
        assert "Sygeplejerske Test" not in told
        assert "Metadonambulatoriet" not in told
        assert "Niels Testsen" not in told
    assert "et andet sted" not in shared


def test_a_protected_citizens_place_is_on_no_shared_page(
    anna: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = worked_with(anna, is_protected=True)
    with as_owner():
        make.GroundFactory(citizen=citizen, unit=rikke.unit, basis=Basis.REFERRAL, scope=Scope.SHARED)
        hostel = UnitFactory(name="Kvindehjemmet", kind="effort")
        place = make.PlaceFactory(name="Bag stationen")
    log(anna, citizen, at, told_kind=ToldBy.UNIT, told_unit_id=hostel.pk, place_id=place.pk)
    for page in (reverse("cases:citizen", args=[citizen.pk]), reverse("cases:citizens")):
        shared = signed_in(rikke).get(page).text
        assert "Kvindehjemmet" not in shared
        assert "Bag stationen" not in shared


def test_the_page_saves_by_chips_and_keeps_what_was_typed(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen, browser = worked_with(anna), signed_in(anna)
    page = reverse("cases:sighting_new", args=[citizen.pk])
    refused = browser.post(page, {"key": uuid4(), "told": "unit", "told_name": "", "when": "now"})
    assert refused.status_code == 422
    assert "Vælg hvilket, eller skriv navnet." in refused.text
    with as_owner():
        hostel = UnitFactory(name="Mændenes Hjem")
    saved = browser.post(page, {"key": uuid4(), "told": "unit", "told_unit": hostel.pk, "when": "yesterday"})
    assert saved.status_code == 302
    again = browser.get(page).text
    assert f'value="{hostel.pk}"' in again  # who told last is a chip now
    future = browser.post(page, {"key": uuid4(), "told": "colleague", "when": "chosen", "on": "2026-12-24"})
    assert "Det kan ikke være sket endnu." in future.text
