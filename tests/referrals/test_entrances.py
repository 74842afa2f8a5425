"""What a unit says of its own way in, and who reads it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from referrals.actions import EntranceFacts, set_entrance
from referrals.models import Criterion, Entrance
from tests.database import as_owner
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied, Stale

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
FORM = {"is_open": "on", "room": "little", "room_note": "To pladser", "look_within_hours": "24"}


def test_clara_says_that_there_is_little_room_and_frank_reads_it(
    clara: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    page = signed_in(clara)
    assert page.get(reverse("referrals:entrance_change")).status_code == 200
    assert page.post(reverse("referrals:entrance_change"), {**FORM, "version": "0"}).status_code == 302
    read = signed_in(frank).get(reverse("referrals:units")).content.decode()
    assert "Lidt plads" in read
    assert "To pladser" in read


def test_closing_says_why(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    answer = signed_in(clara).post(reverse("referrals:entrance_change"), {"room": "full", "look_within_hours": "24"})
    assert answer.status_code == 422
    assert not Entrance.objects.exists()


def test_whose_page_is_old_is_shown_both(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    with as_owner():
        EntranceFactory(unit=clara.unit, version=2)
    answer = signed_in(clara).post(reverse("referrals:entrance_change"), {**FORM, "version": "1"})
    assert answer.status_code == 409
    assert Entrance.objects.get().room == "room"


def test_nobody_speaks_for_another_unit(
    anna: Persona, clara: Persona, sofie: Persona, adam: Persona, at: datetime
) -> None:
    for who, unit in ((anna, anna.unit), (clara, sofie.unit)):
        with who.at_work(at) as actor, pytest.raises(Denied):
            set_entrance(unit_id=unit.pk, version=0, facts=EntranceFacts(), by=actor, at=at)
    with clara.at_work(at) as actor:
        set_entrance(unit_id=clara.unit.pk, version=0, facts=EntranceFacts(), by=actor, at=at)
        with pytest.raises(Stale):
            set_entrance(unit_id=clara.unit.pk, version=0, facts=EntranceFacts(), by=actor, at=at)


def test_a_unit_asks_its_own_questions_and_again_those_of_everybody(
    clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    page, url = signed_in(clara), reverse("referrals:entrance_change")

    def asked() -> list[str]:
        return [one.name for one in Criterion.objects.asked_by(clara.unit.pk)]

    of_all = asked()
    own = "Bor i bydelen: også på gaden\r\n\r\nSelvmordstanker\r\n"
    assert page.post(url, {**FORM, "version": "0", "questions": own}).status_code == 302
    assert asked() == ["Bor i bydelen", "Selvmordstanker"]
    assert "Bor i bydelen: også på gaden\nSelvmordstanker" in page.get(url).content.decode()
    first = Criterion.objects.get(name="Bor i bydelen").pk
    assert page.post(url, {**FORM, "version": "1", "questions": "Selvmordstanker\nBor i bydelen"}).status_code == 302
    # The same question is the same row, whatever its place: its answers stand.
    assert asked() == ["Selvmordstanker", "Bor i bydelen"]
    assert Criterion.objects.get(name="Bor i bydelen").pk == first
    assert page.post(url, {**FORM, "version": "2", "questions": ""}).status_code == 302
    assert asked() == of_all
    assert Criterion.objects.get(pk=first).is_retired


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ("x" * 121, "højst 120 tegn"),
        (f"Kort: {'x' * 201}", "højst 120 tegn"),
        (": kun en ledetråd", "højst 120 tegn"),
        ("\n".join(f"Nummer {n}" for n in range(11)), "højst ti"),
        ("To gange\nTo gange", "to gange"),
    ],
)
def test_a_wrong_question_is_said_beside_the_field(
    questions: str, words: str, clara: Persona, signed_in: SignedIn
) -> None:
    answer = signed_in(clara).post(
        reverse("referrals:entrance_change"), {**FORM, "version": "0", "questions": questions}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Criterion.objects.filter(unit=clara.unit).exists()
