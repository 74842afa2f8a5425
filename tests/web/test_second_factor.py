"""The second step: compulsory outside the demo, never lost, never in two hands."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import NOW
from tests.database import as_owner, sql
from tests.personas import Persona
from tests.web.signing_in import HALF_A_MINUTE, PASSWORD, SECRET, code, give_app, give_password, is_in, sign_in
from udsatte.accounts import actions
from udsatte.settings import base
from udsatte.web.accounts.adapters import AccountAdapter, MFAAdapter

ACTIVATE = "mfa_activate_totp"
CHOOSE = "mfa_choose"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    """As in production."""
    settings.MFA_REQUIRED = True
    settings.DEMO = False


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna_has_a_password(anna: Persona) -> Persona:
    give_password(anna)
    return anna


@pytest.fixture
def anna_has_an_app(anna_has_a_password: Persona, clock: time_machine.Traveller) -> Persona:
    give_app(anna_has_a_password)
    return anna_has_a_password


def test_it_is_compulsory_unless_this_is_the_demo() -> None:
    assert (not base.DEMO) is base.MFA_REQUIRED


@pytest.mark.usefixtures("clock")
def test_whoever_has_none_comes_only_to_the_set_up(client: Client, anna_has_a_password: Persona) -> None:
    sign_in(client, anna_has_a_password)
    for name in ("today", "account", "cases:citizens", "account_change_password", "mfa_view_recovery_codes"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.headers.get("Location")) == (302, reverse(CHOOSE)), name
    assert client.post(reverse("membership_switch"), {"membership": "x"}).headers["Location"] == reverse(CHOOSE)
    assert client.get(reverse(ACTIVATE)).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


@pytest.mark.usefixtures("clock")
def test_setting_it_up_shows_the_recovery_codes_and_opens_the_house(
    client: Client, anna_has_a_password: Persona
) -> None:
    sign_in(client, anna_has_a_password)
    page = client.get(reverse(ACTIVATE))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    before = client.cookies["sessionid"].value
    wrong = client.post(reverse(ACTIVATE), {"code": "000000"})
    assert wrong.context["form"].errors["code"] == [MFAAdapter.error_messages["incorrect_code"]]
    answer = client.post(reverse(ACTIVATE), {"code": code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.cookies["sessionid"].value != before
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(codes.context["unused_codes"]) == 10
    assert all(one in codes.content.decode() for one in codes.context["unused_codes"])
    assert is_in(client)


def test_signing_in_asks_for_the_code(client: Client, anna_has_an_app: Persona) -> None:
    answer = sign_in(client, anna_has_an_app)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("account")).headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    before = client.cookies["sessionid"].value
    assert client.post(reverse("mfa_authenticate"), {"code": "123456"}).status_code == 200
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer.headers["Location"] == reverse("today")
    assert client.cookies["sessionid"].value != before
    assert is_in(client)


def test_the_page_that_was_asked_for_opens_after_the_code(client: Client, anna_has_an_app: Persona) -> None:
    form = {"login": anna_has_an_app.user.email, "password": PASSWORD, "next": reverse("account")}
    client.post(reverse("account_login"), form)
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer.headers["Location"] == reverse("account")


def test_a_code_works_once(anna_has_an_app: Persona, clock: time_machine.Traveller) -> None:
    first, second = Client(), Client()
    seen = code()
    for browser in (first, second):
        sign_in(browser, anna_has_an_app)
    assert first.post(reverse("mfa_authenticate"), {"code": seen}).status_code == 302
    clock.shift(HALF_A_MINUTE)
    # Still within the app's tolerance, and refused all the same; also written with a space.
    for again in (seen, f"{seen[:3]} {seen[3:]}"):
        assert second.post(reverse("mfa_authenticate"), {"code": again}).status_code == 200
    assert not is_in(second)
    clock.shift(HALF_A_MINUTE)
    assert second.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302


def test_guessing_codes_is_stopped(client: Client, anna_has_an_app: Persona) -> None:
    sign_in(client, anna_has_an_app)
    for guess in range(6):
        last = client.post(reverse("mfa_authenticate"), {"code": f"{guess:06}"})
    assert last.context["form"].errors["code"] == [AccountAdapter.error_messages["too_many_login_attempts"]]
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 200
    assert not is_in(client)


def test_a_recovery_code_opens_once(anna_has_an_app: Persona, clock: time_machine.Traveller) -> None:
    browser = Client()
    sign_in(browser, anna_has_an_app)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    browser.post(reverse("mfa_generate_recovery_codes"))
    one = browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    another = Client()
    sign_in(another, anna_has_an_app)
    assert another.post(reverse("mfa_authenticate"), {"code": one}).status_code == 302
    assert is_in(another)
    third = Client()
    sign_in(third, anna_has_an_app)
    assert third.post(reverse("mfa_authenticate"), {"code": one}).status_code == 200


def test_the_last_factor_cannot_be_taken_away(client: Client, anna_has_an_app: Persona) -> None:
    sign_in(client, anna_has_an_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    page = client.get(reverse("mfa_deactivate_totp"))
    assert str(MFAAdapter.error_messages["cannot_delete_authenticator"]) in page.content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user_id=anna_has_an_app.user.pk, type="totp").exists()


def test_in_the_demo_it_can_be_taken_away(client: Client, anna_has_an_app: Persona, settings: Settings) -> None:
    settings.MFA_REQUIRED = False
    sign_in(client, anna_has_an_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.post(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.filter(user_id=anna_has_an_app.user.pk).exists()
    assert is_in(client)


def test_it_moves_to_another_phone_without_a_moment_between(
    client: Client, anna_has_an_app: Persona, clock: time_machine.Traveller
) -> None:
    sign_in(client, anna_has_an_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    secret = client.get(reverse("mfa_move_totp")).context["form"].secret
    assert client.post(reverse("mfa_move_totp"), {"code": "000000"}).status_code == 200
    assert Authenticator.objects.filter(user_id=anna_has_an_app.user.pk, type="totp").exists()
    assert client.post(reverse("mfa_move_totp"), {"code": code(secret)}).status_code == 302
    clock.shift(timedelta(minutes=10))
    browser = Client()
    sign_in(browser, anna_has_an_app)
    assert browser.post(reverse("mfa_authenticate"), {"code": code(SECRET)}).status_code == 200
    assert browser.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 302


def test_a_session_older_than_the_second_step_is_asked_for_it(
    client: Client, anna_has_a_password: Persona, clock: time_machine.Traveller
) -> None:
    sign_in(client, anna_has_a_password)
    give_app(anna_has_a_password)
    asked = reverse("mfa_reauthenticate")
    assert client.get(reverse("account")).headers["Location"] == f"{asked}?next={reverse('account')}"
    for name in ("mfa_activate_totp", "account_reauthenticate"):
        client.get(reverse(name))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert not is_in(client)
    answer = client.post(asked, {"code": code(), "next": reverse("account")})
    assert answer.headers["Location"] == reverse("account")
    assert is_in(client)


def test_what_one_person_passed_does_not_count_for_the_next_on_the_same_pc(
    client: Client, anna_has_an_app: Persona, bo: Persona
) -> None:
    give_password(bo)
    sign_in(client, anna_has_an_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_logout"))
    sign_in(client, bo)
    assert client.get(reverse("account")).headers["Location"] == reverse(CHOOSE)


def test_half_a_sign_in_by_one_person_does_not_count_for_the_next(
    client: Client, anna_has_an_app: Persona, bo: Persona
) -> None:
    give_password(bo)
    sign_in(client, anna_has_an_app)
    session = client.session
    session["second_factor"] = str(anna_has_an_app.user.pk)
    session.save()
    client.post(reverse("account_logout"))
    sign_in(client, bo)
    assert client.get(reverse("account")).headers["Location"] == reverse(CHOOSE)


def test_a_person_disabled_between_password_and_code_stays_out(client: Client, anna_has_an_app: Persona) -> None:
    sign_in(client, anna_has_an_app)
    with as_owner():
        actions.disable_user(user_id=anna_has_an_app.user.pk)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not is_in(client)


def test_what_concerns_the_second_step_asks_for_the_password_again_after_a_quarter_of_an_hour(
    client: Client, anna_has_an_app: Persona, clock: time_machine.Traveller
) -> None:
    sign_in(client, anna_has_an_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    clock.shift(timedelta(minutes=16))
    asked = reverse("account_reauthenticate")
    for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_move_totp"):
        assert client.get(reverse(name)).headers["Location"].startswith(asked), name
    page = client.get(asked + f"?next={reverse('mfa_view_recovery_codes')}")
    assert page.status_code == 200
    form = {"password": "wrong", "next": reverse("mfa_view_recovery_codes")}
    assert client.post(asked, form).status_code == 200
    answer = client.post(asked, form | {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200


def test_the_secret_is_not_readable_in_the_database(client: Client, anna_has_a_password: Persona) -> None:
    sign_in(client, anna_has_a_password)
    secret = client.get(reverse(ACTIVATE)).context["form"].secret
    client.post(reverse(ACTIVATE), {"code": code(secret)})
    with as_owner():
        stored = str(sql("SELECT data FROM mfa_authenticator"))
    assert secret not in stored
    assert stored.count("gAAAA") == 2


def test_a_secret_survives_a_change_of_the_secret_key(settings: Settings, db: None) -> None:
    sealed = MFAAdapter().encrypt("a secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert MFAAdapter().decrypt(sealed) == "a secret"


def test_asking_for_it_costs_no_statement(client: Client, anna_has_an_app: Persona, settings: Settings) -> None:
    sign_in(client, anna_has_an_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("mfa_index"))
    settings.MFA_REQUIRED = False
    with CaptureQueriesContext(connection) as not_asked:
        client.get(reverse("mfa_index"))
    assert len(asked) == len(not_asked)
