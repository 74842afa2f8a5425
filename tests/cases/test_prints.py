"""A citizen on paper: everything of that time or a word of what is missing, and of a protected person nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases import timeline
from cases.models import Citizen
from tests.cases.test_merges import citizen_of, merge, shared_with
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Persona], Client]
HOUR = timedelta(hours=1)


def paper(who: Client, citizen: Citizen) -> str:
    return who.get(reverse("cases:citizen_print", args=[citizen.pk]), {"months": "all"}).text


def seen_often(who: Persona, citizen: Citizen, at: datetime, count: int) -> None:
    with as_owner():
        for number in range(count):
            make.SightingFactory(
                citizen=citizen, unit=who.unit, by=who.user, told_name=f"Kiosken {number:03}", at=at - number * HOUR
            )


def test_everything_of_that_time_is_there(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen = citizen_of(anna, "Kaj")
    seen_often(anna, citizen, at, 230)
    printed = paper(signed_in(anna), citizen)
    assert [number for number in range(230) if f"Kiosken {number:03}" not in printed] == []
    assert "var der ikke plads til" not in printed


def test_what_is_too_much_is_told_and_nothing_of_that_hour_is_missing(
    anna: Persona, at: datetime, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "PRINTED", 3)
    citizen = citizen_of(anna, "Kaj")
    seen_often(anna, citizen, at, 5)
    with as_owner():
        for days in (0, 1):
            make.ContactLineFactory(
                citizen=citizen,
                unit=anna.unit,
                by=anna.user,
                at=at - timedelta(days=days),
                note=f"For {days} dage siden",
            )
    printed = paper(signed_in(anna), citizen)
    assert [number for number in range(5) if f"Kiosken {number:03}" in printed] == [0, 1, 2]
    assert "For 0 dage siden" in printed
    assert "For 1 dage siden" not in printed, "else it would seem that nothing happened in between"
    assert "til og med 24.11.2026 kl. 07.42, var der ikke plads til" in printed


@pytest.mark.parametrize("protected", ["the one that is printed", "the other one"])
def test_of_a_person_one_of_whose_citizens_is_protected_paper_says_nothing(
    protected: str, anna: Persona, at: datetime, signed_in: SignedIn
) -> None:
    own = protected == "the one that is printed"
    one, other = citizen_of(anna, "Muggi", is_protected=own), citizen_of(anna, "Mogens", is_protected=not own)
    with as_owner():
        kiosk = make.PlaceFactory(name="Skjulestedet")
        for citizen in (one, other):
            make.ContactLineFactory(
                citizen=citizen, unit=anna.unit, by=anna.user, at=at, note="Hemmelig note.", place=kiosk
            )
            make.SightingFactory(citizen=citizen, unit=anna.unit, by=anna.user, told_name="Hemmelig kiosk", at=at)
    merge(anna, one, other, at)
    printed = paper(signed_in(anna), one)
    assert "Beskyttet borger" in printed
    assert printed.count("Truffet") == 2
    assert [word for word in ("Muggi", "Mogens", "Testager", "Skjulestedet", "Hemmelig") if word in printed] == []


def test_a_merge_by_mistake_prints_nothing_of_somebody_whom_the_reader_does_not_see(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: SignedIn
) -> None:
    secret, known = citizen_of(anna, "Hemmelig", is_protected=True), citizen_of(niels, "Kendt")
    shared_with(clara, known)
    with as_owner():
        make.ContactLineFactory(citizen=secret, unit=anna.unit, by=anna.user, at=at, note="Hemmelig note.")
        make.SightingFactory(citizen=secret, unit=anna.unit, by=anna.user, at=at, told_name="Hemmelig kiosk")
        make.ContactLineFactory(citizen=known, unit=niels.unit, by=niels.user, at=at, note="Fik sin medicin.")
    client = signed_in(niels)
    before = paper(client, known)
    merge(clara, secret, known, at)
    after = paper(client, known)
    assert "Fik sin medicin." in after
    assert "Hemmelig" not in after
    assert len(after) == len(before), "and not even that there is somebody protected"
    assert client.get(reverse("cases:citizen_print", args=[secret.pk])).status_code == 404
