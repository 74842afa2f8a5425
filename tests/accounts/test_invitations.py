"""The link with which somebody chooses a password: once, within three days, by whoever was invited."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.conftest import NOW
from tests.database import as_owner
from tests.personas import Persona
from tests.web.signing_in import PASSWORD, give_app, give_password, is_in, sign_in
from udsatte.accounts import actions
from udsatte.accounts.invitations import invitation_link
from udsatte.accounts.models import User

CHOSEN = {"password1": "tre-gule-cykler-9", "password2": "tre-gule-cykler-9"}


def link_for(who: Persona) -> str:
    """The path of a fresh link."""
    return invitation_link(User.objects.get(pk=who.user.pk)).removeprefix(settings.PUBLIC_URL)


def follow(client: Client, link: str) -> tuple[int, str]:
    """Open the link: the status, and where the form is."""
    answer = client.get(link)
    if answer.status_code == 302:
        form = answer.headers["Location"]
        return client.get(form).status_code, form
    return answer.status_code, ""


def fails(client: Client, link: str) -> bool:
    return bool(client.get(link).context.get("token_fail"))


def test_the_link_lets_the_person_choose_a_password_and_sign_in(client: Client, anna: Persona) -> None:
    link = link_for(anna)
    status, form = follow(client, link)
    assert status == 200
    # The key has left the address, so that it is in no history and no referrer.
    assert link.rsplit("-", 1)[1] not in form
    answer = client.post(form, CHOSEN)
    assert answer.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert not is_in(client)
    assert sign_in(client, anna, CHOSEN["password1"]).status_code == 302
    assert is_in(client)


def test_it_works_once(client: Client, anna: Persona) -> None:
    link = link_for(anna)
    _status, form = follow(client, link)
    client.post(form, CHOSEN)
    assert fails(Client(), link)


def test_two_browsers_with_the_same_link_choose_one_password(anna: Persona) -> None:
    first, second = Client(), Client()
    link = link_for(anna)
    forms = [follow(browser, link)[1] for browser in (first, second)]
    first.post(forms[0], CHOSEN)
    other = {"password1": "fire-blaa-baade-7", "password2": "fire-blaa-baade-7"}
    assert second.post(forms[1], other).context["token_fail"]
    assert sign_in(Client(), anna, CHOSEN["password1"]).status_code == 302


@pytest.mark.parametrize(
    ("passed", "works"), [(timedelta(days=2, hours=23), True), (timedelta(days=3, seconds=2), False)]
)
def test_it_lasts_three_days(client: Client, anna: Persona, passed: timedelta, works: bool) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        link = link_for(anna)
        clock.shift(passed)
        # A link that works leads on to the form; one that does not says so on the spot.
        assert (client.get(link).status_code == 302) is works


def test_a_disabled_person_cannot_use_it(client: Client, anna: Persona) -> None:
    link = link_for(anna)
    with as_owner():
        actions.disable_user(user_id=anna.user.pk)
    assert fails(client, link)


def test_signing_in_ends_it(client: Client, anna: Persona) -> None:
    give_password(anna)
    link = link_for(anna)
    sign_in(client, anna)
    assert fails(Client(), link)


@pytest.mark.parametrize("uid", ["x", "0", "f" * 32, "'"])
def test_a_made_up_link_says_so_without_breaking(client: Client, db: None, uid: str) -> None:
    answer = client.get(f"/konto/velkommen/{uid}-abc-def/")
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert answer.context["token_fail"]


def test_a_link_for_bo_signs_anna_out_on_the_same_pc(client: Client, anna: Persona, bo: Persona) -> None:
    give_password(anna)
    sign_in(client, anna)
    _status, form = follow(client, link_for(bo))
    assert not is_in(client)
    client.post(form, CHOSEN)
    assert sign_in(Client(), bo, CHOSEN["password1"]).status_code == 302
    assert sign_in(Client(), anna, PASSWORD).status_code == 302


def test_poor_passwords_are_refused_beside_the_field(client: Client, anna: Persona) -> None:
    _status, form = follow(client, link_for(anna))
    assert client.post(form, {"password1": "kort", "password2": "kort"}).context["form"].errors["password1"]
    different = client.post(form, CHOSEN | {"password2": "noget-helt-andet"})
    assert different.context["form"].errors["password2"]
    assert client.post(form, CHOSEN).status_code == 302


def test_a_new_link_ends_the_old_one_the_password_and_every_session(client: Client, anna: Persona) -> None:
    give_password(anna)
    sign_in(client, anna)
    old = link_for(anna)
    out = StringIO()
    with as_owner():
        call_command("user_invite", anna.user.email, "--again", stdout=out)
    assert not is_in(client)
    assert sign_in(Client(), anna, PASSWORD).status_code == 200
    assert fails(Client(), old)
    new = out.getvalue().split()[0].removeprefix(settings.PUBLIC_URL)
    assert follow(Client(), new)[0] == 200


def test_a_lost_phone_takes_the_second_step_away_and_a_forgotten_password_does_not(anna: Persona) -> None:
    give_app(anna)
    with as_owner():
        call_command("user_invite", anna.user.email, "--again", stdout=StringIO())
        assert Authenticator.objects.filter(user=anna.user).exists()
        call_command("user_invite", anna.user.email, "--again", "--lost-phone", stdout=StringIO())
        assert not Authenticator.objects.filter(user=anna.user).exists()
