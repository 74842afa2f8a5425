"""One more than there is room for: whatever puts the citizen on the list asks why, and is done with an answer."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import CitizenFacts, Registration, change_state, register_citizen
from cases.actions.casework import NoRoom, NotAColleague
from cases.actions.identifiers import Outcome
from cases.choices import CaseStatus, ClosedCause, NoticeKind
from cases.cpr import CprNumber
from cases.models import Assignment, Case, Citizen, Enquiry, Handover, Notice
from tests.cases.test_handovers import fill
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.accounts import LeaveFactory
from tests.personas import Persona
from udsatte.accounts.models import Membership

CPR = CprNumber.parse("2509479989", today=date(2026, 11, 24))
FULL = "Bo Testsen har 2 af 2. Skriv, hvorfor det bliver én mere, så er det gjort."
WHY = "De kender hinanden."
SignedIn = Callable[[Persona], Client]


@pytest.fixture
def full(bo: Persona) -> Persona:
    """Bo, who has room for two citizens, and has two."""
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(capacity=2)
    fill(bo, 2)
    return bo


@pytest.fixture
def closed(anna: Persona) -> Case:
    """A case of Anna's unit that somebody comes back to."""
    with as_owner():
        case: Case = make.CaseFactory(
            unit=anna.unit,
            opened_by=anna.user,
            status=CaseStatus.CLOSED,
            status_reason="Klarer sig.",
            closed_cause=ClosedCause.MANAGES,
        )
    return case


def register(who: Persona, at: datetime, to: UUID, number: CprNumber | None = None, why: str = "") -> Registration:
    with who.at_work(at) as actor:
        return register_citizen(
            facts=CitizenFacts("Kaj"),
            number=number,
            reason="Står her",
            caseworker_id=to,
            room_reason=why,
            key=uuid4(),
            by=actor,
            at=at,
        )


def test_taking_somebody_in_asks_why_and_is_done(anna: Persona, full: Persona, at: datetime) -> None:
    with pytest.raises(NoRoom) as refusal:
        register(anna, at, full.user.pk)
    assert str(refusal.value.message) == FULL
    with as_owner():
        assert Citizen.objects.count() == 2, "nobody is half taken in"
    done = register(anna, at, full.user.pk, why=f" {WHY} ")
    with as_owner():
        said = Handover.objects.get()
        assert (said.citizen_id, said.note, said.room_reason, said.written_by_id) == (
            done.citizen and done.citizen.pk,
            "",
            WHY,
            anna.user.pk,
        )
        assert said.assignment.caseworker_id == full.user.pk
        assert Notice.objects.get().kind == NoticeKind.HANDED_OVER


def test_where_there_is_room_nobody_is_asked_and_nothing_is_kept(anna: Persona, bo: Persona, at: datetime) -> None:
    register(anna, at, bo.user.pk)
    with as_owner():
        assert Assignment.objects.get().caseworker_id == bo.user.pk
        assert not Handover.objects.exists()


def test_whoever_is_asked_why_has_learnt_nothing_of_the_number(anna: Persona, niels: Persona, at: datetime) -> None:
    """Else a full list would tell, and leave no trace, whether another unit knows the number."""
    register(anna, at, anna.user.pk, number=CPR)
    with as_owner():
        Membership.objects.filter(pk=niels.membership.pk).update(capacity=0)
    unknown = CprNumber.parse("2512489996", today=date(2026, 11, 24))
    for number in (CPR, unknown):
        with pytest.raises(NoRoom):
            register(niels, at, niels.user.pk, number=number)
    with as_owner():
        assert not Enquiry.objects.exists()
    assert register(niels, at, niels.user.pk, number=CPR, why=WHY).outcome is Outcome.ASKED
    with as_owner():
        assert not Handover.objects.exists(), "the citizen came on nobody's list"


def test_a_case_that_is_opened_again_asks_why_and_is_done(
    closed: Case, anna: Persona, full: Persona, at: datetime
) -> None:
    def reopen(why: str) -> None:
        with anna.at_work(at) as actor:
            change_state(
                case_id=closed.pk,
                version=closed.version,
                to=CaseStatus.ACTIVE,
                reason="Er tilbage.",
                caseworker_id=full.user.pk,
                room_reason=why,
                by=actor,
                at=at,
            )

    with pytest.raises(NoRoom) as refusal:
        reopen(" ")
    assert str(refusal.value.message) == FULL
    with as_owner():
        assert not Case.objects.get(pk=closed.pk).is_open
    reopen(WHY)
    with as_owner():
        assert Handover.objects.get().room_reason == WHY
        assert Assignment.objects.get(case=closed).caseworker_id == full.user.pk


def test_a_reason_makes_nobody_a_colleague(anna: Persona, niels: Persona, at: datetime) -> None:
    for why in ("", WHY):
        with pytest.raises(NotAColleague):
            register(anna, at, niels.user.pk, why=why)


def test_the_page_for_a_new_citizen_asks_beside_the_field_and_keeps_everything(
    anna: Persona, full: Persona, at: datetime, signed_in: SignedIn
) -> None:
    client, page = signed_in(anna), reverse("cases:citizen_new")
    assert "room_reason" not in client.get(page).text, "nobody is asked before it is needed"
    written = {"key": str(uuid4()), "given_name": "Kaj", "features": "Grøn frakke", "caseworker": str(full.user.pk)}
    asked = client.post(page, written)
    assert asked.status_code == 422
    for said in ('id="div_id_room_reason"', FULL, "Grøn frakke"):
        assert said in asked.text
    assert "(kan springes over)" not in asked.text.split('id="div_id_room_reason"')[1].split("</label>")[0]
    with as_owner():
        assert Citizen.objects.count() == 2
    assert client.post(page, {**written, "room_reason": WHY}).status_code == 302
    assert client.post(page, {**written, "room_reason": WHY}).status_code == 302, "a double tap"
    with as_owner():
        assert Handover.objects.get().room_reason == WHY


def test_a_reason_that_was_written_stays_when_something_else_is_wrong(
    anna: Persona, full: Persona, at: datetime, signed_in: SignedIn
) -> None:
    written = {"key": str(uuid4()), "given_name": "", "caseworker": str(full.user.pk), "room_reason": WHY}
    page = signed_in(anna).post(reverse("cases:citizen_new"), written).text
    assert f'value="{WHY}"' in page.split('id="div_id_room_reason"')[1]


def test_the_page_that_opens_a_case_again_asks_beside_the_field(
    closed: Case, anna: Persona, full: Persona, at: datetime, signed_in: SignedIn
) -> None:
    client, page = signed_in(anna), reverse("cases:case_state", args=[closed.pk])
    assert "room_reason" not in client.get(page).text
    written = {"version": "1", "status": "active", "reason": "Er tilbage.", "caseworker": str(full.user.pk)}
    asked = client.post(page, written)
    assert asked.status_code == 422
    for said in ('id="div_id_room_reason"', FULL, "Er tilbage."):
        assert said in asked.text
    assert client.post(page, {**written, "room_reason": WHY}).status_code == 302
    with as_owner():
        assert Assignment.objects.get(case=closed).caseworker_id == full.user.pk


def test_a_case_that_is_open_asks_nothing_of_a_list(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    with as_owner():
        case = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
    assert "room_reason" not in signed_in(anna).get(reverse("cases:case_state", args=[case.pk])).text


@pytest.mark.parametrize("way", ["new", "again"])
def test_nobody_comes_onto_the_list_of_one_who_is_away(
    way: str, closed: Case, anna: Persona, bo: Persona, clara: Persona, at: datetime, signed_in: SignedIn
) -> None:
    with as_owner():
        LeaveFactory(
            unit=bo.unit, user=bo.user, deputy=clara.user, starts_on=date(2026, 11, 24), ends_on=date(2026, 12, 3)
        )
    page, written = {
        "new": (reverse("cases:citizen_new"), {"key": str(uuid4()), "given_name": "Kaj"}),
        "again": (
            reverse("cases:case_state", args=[closed.pk]),
            {"version": "1", "status": "active", "reason": "Er tilbage."},
        ),
    }[way]
    answer = signed_in(anna).post(page, {**written, "caseworker": str(bo.user.pk)})
    assert answer.status_code == 422
    assert "Bo Testsen er væk til 03.12." in answer.text
    assert "Clara Testsen" in answer.text
    with as_owner():
        assert Citizen.objects.count() == 1, "nobody is half taken in"
        assert not Assignment.objects.exists()
