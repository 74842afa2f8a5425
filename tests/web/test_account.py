"""Min side, the switch of membership, and people who are at work nowhere."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _
from pytest_django import Settings

from tests.database import as_owner
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.personas import HIRED, MAENDENES_HJEM, Persona, workplace
from tests.web.signing_in import give_app, give_password, sign_in
from udsatte.access.middleware import MEMBERSHIP_KEY
from udsatte.accounts import actions
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership, Unit

SWITCH = "membership_switch"


@pytest.fixture
def second_place(anna: Persona) -> Membership:
    """Anna also refers from Mændenes Hjem, since later than she works in Udsatteteamet."""
    unit = workplace(MAENDENES_HJEM)
    with as_owner():
        return MembershipFactory(user=anna.user, unit=unit, role=Role.REFERRER, starts_at=HIRED + timedelta(days=1))


@pytest.fixture
def browser(anna: Persona, second_place: Membership, at: datetime) -> Client:
    client = Client()
    client.force_login(anna.user)
    return client


def test_the_page_says_who_i_am_and_where_i_work(browser: Client, anna: Persona) -> None:
    page = browser.get(reverse("account")).content.decode()
    for said in ("Anna Testsen", "anna@example.org", "Udsatteteamet", "Mændenes Hjem", "Københavns Kommune"):
        assert said in page
    assert str(Role.CASEWORKER.label) in page
    assert str(Role.REFERRER.label) in page


def test_the_page_says_whether_the_second_step_is_set_up(browser: Client, anna: Persona) -> None:
    assert reverse("mfa_activate_totp") in browser.get(reverse("account")).content.decode()
    give_app(anna)
    page = browser.get(reverse("account")).content.decode()
    assert reverse("mfa_move_totp") in page
    assert reverse("mfa_view_recovery_codes") in page


def test_the_oldest_place_is_the_one_after_sign_in(browser: Client, anna: Persona) -> None:
    assert browser.get(reverse("account")).context["actor"].membership_id == anna.membership.pk


def test_switching_changes_the_unit_and_nothing_else(browser: Client, second_place: Membership) -> None:
    before = dict(browser.session.items())
    number = browser.session.session_key
    answer = browser.post(reverse(SWITCH), {"membership": second_place.pk})
    assert answer.headers["Location"] == reverse("today")
    actor = browser.get(reverse("account")).context["actor"]
    assert (actor.unit_name, actor.role) == ("Mændenes Hjem", Role.REFERRER)
    after = dict(browser.session.items())
    assert after.pop(MEMBERSHIP_KEY) == str(second_place.pk)
    assert after == before
    assert browser.session.session_key == number


def test_somebody_elses_place_cannot_be_taken(browser: Client, bo: Persona, anna: Persona) -> None:
    assert browser.post(reverse(SWITCH), {"membership": bo.membership.pk}).status_code == 404
    assert browser.get(reverse("account")).context["actor"].membership_id == anna.membership.pk


def test_a_planted_place_in_the_session_is_not_entered(browser: Client, bo: Persona, anna: Persona) -> None:
    session = browser.session
    session[MEMBERSHIP_KEY] = str(bo.membership.pk)
    session.save()
    assert browser.get(reverse("account")).context["actor"].membership_id == anna.membership.pk


@pytest.mark.parametrize("bad", ["", "x", "1", "\x00", "0b000000-0000-4000-8000-0000000000ff", "' OR 1=1 --"])
def test_no_odd_place_is_found(browser: Client, bad: str) -> None:
    assert browser.post(reverse(SWITCH), {"membership": bad}).status_code == 404


def test_an_ended_place_and_a_closed_unit_are_neither_shown_nor_taken(
    browser: Client, second_place: Membership, at: datetime
) -> None:
    with as_owner():
        Unit.objects.filter(pk=second_place.unit_id).update(closed_on=at.date())
    assert "Mændenes Hjem" not in browser.get(reverse("account")).content.decode()
    assert browser.post(reverse(SWITCH), {"membership": second_place.pk}).status_code == 404
    with as_owner():
        Unit.objects.filter(pk=second_place.unit_id).update(closed_on=None)
        actions.end_membership(membership_id=second_place.pk, at=at)
    assert browser.post(reverse(SWITCH), {"membership": second_place.pk}).status_code == 404


def test_when_the_chosen_place_ends_the_next_request_is_in_the_other_one(
    browser: Client, second_place: Membership, anna: Persona, at: datetime
) -> None:
    browser.post(reverse(SWITCH), {"membership": second_place.pk})
    with as_owner():
        actions.end_membership(membership_id=second_place.pk, at=at)
    assert browser.get(reverse("account")).context["actor"].membership_id == anna.membership.pk


def test_a_switch_is_posted(browser: Client) -> None:
    assert browser.get(reverse(SWITCH)).status_code == 405


@pytest.mark.parametrize("name", ["today", "account", "cases:citizens"])
def test_without_an_open_place_one_is_told_whom_to_call_and_can_leave(
    anna: Persona, at: datetime, name: str, settings: Settings
) -> None:
    settings.HELP_CONTACT = "Servicedesk, tlf. 00 00 00 00"
    with as_owner():
        Unit.objects.filter(pk=anna.unit.pk).update(phone="00 00 00 01")
        actions.end_membership(membership_id=anna.membership.pk, at=at)
    browser = Client()
    browser.force_login(anna.user)
    answer = browser.get(reverse(name))
    assert answer.status_code == 403
    page = answer.content.decode()
    for said in ("Udsatteteamet", "00 00 00 01", "Servicedesk, tlf. 00 00 00 00", reverse("account_logout")):
        assert said in page
    assert browser.post(reverse("account_logout")).status_code == 302
    assert browser.get(reverse(name)).headers["Location"].startswith(reverse("account_login"))


def test_somebody_who_never_had_a_place_can_sign_in_and_is_told_so(db: None) -> None:
    with as_owner():
        user = UserFactory()
    browser = Client()
    browser.force_login(user)
    answer = browser.get(reverse("today"))
    assert answer.status_code == 403
    assert _("You have no place of work here") in answer.content.decode()


def test_without_a_place_the_second_step_is_not_asked_for_in_circles(
    anna: Persona, at: datetime, settings: Settings
) -> None:
    settings.MFA_REQUIRED = True
    give_password(anna)
    with as_owner():
        actions.end_membership(membership_id=anna.membership.pk, at=at)
    browser = Client()
    sign_in(browser, anna)
    assert browser.get(reverse("today"), follow=True).status_code == 403


def test_the_page_costs_the_same_for_one_place_and_for_many(browser: Client, anna: Persona) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("account"))
    with as_owner():
        MembershipFactory.create_batch(20, user=anna.user)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("account"))
    assert len(few) == len(many)
