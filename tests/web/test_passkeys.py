"""Passkeys: made after the invitation, enough alone, as the second step, never lost, never somebody else's."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from pytest_django import Settings

from tests.conftest import NOW
from tests.database import as_owner, sql
from tests.personas import Persona
from tests.web.passkeys import Phone, add, browser, sign_in_question, sign_in_with
from tests.web.signing_in import PASSWORD, code, give_app, give_password, is_in, sign_in
from udsatte.accounts import actions
from udsatte.accounts.invitations import invitation_link
from udsatte.web.accounts.adapters import MFAAdapter

ADD, CHOOSE, LOGIN = "mfa_add_webauthn", "mfa_choose", "mfa_login_webauthn"
WRONG = str(MFAAdapter.error_messages["incorrect_passkey"])


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    """As in production."""
    settings.MFA_REQUIRED = True
    settings.DEMO = False


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def client(anna: Persona) -> Client:
    """Anna's browser after the password, before any second step."""
    give_password(anna)
    client = browser()
    sign_in(client, anna)
    return client


@pytest.fixture
def passkey(client: Client, phone: Phone) -> Authenticator:
    """Anna's, in her phone."""
    add(client, phone)
    return Authenticator.objects.get(type="webauthn")


def pk_of(passkey: Authenticator) -> dict[str, int]:
    return {"pk": passkey.pk}


def others(client: Client) -> list[str]:
    return [str(message) for message in client.get(reverse("account_login")).context["messages"]]


# -- from the invitation on ---------------------------------------------------------------------------------


def test_from_the_invitation_to_a_sign_in_with_the_passkey_alone(anna: Persona, phone: Phone) -> None:
    link = invitation_link(anna.user).partition("8000")[2]
    client = browser()
    page = client.get(link, follow=True)
    client.post(page.context["action_url"], {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(client, anna).status_code == 302
    assert client.get(reverse("today")).headers["Location"] == reverse(CHOOSE)
    choice = client.get(reverse(CHOOSE)).content.decode()
    assert reverse(ADD) in choice
    assert reverse("mfa_activate_totp") in choice
    number = client.cookies["sessionid"].value
    assert add(client, phone).headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.cookies["sessionid"].value != number
    assert is_in(client)
    another = browser()
    answer = sign_in_with(another, phone, next=reverse("account"))
    assert answer.headers["Location"] == reverse("account")
    assert is_in(another)


def test_the_password_alone_comes_no_further_than_the_choice(client: Client) -> None:
    for name in ("today", "account", "cases:citizens", "mfa_view_recovery_codes", "account_change_password"):
        assert client.get(reverse(name)).headers["Location"] == reverse(CHOOSE), name
    for name in (CHOOSE, ADD, "mfa_activate_totp"):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_passkey_is_asked_for_as_discoverable_and_with_the_persons_check(client: Client, anna: Persona) -> None:
    asked = json.loads(client.get(reverse(ADD)).context["options"])["publicKey"]
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["rp"] == {"id": "localhost", "name": "Udsatte"}
    assert asked["user"]["displayName"] == anna.user.full_name
    signing = json.loads(sign_in_question(browser()))["publicKey"]
    assert signing["userVerification"] == "required"
    assert not signing.get("allowCredentials")


@pytest.mark.usefixtures("passkey")
def test_it_is_the_second_step_after_the_password(anna: Persona, phone: Phone) -> None:
    client = browser()
    assert sign_in(client, anna).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    page = client.get(reverse("mfa_authenticate"))
    answer = client.post(reverse("mfa_authenticate"), {"credential": phone.use(page.context["options"])})
    assert answer.headers["Location"] == reverse("today")
    assert is_in(client)


def test_several_with_names_of_their_own(client: Client, phone: Phone) -> None:
    add(client, phone, "Telefonen")
    computer = Phone()
    assert add(client, computer, "").headers["Location"] == reverse("mfa_index")
    names = [str(one) for one in Authenticator.objects.filter(type="webauthn").order_by("pk")]
    assert names == ["Telefonen", _("Passkey")]
    for one in (phone, computer):
        other = browser()
        sign_in_with(other, one)
        assert is_in(other)
    page = client.get(reverse("account")).content.decode()
    assert all(name in page for name in names)


def test_the_phone_is_told_which_of_its_passkeys_are_there_already(client: Client, passkey: Authenticator) -> None:
    asked = json.loads(client.get(reverse(ADD)).context["options"])["publicKey"]
    assert len(asked["excludeCredentials"]) == 1


def test_without_javascript_the_pages_lead_to_the_code(client: Client) -> None:
    page = client.get(reverse(ADD)).content.decode()
    assert 'data-passkey="make"' in page
    assert "hidden" in page
    assert reverse(CHOOSE) in page
    assert "<script>" not in page


# -- what does not fit --------------------------------------------------------------------------------------


def test_a_passkey_without_the_persons_check_is_refused(client: Client) -> None:
    answer = add(client, Phone(verifies=False))
    assert answer.context["form"].non_field_errors() == [WRONG]
    assert not Authenticator.objects.exists()


@pytest.mark.usefixtures("passkey")
def test_a_sign_in_without_the_persons_check_is_refused(anna: Persona, phone: Phone) -> None:
    phone.verifies = False
    client = browser()
    assert sign_in_with(client, phone).headers["Location"] == reverse("account_login")
    assert not is_in(client)
    sign_in(client, anna)
    page = client.get(reverse("mfa_authenticate"))
    answer = client.post(reverse("mfa_authenticate"), {"credential": phone.use(page.context["options"])})
    assert answer.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(
    "origin", ["https://udsatte.evil.example", "http://localhost.evil.example", "http://testserver"]
)
def test_another_site_cannot_pass_a_passkey_on(
    client: Client, phone: Phone, passkey: Authenticator, origin: str
) -> None:
    phone.origin = origin
    other = browser()
    assert sign_in_with(other, phone).headers["Location"] == reverse("account_login")
    assert not is_in(other)
    assert add(client, Phone(origin=origin)).context["form"].non_field_errors() == [WRONG]


@pytest.mark.usefixtures("passkey")
def test_an_answer_works_once_and_only_where_it_was_asked_for(phone: Phone) -> None:
    first, second = browser(), browser()
    said = phone.use(sign_in_question(first))
    sign_in_question(second)
    assert second.post(reverse(LOGIN), {"credential": said}).headers["Location"] == reverse("account_login")
    assert first.post(reverse(LOGIN), {"credential": said}).headers["Location"] == reverse("today")
    first.post(reverse("account_logout"))
    assert first.post(reverse(LOGIN), {"credential": said}).headers["Location"] == reverse("account_login")
    assert not is_in(first)
    assert not is_in(second)


@pytest.mark.usefixtures("passkey")
def test_nobody_signs_in_as_another_with_an_own_passkey(anna: Persona, bo: Persona, phone: Phone) -> None:
    give_password(bo)
    bos = browser()
    sign_in(bos, bo)
    bos_phone = Phone()
    add(bos, bos_phone)
    # Bo's passkey says that it is Anna's.
    bos_phone.user = phone.user
    attacker = browser()
    assert sign_in_with(attacker, bos_phone).headers["Location"] == reverse("account_login")
    assert not is_in(attacker)
    # And as the second step after Anna's password.
    sign_in(attacker, anna)
    page = attacker.get(reverse("mfa_authenticate"))
    attacker.post(reverse("mfa_authenticate"), {"credential": bos_phone.use(page.context["options"])})
    assert not is_in(attacker)


@pytest.mark.usefixtures("passkey")
def test_a_wrong_signature_opens_nothing(phone: Phone) -> None:
    client = browser()
    said = json.loads(phone.use(sign_in_question(client)))
    said["response"]["signature"] = said["response"]["signature"][::-1]
    client.post(reverse(LOGIN), {"credential": json.dumps(said)})
    assert not is_in(client)


@pytest.mark.usefixtures("passkey")
def test_a_person_who_is_shut_out_stays_out(anna: Persona, phone: Phone) -> None:
    with as_owner():
        actions.disable_user(user_id=anna.user.pk)
    client = browser()
    assert sign_in_with(client, phone).headers["Location"] == reverse("account_inactive")
    assert not is_in(client)


_ID = "AAAA"
ODD = [
    "",
    "x",
    "null",
    "1",
    '"x"',
    "[]",
    "{}",
    "[" * 10_000,
    '{"a":' * 3_000,
    "x" * 30_000,
    '{"response": []}',
    '{"response": {"userHandle": 1}}',
    json.dumps({"id": _ID, "rawId": "BBBB", "response": {}}),
    json.dumps({"id": _ID, "rawId": _ID, "response": {"userHandle": "//////////////////////////////////////////8"}}),
    json.dumps({"id": 1, "rawId": 1, "type": 1, "response": {"clientDataJSON": 1, "attestationObject": 1}}),
    json.dumps({"id": _ID, "rawId": _ID, "type": "x", "response": {"clientDataJSON": _ID, "attestationObject": _ID}}),
    json.dumps(
        {
            "id": _ID,
            "rawId": _ID,
            "response": {"clientDataJSON": "e30", "authenticatorData": _ID, "signature": _ID, "userHandle": "QQ"},
        }
    ),
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd[:20])
def test_no_odd_answer_breaks_a_page(client: Client, anna: Persona, phone: Phone, odd: str) -> None:
    client.get(reverse(ADD))
    assert client.post(reverse(ADD), {"name": "x", "credential": odd}).status_code == 200
    stranger = browser()
    sign_in_question(stranger)
    assert stranger.post(reverse(LOGIN), {"credential": odd}).headers["Location"] == reverse("account_login")
    assert others(stranger) == [WRONG]
    add(client, phone)
    half = browser()
    sign_in(half, anna)
    half.get(reverse("mfa_authenticate"))
    assert half.post(reverse("mfa_authenticate"), {"credential": odd}).status_code == 200
    confirm = reverse("mfa_reauthenticate_webauthn")
    client.get(confirm)
    assert client.post(confirm, {"credential": odd}).headers["Location"].startswith(confirm)


def test_damaged_answers_are_simply_wrong(client: Client, phone: Phone) -> None:
    """Each byte of a right answer made wrong in turn: never a fault, never a passkey."""
    question = client.get(reverse(ADD)).context["options"]
    said = json.loads(phone.make(question))
    for part in ("attestationObject", "clientDataJSON"):
        whole = said["response"][part]
        for at in range(0, len(whole), 7):
            damaged = said | {"response": said["response"] | {part: whole[:at] + "_" + whole[at + 1 : -3]}}
            answer = client.post(reverse(ADD), {"name": "x", "credential": json.dumps(damaged)})
            assert answer.status_code == 200
    assert not Authenticator.objects.exists()


# -- attempts -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("passkey")
def test_noise_from_the_same_building_keeps_nobody_out(anna: Persona, phone: Phone) -> None:
    mine = browser()
    sign_in_with(mine, phone)
    mine.post(reverse("account_logout"))
    attacker = browser()
    for _attempt in range(61):
        last = attacker.post(reverse(LOGIN), {"credential": "{}"})
    assert last.status_code == 429
    # A browser where she has signed in before counts for itself, and the password still opens a strange one.
    assert sign_in_with(mine, phone).headers["Location"] == reverse("today")
    assert sign_in(browser(), anna, ip="127.0.0.1").headers["Location"] == reverse("mfa_authenticate")


@pytest.mark.usefixtures("passkey")
def test_right_passkeys_use_up_nothing(phone: Phone) -> None:
    for _morning in range(65):
        assert sign_in_with(browser(), phone).headers["Location"] == reverse("today")


def test_asking_without_end_is_stopped(db: None) -> None:
    client = browser()
    for _attempt in range(121):
        last = client.get(reverse(LOGIN), headers={"Accept": "application/json"})
    assert last.status_code == 429


# -- renamed, removed, confirmed ----------------------------------------------------------------------------


def test_it_can_be_called_something_else(client: Client, passkey: Authenticator) -> None:
    address = reverse("mfa_edit_webauthn", kwargs=pk_of(passkey))
    assert client.post(address, {"name": "Arbejdstelefonen"}).headers["Location"] == reverse("account")
    assert "Arbejdstelefonen" in client.get(reverse("account")).content.decode()
    for bad in ("", "x" * 61):
        assert client.post(address, {"name": bad}).context["form"].errors["name"]
    hostile = "<img src=x onerror=alert(1)>"
    client.post(address, {"name": hostile})
    assert hostile not in client.get(reverse("account")).content.decode()


def test_the_last_factor_stays(client: Client, passkey: Authenticator) -> None:
    address = reverse("mfa_remove_webauthn", kwargs=pk_of(passkey))
    assert client.get(address).context["stays"]
    assert client.post(address).status_code == 200
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_with_another_factor_it_goes_and_opens_nothing_more(
    client: Client, anna: Persona, phone: Phone, passkey: Authenticator
) -> None:
    give_app(anna)
    address = reverse("mfa_remove_webauthn", kwargs=pk_of(passkey))
    assert client.post(address).headers["Location"] == reverse("account")
    assert not Authenticator.objects.filter(type="webauthn").exists()
    other = browser()
    sign_in_with(other, phone)
    assert not is_in(other)
    # Now the app is the last one.
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


def test_codes_can_go_when_there_is_a_passkey(client: Client, anna: Persona, passkey: Authenticator) -> None:
    give_app(anna)
    assert reverse("mfa_deactivate_totp") in client.get(reverse("account")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("mfa_index")
    assert list(Authenticator.objects.filter(type__in=["totp", "webauthn"])) == [passkey]
    assert Authenticator.objects.filter(type="recovery_codes").exists()


def test_somebody_elses_passkey_is_not_there(passkey: Authenticator, bo: Persona) -> None:
    give_password(bo)
    bos = browser()
    sign_in(bos, bo)
    add(bos, Phone())
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        for way in (bos.get, bos.post):
            assert way(reverse(name, kwargs=pk_of(passkey))).status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_after_a_quarter_of_an_hour_it_wants_to_know_that_it_is_still_you(
    client: Client, phone: Phone, passkey: Authenticator, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=16))
    for address in (reverse(ADD), reverse("mfa_remove_webauthn", kwargs=pk_of(passkey))):
        assert client.get(address).headers["Location"].startswith(reverse("account_reauthenticate"))
    confirm = reverse("mfa_reauthenticate_webauthn")
    page = client.get(f"{confirm}?next={reverse(ADD)}")
    form = {"credential": phone.use(page.context["options"]), "next": reverse(ADD)}
    assert client.post(confirm, form).headers["Location"] == reverse(ADD)
    assert client.get(reverse(ADD)).status_code == 200


def test_a_session_that_gave_only_the_password_sets_up_nothing_beside_a_passkey(
    client: Client, anna: Persona, phone: Phone
) -> None:
    """An attacker with the password signed in before there was a passkey: he gets no factor of his own."""
    attacker = browser()
    sign_in(attacker, anna)
    add(client, phone)
    asked = reverse("mfa_reauthenticate_webauthn")
    for name in (CHOOSE, ADD, "mfa_activate_totp", "account", "today"):
        assert attacker.get(reverse(name)).headers["Location"].startswith(asked), name
    thief = Phone()
    attacker.post(reverse(ADD), {"name": "x", "credential": thief.make(json.dumps({"publicKey": QUESTION}))})
    attacker.post(reverse("mfa_activate_totp"), {"code": code()})
    assert Authenticator.objects.filter(type__in=["webauthn", "totp"]).count() == 1
    # Whoever holds the phone passes.
    page = attacker.get(f"{asked}?next={reverse('account')}")
    answer = attacker.post(asked, {"credential": phone.use(page.context["options"]), "next": reverse("account")})
    assert answer.headers["Location"] == reverse("account")
    assert is_in(attacker)


QUESTION: dict[str, Any] = {"user": {"id": "QQ"}, "rp": {"id": "localhost"}, "challenge": "QUFBQUFBQUFBQUFBQUFBQQ"}


def test_no_passkey_is_named_in_the_log(client: Client, phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    assert logging.getLogger("fido2").getEffectiveLevel() == logging.WARNING
    add(client, phone)
    sign_in_with(browser(), phone)
    assert phone.id.hex() not in caplog.text


def test_my_page_says_when_a_device_was_made_and_used(
    client: Client, phone: Phone, passkey: Authenticator, clock: time_machine.Traveller
) -> None:
    assert _("not used yet") in client.get(reverse("account")).content.decode()
    clock.shift(timedelta(minutes=5))
    sign_in_with(browser(), phone)
    passkey.refresh_from_db()
    assert passkey.last_used_at == NOW + timedelta(minutes=5)


def test_the_key_in_the_database_opens_nothing(passkey: Authenticator, phone: Phone) -> None:
    private = f"{phone.key.private_numbers().private_value:x}"
    with as_owner():
        assert private not in str(sql("SELECT data FROM mfa_authenticator"))
