"""A contact beyond the common five taps: who was there too, where somebody was walked to, and the staff of a place."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from cases.actions import Company, LineDraft, StaffDraft, log_contact, strike_staff_line
from cases.actions.casework import NotAColleague
from cases.actions.contacts import NotThere, NotYours
from cases.choices import Medium, Outcome, StaffTopic
from cases.models import Citizen, Companion, Contact, ContactLine, Place, StaffLine
from tests.cases.world import anker_of
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DirectoryEntryFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied

URL = reverse("cases:contact_new")


@pytest.fixture
def anker(anna: Persona) -> Citizen:
    return anker_of(anna).citizen


@pytest.fixture
def place(anna: Persona) -> Place:
    with as_owner():
        return make.PlaceFactory(name="Botilbuddet")


def log(who: Persona, at: datetime, *lines: LineDraft, **facts: Any) -> Contact:
    with who.at_work(at) as actor:
        pk, _new = log_contact(lines=lines, happened_at=at, by=actor, at=at, key=uuid4(), **facts)
    with as_owner():
        return Contact.objects.get(pk=pk)


def sent(**facts: Any) -> dict[str, Any]:
    return {"key": uuid4(), "outcome": "met", "when": "now", "place": "other", **facts}


def test_a_colleague_and_somebody_from_elsewhere_were_there_too(
    anna: Persona, bo: Persona, anker: Citizen, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    company = Company([bo.user.pk], "en sygeplejerske fra Sundhedsrummet")
    contact = log(anna, at, LineDraft(anker.pk), company=company)
    with as_owner():
        assert contact.with_others == "en sygeplejerske fra Sundhedsrummet"
        assert [one.user_id for one in Companion.objects.filter(contact=contact)] == [bo.user.pk]
    page = signed_in(anna).get(reverse("cases:citizen", args=[anker.pk])).content.decode()
    assert f"med {bo.user.full_name}, en sygeplejerske fra Sundhedsrummet" in page


@pytest.mark.parametrize("whom", ["herself", "somebody of another unit"])
def test_only_colleagues_of_the_unit_are_company(
    whom: str, anna: Persona, niels: Persona, anker: Citizen, at: datetime
) -> None:
    company = Company([(anna if whom == "herself" else niels).user.pk])
    with pytest.raises(NotAColleague):
        log(anna, at, LineDraft(anker.pk), company=company)
    with as_owner():
        assert not Contact.objects.filter(by=anna.user, source="logged", saved_at=at).exists()


def test_a_talk_with_the_staff_needs_no_citizen_but_a_place(anna: Persona, place: Place, at: datetime) -> None:
    contact = log(anna, at, staff=StaffDraft(StaffTopic.SUPERVISION, "Om natdækning."), place_id=place.pk)
    with as_owner():
        assert StaffLine.objects.get(contact=contact).note == "Om natdækning."
        assert not ContactLine.objects.filter(contact=contact).exists()
    with pytest.raises(NotThere):
        log(anna, at, staff=StaffDraft(StaffTopic.ADVICE))


def test_without_a_talk_there_must_be_a_citizen(anna: Persona, place: Place, at: datetime) -> None:
    with pytest.raises(NotYours):
        log(anna, at, place_id=place.pk)


def test_the_unit_reads_its_talks_and_no_other_unit_does(
    anna: Persona, bo: Persona, niels: Persona, place: Place, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    log(anna, at, staff=StaffDraft(StaffTopic.ADVICE, "Om natdækning."), place_id=place.pk)
    assert "Om natdækning." in signed_in(bo).get(reverse("cases:staff_lines")).content.decode()
    assert "Om natdækning." not in signed_in(niels).get(reverse("cases:staff_lines")).content.decode()


def test_a_talk_is_struck_by_its_author_or_the_coordinator_with_a_reason(
    anna: Persona, bo: Persona, clara: Persona, place: Place, at: datetime
) -> None:
    contact = log(anna, at, staff=StaffDraft(StaffTopic.ADVICE), place_id=place.pk)
    with as_owner():
        pk = StaffLine.objects.get(contact=contact).pk
    with bo.at_work(at) as actor, pytest.raises(Denied):
        strike_staff_line(staff_line_id=pk, reason="Forkert sted", by=actor, at=at)
    with clara.at_work(at) as actor:
        strike_staff_line(staff_line_id=pk, reason="Forkert sted", by=actor, at=at)
    with anna.at_work(at) as actor, pytest.raises(Denied):
        strike_staff_line(staff_line_id=pk, reason="Igen", by=actor, at=at)


def test_where_somebody_was_walked_to_stands_on_those_who_were_met(
    anna: Persona, anker: Citizen, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    other = anker_of(anna).citizen
    with as_owner():
        effort = DirectoryEntryFactory().unit
    form = sent(
        who=[anker.pk, other.pk],
        accompanied_unit=effort.pk,
        accompanied_to="samtale",
        **{f"outcome_{other.pk}": "not_met"},
    )
    assert signed_in(anna).post(URL, form).status_code == 302
    with as_owner():
        walked = ContactLine.objects.filter(citizen=anker).latest("at")
        left = ContactLine.objects.filter(citizen=other).latest("at")
        assert (walked.accompanied_unit_id, walked.accompanied_to) == (effort.pk, "samtale")
        assert (left.accompanied_unit_id, left.accompanied_to) == (None, "")
    page = signed_in(anna).get(reverse("cases:citizen", args=[anker.pk])).content.decode()
    assert f"Fulgt til {effort.name}, samtale" in page


@pytest.mark.parametrize("how", [{"outcome": "not_met"}, {"medium": "phone"}])
def test_nobody_is_walked_with_who_was_not_met_in_person(
    how: dict[str, str], anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    answer = signed_in(anna).post(URL, sent(who=[anker.pk], accompanied_to="tandlægen", **how))
    assert answer.status_code == 422
    assert "Nogen skal være truffet" in answer.content.decode()
    assert "tandlægen" in answer.content.decode()


def test_the_database_keeps_a_walk_off_a_line_in_which_nobody_was_met(anna: Persona, anker: Citizen) -> None:
    with as_owner(), pytest.raises(IntegrityError, match="line_accompanied_when_met"):
        make.ContactLineFactory(
            citizen=anker, unit=anna.unit, by=anna.user, outcome=Outcome.MET, medium=Medium.PHONE, accompanied_to="læge"
        )


def test_a_note_about_the_staff_asks_what_the_talk_was_about(
    anna: Persona, place: Place, signed_in: Callable[[Persona], Client]
) -> None:
    answer = signed_in(anna).post(URL, sent(place=place.pk, staff_note="Om natdækning."))
    assert answer.status_code == 422
    assert "Sig, hvad samtalen med personalet handlede om." in answer.content.decode()


def test_the_page_after_a_talk_is_the_list_of_talks(
    anna: Persona, place: Place, signed_in: Callable[[Persona], Client]
) -> None:
    answer = signed_in(anna).post(URL, sent(place=place.pk, staff_topic="advice"))
    assert answer.headers["Location"] == reverse("cases:staff_lines")


def test_log_another_keeps_the_place_where_the_worker_stands(
    anna: Persona, anker: Citizen, place: Place, signed_in: Callable[[Persona], Client]
) -> None:
    here = f"{URL}?place={place.pk}"
    answer = signed_in(anna).post(here, sent(who=[anker.pk], place=place.pk, again="1"))
    assert answer.headers["Location"] == here


@pytest.mark.parametrize("part", ["unknown", "staff", "walk", "company"])
def test_a_part_comes_alone_for_htmx_and_with_the_page_without_it(
    part: str, anna: Persona, bo: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)
    alone = client.get(f"{URL}?part={part}", headers={"HX-Request": "true"}).content.decode()
    whole = client.get(f"{URL}?part={part}").content.decode()
    assert f'id="part-{part}"' in alone
    assert "<html" not in alone
    assert f'id="part-{part}"' in whole
    assert "<html" in whole
    assert (bo.user.full_name in alone) == (part == "company")


def test_those_who_are_usually_at_the_place_come_first_whoevers_they_are(
    anna: Persona, bo: Persona, anker: Citizen, place: Place, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        hers = make.CitizenFactory(given_name="Vera", family_name="Testhavn")
        case = make.CaseFactory(citizen=hers, unit=anna.unit, opened_by=bo.user)
        make.AssignmentFactory(case=case, caseworker=bo.user)
        make.HauntFactory(citizen=hers, place=place)
    page = signed_in(anna).get(f"{URL}?place={place.pk}").content.decode()
    assert 0 < page.index("Vera T.") < page.index(anker.short_name)
    assert "Vera T." not in signed_in(anna).get(URL).content.decode()


def test_two_letters_find_a_citizen_of_the_team_and_one_finds_nobody(
    anna: Persona, bo: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        hers = make.CitizenFactory(given_name="Vera", family_name="Testhavn")
        make.CaseFactory(citizen=hers, unit=anna.unit, opened_by=bo.user)
    client = signed_in(anna)
    assert "Vera T." in client.post(reverse("cases:contact_who"), {"letters": "ve"}).content.decode()
    assert "Vera T." not in client.post(reverse("cases:contact_who"), {"letters": "v"}).content.decode()
    kept = {"letters": "xx", "who": [hers.pk], "found": [hers.pk], f"note_{hers.pk}": "Fik en kop te."}
    again = client.post(reverse("cases:contact_who"), kept).content.decode()
    assert "Vera T." in again
    assert "Fik en kop te." in again


def test_somebody_unknown_is_taken_in_with_the_contact_and_stands_once_after_a_double_tap(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    client = signed_in(anna)
    form = sent(
        who=[anker.pk],
        unknown_called="Rygsækken",
        unknown_features="Omkring 40, grøn rygsæk",
        unknown_note="Ville have vand.",
        **{f"note_{anker.pk}": "Sov."},
    )
    for _ in range(2):
        assert client.post(URL, form).status_code == 302
    with as_owner():
        somebody = Citizen.objects.get(given_name="Rygsækken")
        assert (somebody.is_unknown, somebody.features) == (True, "Omkring 40, grøn rygsæk")
        assert [line.note for line in somebody.contact_lines.all()] == ["Ville have vand."]
        assert anker.contact_lines.latest("at").note == "Sov."


def test_somebody_unknown_alone_has_the_note_at_the_bottom_and_a_page(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    form = sent(unknown_called="Rygsækken", unknown_note="Hostede.", note="Ville have vand.")
    answer = signed_in(anna).post(URL, form)
    with as_owner():
        somebody = Citizen.objects.get(given_name="Rygsækken")
        assert somebody.contact_lines.get().note == "Hostede.\nVille have vand."
    assert answer.headers["Location"] == reverse("cases:citizen", args=[somebody.pk])


def test_features_of_nobody_ask_what_the_person_is_called(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    answer = signed_in(anna).post(URL, sent(who=[anker.pk], unknown_features="Grøn rygsæk"))
    assert answer.status_code == 422
    assert "Sig, hvad du kalder personen." in answer.content.decode()
    assert "Grøn rygsæk" in answer.content.decode()


def test_one_note_about_two_is_refused_when_one_of_them_is_unknown(
    anna: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    answer = signed_in(anna).post(URL, sent(who=[anker.pk], unknown_called="Rygsækken", note="De talte sammen."))
    assert answer.status_code == 422
    with as_owner():
        assert not Citizen.objects.filter(given_name="Rygsækken").exists()


def test_a_contact_finishes_the_follow_ups_that_were_ticked_and_no_others(
    anna: Persona, bo: Persona, niels: Persona, anker: Citizen, signed_in: Callable[[Persona], Client]
) -> None:
    other = anker_of(anna).citizen
    with as_owner():
        ticked = make.FollowUpFactory(citizen=anker, unit=anna.unit, owner=bo.user)
        left = make.FollowUpFactory(citizen=anker, unit=anna.unit, owner=anna.user)
        of_another = make.FollowUpFactory(citizen=other, unit=anna.unit, owner=anna.user)
    client = signed_in(anna)
    page = client.get(f"{URL}?citizen={anker.pk}").content.decode()
    assert f'id="covered_{ticked.pk}"' in page
    client.post(f"{URL}?citizen={anker.pk}", sent(who=[anker.pk], covered=[ticked.pk, of_another.pk, "x"]))
    with as_owner():
        for row in (ticked, left, of_another):
            row.refresh_from_db()
        assert ticked.done_line == anker.contact_lines.latest("at")
        assert (left.done_at, of_another.done_at) == (None, None)
