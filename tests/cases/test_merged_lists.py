"""A merged person on the lists of a unit: one line, one clock, one in the count. Those without a name told apart."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.caseloads import loads
from cases.choices import Outcome
from cases.merged import attempts_since
from cases.models import Citizen, Visit
from cases.pack import pack_for
from tests.cases.test_merges import citizen_of, merge, shared_with
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WAY_IN = "/borgere/inde/"
LISTS = ("today", "cases:board", "cases:citizens")


def on_list(who: Persona, citizen: Citizen) -> None:
    with as_owner():
        make.AssignmentFactory(case=citizen.cases.get(unit=who.unit), caseworker=who.user)


def met(who: Persona, citizen: Citizen, at: datetime) -> None:
    with as_owner():
        make.ContactLineFactory(citizen=citizen, unit=who.unit, by=who.user, at=at)


def counts(who: Persona, at: datetime) -> dict[str, tuple[int, int]]:
    with who.at_work(at) as actor:
        return {load.name.split()[0]: (load.count, load.unknown) for load in loads(actor=actor, at=at)}


def test_a_person_merged_from_two_lists_stands_on_one_and_counts_once(
    anna: Persona, bo: Persona, clara: Persona, mette: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    muggi, mogens = citizen_of(anna, "Muggi", "", is_unknown=True), citizen_of(anna, "Mogens")
    on_list(anna, muggi)
    on_list(bo, mogens)
    assert (counts(mette, at)["Anna"], counts(mette, at)["Bo"]) == ((1, 1), (1, 0))

    merge(anna, muggi, mogens, at)

    for who in (mette, clara):
        assert (counts(who, at)["Anna"], counts(who, at)["Bo"]) == ((0, 0), (1, 0))
    assert "Muggi" not in signed_in(anna).get(reverse("today")).text
    assert "Muggi" not in signed_in(anna).get(reverse("cases:citizens") + "?show=mine").text
    assert "Mogens" in signed_in(bo).get(reverse("today")).text
    everybody = signed_in(bo).get(reverse("cases:contact_new") + "?all=1").text
    assert "Muggi" not in everybody
    assert "Mogens" in everybody
    board = signed_in(clara).get(reverse("cases:board")).text
    assert "Muggi" not in board
    assert "Mogens" in board
    with anna.at_work(at) as actor:
        assert pack_for(actor=actor, at=at)[1] == []


def test_who_is_on_a_list_stays_on_it_when_the_other_is_on_nobodys(
    anna: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    muggi, mogens = citizen_of(anna, "Muggi", "", is_unknown=True), citizen_of(anna, "Mogens")
    on_list(anna, muggi)
    merge(anna, muggi, mogens, at)

    assert counts(clara, at)["Anna"] == (1, 0), "the person has a name now"
    assert "Muggi" in signed_in(anna).get(reverse("today")).text
    nobodys = signed_in(clara).get(reverse("today")).text
    assert "Mogens" not in nobodys, "somebody has the person"
    citizens = signed_in(clara).get(reverse("cases:citizens")).text
    assert "Mogens" in citizens
    assert "Muggi" not in citizens
    assert "Anna Testsen" in citizens
    assert "Muggi" not in signed_in(clara).get(reverse("cases:citizens") + "?show=unknown").text


def test_the_clock_on_every_list_is_that_of_the_union(
    anna: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    muggi, mogens = citizen_of(anna, "Muggi", "", is_unknown=True), citizen_of(anna, "Mogens")
    on_list(anna, mogens)
    met(anna, mogens, at - 20 * DAY)
    met(anna, muggi, at - 3 * DAY)
    assert "20 dage" in signed_in(anna).get(reverse("today")).text

    merge(anna, muggi, mogens, at)

    for who, address in ((anna, "today"), (clara, "cases:board"), (anna, "cases:citizens")):
        page = signed_in(who).get(reverse(address)).text
        assert "20 dage" not in page, address
        assert "3 dage · truffet" in page, address
    form = signed_in(anna).get(reverse("cases:contact_new")).text
    assert "20 dage" not in form
    assert "3 dage" in form


def test_the_clock_of_one_whom_the_reader_does_not_see_moves_nothing(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    """Also after the ground is lost: the union is that of the moment."""
    secret, mine = citizen_of(niels, "Hemmelig"), citizen_of(anna, "Mogens")
    on_list(anna, mine)
    met(anna, mine, at - 20 * DAY)
    met(niels, secret, at - 3 * DAY)
    shared_with(clara, secret)
    merge(clara, secret, mine, at)
    page = signed_in(anna).get(reverse("today"))
    assert "3 dage" in page.text, "Anna's unit has a ground on both"

    with as_owner():
        secret.grounds.filter(unit=anna.unit).update(ends_at=at, ended_by=clara.user)

    for who, address in ((anna, "today"), (clara, "cases:board"), (anna, "cases:citizens")):
        page = signed_in(who).get(reverse(address))
        assert "20 dage" in page.text, address
        assert "Hemmelig" not in page.text
    assert counts(clara, at)["Anna"] == (1, 0)


def test_three_in_a_row_are_one(anna: Persona, clara: Persona, at: datetime) -> None:
    people = [citizen_of(anna, name) for name in ("Aa", "Bee", "Cee")]
    for citizen in people:
        on_list(anna, citizen)
    merge(anna, people[0], people[1], at)
    merge(anna, people[1], people[2], at)
    assert counts(clara, at)["Anna"] == (1, 0)


def test_another_units_case_of_the_person_takes_no_line_away(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    mine, theirs = citizen_of(anna, "Min"), citizen_of(niels, "Deres")
    on_list(anna, mine)
    on_list(niels, theirs)
    shared_with(clara, theirs)
    merge(clara, mine, theirs, at)
    assert counts(clara, at)["Anna"] == (1, 0)
    assert "Min " in signed_in(anna).get(reverse("today")).text
    assert counts(niels, at)["Niels"] == (1, 0)


def test_a_protected_ones_place_stands_on_no_list_of_a_shared_reader(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    hidden, mine = citizen_of(niels, "Hemmelig", is_protected=True), citizen_of(anna, "Mogens")
    with as_owner():
        make.SightingFactory(citizen=hidden, unit=niels.unit, place=make.PlaceFactory(name="Skjulestedet"), at=at)
    shared_with(clara, hidden)
    on_list(anna, mine)
    merge(clara, hidden, mine, at)
    for address in LISTS:
        page = signed_in(anna).get(reverse(address)).text
        assert "Skjulestedet" not in page, address
        assert "Hemmelig" not in page, address


def test_those_without_a_name_are_counted_apart(
    anna: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    for name, unknown in (("Inger", False), ("Muggi", True), ("Vognen", True)):
        on_list(anna, citizen_of(anna, name, "" if unknown else "Testager", is_unknown=unknown))
    said = "3 af 15, heraf 2 uden navn"
    assert said in signed_in(anna).get(reverse("today")).text
    for address in ("cases:board", "cases:caseloads"):
        assert said in signed_in(clara).get(reverse(address)).text, address
    assert "3, heraf 2 uden navn" in signed_in(clara).get(reverse("cases:citizens")).text


def test_what_is_to_be_minded_of_a_person_stands_before_the_way_in_whichever_citizen_has_it(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    muggi = citizen_of(anna, "Muggi", "", is_unknown=True, risk_instruction="Gå to.", risk_review_on=date(2027, 1, 5))
    mogens = citizen_of(anna, "Mogens")
    on_list(anna, mogens)
    on_list(anna, muggi)
    client = signed_in(anna)
    merge(anna, muggi, mogens, at)
    for url in (WAY_IN, f"{WAY_IN}?citizen={mogens.pk}", f"{WAY_IN}?citizen={muggi.pk}"):
        assert client.get(url).text.count("Gå to.") == 1, url


def test_a_merge_by_mistake_tells_nothing_on_the_way_in(
    anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    """Who is in where, with whom, and whom to mind: as before, for somebody who sees one of the two."""
    secret = citizen_of(anna, "Hemmelig", risk_instruction="Hemmelig risiko.", risk_review_on=date(2027, 1, 5))
    known = citizen_of(niels, "Kendt")
    on_list(niels, known)
    shared_with(clara, known)
    with as_owner():
        for who, where in ((anna, "Hemmelig gade 1"), (niels, "Istedgade 2")):
            make.VisitFactory(unit=who.unit, by=who.user, whereabouts=where, company=f"{where}s vicevært", at=at)
    client = signed_in(niels)
    pages = (WAY_IN, f"{WAY_IN}?citizen={known.pk}", f"{WAY_IN}?citizen={secret.pk}")
    before = [client.get(page).text for page in pages]
    merge(clara, secret, known, at)
    after = [client.get(page).text for page in pages]
    assert "Istedgade 2" in after[0]
    assert [page for page in after if "Hemmelig" in page] == []
    assert [len(page) for page in after] == [len(page) for page in before]
    with as_owner():
        Visit.objects.all().delete()
    assert "Hemmelig" not in client.get(WAY_IN).text, "also before one goes in oneself"


def test_attempts_on_either_row_since_the_person_was_last_met_are_counted_whoever_was_met_when(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    """The clock of a row counts since that row was met; the person may have been met since, as the other."""
    muggi, mogens = citizen_of(anna, "Muggi", "", is_unknown=True), citizen_of(anna, "Mogens")
    on_list(anna, mogens)
    met(anna, muggi, at - 30 * DAY)
    met(anna, mogens, at - 16 * DAY)
    with as_owner():
        for days_ago in (20, 18, 10, 9):
            make.ContactLineFactory(
                citizen=muggi, unit=anna.unit, by=anna.user, at=at - days_ago * DAY, outcome=Outcome.NOT_MET
            )
        make.ContactLineFactory(citizen=mogens, unit=anna.unit, by=anna.user, at=at - 3 * DAY, outcome=Outcome.NOT_MET)
    merge(anna, muggi, mogens, at)

    for page in (reverse("today"), *(reverse("cases:citizen", args=[one.pk]) for one in (mogens, muggi))):
        assert "3 forgæves forsøg" in signed_in(anna).get(page).text, page
    with anna.at_work(at):
        assert attempts_since({muggi.pk: at - 16 * DAY}) == {muggi.pk: 2}


def test_a_unit_that_does_not_see_the_other_row_counts_none_of_its_attempts(
    anna: Persona, rikke: Persona, at: datetime
) -> None:
    muggi = citizen_of(anna, "Muggi", "", is_unknown=True)
    with as_owner():
        make.ContactLineFactory(citizen=muggi, unit=anna.unit, by=anna.user, at=at - DAY, outcome=Outcome.NOT_MET)
    with rikke.at_work(at):
        assert attempts_since({muggi.pk: at - 2 * DAY}) == {}
    with anna.at_work(at):
        assert attempts_since({muggi.pk: at - 2 * DAY}) == {muggi.pk: 1}


def test_the_risk_of_a_person_is_read_whichever_citizen_it_stands_on(
    anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    muggi = citizen_of(anna, "Muggi", "", is_unknown=True, risk_instruction="Gå to.", risk_review_on=date(2027, 1, 5))
    mogens = citizen_of(anna, "Mogens")
    on_list(anna, mogens)
    met(anna, mogens, at - 20 * DAY)
    merge(anna, muggi, mogens, at)
    for url in (reverse("today"), reverse("cases:citizen", args=[mogens.pk])):
        assert "Gå to." in signed_in(anna).get(url).text, url
    with anna.at_work(at) as actor:
        assert [one["risk"] for one in pack_for(actor=actor, at=at)[0]["citizens"]] == ["Gå to."]


def test_the_device_holds_of_a_person_one_of_whose_citizens_is_protected_no_alias_and_no_place(
    anna: Persona, at: datetime
) -> None:
    hidden, mogens = citizen_of(anna, "Hemmelig", is_protected=True), citizen_of(anna, "Mogens")
    with as_owner():
        make.AliasFactory(citizen=mogens, text="Kaptajnen")
        make.HauntFactory(citizen=mogens, place=make.PlaceFactory(name="Skjulestedet"))
    on_list(anna, mogens)
    merge(anna, hidden, mogens, at)
    with anna.at_work(at) as actor:
        (one,) = pack_for(actor=actor, at=at)[0]["citizens"]
    assert (one["alias"], one["haunts"], "Mogens" in str(one)) == ("", "", False)
