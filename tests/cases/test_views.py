"""Every page of casework, as the person it is for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.identifiers import seal
from cases.models import Case, Citizen, Contact, ContactLine, FollowUp, NoteAddition, RiskStory
from tests.cases.world import Anker, anker_of
from tests.database import as_owner, sql
from tests.factories.cases import (
    LONG_AGO,
    CaseStatusChangeFactory,
    CitizenFactory,
    ContactLineFactory,
    FollowUpFactory,
    GroundFactory,
    IdentifierFactory,
)
from tests.personas import Persona

SignIn = Callable[[Persona], Client]


@pytest.fixture
def anker(anna: Persona, at: datetime) -> Anker:
    return anker_of(anna)


def contact(anker: Anker, **changed: object) -> dict[str, object]:
    """What the form of Log kontakt posts in the common case."""
    return {"key": str(uuid4()), "who": [str(anker.citizen.pk)], "outcome": "met", "when": "now", **changed}


def test_every_page_of_a_caseworker_opens(anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    client = signed_in(anna)
    line = anker.line
    for url in [
        reverse("today"),
        reverse("cases:citizens"),
        reverse("cases:citizens") + "?show=mine",
        reverse("cases:citizens") + "?show=closed",
        reverse("cases:citizen_new"),
        reverse("cases:contact_new"),
        reverse("cases:contact_new") + f"?citizen={anker.citizen.pk}",
        reverse("cases:contact_new") + "?all=1",
        reverse("cases:follow_ups"),
        reverse("cases:follow_ups") + "?show=unit",
        reverse("cases:citizen", args=[anker.citizen.pk]),
        reverse("cases:citizen_change", args=[anker.citizen.pk]),
        reverse("cases:risk_story_new", args=[anker.citizen.pk]),
        reverse("cases:follow_up_new", args=[anker.citizen.pk]),
        reverse("cases:case_assign", args=[anker.case.pk]),
        reverse("cases:case_state", args=[anker.case.pk]),
        reverse("cases:line_add", args=[line.pk]),
        reverse("cases:line_strike", args=[line.pk]),
    ]:
        assert client.get(url).status_code == 200, url


def test_a_contact_is_on_the_timeline_and_moves_the_clocks(anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    client = signed_in(anna)
    posted = contact(anker, next_step="3", note="Hunden var med.", services=["motivational_outreach"])
    answer = client.post(reverse("cases:contact_new"), posted, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Hunden var med." in page
    with as_owner():
        clock = Citizen.objects.get(pk=anker.citizen.pk).clock
        assert clock.met_at == ContactLine.objects.latest("at").at
        assert FollowUp.objects.filter(citizen=anker.citizen, owner=anna.user).exists()


def test_sent_twice_is_saved_once(anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    client = signed_in(anna)
    with as_owner():
        before = Contact.objects.count()
    posted = contact(anker)
    for _ in range(2):
        assert client.post(reverse("cases:contact_new"), posted).status_code == 302
    with as_owner():
        assert Contact.objects.count() == before + 1


def test_a_form_without_anybody_says_so_and_keeps_what_was_typed(
    anna: Persona, anker: Anker, signed_in: SignIn
) -> None:
    answer = signed_in(anna).post(reverse("cases:contact_new"), contact(anker, who=[], note="Regn hele dagen"))
    assert answer.status_code == 422
    assert "Regn hele dagen" in answer.content.decode()


def test_a_new_citizen_is_on_the_list_of_the_one_who_is_chosen(anna: Persona, signed_in: SignIn) -> None:
    client = signed_in(anna)
    answer = client.post(
        reverse("cases:citizen_new"),
        {
            "given_name": "Frida",
            "family_name": "Testfjord",
            "key": str(uuid4()),
            "caseworker": str(anna.user.pk),
            "aliases": "Fia\nGrøn hue",
        },
        follow=True,
    )
    assert answer.status_code == 200, answer.content.decode()
    assert "Grøn hue" in answer.content.decode()
    assert "Frida Testfjord" in client.get(reverse("today")).content.decode()


def test_closing_takes_a_reason_and_reopening_brings_the_citizen_back(
    anna: Persona, anker: Anker, signed_in: SignIn
) -> None:
    client = signed_in(anna)
    url = reverse("cases:case_state", args=[anker.case.pk])
    why = {"version": 1, "status": "closed", "closed_cause": "mistake"}
    assert client.post(url, {**why, "reason": ""}).status_code == 422
    assert client.post(url, {**why, "reason": "Oprettet to gange"}).status_code == 302
    assert anker.citizen.given_name in client.get(reverse("cases:citizens") + "?show=closed").content.decode()
    again = {"version": 2, "status": "active", "reason": "Var det alligevel", "caseworker": str(anna.user.pk)}
    assert client.post(url, again).status_code == 302
    with as_owner():
        assert Case.objects.get(pk=anker.case.pk).status == "active"


def test_a_save_over_somebodys_newer_change_shows_both(anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    client = signed_in(anna)
    change = reverse("cases:citizen_change", args=[anker.citizen.pk])
    first = {"version": 1, "given_name": "Anker Emil", "family_name": "Testager"}
    assert client.post(change, first).status_code == 302
    answer = client.post(change, {"version": 1, "given_name": "Anker Olaf", "family_name": "Testager"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Anker Emil" in page
    assert "Anker Olaf" in page


def test_what_is_promised_beside_the_form_for_a_contact_is_a_look_at_the_citizen(
    bo: Persona, anker: Anker, signed_in: SignIn
) -> None:
    """A colleague's citizen, opened by the form and never by the page."""
    page = signed_in(bo).get(reverse("cases:contact_new"), {"citizen": str(anker.citizen.pk)})
    assert "Anker" in page.content.decode()
    with as_owner():
        assert sql("SELECT user_id, citizen_id, view, kind FROM access_accessentry") == [
            (bo.user.pk, anker.citizen.pk, "cases:contact_new", "open")
        ]


def test_somebody_elses_citizen_is_not_there(rikke: Persona, anker: Anker, signed_in: SignIn) -> None:
    client = signed_in(rikke)
    answer = client.get(reverse("cases:citizen", args=[anker.citizen.pk]))
    assert answer.status_code == 404
    assert anker.citizen.given_name not in client.get(reverse("cases:citizens")).content.decode()


@pytest.mark.parametrize("name", ["citizen_new", "risk_story_new", "follow_up_new", "line_add"])
def test_a_double_tap_makes_one(name: str, anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    pk = {"risk_story_new": anker.citizen.pk, "follow_up_new": anker.citizen.pk, "line_add": anker.line.pk}.get(name)
    url = reverse(f"cases:{name}", args=[pk] if pk else [])
    model: Any = {
        "citizen_new": Citizen,
        "risk_story_new": RiskStory,
        "follow_up_new": FollowUp,
        "line_add": NoteAddition,
    }[name]
    posted = {
        "key": str(uuid4()),
        "given_name": "Frida",
        "text": "Regn hele dagen",
        "what": "Ring",
        "due_on": "2026-12-01",
    }
    with as_owner():
        before = model.objects.count()
    client = signed_in(anna)
    for _ in range(2):
        assert client.post(url, posted).status_code == 302
    with as_owner():
        assert model.objects.count() == before + 1


def test_a_shared_reader_cannot_reveal_a_number(niels: Persona, anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    with as_owner():
        GroundFactory(citizen=anker.citizen, unit=niels.unit, scope=20)
        IdentifierFactory(citizen=anker.citizen, ciphertext=seal("2509479989"))
    assert signed_in(niels).post(reverse("cases:citizen_reveal", args=[anker.citizen.pk])).status_code == 403
    answer = signed_in(anna).post(reverse("cases:citizen_reveal", args=[anker.citizen.pk]))
    assert "250947-9989" in answer.content.decode()


def test_a_hidden_name_does_not_show_by_where_it_stands(mette: Persona, anna: Persona, signed_in: SignIn) -> None:
    with as_owner():
        for name, protected in (("Anker", True), ("Bent", False), ("Åse", False)):
            citizen = CitizenFactory(given_name=name, is_protected=protected)
            GroundFactory(citizen=citizen, unit=anna.unit)
    page = signed_in(mette).get(reverse("cases:citizens")).content.decode()
    assert page.index("Bent") < page.index("Åse") < page.index("Beskyttet borger")
    assert "Anker" not in page


def test_nothing_falls_between_two_pages_of_the_timeline(anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    with as_owner():
        days = [LONG_AGO + timedelta(days=2 * number) for number in range(1, 30)]
        for day in days:
            ContactLineFactory(citizen=anker.citizen, unit=anna.unit, by=anna.user, at=day)
        for number, day in enumerate(days):
            reason = f"Mellem {number:02}."
            CaseStatusChangeFactory(case=anker.case, reason=reason, changed_at=day + timedelta(days=1))
    client = signed_in(anna)
    url, seen = reverse("cases:citizen", args=[anker.citizen.pk]), ""
    first = client.get(url)
    seen += first.content.decode()
    seen += client.get(url, {"after": str(first.context["older"])}).content.decode()
    assert [seen.count(f"Mellem {number:02}.") for number in range(29)] == [1] * 29


def test_i_dag_counts_every_open_follow_up(anna: Persona, anker: Anker, signed_in: SignIn) -> None:
    other = anker_of(anna)
    with as_owner():
        for _ in range(30):
            FollowUpFactory(citizen=other.citizen, unit=anna.unit, owner=anna.user, overdue=True)
        FollowUpFactory(citizen=anker.citizen, unit=anna.unit, owner=anna.user, due_on=date(2026, 12, 24))
    context = signed_in(anna).get(reverse("today")).context
    assert context["follow_up_count"] == "33"
    assert sorted(row["open"] for one in context["lists"] for row in one["rows"]) == [2, 31]


@pytest.mark.parametrize(
    ("name", "way"),
    [("clara", "cases:caseloads"), ("mette", "cases:citizens"), ("viggo", "auditing:looks"), ("adam", "people:people")],
)
def test_i_dag_of_somebody_without_a_list_is_one_real_way_on(
    name: str, way: str, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    page = signed_in(request.getfixturevalue(name)).get(reverse("today")).text
    assert f'href="{reverse(way)}"' in page[page.index("<main") :]
