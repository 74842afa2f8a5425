"""What a contact without a net may hold beside citizens of the list: somebody unknown, the staff, minutes, a call."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.choices import IntakeState, WhyWaiting
from cases.models import Case, Citizen, Companion, Contact, ContactLine, Ground, Intake, StaffLine
from tests.cases.test_intake import end_grounds, logged, make_place, rows, said, send
from tests.cases.world import anker_of
from tests.cases.written import sealed_for
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import DirectoryEntryFactory
from tests.personas import Persona
from udsatte.accounts.models import Membership
from udsatte.web.models import IdempotencyKey

SignIn = Callable[[Persona], Client]
RUCKSACK = {"called": "Rygsækken", "features": "Grøn rygsæk", "outcome": "met", "note": "Frøs."}


@pytest.fixture
def anker(anna: Persona) -> Citizen:
    return anker_of(anna).citizen


@pytest.fixture
def ago(at: datetime) -> datetime:
    """When it happened: last night."""
    return at - timedelta(hours=11)


def unknowns() -> list[Citizen]:
    with as_owner():
        return list(Citizen.objects.filter(is_unknown=True))


def test_somebody_unknown_is_taken_in_once_as_of_the_time_it_happened(
    anna: Persona, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    sealed, page = sealed_for(anna, said(anna, at=ago, unknown=RUCKSACK)), signed_in(anna)
    for _ in range(3):
        assert send(page, sealed, at) == (200, {"key": str(sealed.key), "conflict": False})
    with as_owner():
        IdempotencyKey.objects.all().delete()
    send(page, sealed, at)
    (one,) = unknowns()
    with as_owner():
        line = ContactLine.objects.get(citizen=one)
        assert (one.given_name, one.features, line.note, line.at) == ("Rygsækken", "Grøn rygsæk", "Frøs.", ago)
        assert Case.objects.get(citizen=one).opened_by_id == anna.user.pk
        assert Ground.objects.get(citizen=one).starts_at == ago
    assert [(row.state, row.contact_id) for row in rows()] == [(IntakeState.FILED, line.contact_id)]
    assert page.get(reverse("cases:citizen", args=[one.pk])).status_code == 200


def test_with_somebody_of_the_list_it_is_one_contact(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    told = said(anna, anker, at=ago, unknown=RUCKSACK, minutes=20, services={"care": "offered"})
    send(signed_in(anna), sealed_for(anna, told), at)
    with as_owner():
        lines = ContactLine.objects.filter(contact=logged()[0])
        assert sorted(lines.values_list("citizen__given_name", "minutes", "services__response")) == [
            ("Anker", 20, "offered"),
            ("Rygsækken", 20, "offered"),
        ]


def test_what_waits_takes_nobody_in_until_the_coordinator_files_it(
    anna: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    """The one of the list was not the unit's then: the whole contact waits, the unknown one with it."""
    with as_owner():
        ground = Ground.objects.get(citizen=anker)
        starts_at = ground.starts_at
    end_grounds(anker, ago - timedelta(minutes=1))
    send(signed_in(anna), sealed_for(anna, said(anna, anker, at=ago, unknown=RUCKSACK)), at)
    assert (unknowns(), [row.why for row in rows()]) == ([], [WhyWaiting.GROUND])
    page = signed_in(clara)
    shown = page.get(reverse("cases:intakes")).content.decode()
    assert "Rygsækken, som ingen kender navnet på" in shown
    assert "Grøn rygsæk" in shown
    with as_owner():
        Ground.objects.filter(citizen=anker).update(ends_at=None, starts_at=starts_at)
    for _ in range(2):  # a double tap
        page.post(reverse("cases:intake_file", args=[rows()[0].pk]))
    assert len(unknowns()) == 1


@pytest.mark.parametrize("who", ["left", "a year off"])
def test_an_author_who_had_left_or_whose_clock_was_wrong_takes_nobody_in(
    anna: Persona, clara: Persona, at: datetime, ago: datetime, signed_in: SignIn, who: str
) -> None:
    told = said(anna, at=ago, unknown=RUCKSACK, staff={"topic": "advice", "note": ""}, whereabouts="Porten")
    if who == "left":
        # A pack from when the place was open, and a contact from after that.
        with as_owner():
            Membership.objects.filter(pk=anna.membership.pk).update(starts_at=at - timedelta(hours=1))
    else:
        told |= {"happened_at": (ago - timedelta(days=365)).isoformat()}
    send(signed_in(anna), sealed_for(anna, told), at)
    assert (unknowns(), len(rows())) == ([], 1)
    if who == "left":
        return
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(ends_at=at)
    signed_in(clara).post(reverse("cases:intake_file", args=[rows()[0].pk]))
    with as_owner():
        assert anna.user.full_name in ContactLine.objects.get(citizen=unknowns()[0]).note
        assert anna.user.full_name in StaffLine.objects.get().note


def test_another_s_key_and_another_body_take_nobody_in_by_themselves(
    anna: Persona, bo: Persona, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    key, page = uuid4(), signed_in(anna)
    mine = sealed_for(anna, said(anna, at=ago, unknown=RUCKSACK), key=key)
    assert send(signed_in(bo), mine, at)[0] == 422
    send(page, mine, at)
    other = said(anna, at=ago, unknown=RUCKSACK | {"called": "Vesten"})
    assert send(page, sealed_for(anna, other, key=key), at)[1]["conflict"] is True
    theirs = said(anna, at=ago, unknown=RUCKSACK | {"called": "Hatten"})
    send(signed_in(bo), sealed_for(bo, theirs), at)
    assert [one.given_name for one in unknowns()] == ["Rygsækken"]
    with as_owner():
        assert sorted(Intake.objects.values_list("state", flat=True)) == ["filed", "waiting", "waiting"]


def test_a_talk_with_the_staff_of_a_place(anna: Persona, at: datetime, ago: datetime, signed_in: SignIn) -> None:
    place, talk = make_place(), {"topic": "advice", "note": "Om natlukning."}
    page = signed_in(anna)
    send(page, sealed_for(anna, said(anna, at=ago, staff=talk, place=str(place.pk))), at)
    with as_owner():
        line = StaffLine.objects.get()
        assert (line.contact.place_id, line.note, line.contact.at) == (place.pk, "Om natlukning.", ago)
    send(page, sealed_for(anna, said(anna, at=ago, staff=talk)), at)
    assert [row.why for row in rows()][-1] in (WhyWaiting.REFUSED, "")
    assert sorted(row.why for row in rows()) == ["", WhyWaiting.REFUSED]


def test_a_call_that_the_citizen_made(
    anna: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    told = said(anna, anker, at=ago, medium="phone", initiative="citizen", minutes=0, services={"care": "refused"})
    send(signed_in(anna), sealed_for(anna, told), at)
    with as_owner():
        contact = Contact.objects.get(pk=logged()[0].pk)
        assert (contact.medium, contact.initiative) == ("phone", "citizen")
        assert contact.lines.get().minutes == 0


def colleagues(*people: Persona) -> list[dict[str, str]]:
    return [{"id": str(one.user.pk), "name": one.user.full_name} for one in people]


def test_who_was_there_and_where_one_walked_to_are_filed_with_it(
    anna: Persona, bo: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        other = make.CaseFactory(unit=anna.unit, opened_by=anna.user, citizen__given_name="Bodil").citizen
        effort = DirectoryEntryFactory(unit__name="Sundhedsrummet").unit
    told = said(
        anna,
        anker,
        other,
        at=ago,
        company={"colleagues": colleagues(bo), "others": "en sygeplejerske"},
        walk={"unit": str(effort.pk), "name": "Sundhedsrummet", "words": "samtale"},
    )
    told["lines"][1]["outcome"] = "refused"
    send(signed_in(anna), sealed_for(anna, told), at)
    assert [row.why for row in rows()] == [""]
    with as_owner():
        contact = Contact.objects.get(pk=logged()[0].pk)
        assert contact.with_others == "en sygeplejerske"
        assert list(contact.companions.values_list("user_id", flat=True)) == [bo.user.pk]
        walked = contact.lines.values_list("citizen__given_name", "accompanied_unit_id", "accompanied_to")
        assert sorted(walked, key=lambda line: line[0]) == [
            ("Anker", effort.pk, "samtale"),
            ("Bodil", None, ""),
        ], "who refused was not walked with"


def test_a_colleague_who_left_the_unit_before_it_arrived_was_there_all_the_same(
    anna: Persona, bo: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(ends_at=at - timedelta(hours=1))
    told = said(anna, anker, at=ago, company={"colleagues": colleagues(bo), "others": ""})
    send(signed_in(anna), sealed_for(anna, told), at)
    assert [row.why for row in rows()] == [""]
    with as_owner():
        assert Companion.objects.get().user_id == bo.user.pk


def test_a_colleague_who_was_none_any_more_is_named_and_the_rest_is_filed(
    anna: Persona, bo: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(ends_at=ago - timedelta(hours=1))
    told = said(anna, anker, at=ago, company={"colleagues": colleagues(bo, clara), "others": "en vagt"})
    send(signed_in(anna), sealed_for(anna, told), at)
    assert [row.why for row in rows()] == [""]
    with as_owner():
        contact = Contact.objects.get(pk=logged()[0].pk)
        assert contact.with_others == f"en vagt, {bo.user.full_name}"
        assert list(contact.companions.values_list("user_id", flat=True)) == [clara.user.pk]


@pytest.mark.parametrize("others", ["", "x" * 110])
def test_the_coordinator_files_what_names_a_colleague_who_was_none_any_more(
    anna: Persona,
    bo: Persona,
    clara: Persona,
    anker: Citizen,
    at: datetime,
    ago: datetime,
    signed_in: SignIn,
    others: str,
) -> None:
    told = said(anna, anker, at=ago, company={"colleagues": colleagues(bo), "others": others})
    told |= {"happened_at": (ago - timedelta(days=300)).isoformat()}
    send(signed_in(anna), sealed_for(anna, told), at)
    assert [row.why for row in rows()] == [WhyWaiting.CLOCK]
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(
            starts_at=at - timedelta(days=30), ends_at=at - timedelta(hours=1)
        )
        Membership.objects.filter(pk=anna.membership.pk).update(starts_at=at - timedelta(days=400))
    signed_in(clara).post(reverse("cases:intake_file", args=[rows()[0].pk]))
    assert [row.state for row in rows()] == [IntakeState.FILED]
    with as_owner():
        named = Contact.objects.get(pk=logged()[0].pk).with_others
    assert named == (bo.user.full_name if not others else f"{others}, {bo.user.full_name}"[:119] + "…")


def test_a_stranger_in_the_company_waits_and_the_coordinator_reads_who_was_there(
    anna: Persona,
    bo: Persona,
    clara: Persona,
    niels: Persona,
    anker: Citizen,
    at: datetime,
    ago: datetime,
    signed_in: SignIn,
) -> None:
    told = said(
        anna,
        anker,
        at=ago,
        company={"colleagues": colleagues(bo, niels), "others": "en vagt"},
        walk={"unit": None, "name": "", "words": "tandlægen"},
    )
    send(signed_in(anna), sealed_for(anna, told), at)
    assert [row.why for row in rows()] == [WhyWaiting.REFUSED]
    page = signed_in(clara).get(reverse("cases:intakes")).text
    assert f"Fulgt til tandlægen, med {bo.user.full_name}, {niels.user.full_name}, en vagt" in page


def test_the_coordinator_who_was_there_files_it_for_an_author_who_has_left(
    anna: Persona, bo: Persona, clara: Persona, anker: Citizen, at: datetime, ago: datetime, signed_in: SignIn
) -> None:
    told = said(anna, anker, at=ago, company={"colleagues": colleagues(bo, clara), "others": ""})
    told |= {"happened_at": (ago - timedelta(days=365)).isoformat()}
    send(signed_in(anna), sealed_for(anna, told), at)
    with as_owner():
        Membership.objects.filter(pk=anna.membership.pk).update(ends_at=at - timedelta(minutes=1))
    signed_in(clara).post(reverse("cases:intake_file", args=[rows()[0].pk]))
    with as_owner():
        contact = Contact.objects.get(by=clara.user)
        assert list(contact.companions.values_list("user_id", flat=True)) == [bo.user.pk]


@pytest.mark.parametrize(
    "facts",
    [
        {"unknown": RUCKSACK, "company": {"colleagues": ["Bo"], "others": ""}},
        {"unknown": RUCKSACK, "company": {"colleagues": [], "others": "x" * 121}},
        {"unknown": RUCKSACK, "company": "Bo"},
        {"unknown": RUCKSACK, "walk": {"unit": "tandlægen", "name": "", "words": ""}},
        {"unknown": RUCKSACK, "walk": {"unit": None, "name": "", "words": "x" * 121}},
        {"unknown": RUCKSACK, "walk": True},
        {"unknown": RUCKSACK | {"called": " \0"}},
        {"unknown": RUCKSACK | {"called": "x" * 101}},
        {"unknown": RUCKSACK | {"outcome": "found"}},
        {"unknown": "Rygsækken"},
        {"unknown": None},
        {"staff": {"topic": "gossip", "note": ""}},
        {"unknown": RUCKSACK, "minutes": True},
        {"unknown": RUCKSACK, "minutes": 1_441},
        {"unknown": RUCKSACK, "minutes": "10"},
        {"unknown": RUCKSACK, "initiative": "nobody's"},
    ],
)
def test_what_our_page_does_not_write_is_kept_and_takes_nobody_in(
    anna: Persona, clara: Persona, at: datetime, ago: datetime, signed_in: SignIn, facts: dict[str, Any]
) -> None:
    assert send(signed_in(anna), sealed_for(anna, said(anna, at=ago, **facts)), at)[0] == 200
    assert (unknowns(), [row.why for row in rows()]) == ([], [WhyWaiting.UNREADABLE])
    assert signed_in(clara).get(reverse("cases:intakes")).status_code == 200
