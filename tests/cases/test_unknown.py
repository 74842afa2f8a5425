"""Somebody whose name nobody knows: called something, known by features, counted apart, and named one day."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cases.actions import CitizenFacts, LineDraft, change_citizen, create_unknown, log_contact
from cases.choices import CaseStatus
from cases.models import Alias, Case, Citizen
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.context import action
from udsatte.access.decisions import Denied

FEATURES = "Høj, gråt skæg, en lille hund"


def met(who: Persona, at: datetime, called: str = "Ham med vognen", **facts: object) -> Citizen:
    with who.at_work(at) as actor:
        return create_unknown(called=called, features=FEATURES, by=actor, at=at, **facts)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_unknown_citizen_is_the_units_by_alias_and_features(anna: Persona, bo: Persona, at: datetime) -> None:
    citizen = met(anna, at, birth_year=1965)

    with bo.at_work(at) as actor:
        found = Citizen.objects.visible_to(actor).of_unit(bo.unit.pk).unidentified().get()
        assert (found.pk, found.name, found.features, found.birth_year) == (
            citizen.pk,
            "Ham med vognen",
            FEATURES,
            1965,
        )
        assert Alias.objects.visible_to(actor).standing().get().text == "Ham med vognen"
        assert Case.objects.visible_to(actor).get(citizen=citizen).status == CaseStatus.ACTIVE


@pytest.mark.django_db
def test_an_unknown_citizen_is_no_other_units(anna: Persona, niels: Persona, at: datetime) -> None:
    met(anna, at)

    with niels.at_work(at) as actor:
        assert not Citizen.objects.visible_to(actor).exists()


@pytest.mark.django_db
def test_somebody_without_casework_takes_nobody_unknown_in(mette: Persona, at: datetime) -> None:
    with pytest.raises(Denied):
        met(mette, at)


@pytest.mark.django_db
def test_a_contact_and_its_unknown_citizen_are_one(anna: Persona, at: datetime) -> None:
    @action
    def met_somebody(*, outcome: str) -> None:
        citizen = create_unknown(called="Muggi", by=actor, at=at)
        log_contact(lines=[LineDraft(citizen.pk, outcome)], happened_at=at, by=actor, at=at, key=uuid4())

    with anna.at_work(at) as actor:
        met_somebody(outcome="met")
        with pytest.raises(Exception, match="outcome"):
            met_somebody(outcome="no such thing")
        assert Citizen.objects.visible_to(actor).unidentified().count() == 1


@pytest.mark.django_db
def test_the_name_is_found_and_the_alias_stays(anna: Persona, at: datetime) -> None:
    citizen = met(anna, at)
    named = CitizenFacts("Bruno", "Elmer", birth_on=date(1965, 3, 4), features=FEATURES, aliases=["Ham med vognen"])

    with anna.at_work(at) as actor:
        change_citizen(citizen_id=citizen.pk, version=1, facts=named, by=actor, at=at)
        assert not Citizen.objects.visible_to(actor).unidentified().exists()
        assert Citizen.objects.visible_to(actor).get().name == "Bruno Elmer"
        assert Alias.objects.visible_to(actor).standing().get().text == "Ham med vognen"


@pytest.mark.django_db
@pytest.mark.parametrize("known", [{"family_name": "Elmer"}, {"birth_on": date(1965, 3, 4)}])
def test_who_has_a_family_name_or_a_birth_date_is_not_unknown(
    known: dict[str, object], anna: Persona, at: datetime
) -> None:
    citizen = met(anna, at)
    facts = CitizenFacts(given_name="Muggi", is_unknown=True, **known)  # type: ignore[arg-type]

    with anna.at_work(at) as actor, pytest.raises(ValidationError):
        change_citizen(citizen_id=citizen.pk, version=1, facts=facts, by=actor, at=at)


@pytest.mark.django_db
def test_lists_say_so_in_a_word_and_count_them_apart(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    met(anna, at)
    with as_owner():
        named = make.CaseFactory(unit=anna.unit).citizen
    client = signed_in(anna)

    everybody = client.get(reverse("cases:citizens")).content.decode()
    unknown = client.get(reverse("cases:citizens") + "?show=unknown").content.decode()

    assert "Ham med vognen" in everybody
    assert named.name in everybody
    assert everybody.count("Ukendt<") == 2  # the chip that filters, and the row
    assert "Ham med vognen" in unknown
    assert named.name not in unknown


@pytest.mark.django_db
def test_the_page_shows_the_features_and_the_alias_once(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    citizen = met(anna, at)

    page = signed_in(anna).get(reverse("cases:citizen", args=[citizen.pk])).content.decode()

    assert page.count("Ham med vognen") == 1
    assert FEATURES in page


@pytest.mark.django_db
def test_the_form_takes_somebody_unknown_in_and_names_them(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)
    new = {"key": str(uuid4()), "given_name": "Muggi", "is_unknown": "on", "features": FEATURES}

    taken = client.post(reverse("cases:citizen_new"), new)
    assert taken.status_code == 302, taken.content.decode()
    with as_owner():
        citizen = Citizen.objects.get()
        assert citizen.is_unknown
    wrong = client.post(
        reverse("cases:citizen_change", args=[citizen.pk]),
        {"version": 1, "given_name": "Bruno", "family_name": "Elmer", "is_unknown": "on"},
    )
    right = client.post(
        reverse("cases:citizen_change", args=[citizen.pk]),
        {"version": 1, "given_name": "Bruno", "family_name": "Elmer", "aliases": "Muggi"},
    )

    assert wrong.status_code == 422
    assert "fjern krydset" in wrong.content.decode()
    assert right.status_code == 302
    citizen.refresh_from_db()
    assert not citizen.is_unknown
