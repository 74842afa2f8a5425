"""Password, session, disabled people, wrong attempts."""

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import gettext as _
from pytest_django import Settings

from tests.database import as_owner, sql
from tests.personas import Persona
from tests.web.signing_in import PASSWORD, give_password, is_in, sign_in
from udsatte.accounts import actions
from udsatte.accounts.models import Session, User
from udsatte.accounts.sessions import SessionStore
from udsatte.settings import base
from udsatte.web.accounts.adapters import AccountAdapter

TOO_MANY = AccountAdapter.error_messages["too_many_login_attempts"]
WRONG = AccountAdapter.error_messages["email_password_mismatch"]


@pytest.fixture
def anna_has_a_password(anna: Persona) -> Persona:
    give_password(anna)
    return anna


@pytest.mark.usefixtures("anna_has_a_password")
def test_the_right_password_opens_the_page_that_was_asked_for(client: Client, anna: Persona) -> None:
    asked = client.get(reverse("account"))
    assert asked.headers["Location"] == f"{reverse('account_login')}?next={reverse('account')}"
    form = {"login": "ANNA@example.org ", "password": PASSWORD, "next": reverse("account")}
    answer = client.post(reverse("account_login"), form)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("account")
    assert is_in(client)


@pytest.mark.usefixtures("anna_has_a_password")
def test_nobody_is_sent_to_another_site_after_signing_in(client: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        form = {"login": "anna@example.org", "password": PASSWORD, "next": elsewhere}
        assert Client().post(reverse("account_login"), form).headers["Location"] == reverse("today")


def test_the_password_is_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert [hasher.rsplit(".", 1)[1] for hasher in base.PASSWORD_HASHERS] == ["Argon2PasswordHasher"]
    stored = make_password(PASSWORD)
    assert stored.startswith("argon2$argon2id$")
    assert check_password(PASSWORD, stored)


@pytest.mark.usefixtures("anna_has_a_password")
def test_signing_in_writes_nothing_that_the_web_role_may_not(client: Client, anna: Persona) -> None:
    assert sql("SELECT current_user") == [("udsatte_web",)]
    assert sign_in(client, anna).status_code == 302
    with as_owner():
        assert User.objects.get(pk=anna.user.pk).last_login is not None
        assert sql("SELECT count(*) FROM account_emailaddress") == [(0,)]


@pytest.mark.usefixtures("anna_has_a_password")
def test_the_session_gets_a_new_number_at_sign_in(client: Client, anna: Persona) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = str(before)
    sign_in(client, anna)
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.usefixtures("anna_has_a_password")
def test_signing_out_needs_a_press_and_ends_the_session(client: Client, anna: Persona) -> None:
    sign_in(client, anna)
    number = client.cookies["sessionid"].value
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not is_in(client)
    assert not Session.objects.filter(session_key=number).exists()


@pytest.mark.usefixtures("anna_has_a_password")
def test_a_disabled_person_is_out_on_the_next_request(client: Client, anna: Persona) -> None:
    sign_in(client, anna)
    assert is_in(client)
    with as_owner():
        actions.disable_user(user_id=anna.user.pk)
    assert client.get(reverse("account")).headers["Location"].startswith(reverse("account_login"))
    refused = sign_in(client, anna)
    assert refused.headers["Location"] == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_in(client)


@pytest.mark.usefixtures("anna_has_a_password")
def test_a_new_password_ends_the_sessions_elsewhere_and_not_this_one(client: Client, anna: Persona) -> None:
    phone = Client()
    sign_in(client, anna)
    sign_in(phone, anna)
    before = client.cookies["sessionid"].value
    new = "tre-gule-cykler-9"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post(reverse("account_change_password"), form)
    assert answer.headers["Location"] == reverse("account")
    assert is_in(client)
    assert client.cookies["sessionid"].value != before
    assert not is_in(phone)
    assert sign_in(phone, anna, PASSWORD).status_code == 200
    assert sign_in(phone, anna, new).status_code == 302


@pytest.mark.usefixtures("anna_has_a_password")
@pytest.mark.parametrize("poor", ["kort", "123456789012", "1qaz2wsx3edc", "anna@example.org", "x" * 501])
def test_a_poor_password_is_refused_beside_the_field(client: Client, anna: Persona, poor: str) -> None:
    sign_in(client, anna)
    form = {"oldpassword": PASSWORD, "password1": poor, "password2": poor}
    answer = client.post(reverse("account_change_password"), form)
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    assert is_in(client)


def test_an_unknown_e_mail_and_a_wrong_password_get_the_same_answer(
    client: Client, anna_has_a_password: Persona
) -> None:
    unknown = sign_in(client, "nobody@example.org", "wrong")
    wrong = sign_in(client, anna_has_a_password, "wrong")
    assert unknown.status_code == wrong.status_code == 200
    said = [answer.context["form"].non_field_errors() for answer in (unknown, wrong)]
    assert said[0] == said[1] == [WRONG]


def test_a_disabled_person_with_a_wrong_password_learns_nothing(client: Client, anna_has_a_password: Persona) -> None:
    with as_owner():
        actions.disable_user(user_id=anna_has_a_password.user.pk)
    answer = sign_in(client, anna_has_a_password, "wrong")
    assert answer.context["form"].non_field_errors() == [WRONG]


def test_an_attacker_elsewhere_stops_himself_and_not_anna(anna_has_a_password: Persona) -> None:
    anna = anna_has_a_password
    for _attempt in range(20):
        last = sign_in(Client(), anna, "wrong", ip="198.51.100.7")
    assert last.context["form"].non_field_errors() == [TOO_MANY]
    assert str(TOO_MANY) in last.content.decode()
    # Not even the right password helps him now, from there.
    assert sign_in(Client(), anna, ip="198.51.100.7").status_code == 200
    assert sign_in(Client(), anna, ip="192.0.2.1").status_code == 302


def test_an_attacker_with_a_whole_ipv6_network_is_one_attacker(anna_has_a_password: Persona) -> None:
    for attempt in range(6):
        last = sign_in(Client(), anna_has_a_password, "wrong", ip=f"2001:db8:1:2::{attempt:x}")
    assert last.context["form"].non_field_errors() == [TOO_MANY]
    assert sign_in(Client(), anna_has_a_password, ip="2001:db8:1:3::1").status_code == 302


def test_an_attacker_in_the_same_building_locks_out_neither_anna_nor_bo(
    anna_has_a_password: Persona, bo: Persona
) -> None:
    anna = anna_has_a_password
    give_password(bo)
    annas_phone = Client()
    sign_in(annas_phone, anna)
    annas_phone.post(reverse("account_logout"))
    for _attempt in range(80):
        sign_in(Client(), anna, "wrong")
    for attempt in range(80):
        sign_in(Client(), f"somebody{attempt}@example.org", "wrong")
    assert sign_in(Client(), "somebody@example.org", "wrong").context["form"].non_field_errors() == [TOO_MANY]
    # Where she has signed in before, his attempts do not count against her.
    assert sign_in(annas_phone, anna).status_code == 302


def test_hammering_at_anna_takes_nothing_from_bo_in_the_same_building(
    anna_has_a_password: Persona, bo: Persona
) -> None:
    give_password(bo)
    for _attempt in range(80):
        sign_in(Client(), anna_has_a_password, "wrong")
    assert sign_in(Client(), bo).status_code == 302


def test_a_known_browser_has_a_limit_of_its_own_and_a_forged_one_is_strange(
    anna_has_a_password: Persona,
) -> None:
    anna = anna_has_a_password
    phone = Client()
    sign_in(phone, anna)
    phone.post(reverse("account_logout"))
    for _attempt in range(11):
        last = sign_in(phone, anna, "wrong")
    assert last.context["form"].non_field_errors() == [TOO_MANY]
    forged = Client()
    for attempt in range(6):
        forged.cookies["known_device"] = f"made-up-{attempt}.{'0' * 64}"
        last = sign_in(forged, anna, "wrong", ip="198.51.100.7")
    assert last.context["form"].non_field_errors() == [TOO_MANY]


def test_the_device_cookie_names_nobody(anna_has_a_password: Persona) -> None:
    phone = Client()
    answer = sign_in(phone, anna_has_a_password)
    cookie = answer.cookies["known_device"]
    assert "anna" not in cookie.value
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_sessions_and_limits_are_kept_in_postgresql(settings: Settings) -> None:
    assert settings.SESSION_ENGINE == "udsatte.accounts.sessions"
    assert issubclass(SessionStore, DatabaseStore)
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_nobody_signs_up(client: Client, db: None) -> None:
    assert not AccountAdapter().is_open_for_signup(RequestFactory().get("/"))
    for address in ("signup/", "tilmeld/", "email/", "password/reset/"):
        assert client.get(f"/konto/{address}").status_code == 404


def test_the_page_for_those_who_cannot_get_in_says_whom_to_call(client: Client, db: None, settings: Settings) -> None:
    settings.HELP_CONTACT = "Servicedesk, tlf. 00 00 00 00"
    answer = client.get(reverse("account_reset_password"))
    assert "Servicedesk, tlf. 00 00 00 00" in answer.content.decode()
    settings.HELP_CONTACT = ""
    assert _("Ask your coordinator or manager: they know who administers the system where you work.") in (
        client.get(reverse("account_reset_password")).content.decode()
    )


@pytest.mark.parametrize(
    "bad", ["", "x", "a@b", "a\x00b@example.org", "ÆØÅ@example.org", "😀", "a" * 10_000 + "@example.org", "‮"]
)
def test_no_odd_e_mail_breaks_the_page(client: Client, db: None, bad: str) -> None:
    answer = sign_in(client, bad, "x\x00y" if bad else "")
    assert answer.status_code == 200


@pytest.mark.usefixtures("anna_has_a_password")
def test_a_megabyte_of_password_is_refused_before_it_is_hashed(client: Client, anna: Persona) -> None:
    answer = sign_in(client, anna, "x" * 1_000_000)
    assert answer.context["form"].errors["password"]


def test_every_name_that_allauth_reverses_here_resolves() -> None:
    names = (
        "account_login account_logout account_inactive account_reset_password account_set_password"
        " account_change_password account_reauthenticate account_reset_password_from_key_done mfa_index"
        " mfa_authenticate mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes"
        " mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn"
        " mfa_reauthenticate_webauthn mfa_login_webauthn"
    )
    for name in names.split():
        assert reverse(name).startswith("/konto/")
    assert reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
