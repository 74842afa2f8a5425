"""Hold øje med: another unit sees somebody who is sought, shared and for a while, until anybody has met them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.actions import ask_lookout, change_state, log_contact, record_death, withdraw_lookout
from cases.actions.contacts import LineDraft
from cases.actions.lookouts import AskedAlready
from cases.choices import CaseStatus, DeathSource, LookoutEnd, NoticeKind, Outcome
from cases.models import Case, CitizenClock, Ground, Lookout, Notice, Sighting
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.access.decisions import Denied

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
PAGE = "/borgere/hold-oeje/"
DAY = timedelta(days=1)


def sought(who: Persona, **facts: Any) -> Case:
    """Somebody whom this person's unit seeks."""
    with as_owner():
        citizen = make.CitizenFactory(**facts)
        waits: dict[str, Any] = {"status_reason": "Væk.", "look_again_on": date(2026, 12, 1)}
        of: dict[str, Any] = {"citizen": citizen, "unit": who.unit, "opened_by": who.user}
        return make.CaseFactory(**of, status=CaseStatus.SEARCHING, **waits)


def ask(who: Persona, case: Case, to: Persona, at: datetime, days: int = 7) -> UUID:
    with who.at_work(at) as actor:
        return ask_lookout(
            case_id=case.pk,
            to_unit_id=to.unit.pk,
            words="Grøn jakke, går med hund.",
            expires_at=at + days * DAY,
            by=actor,
            at=at,
            key=uuid4(),
        )


def ended(lookout: UUID) -> tuple[str, bool]:
    with as_owner():
        row = Lookout.objects.select_related("ground").get(pk=lookout)
        return row.ended_cause, row.ground.ends_at <= (row.ended_at or row.expires_at)


def sees(who: Persona, case: Case, at: datetime) -> bool:
    with who.at_work(at), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_citizen WHERE id = %s", [case.citizen_id])
        return cursor.fetchone() == (1,)


def test_the_unit_that_is_asked_sees_the_risk_first_and_whom_to_call(
    anna: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    case = sought(anna, given_name="Ib", risk_instruction="Gå to.", risk_review_on=date(2026, 12, 24))
    with as_owner():
        type(anna.unit).objects.filter(pk=anna.unit.pk).update(phone="00 00 00 33")
        make.ContactLineFactory(citizen=case.citizen, unit=anna.unit, note="En hemmelig note", at=at - 9 * DAY)
    ask(anna, case, rikke, at)
    page = signed_in(rikke).get(PAGE).text
    assert page.index("Gå to.") < page.index("Ib Testsen") < page.index("00 00 00 33")
    assert "Grøn jakke, går med hund." in page
    assert "Udsatteteamet" in page
    assert "En hemmelig note" not in signed_in(rikke).get(reverse("cases:citizen", args=[case.citizen_id])).text
    with as_owner():
        assert Notice.objects.get(unit=rikke.unit).kind == NoticeKind.LOOKOUT


def test_a_treatment_teams_name_stands_on_no_list(
    niels: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    case = sought(niels)
    with as_owner():
        make.AssignmentFactory(case=case, caseworker=niels.user)
    ask(niels, case, rikke, at)
    citizen = reverse("cases:citizen", args=[case.citizen_id])
    for url in (PAGE, citizen):
        page = signed_in(rikke).get(url).text
        assert "Substitutionsteamet" not in page, url
        assert "Hjemløseenheden" in page, url
    assert "Substitutionsteamet" in signed_in(niels).get(citizen).text


def test_it_ends_by_itself_when_anybody_meets_the_citizen(
    anna: Persona, niels: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    case = sought(anna)
    with as_owner():
        make.CaseFactory(citizen=case.citizen, unit=niels.unit, opened_by=niels.user)
    lookout, later = ask(anna, case, rikke, at), at + timedelta(hours=2)
    draft = LineDraft(citizen_id=case.citizen_id, outcome=Outcome.NOT_MET)
    with niels.at_work(later) as actor:
        log_contact(lines=[draft], happened_at=later, by=actor, at=later, key=uuid4())
    assert ended(lookout)[0] == ""
    with niels.at_work(later) as actor:
        met = LineDraft(citizen_id=case.citizen_id)
        log_contact(lines=[met], happened_at=later, by=actor, at=later, key=uuid4())
    assert ended(lookout) == (LookoutEnd.MET, True)
    assert not sees(rikke, case, later)
    with as_owner():
        case.refresh_from_db()
        assert case.status == CaseStatus.SEARCHING  # a person says that it is active again
        told = Notice.objects.filter(unit=rikke.unit).order_by("at").values_list("kind", flat=True)
        assert list(told) == [NoticeKind.LOOKOUT, NoticeKind.LOOKOUT_OVER]


def test_a_meeting_before_it_was_asked_ends_nothing(anna: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at)
    with anna.at_work(at) as actor:
        draft = LineDraft(citizen_id=case.citizen_id)
        log_contact(lines=[draft], happened_at=at - 3 * DAY, by=actor, at=at, key=uuid4())
    assert ended(lookout)[0] == ""


def test_it_ends_when_nobody_seeks_the_citizen_any_more(anna: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at)
    with anna.at_work(at) as actor:
        change_state(case_id=case.pk, version=1, to=CaseStatus.ACTIVE, reason="Ringede selv.", by=actor, at=at)
    assert ended(lookout) == (LookoutEnd.FOUND, True)


def test_nobody_looks_out_for_the_dead(anna: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at)
    with anna.at_work(at) as actor:
        record_death(
            citizen_id=case.citizen_id,
            died_on=at.date(),
            is_about=False,
            source=DeathSource.POLICE,
            source_text="",
            by=actor,
            at=at,
            key=uuid4(),
        )
    assert ended(lookout)[0] == LookoutEnd.DEAD


def test_it_is_over_on_its_day_and_withdrawn_by_a_person(
    anna: Persona, bo: Persona, niels: Persona, rikke: Persona, at: datetime
) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at, days=3)
    assert sees(rikke, case, at + 2 * DAY)
    assert not sees(rikke, case, at + 3 * DAY)
    with niels.at_work(at) as actor, pytest.raises(Lookout.DoesNotExist):
        withdraw_lookout(lookout_id=lookout, by=actor, at=at)
    with bo.at_work(at) as actor:
        withdraw_lookout(lookout_id=lookout, by=actor, at=at)
    assert ended(lookout) == (LookoutEnd.WITHDRAWN, True)
    assert not sees(rikke, case, at)


def test_the_same_unit_is_asked_once_at_a_time(anna: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    ask(anna, case, rikke, at)
    with pytest.raises(AskedAlready):
        ask(anna, case, rikke, at)


def begin_by_hand(case: Case, to: Persona, expires_at: datetime) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT lookout_begin(%s, %s, 'Se efter ham', %s)", [case.citizen_id, to.unit.pk, expires_at])


def test_the_database_refuses_what_is_no_lookout(
    anna: Persona, niels: Persona, rikke: Persona, frank: Persona, mette: Persona, at: datetime
) -> None:
    """No way to a citizen, for oneself or for a friend: only a unit with the case, while it seeks, for two weeks."""
    case, protected = sought(anna), sought(anna, is_protected=True)
    with as_owner():
        active = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
    wrong: list[tuple[Persona, Case, Persona, timedelta]] = [
        (niels, case, rikke, DAY),  # not its citizen
        (niels, case, niels, DAY),  # for oneself
        (rikke, case, rikke, DAY),
        (mette, case, rikke, DAY),  # sees, and does no casework
        (anna, case, anna, DAY),
        (anna, active, rikke, DAY),  # nobody is sought
        (anna, protected, rikke, DAY),
        (anna, case, rikke, 15 * DAY),
        (anna, case, rikke, -DAY),
        (anna, case, frank, DAY),  # nobody there may see anybody
    ]
    for who, of, to, lasts in wrong:
        with who.at_work(at), pytest.raises(ProgrammingError, match="lookout_begin"):
            begin_by_hand(of, to, at + lasts)
    with as_owner():
        assert not Ground.objects.filter(basis="lookout").exists()


def test_who_is_asked_cannot_ask_on(anna: Persona, niels: Persona, rikke: Persona, at: datetime) -> None:
    case = sought(anna)
    ask(anna, case, niels, at)
    with niels.at_work(at), pytest.raises(ProgrammingError, match="lookout_begin"):
        begin_by_hand(case, rikke, at + DAY)


def test_seen_is_a_sighting_and_a_word_to_who_asked(
    anna: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    case = sought(anna)
    lookout = ask(anna, case, rikke, at - timedelta(hours=3))
    page = reverse("cases:lookout_seen", args=[lookout])
    form = {"key": uuid4(), "whereabouts": "Skadestuen", "when": "now", "said": "Ville ikke vente."}
    for _ in range(2):
        assert signed_in(rikke).post(page, form).status_code == 302
    with as_owner():
        assert Sighting.objects.filter(citizen=case.citizen).count() == 1
        clock = CitizenClock.objects.get(citizen=case.citizen)
        assert (clock.seen_at, clock.told_name) == (at, "")  # the region's: not named to others
        assert Notice.objects.filter(unit=anna.unit, kind=NoticeKind.SIGHTING).count() == 1
    assert "Ville ikke vente." in signed_in(anna).get("/borgere/henvendelser/?show=settled").text
    assert "Ville ikke vente." not in signed_in(rikke).get(PAGE).text


def test_nobody_else_says_seen(
    anna: Persona, niels: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    lookout = ask(anna, sought(anna), rikke, at)
    page = reverse("cases:lookout_seen", args=[lookout])
    assert signed_in(niels).get(page).status_code == 404
    assert signed_in(anna).get(page).status_code == 404
    with niels.at_work(at), pytest.raises(ProgrammingError, match="lookout_seen"), transaction.atomic():  # noqa: PT012
        cursor = connection.cursor()
        cursor.execute("SELECT lookout_seen(%s, %s, 'Her', '')", [lookout, at])


def test_the_page_is_reached_from_somebody_who_is_sought(
    anna: Persona, rikke: Persona, at: datetime, signed_in: SignedIn
) -> None:
    case, browser = sought(anna), signed_in(anna)
    page = reverse("cases:lookout_ask", args=[case.pk])
    assert page in browser.get(reverse("cases:citizen", args=[case.citizen_id])).text
    form = {"key": uuid4(), "to_unit": rikke.unit.pk, "words": "Grøn jakke", "days": "7"}
    assert browser.post(page, form).url == page  # type: ignore[attr-defined]
    assert "Socialsygeplejerskerne, Bispebjerg" in browser.get(page).text


def test_denied_is_said_before_the_database_says_it(anna: Persona, rikke: Persona, at: datetime) -> None:
    with as_owner():
        active = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
    with pytest.raises(Denied):
        ask(anna, active, rikke, at)
