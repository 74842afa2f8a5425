"""Opkald, and what a partner tells: saved in few taps, and an answer to nobody."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.choices import LOOKUPS_DAILY, IdentifierKind, LookupWay, MayBeTold, Medium, NoticeKind, ToldBy
from cases.identifiers import digest, seal
from cases.models import Call, CitizenClock, ContactLine, Notice, Sighting, Tip
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import UnitFactory
from tests.personas import Persona

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
CPR = "2509479989"
PAGE, SEEN_HERE = "/borgere/opkald/", "/borgere/set-her/"


def worked_with(*people: Persona, **facts: Any) -> Any:
    with as_owner():
        citizen = make.CitizenFactory(**facts)
        for who in people:
            case = make.CaseFactory(citizen=citizen, unit=who.unit, opened_by=who.user)
            make.AssignmentFactory(case=case, caseworker=who.user)
        return citizen


@contextmanager
def everything() -> Iterator[None]:
    with as_owner():
        yield


def rang(citizen: Any, **facts: Any) -> dict[str, Any]:
    return {"key": uuid4(), "told": "colleague", "who": citizen.pk, "what": "seen", "when": "now", **facts}


def here(**facts: Any) -> dict[str, Any]:
    return {"key": uuid4(), "person": "Manden med den hvide hund", "whereabouts": "Natcaféen", "when": "now", **facts}


def test_a_hostels_call_is_a_sighting_with_the_directorys_number(
    anna: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = worked_with(anna)
    with as_owner():
        hostel = UnitFactory(name="Mændenes Hjem", phone="00 00 00 70")
    answer = signed_in(anna).post(PAGE, rang(citizen, told="unit", told_unit=hostel.pk, said="Sov på gulvet."))
    assert answer.url == reverse("cases:citizen", args=[citizen.pk])  # type: ignore[attr-defined]
    with everything():
        call = Call.objects.get(citizen=citizen)
        assert (call.callback, call.said, call.caller_unit) == ("00 00 00 70", "Sov på gulvet.", hostel)
        assert call.sighting is not None
        clock = CitizenClock.objects.get(citizen=citizen)
        assert (clock.seen_at, clock.told_name, clock.met_at) == (at, "Mændenes Hjem", None)


def test_the_call_stands_in_the_units_timeline_and_in_no_other(
    anna: Persona, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = worked_with(anna)
    with as_owner():
        make.CaseFactory(citizen=citizen, unit=niels.unit, opened_by=niels.user)
    signed_in(anna).post(PAGE, rang(citizen, told="relative", told_name="Mor Testsen", said="Lød bange."))
    page = reverse("cases:citizen", args=[citizen.pk])
    ours, theirs = (signed_in(who).get(page).text for who in (anna, niels))
    assert "Opkald fra Mor Testsen" in ours
    assert "Lød bange." in ours
    for word in ("Mor Testsen", "Lød bange."):
        assert word not in theirs


def test_the_citizens_own_call_is_spoken_with_and_not_seen(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen = worked_with(anna)
    signed_in(anna).post(PAGE, rang(citizen, told="citizen", said="Vil gerne ses."))
    with everything():
        line = ContactLine.objects.get(citizen=citizen)
        assert (line.medium, line.note) == (Medium.PHONE, "Vil gerne ses.")
        clock = CitizenClock.objects.get(citizen=citizen)
        assert (clock.spoken_at, clock.seen_at) == (at, None)


def test_what_was_not_a_sighting_moves_no_clock(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen = worked_with(anna)
    signed_in(anna).post(PAGE, rang(citizen, told="relative", told_name="Mor", what="word", said="Spørger til ham."))
    with everything():
        assert Call.objects.get(citizen=citizen).sighting is None
        assert CitizenClock.objects.get(citizen=citizen).seen_at is None


def test_the_same_call_twice_is_one(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen, browser = worked_with(anna), signed_in(anna)
    form = rang(citizen)
    for _ in range(2):
        assert browser.post(PAGE, form).status_code == 302
    with everything():
        assert (Call.objects.count(), Sighting.objects.count()) == (1, 1)


def test_somebody_new_is_an_inquiry_that_the_coordinator_finds(
    anna: Persona, clara: Persona, at: datetime, signed_in: SignedIn
) -> None:
    form = {"key": uuid4(), "told": "sociolance", "what": "inquiry", "person": "Kvinde ca. 40, grøn frakke"}
    assert signed_in(anna).post(PAGE, form).status_code == 302
    page = signed_in(clara).get("/borgere/henvendelser/").text
    assert "Kvinde ca. 40, grøn frakke" in page
    assert "Sociolancen" in page
    assert "Sig, hvem det er" in page


def test_the_page_says_what_may_be_told_and_to_whom(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    citizen = worked_with(anna)
    with as_owner():
        make.RelativeFactory(
            citizen=citizen, unit=anna.unit, name="Mor Testsen", may_be_told=MayBeTold.AGREED, agreed="At han lever"
        )
        make.RelativeFactory(citizen=citizen, unit=UnitFactory(), name="Bror Testsen")
    browser = signed_in(anna)
    before = browser.get(PAGE).text
    assert "Vi kan hverken be- eller afkræfte" in before
    assert "Mor Testsen" not in before
    told = browser.get(f"{PAGE}maa-siges/?who={citizen.pk}", headers={"HX-Request": "true"}).text
    assert "At han lever" in told
    assert "Vi kan hverken be- eller afkræfte" in told
    assert "Bror Testsen" not in told


def test_a_call_about_somebody_elses_citizen_is_refused(
    anna: Persona, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    theirs = worked_with(niels)
    assert signed_in(anna).post(PAGE, rang(theirs)).status_code == 422
    told = signed_in(anna).get(f"{PAGE}maa-siges/?who={theirs.pk}").text
    assert told == signed_in(anna).get(f"{PAGE}maa-siges/?who={uuid4()}").text
    with everything():
        assert not Call.objects.exists()


# ---- "Set her", by a partner with a sign-in.


def known_by_number(*people: Persona, **facts: Any) -> Any:
    citizen = worked_with(*people, **facts)
    with as_owner():
        make.IdentifierFactory(
            citizen=citizen, kind=IdentifierKind.CPR, digest=digest("cpr", CPR), ciphertext=seal(CPR)
        )
    return citizen


def test_an_exact_number_is_a_sighting_and_a_word_to_every_unit_with_the_case(
    frank: Persona, anna: Persona, niels: Persona, clara: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = known_by_number(anna, niels)
    signed_in(frank).post(SEEN_HERE, here(cpr=CPR, said="Hoster meget."))
    with everything():
        sighting = Sighting.objects.get(citizen=citizen)
        assert (sighting.unit, sighting.by, sighting.told_unit) == (frank.unit, frank.user, frank.unit)
        assert {tip.unit for tip in Tip.objects.filter(citizen=citizen)} == {anna.unit, niels.unit}
        kinds = Notice.objects.filter(citizen=citizen).values_list("kind", flat=True)
        assert list(kinds) == [NoticeKind.SIGHTING] * 2
    page = signed_in(anna).get(reverse("cases:citizen", args=[citizen.pk])).text
    assert "set i dag af Mændenes Hjem" in page
    assert "Hoster meget." in signed_in(clara).get("/borgere/henvendelser/?show=settled").text


def test_name_and_birth_date_match_too_and_anything_less_waits_for_the_coordinator(
    frank: Persona, clara: Persona, anna: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = worked_with(anna, given_name="Else Test", family_name="Lauridsen", birth_on=date(1961, 3, 2))
    browser = signed_in(frank)
    browser.post(SEEN_HERE, here(name="else test lauridsen", birth_on="1961-03-02"))
    browser.post(SEEN_HERE, here(name="Else Test Lauridsen"))
    browser.post(SEEN_HERE, here(person="Else"))
    with everything():
        assert Sighting.objects.filter(citizen=citizen).count() == 1
        waiting = Tip.objects.filter(citizen=None)
        assert [tip.unit for tip in waiting] == [clara.unit] * 2
        assert Notice.objects.filter(kind=NoticeKind.TIP, citizen=None).count() == 2


def test_nobody_can_tell_a_hit_from_a_miss(
    frank: Persona, clara: Persona, anna: Persona, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    """Same address, same bytes, same number of statements, with one unit, two, none, or somebody dead."""
    known_by_number(anna, niels)
    dead = worked_with(anna, given_name="Død", family_name="Testsen", birth_on=date(1950, 1, 1))
    with as_owner():
        death = make.DeathFactory(citizen=dead, died_on=date(2026, 11, 1))
        type(dead).objects.filter(pk=dead.pk).update(death=death, died_on=death.died_on)
    browser = signed_in(frank)
    answers = set()
    for facts in (
        {"cpr": CPR},
        {"cpr": "0707709999"},
        {"name": "Død Testsen", "birth_on": "1950-01-01"},
        {"name": "Ingen Testsen", "birth_on": "1950-01-01"},
        {},
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = browser.post(SEEN_HERE, here(**facts))
        page = browser.get(answer.url).text  # type: ignore[attr-defined]
        inert = re.sub(r'(nonce|value|data-request)="[^"]*"|nr\. \S+', "", page)
        answers.add((answer.status_code, answer.content, answer.url, inert, len(asked)))  # type: ignore[attr-defined]
    assert len(answers) == 1
    with everything():
        assert Sighting.objects.count() == 1


def test_the_limit_counts_what_was_told_and_not_who_was_hit(
    frank: Persona, clara: Persona, anna: Persona, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    known_by_number(anna, niels)
    browser = signed_in(frank)
    limit = LOOKUPS_DAILY[LookupWay.SEEN]
    for number in range(limit):
        assert browser.post(SEEN_HERE, here(**({"cpr": CPR} if number % 2 else {}))).status_code == 302
    for facts in ({"cpr": CPR}, {}):
        assert browser.post(SEEN_HERE, here(**facts)).status_code == 422


def test_the_partner_reads_nothing_of_it_also_by_raw_sql(
    frank: Persona, rikke: Persona, clara: Persona, anna: Persona, at: datetime, signed_in: SignedIn
) -> None:
    known_by_number(anna)
    for who in (frank, rikke):
        signed_in(who).post(SEEN_HERE, here(cpr=CPR))
        signed_in(who).post(SEEN_HERE, here())
        with who.at_work(at), connection.cursor() as cursor:
            for table in ("cases_sighting", "cases_tip", "cases_notice", "cases_citizen", "cases_citizenclock"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)


def say(digest_of: bytes | None, at: datetime) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT seen_here(%s, NULL, NULL, 'Nogen', %s, '', '')", [digest_of, at])


@pytest.mark.parametrize("name", ["anna", "viggo", "adam", "mette"])
def test_only_a_partner_tells_by_it(name: str, request: pytest.FixtureRequest, at: datetime) -> None:
    who: Persona = request.getfixturevalue(name)
    with who.at_work(at), pytest.raises(ProgrammingError, match="seen_here"):
        say(None, at)


@pytest.mark.parametrize("off", [timedelta(minutes=1), timedelta(days=-61)])
def test_nothing_is_told_of_tomorrow_or_of_long_ago(frank: Persona, at: datetime, off: timedelta) -> None:
    with frank.at_work(at), pytest.raises(ProgrammingError, match="seen_here"):
        say(None, at + off)


def test_the_coordinator_says_who_it_is_and_it_becomes_a_sighting(
    frank: Persona, clara: Persona, anna: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = worked_with(anna)
    signed_in(frank).post(SEEN_HERE, here())
    with as_owner():
        tip = Tip.objects.get()
    page = reverse("cases:tip_settle", args=[tip.pk])
    assert signed_in(clara).post(page, {"reason": ""}).status_code == 422
    assert signed_in(clara).post(page, {"citizen": citizen.pk}).status_code == 302
    with everything():
        sighting = Sighting.objects.get(citizen=citizen)
        assert (sighting.unit, sighting.told_kind, sighting.told_unit) == (clara.unit, ToldBy.UNIT, frank.unit)
        tip.refresh_from_db()
        assert (tip.sighting, tip.settled_by) == (sighting, clara.user)
    assert signed_in(clara).post(page, {"reason": "For sent"}).status_code == 403


def test_a_partners_mistake_is_struck_by_the_coordinator_of_the_case(
    frank: Persona, clara: Persona, anna: Persona, at: datetime, signed_in: SignedIn
) -> None:
    citizen = known_by_number(anna)
    signed_in(frank).post(SEEN_HERE, here(cpr=CPR))
    with as_owner():
        sighting = Sighting.objects.get()
    page = reverse("cases:sighting_strike", args=[sighting.pk])
    assert signed_in(anna).post(page, {"reason": "Det var hans bror."}).status_code == 403
    assert signed_in(clara).post(page, {"reason": "Det var hans bror."}).status_code == 302
    with everything():
        assert CitizenClock.objects.get(citizen=citizen).seen_at is None


def test_about_whom_is_found_by_the_search_fields_own_suggestions(
    anna: Persona, bo: Persona, niels: Persona, signed_in: SignedIn
) -> None:
    """By alias or a name as it sounds; nobody of another unit's, and who was chosen stays."""
    kristian = worked_with(bo, given_name="Kristian", family_name="Testfund")
    worked_with(niels, given_name="Christian", family_name="Testskjult")
    mine = worked_with(anna, given_name="Viggo", family_name="Testmin")
    with as_owner():
        make.AliasFactory(citizen=kristian, text="Skipper")
    client = signed_in(anna)
    assert "Kristian" not in client.get(PAGE).text
    for letters in ("christian", "skipper"):
        found = client.post(PAGE + "hvem/", {"letters": letters}).text
        assert str(kristian.pk) in found
        assert "Testskjult" not in found
    assert "Ingen i teamet passer" in client.post(PAGE + "hvem/", {"letters": "xyzq"}).text
    kept = client.post(PAGE + "hvem/", {"letters": "viggo", "who": kristian.pk, "found": [kristian.pk]}).text
    assert kept.index(str(kristian.pk)) < kept.index(str(mine.pk))
    assert client.post(PAGE, rang(kristian)).status_code == 302
    again = client.post(PAGE, rang(kristian, told="other"))
    assert again.status_code == 422
    assert str(kristian.pk) in again.text, "who was meant stands there still"


def test_the_directorys_number_stands_beside_who_rings(anna: Persona, signed_in: SignedIn) -> None:
    with as_owner():
        UnitFactory(name="Mændenes Hjem", phone="00 00 00 70")
    assert "Mændenes Hjem, 00 00 00 70" in signed_in(anna).get(PAGE).text
