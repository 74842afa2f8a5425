"""Whoever walked along to a first meeting writes the contact with the same tap, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, Contact, ContactLine
from referrals.actions import plan_meeting
from referrals.models import FirstMeeting, Handling
from tests.database import as_owner
from tests.personas import Persona
from tests.referrals.test_going_on import DAY, case_of, opened, sent, take

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def planned(anna: Persona, sofie: Persona, niels: Persona, at: datetime) -> tuple[Case, UUID]:
    """A first meeting an hour ago, to which Anna walked along."""
    opened(sofie)
    case = case_of(anna)
    referral = sent(anna, sofie, case, at - 2 * DAY)
    take(sofie, referral, at - DAY, niels)
    with anna.at_work(at - DAY) as actor:
        return case, plan_meeting(
            referral_id=referral,
            meets_at=at - timedelta(hours=1),
            place="Ambulatoriet, Vesterbro",
            company="Anna Testsen",
            by=actor,
            at=at - DAY,
            key=uuid4(),
        )


def test_who_walked_along_logs_it_once_however_often_it_is_tapped(
    anna: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    case, meeting = planned(anna, sofie, niels, at)
    browser, page = signed_in(anna), reverse("referrals:meeting_settle", args=[meeting])
    assert "Skriv i forløbet, at vi fulgtes" in browser.get(page).content.decode()
    said = {"outcome": "attended", "walked": "on"}
    assert browser.post(page, said | {"outcome": "missed"}).status_code == 422
    assert [browser.post(page, said).status_code for _ in range(2)] == [302, 422]
    with as_owner():
        line = ContactLine.objects.get()
        assert (line.citizen_id, line.outcome, line.accompanied_unit_id) == (case.citizen_id, "met", sofie.unit.pk)
        assert (line.at, line.by_id) == (at - timedelta(hours=1), anna.user.pk)
        assert Contact.objects.get().whereabouts == "Ambulatoriet, Vesterbro"
        assert FirstMeeting.objects.get().outcome == "attended"


def test_without_the_tick_nothing_is_logged(
    anna: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    _, meeting = planned(anna, sofie, niels, at)
    page = reverse("referrals:meeting_settle", args=[meeting])
    assert signed_in(anna).post(page, {"outcome": "attended"}).status_code == 302
    with as_owner():
        assert not ContactLine.objects.exists()


def test_the_receiver_who_walked_says_where_to_in_words_and_it_has_begun(
    anna: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    _, meeting = planned(anna, sofie, niels, at)
    page = reverse("referrals:meeting_settle", args=[meeting])
    assert signed_in(niels).post(page, {"outcome": "attended", "walked": "on"}).status_code == 302
    with as_owner():
        line = ContactLine.objects.get()
        assert (line.accompanied_to, line.accompanied_unit_id) == ("Ambulatoriet, Vesterbro", None)
        assert Handling.objects.get().status == "started"


def test_who_does_no_casework_is_not_asked(
    anna: Persona, mette: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    _, meeting = planned(anna, sofie, niels, at)
    browser, page = signed_in(mette), reverse("referrals:meeting_settle", args=[meeting])
    assert "at vi fulgtes" not in browser.get(page).content.decode()
    assert browser.post(page, {"outcome": "attended", "walked": "on"}).status_code == 302
    with as_owner():
        assert not ContactLine.objects.exists()
