"""How long a session lasts, what it costs, and the list of one's own."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import NOW
from tests.database import as_owner, sql
from tests.personas import Persona
from tests.web.signing_in import PASSWORD, give_password, is_in, sign_in
from udsatte.accounts import actions
from udsatte.accounts.models import Session
from udsatte.accounts.sessions import SessionStore
from udsatte.settings import base

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna_has_a_password(anna: Persona) -> Persona:
    give_password(anna)
    return anna


@pytest.fixture
def browser(anna_has_a_password: Persona, clock: time_machine.Traveller) -> Client:
    """Anna's, signed in just now."""
    client = Client()
    sign_in(client, anna_has_a_password)
    return client


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def writes(said: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in said if one["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def handles(client: Client) -> list[str]:
    """The browsers of the list that are not this one."""
    answer = client.get(reverse("account"))
    here = client.cookies["sessionid"].value
    return [one.handle for one in answer.context["sessions"] if one.pk != here]


# -- the limits ---------------------------------------------------------------------------------------------


def test_the_municipality_gets_an_hour_and_a_working_day() -> None:
    assert timedelta(minutes=60) == base.SESSION_IDLE
    assert timedelta(hours=12) == base.SESSION_ABSOLUTE
    assert timedelta(minutes=5) == base.SESSION_NOTED_EVERY


def test_a_session_that_is_not_used_for_an_hour_has_ended(browser: Client, clock: time_machine.Traveller) -> None:
    clock.shift(minutes(59))
    assert is_in(browser)
    clock.shift(minutes(61))
    assert not is_in(browser)


def test_a_session_in_use_goes_on_until_the_day_is_over(browser: Client, clock: time_machine.Traveller) -> None:
    for _half_hour in range(23):
        clock.shift(minutes(30))
        assert is_in(browser)
    clock.shift(minutes(29))
    assert is_in(browser)
    clock.shift(minutes(2))
    assert not is_in(browser)


def test_signing_in_again_begins_a_new_day(browser: Client, anna: Persona, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(hours=13))
    assert not is_in(browser)
    sign_in(browser, anna)
    clock.shift(minutes(50))
    assert is_in(browser)


def test_what_writes_to_the_session_does_not_lengthen_the_day(browser: Client, clock: time_machine.Traveller) -> None:
    for _half_hour in range(24):
        clock.shift(minutes(30) - timedelta(seconds=1))
        session = browser.session
        session["something"] = _half_hour
        session.save()
    assert is_in(browser)
    clock.shift(minutes(1))
    assert not is_in(browser)


def test_using_it_writes_at_most_every_five_minutes(browser: Client, clock: time_machine.Traveller) -> None:
    with CaptureQueriesContext(connection) as first:
        browser.get(reverse("account"))
    clock.shift(minutes(4))
    with CaptureQueriesContext(connection) as soon:
        browser.get(reverse("account"))
    clock.shift(minutes(1))
    with CaptureQueriesContext(connection) as later:
        browser.get(reverse("account"))
    with CaptureQueriesContext(connection) as again:
        browser.get(reverse("account"))
    assert [len(writes(said)) for said in (first, soon, later, again)] == [0, 0, 1, 0]
    assert len(later) == len(first) + 1
    assert '"session_data"' not in writes(later)[0]


def test_a_session_that_was_ended_while_it_was_used_stays_ended(browser: Client, clock: time_machine.Traveller) -> None:
    store = browser.session
    assert isinstance(store, SessionStore)
    store.load()
    Session.objects.all().delete()
    clock.shift(minutes(10))
    store.note_use(NOW + minutes(10))
    assert not Session.objects.exists()


def test_half_a_sign_in_lasts_a_quarter_of_an_hour(client: Client, clock: time_machine.Traveller, db: None) -> None:
    session = client.session
    session["half"] = True
    session.save()
    row = Session.objects.get()
    assert (row.user_id, row.signed_in_at) == (None, None)
    assert row.expire_date == NOW + minutes(15)


def test_the_limits_are_the_municipalitys_to_set(
    anna_has_a_password: Persona, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.SESSION_IDLE = minutes(10)
    client = Client()
    sign_in(client, anna_has_a_password)
    clock.shift(minutes(11))
    assert not is_in(client)


def test_the_cookie_goes_when_the_browser_is_closed(anna_has_a_password: Persona) -> None:
    cookie = sign_in(Client(), anna_has_a_password).cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]


# -- my sessions --------------------------------------------------------------------------------------------


def test_my_page_says_where_i_am_signed_in(browser: Client, anna: Persona, clock: time_machine.Traveller) -> None:
    clock.shift(minutes(20))
    phone = Client(headers={"User-Agent": IPHONE})
    sign_in(phone, anna)
    page = phone.get(reverse("account"))
    assert [(one.browser, one.system) for one in page.context["sessions"]] == [("Safari", "iPhone"), ("", "")]
    assert "Safari på iPhone" in page.content.decode()
    assert "Ukendt browser" in page.content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (EDGE, ("Edge", "Windows")),
        (IPHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Firefox", "Linux")),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-S911B) SamsungBrowser/28.0 Chrome/130.0 Mobile",
            ("Samsung Internet", "Android"),
        ),
        ("<script>alert(1)</script>" * 100, ("", "")),
    ],
)
def test_a_browser_is_kept_as_two_words(
    anna_has_a_password: Persona, at: Any, said: str, words: tuple[str, str]
) -> None:
    client = Client(headers={"User-Agent": said})
    sign_in(client, anna_has_a_password)
    row = Session.objects.get(user_id=anna_has_a_password.user.pk)
    assert (row.browser, row.system) == words


def test_no_address_of_a_network_is_kept(browser: Client, anna: Persona) -> None:
    with as_owner():
        rows = str(sql("SELECT * FROM accounts_session")) + str([one.get_decoded() for one in Session.objects.all()])
    assert "192.0.2.1" not in rows


def test_the_page_never_shows_a_key_that_opens_a_session(browser: Client, anna: Persona) -> None:
    phone = Client()
    sign_in(phone, anna)
    page = browser.get(reverse("account")).content.decode()
    assert handles(browser)[0] in page
    for client in (browser, phone):
        assert client.cookies["sessionid"].value not in page


def test_another_browser_is_signed_out_from_here(browser: Client, anna: Persona) -> None:
    phone = Client()
    sign_in(phone, anna)
    answer = browser.post(reverse("session_end"), {"session": handles(browser)[0]})
    assert answer.headers["Location"] == reverse("account")
    assert not is_in(phone)
    assert is_in(browser)
    assert handles(browser) == []


def test_everywhere_else_at_once(browser: Client, anna: Persona, bo: Persona) -> None:
    give_password(bo)
    bos = Client()
    sign_in(bos, bo)
    others = [Client(), Client()]
    for one in others:
        sign_in(one, anna)
    browser.post(reverse("sessions_end_others"))
    assert [is_in(one) for one in (*others, browser, bos)] == [False, False, True, True]


def test_somebody_elses_browser_is_neither_seen_nor_ended(browser: Client, bo: Persona) -> None:
    give_password(bo)
    bos = Client()
    sign_in(bos, bo)
    assert handles(browser) == []
    theirs = Session.objects.get(user_id=bo.user.pk)
    for guess in (theirs.handle, theirs.session_key, "", "x" * 33, "\x00"):
        assert browser.post(reverse("session_end"), {"session": guess}).status_code == 404
    actions.end_session(user_id=browser.session["_auth_user_id"], session_key=theirs.pk)
    assert is_in(bos)


def test_an_ended_session_is_not_in_the_list(browser: Client, anna: Persona, clock: time_machine.Traveller) -> None:
    sign_in(Client(), anna)
    clock.shift(minutes(40))
    assert is_in(browser)
    clock.shift(minutes(40))
    assert handles(browser) == []


def test_a_new_password_leaves_one_session_in_the_list(browser: Client, anna: Persona) -> None:
    sign_in(Client(), anna)
    new = "tre-gule-cykler-9"
    browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(browser)
    assert Session.objects.filter(user_id=anna.user.pk).count() == 1


def test_a_person_who_is_shut_out_or_starts_over_has_no_session_left(browser: Client, anna: Persona) -> None:
    with as_owner():
        actions.start_over(user_id=anna.user.pk, second_factor=False)
    assert not Session.objects.filter(user_id=anna.user.pk).exists()
    give_password(anna)
    sign_in(browser, anna)
    with as_owner():
        actions.disable_user(user_id=anna.user.pk)
    assert not Session.objects.filter(user_id=anna.user.pk).exists()


def test_the_list_costs_the_same_for_one_and_for_many(browser: Client, anna: Persona) -> None:
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("account"))
    for _more in range(10):
        sign_in(Client(), anna)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("account"))
    assert len(one) == len(many)
