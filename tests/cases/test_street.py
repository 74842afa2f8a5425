"""Find en borger, as pages: standing with the citizen, broken glass, existence, duty, and the coordinator's list."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import cast

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.choices import Basis, IdentifierKind
from cases.identifiers import digest, seal
from cases.models import Ground, Lookup
from tests.cases.world import Anker, anker_of
from tests.database import as_owner, savepoints_keep, sql
from tests.factories import cases as make
from tests.factories.accounts import DutyShiftFactory
from tests.personas import Persona
from tests.proof.asking import lasting

pytestmark = pytest.mark.usefixtures("at")
SignedIn = Callable[[Persona], Client]
#: MedCom's public test number.
CPR = "2509479989"
HOUR = timedelta(hours=1)
NOBODY = "Ingen blev åbnet"


@pytest.fixture
def anker(anna: Persona) -> Iterator[Anker]:
    found = anker_of(anna, birth_on=date(1947, 9, 25))
    with as_owner():
        make.IdentifierFactory(citizen=found.citizen, digest=digest(IdentifierKind.CPR, CPR), ciphertext=seal(CPR))
    with savepoints_keep():
        yield found


def street(citizen: object, who: Persona, basis: Basis, **facts: object) -> Ground:
    with as_owner():
        return make.GroundFactory(
            citizen=citizen, unit=who.unit, user=who.user, opened_by=who.user, basis=basis, street=True, **facts
        )


def test_whoever_stands_with_the_citizen_sees_what_to_mind_and_whom_to_call(
    anker: Anker, rikke: Persona, signed_in: SignedIn
) -> None:
    client = signed_in(rikke)
    page = reverse("cases:citizen", args=[anker.citizen.pk])
    assert client.get(page).status_code == 404
    answer = client.post(reverse("cases:find_contact"), {"cpr": "250947-9989", "why": "roof"})
    assert answer["Location"] == page
    text = client.get(page).content.decode()
    assert "Anker Testager" in text
    assert "Anna Testsen" in text
    assert "Vil gerne se værelset" not in text
    with as_owner():
        ground = Ground.objects.get(basis=Basis.CONTACT)
        assert ground.reason == "Har ingen steder at sove"


def test_by_name_and_birth_date_in_any_case_of_letters(anker: Anker, rikke: Persona, signed_in: SignedIn) -> None:
    form = {"name": "anker  testager", "birth_on": "25.09.1947", "why": "other", "words": "Står i porten"}
    answer = signed_in(rikke).post(reverse("cases:find_contact"), form)
    assert answer["Location"] == reverse("cases:citizen", args=[anker.citizen.pk])


@pytest.mark.parametrize("url", ["find_contact", "find_glass", "find_known"])
def test_none_and_several_get_the_same_page(url: str, anker: Anker, rikke: Persona, signed_in: SignedIn) -> None:
    client = signed_in(rikke)
    form = {"birth_on": "25.09.1947", "why": "help" if url == "find_contact" else "here", "danger": "Ligger livløs"}
    with as_owner():
        twins = [make.CitizenFactory(given_name="Bo", family_name="To", birth_on="1947-09-25") for _ in range(2)]
        for twin in twins:
            make.GroundFactory(citizen=twin, unit=anker.case.unit)
    several = client.post(reverse(f"cases:{url}"), {**form, "name": "Bo To"})
    none = client.post(reverse(f"cases:{url}"), {**form, "name": "Bo Tre"})
    assert NOBODY in none.content.decode()
    said = [lasting(cast(HttpResponse, one))[1] for one in (several, none)]
    assert said[0].replace('"Bo To"', '"Bo Tre"') == said[1]
    with as_owner():
        assert [one.outcome for one in Lookup.objects.all()] == ["nobody", "nobody"]
        assert not Ground.objects.filter(unit=rikke.unit).exists()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"why": "help"}, "Skriv CPR-nummeret, eller hele navnet og fødselsdatoen."),
        ({"why": "help", "name": "Anker Testager"}, "Fødselsdatoen mangler."),
        ({"why": "help", "birth_on": "25.09.1947"}, "Navnet mangler."),
        ({"why": "help", "cpr": "12"}, "Et CPR-nummer har ti cifre"),
        ({"why": "other", "cpr": CPR}, "Skriv hvorfor."),
        ({"cpr": CPR}, "Dette felt"),
    ],
)
def test_what_is_missing_stands_beside_its_field_and_costs_no_question(
    form: dict[str, str], says: str, anker: Anker, rikke: Persona, signed_in: SignedIn
) -> None:
    answer = signed_in(rikke).post(reverse("cases:find_contact"), form)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with as_owner():
        assert not Lookup.objects.exists()


def test_the_sixth_of_a_day_is_told_to_call(anker: Anker, rikke: Persona, signed_in: SignedIn) -> None:
    client = signed_in(rikke)
    form = {"cpr": "0101010000", "danger": "Ligger livløs i porten"}
    answers = [client.post(reverse("cases:find_glass"), form) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [422]
    assert "Du har spurgt efter mange borgere" in answers[-1].content.decode()


def test_broken_glass_is_red_on_every_page_until_it_is_closed(
    anker: Anker, niels: Persona, anna: Persona, clara: Persona, signed_in: SignedIn
) -> None:
    client = signed_in(niels)
    client.post(reverse("cases:find_glass"), {"cpr": CPR, "danger": "Ligger livløs i porten"})
    for url in ("today", "account", "cases:citizens", "cases:find"):
        text = client.get(reverse(url)).content.decode()
        assert "Du har nødåbnet en borger" in text, url
        assert "om 24 timer, kl. 10.42" in text, url
        assert "Anker" not in text or url == "cases:citizens", url
    page = reverse("cases:citizen", args=[anker.citizen.pk])
    for colleague in (anna, clara):
        told = signed_in(colleague).get(page).content.decode()
        assert "Borgeren er nødåbnet" in told
        assert "Ligger livløs i porten" in told
        assert "Du har nødåbnet" not in told
    with as_owner():
        ground = Ground.objects.get(basis=Basis.GLASS)
    assert client.post(reverse("cases:ground_close", args=[ground.pk])).status_code == 302
    assert client.get(page).status_code == 404
    assert "Du har nødåbnet" not in client.get(reverse("today")).content.decode()
    assert "Borgeren er nødåbnet" not in signed_in(anna).get(page).content.decode()


def test_who_sees_the_citizen_already_opens_nothing(anker: Anker, bo: Persona, signed_in: SignedIn) -> None:
    answer = signed_in(bo).post(reverse("cases:find_glass"), {"cpr": CPR, "danger": "Ligger livløs"}, follow=True)
    assert "Du kunne se borgeren i forvejen" in answer.content.decode()
    with as_owner():
        assert not Ground.objects.filter(basis=Basis.GLASS).exists()


def test_the_coordinator_reads_who_why_and_until_when_and_ends_it_with_a_reason(
    anker: Anker, rikke: Persona, clara: Persona, signed_in: SignedIn
) -> None:
    ground = street(anker.citizen, rikke, Basis.CONTACT)
    page, close = reverse("cases:grounds_opened"), reverse("cases:ground_close", args=[ground.pk])
    coordinator, other = signed_in(clara), signed_in(rikke)
    text = coordinator.get(page).content.decode()
    for words in ("Anker Testager", "Rikke Testsen", rikke.unit.name, "Står i porten", "indtil"):
        assert words in text
    citizen = reverse("cases:citizen", args=[anker.citizen.pk])
    assert other.get(citizen).status_code == 200
    assert coordinator.post(close, {"reason": " "}).status_code == 422
    assert coordinator.post(close, {"reason": "Forkert borger"})["Location"] == page
    assert other.get(citizen).status_code == 404
    assert "Afsluttet af Clara Testsen: Forkert borger" in coordinator.get(page).content.decode()
    assert coordinator.get(close).status_code == 404


def test_the_coordinators_list_goes_on_and_costs_the_same(
    anker: Anker, rikke: Persona, clara: Persona, signed_in: SignedIn
) -> None:
    client, page = signed_in(clara), reverse("cases:grounds_opened")
    counts = []
    for more in (1, 26):
        for hours in range(more):
            starts = datetime.fromisoformat("2026-11-01T10:00:00+01:00") + hours * HOUR
            street(anker.citizen, rikke, Basis.CONTACT, starts_at=starts, ends_at=starts + HOUR)
        with CaptureQueriesContext(connection) as captured:
            text = client.get(page).content.decode()
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "25+" in text
    after = text.split("?after=")[1].split('"')[0]
    assert client.get(page, {"after": after}).content.decode().count("Står i porten") == 2


def test_existence_is_initials_a_unit_and_a_number_and_never_by_get(
    anker: Anker, niels: Persona, signed_in: SignedIn
) -> None:
    client, url = signed_in(niels), reverse("cases:find_known")
    with as_owner():
        sql("UPDATE accounts_unit SET phone = '00 00 00 01' WHERE id = %s", anker.case.unit_id)
    text = client.post(url, {"cpr": CPR, "why": "here"}).content.decode()
    assert "Kendt af Udsatteteamet" in text
    assert "tel:00000001" in text
    assert "<h3>AT</h3>" in text
    assert "Anker" not in text
    assert "Kendt af" not in client.get(url, {"cpr": CPR, "why": "here"}).content.decode()
    assert client.get(reverse("cases:citizen", args=[anker.citizen.pk])).status_code == 404
    with as_owner():
        sql("UPDATE cases_citizen SET is_protected = true")
    text = client.post(url, {"cpr": CPR, "why": "here"}).content.decode()
    assert "tel:00000001" in text
    assert "Udsatteteamet" not in text


def test_on_duty_the_search_opens_what_the_shift_needs(
    anker: Anker, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    client, url = signed_in(niels), reverse("cases:find_duty")
    assert client.get(url).status_code == 403
    assert "Jeg har vagten" not in client.get(reverse("cases:find")).content.decode()
    with as_owner():
        DutyShiftFactory(unit=niels.unit, user=niels.user, name="", starts_at=at - HOUR, ends_at=at + 7 * HOUR)
    assert "Jeg har vagten" in client.get(reverse("cases:find")).content.decode()
    opened = reverse("cases:duty_open", args=[anker.citizen.pk])
    assert client.post(opened).status_code == 404
    text = client.post(url, {"name": "kapt"}).content.decode()
    assert "Anker Testager" in text
    assert opened in text
    assert client.post(opened)["Location"] == reverse("cases:citizen", args=[anker.citizen.pk])
    with as_owner():
        assert Ground.objects.get(basis=Basis.DUTY).ends_at == at + 8 * HOUR


@pytest.mark.parametrize("basis", [Basis.CONTACT, Basis.GLASS, Basis.DUTY])
def test_a_ground_that_ran_out_or_was_ended_is_gone_on_the_next_request(
    basis: Basis, anker: Anker, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    client, page = signed_in(niels), reverse("cases:citizen", args=[anker.citizen.pk])
    ground = street(anker.citizen, niels, basis, starts_at=at - HOUR, ends_at=at + timedelta(microseconds=1))
    assert client.get(page).status_code == 200
    with as_owner():
        Ground.objects.filter(pk=ground.pk).update(ends_at=at)
    assert client.get(page).status_code == 404
    street(anker.citizen, niels, basis, ends_at=at + HOUR)
    assert client.get(page).status_code == 200
    with as_owner():
        Ground.objects.filter(citizen=anker.citizen, user=niels.user).update(ends_at=at)
    assert client.get(page).status_code == 404
