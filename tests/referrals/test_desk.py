"""What stands beside the decision: who it may be, side by side; where it stands in the queue; where it can be sent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.choices import Sex
from referrals import queue
from referrals import units as of_units
from referrals.choices import Room
from referrals.matching import Found, look_for
from referrals.models import Handling, Referral, Step
from referrals.units import units_near
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import OrganisationFactory, UnitFactory
from tests.factories.referrals import EntranceFactory, PackageFactFactory, PackageFactory, ReferralFactory, TieFactory
from tests.personas import Persona
from udsatte.accounts.choices import Sector

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def known_to(who: Persona, name: str, **facts: Any) -> Any:
    """A citizen of the unit."""
    case = make.CaseFactory(citizen=make.CitizenFactory(given_name=name, **facts), unit=who.unit, opened_by=who.user)
    return case.citizen


def looked_for(who: Persona, referral: Referral, at: datetime) -> Found:
    with who.at_work(at) as actor:
        found = Referral.objects.visible_to(actor).with_tie(actor).get(pk=referral.pk)
        return look_for(found, tied=found.tied_to, actor=actor, at=at)


def test_what_the_sender_says_stands_beside_what_is_known_here(clara: Persona, at: datetime) -> None:
    with as_owner():
        petra = known_to(clara, "Petra", birth_year=1992, sex=Sex.FEMALE)
        make.AliasFactory(citizen=petra, text="Pip")
        referral = ReferralFactory(to_unit=clara.unit, given_name="Petra", born_year=1991, sex=Sex.FEMALE)
    (match,) = looked_for(clara, referral, at).matches
    said = {fact.label: (fact.said, fact.known, fact.agrees) for fact in match.facts}
    assert said["Navn"] == ("Petra Testsen", "Petra Testsen · Pip", True)
    assert said["Født"] == ("omkring 1991", "omkring 1992", False)
    assert said["Registreret køn"] == ("Kvinde", "Kvinde", True)
    assert match.about == "2 af 3 oplysninger stemmer"


def test_of_two_with_the_same_alias_the_one_who_is_found_there_comes_first(clara: Persona, at: datetime) -> None:
    with as_owner():
        there = make.PlaceFactory(name="Sydhavnen Station")
        people = [known_to(clara, f"Ukendt {n}") for n in range(3)]
        for one in people:
            make.AliasFactory(citizen=one, text="Grøn hue")
        make.HauntFactory(citizen=people[1], place=there)
        make.HauntFactory(citizen=people[2], place=make.PlaceFactory(name="Skyen"))
        referral = ReferralFactory(
            to_unit=clara.unit, given_name="Grøn hue", family_name="", whereabouts="Telt ved sydhavnen station, sent"
        )
    first, *rest = looked_for(clara, referral, at).matches
    assert (first.citizen_id, len(rest)) == (people[1].pk, 2)
    (place,) = [fact for fact in first.facts if fact.label == "Træffes"]
    assert (place.said, place.known, place.agrees) == ("Sydhavnen Station", "Sydhavnen Station", True)


def test_a_protected_citizen_of_another_unit_is_not_compared(clara: Persona, sofie: Persona, at: datetime) -> None:
    """Nothing that is masked finds anybody, nor stands beside the sender's words."""
    with as_owner():
        hidden = known_to(sofie, "Petra", is_protected=True, birth_year=1992, features="Rød cykeltaske")
        make.AliasFactory(citizen=hidden, text="Pip")
        make.HauntFactory(citizen=hidden, place=make.PlaceFactory(name="Sydhavnen Station"))
        make.GroundFactory(citizen=hidden, unit=clara.unit, scope=20)
        referral = ReferralFactory(to_unit=clara.unit, given_name="Petra", whereabouts="Sydhavnen Station")
        TieFactory(referral=referral, unit=clara.unit, citizen=hidden)
    found = looked_for(clara, referral, at)
    assert (found.matches, found.tied) == ([], None)


def test_the_queue_is_walked_from_one_to_the_next(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    with as_owner():
        EntranceFactory(unit=clara.unit)
        ids = [ReferralFactory(to_unit=clara.unit, received_at=at - timedelta(days=9 - n)).pk for n in range(3)]
    browser = signed_in(clara)

    def page(pk: Any) -> str:
        return browser.get(reverse("referrals:referral", args=[pk])).content.decode()

    def link(pk: Any, rel: str) -> str:
        return f'href="{reverse("referrals:referral", args=[pk])}" rel="{rel}"'

    first, middle, last = (page(pk) for pk in ids)
    assert "2 af 3" in middle
    assert link(ids[0], "prev") in " ".join(middle.split())
    assert link(ids[2], "next") in " ".join(middle.split())
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last


def test_what_is_dealt_with_leads_to_the_next_that_waits(
    clara: Persona, signed_in: SignedIn, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "COUNTED", 2)
    with as_owner():
        EntranceFactory(unit=clara.unit)
        done = ReferralFactory(to_unit=clara.unit, handled_at=at)
        waiting = [ReferralFactory(to_unit=clara.unit, received_at=at - timedelta(days=9 - n)) for n in range(3)]
    page = " ".join(signed_in(clara).get(reverse("referrals:referral", args=[done.pk])).content.decode().split())
    assert "Næste i køen" in page
    assert f'href="{reverse("referrals:referral", args=[waiting[0].pk])}"' in page
    assert "2+ venter på afgørelse" in page


def test_a_sender_sees_no_place_in_the_queue(clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime) -> None:
    with as_owner():
        one = ReferralFactory(from_unit=frank.unit, to_unit=clara.unit, written_by=frank.user)
        ReferralFactory(to_unit=clara.unit)
    page = signed_in(frank).get(reverse("referrals:referral", args=[one.pk])).content.decode()
    assert "triage-step" not in page


def test_each_list_says_how_many_it_holds(clara: Persona, signed_in: SignedIn) -> None:
    with as_owner():
        for _ in range(3):
            ReferralFactory(to_unit=clara.unit)
    page = " ".join(signed_in(clara).get(reverse("referrals:queue")).content.decode().split())
    assert "Nye <small>3</small>" in page
    assert "Venteliste <small>0</small>" in page


def test_the_nearest_units_stand_first_and_any_other_can_be_looked_up(
    clara: Persona, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_units, "MOST", 5)
    with as_owner():
        own, managed = clara.unit.organisation, OrganisationFactory(managing_organisation=clara.unit.organisation)
        near = [UnitFactory(organisation=own, name="B"), UnitFactory(organisation=managed, name="C")]
        region = UnitFactory(organisation=OrganisationFactory(sector=Sector.REGION), name="D")
        far = [
            UnitFactory(organisation=OrganisationFactory(sector=Sector.MUNICIPALITY), name=f"A{n}") for n in range(9)
        ]
        EntranceFactory(unit=far[8], room=Room.LITTLE)
        closed = UnitFactory(organisation=own, name="Lukket", closed_on=at.date())
    with clara.at_work(at) as actor:
        plain = units_near(actor, at=at)
        looked_up = units_near(actor, at=at, wanted=[far[7].pk, None])
    ids = [pk for pk, name in plain.every]
    assert plain.is_cut
    assert {str(one.pk) for one in (*near, region)} < set(ids)
    assert str(closed.pk) not in ids
    # Of those far away whoever takes referrals comes first.
    assert plain.open == [(str(far[8].pk), "A8 (lidt plads)")]
    assert str(far[7].pk) in dict(looked_up.every)


def test_whom_to_send_it_on_to_is_found_in_the_directory(
    clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        EntranceFactory(unit=sofie.unit)
        one = ReferralFactory(to_unit=clara.unit)
    browser = signed_in(clara)
    back = f"{reverse('referrals:referral', args=[one.pk])}?to={sofie.unit.pk}"
    asked = {"for": str(one.pk), "organisation": str(sofie.unit.organisation_id)}
    page = browser.get(reverse("referrals:units"), asked)
    assert back in page.content.decode()
    chosen = f'<option value="{sofie.unit.pk}" selected>'
    assert chosen in browser.get(back).content.decode()
    elsewhere = browser.get(reverse("referrals:units"), {"organisation": str(uuid4())}).content.decode()
    assert sofie.unit.name not in elsewhere


def test_the_directory_comes_in_pages(clara: Persona, signed_in: SignedIn) -> None:
    with as_owner():
        for n in range(27):
            EntranceFactory(unit=UnitFactory(name=f"Testenhed {n:02}"))
    browser = signed_in(clara)
    first = browser.get(reverse("referrals:units"))
    assert "Testenhed 24" in first.content.decode()
    assert "Testenhed 25" not in first.content.decode()
    rest = browser.get(f"{reverse('referrals:units')}{first.context['more']}").content.decode()
    assert "Testenhed 26" in rest
    assert "Testenhed 24" not in rest


def test_what_is_decided_of_somebody_from_elsewhere_has_its_reason(
    clara: Persona, anna: Persona, signed_in: SignedIn
) -> None:
    with as_owner():
        EntranceFactory(unit=clara.unit)
        one = ReferralFactory(to_unit=clara.unit, given_name="Jan", residence="Ingen bopæl i Danmark", told=True)
    browser = signed_in(clara)
    assert "Fra en anden kommune" in browser.get(reverse("referrals:referral", args=[one.pk])).content.decode()
    sent = {"a-citizen": "new", "a-caseworker": str(anna.user.pk), "a-why": "Bor her reelt; kommunen er spurgt."}
    assert browser.post(reverse("referrals:referral_accept", args=[one.pk]), sent).status_code == 302
    with as_owner():
        (step,) = Step.objects.filter(referral=one)
        assert (step.to_status, step.reason) == ("accepted", "Bor her reelt; kommunen er spurgt.")


def test_not_turning_up_is_offered_as_a_reason_outside_the_municipality_alone(
    clara: Persona, rikke: Persona, signed_in: SignedIn
) -> None:
    for who, offered in ((clara, False), (rikke, True)):
        with as_owner():
            one = ReferralFactory(to_unit=who.unit, told=True)
        page = signed_in(who).get(reverse("referrals:referral", args=[one.pk])).content.decode()
        assert "Sig nej" in page
        assert ('value="missed"' in page) is offered


def test_a_package_whose_day_has_come_is_not_read_any_more(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    """On the next request, also before the clock has taken it away; what is taken up keeps what it was sent."""
    with as_owner():
        one = ReferralFactory(to_unit=clara.unit, told=True)
        PackageFactFactory(package=PackageFactory(referral=one, expires_at=at), text="Insulin hver morgen")
    browser, url = signed_in(clara), reverse("referrals:referral", args=[one.pk])
    assert "Insulin hver morgen" not in browser.get(url).content.decode()
    with as_owner():
        Handling.objects.filter(pk=one.pk).update(status="declined", decline="no_room", reason="Fuldt", status_at=at)
    assert "Insulin hver morgen" in browser.get(url).content.decode()
