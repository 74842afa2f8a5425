"""A session that ended while somebody was writing costs nothing, and nothing is saved in another's name."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.database import as_owner
from tests.factories.accounts import MembershipFactory
from tests.personas import Persona
from tests.web import writing
from tests.web.signing_in import PASSWORD, give_password, is_in
from udsatte.accounts import actions
from udsatte.accounts.models import Session
from udsatte.web.guard import owner_token

pytestmark = pytest.mark.urls("tests.web.writing")

NOTE = 'Talt med K. ved "Mændenes Hjem" <i>\r\nÆøå, og & en linje til 😀'


@pytest.fixture(autouse=True)
def nothing_saved() -> Iterator[None]:
    writing.saved.clear()
    yield
    writing.saved.clear()


@pytest.fixture
def browser(anna: Persona) -> Client:
    """Anna, signed in, in a browser that checks for forgery."""
    give_password(anna)
    client = Client(enforce_csrf_checks=True)
    log_in(client, anna)
    return client


def log_in(client: Client, who: Persona) -> None:
    """In another tab: the same cookies, the form's own token."""
    form = hidden(client.get(reverse("account_login")))
    answer = client.post(reverse("account_login"), form | {"login": who.user.email, "password": PASSWORD})
    assert answer.status_code == 302


def hidden(answer: Any) -> dict[str, str]:
    """What the page would send by itself."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.content.decode())
    return {name: unescape(value) for name, value in found}


def end_session(client: Client) -> None:
    Session.objects.filter(session_key=client.cookies["sessionid"].value).delete()
    assert not is_in(client)


def write(client: Client, form: dict[str, str]) -> Any:
    return client.post(reverse("write"), form)


def test_the_form_comes_back_filled(browser: Client) -> None:
    form = hidden(browser.get(reverse("write")))
    end_session(browser)
    answer = write(browser, form | {"note": NOTE})
    assert answer.status_code == 401
    back = hidden(answer)
    assert back["note"] == NOTE
    assert back["_owner"] == form["_owner"]
    assert f'action="{reverse("write")}"' in answer.content.decode()
    assert reverse("account_login") in answer.content.decode()
    assert writing.saved == []


def test_the_same_person_signs_in_in_another_tab_and_saves_it(browser: Client, anna: Persona) -> None:
    form = hidden(browser.get(reverse("write")))
    end_session(browser)
    back = hidden(write(browser, form | {"note": NOTE}))
    log_in(browser, anna)
    # The sign-in has changed the secret against forgery: without JavaScript the page asks for one more press.
    again = write(browser, back)
    assert again.status_code == 401
    assert writing.saved == []
    assert write(browser, hidden(again)).content == b"Saved"
    assert writing.saved == [(anna.user.full_name, NOTE)]


def test_with_javascript_one_press_is_enough(browser: Client, anna: Persona) -> None:
    """The script takes the newest token from the cookie (static/js/udsatte.js)."""
    form = hidden(browser.get(reverse("write")))
    end_session(browser)
    back = hidden(write(browser, form | {"note": NOTE}))
    log_in(browser, anna)
    back["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value
    assert write(browser, back).content == b"Saved"
    assert writing.saved == [(anna.user.full_name, NOTE)]


def test_pressing_save_before_signing_in_again_keeps_it(browser: Client) -> None:
    form = hidden(browser.get(reverse("write")))
    end_session(browser)
    back = hidden(write(browser, form | {"note": NOTE}))
    for _press in range(3):
        answer = write(browser, back)
        assert answer.status_code == 401
        back = hidden(answer)
        assert back["note"] == NOTE


def test_a_form_that_was_open_while_the_person_signed_in_again_is_not_lost(browser: Client, anna: Persona) -> None:
    form = hidden(browser.get(reverse("write")))
    browser.post(reverse("account_logout"), hidden(browser.get(reverse("account_logout"))))
    log_in(browser, anna)
    answer = write(browser, form | {"note": NOTE})
    assert answer.status_code == 401
    assert write(browser, hidden(answer)).content == b"Saved"


@pytest.mark.parametrize("with_javascript", [False, True])
def test_another_person_at_the_same_pc_is_refused(browser: Client, bo: Persona, with_javascript: bool) -> None:
    form = hidden(browser.get(reverse("write")))
    end_session(browser)
    back = hidden(write(browser, form | {"note": NOTE}))
    give_password(bo)
    log_in(browser, bo)
    if with_javascript:
        back["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value
    answer = write(browser, back)
    assert answer.status_code == 403
    assert "Mændenes" not in answer.content.decode()
    assert writing.saved == []


def test_what_was_begun_in_one_unit_is_not_saved_in_another(browser: Client, anna: Persona) -> None:
    """Switched in another tab: a new citizen would have become another unit's."""
    form = hidden(browser.get(reverse("write")))
    with as_owner():
        other = MembershipFactory(user=anna.user)
    account = hidden(browser.get(reverse("account")))
    browser.post(reverse("membership_switch"), account | {"membership": other.pk})
    answer = write(browser, form | {"note": NOTE})
    assert answer.status_code == 403
    assert "en anden enhed" in answer.content.decode()
    assert writing.saved == []
    browser.post(reverse("membership_switch"), account | {"membership": anna.membership.pk})
    assert write(browser, form | {"note": NOTE}).content == b"Saved"


@pytest.mark.parametrize("forge", ["", "x", "11111111-1111-1111-1111-111111111111:made-up"])
def test_a_forged_owner_gets_nothing(browser: Client, forge: str) -> None:
    form = hidden(browser.get(reverse("write")))
    signed_in = write(browser, form | {"_owner": forge, "note": NOTE})
    assert signed_in.status_code == 403
    end_session(browser)
    signed_out = write(browser, form | {"_owner": forge, "note": NOTE})
    assert signed_out.status_code == 302
    assert signed_out.headers["Location"].startswith(reverse("account_login"))
    assert writing.saved == []


def test_a_page_on_another_site_cannot_send_a_form_for_anna(browser: Client, bo: Persona) -> None:
    """Not with Bo's own token, which he knows, and not with hers but without the cookie's secret."""
    elsewhere = {"note": NOTE, "csrfmiddlewaretoken": "x" * 64}
    assert write(browser, elsewhere | {"_owner": owner_token(bo.user.pk)}).status_code == 403
    assert write(browser, elsewhere).status_code == 403
    assert writing.saved == []


def test_a_disabled_person_gets_the_text_back_and_cannot_save_it(browser: Client, anna: Persona) -> None:
    form = hidden(browser.get(reverse("write")))
    with as_owner():
        actions.disable_user(user_id=anna.user.pk)
    answer = write(browser, form | {"note": NOTE})
    assert answer.status_code == 401
    assert write(browser, hidden(answer)).status_code == 401
    assert writing.saved == []


def test_a_password_is_never_shown_again(browser: Client) -> None:
    form = hidden(browser.get(reverse("write")))
    end_session(browser)
    secret = {"oldpassword": PASSWORD, "password1": "tre-gule-cykler-9", "password2": "tre-gule-cykler-9"}
    answer = browser.post(reverse("account_change_password"), form | secret)
    assert answer.status_code == 401
    assert not [value for value in secret.values() if value in answer.content.decode()]


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(browser: Client) -> None:
    end_session(browser)
    page = "http://testserver/konto/?a=b"
    answer = browser.get(reverse("write"), headers={"HX-Request": "true", "HX-Current-URL": page})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next=/konto/%3Fa%3Db"
    broken = browser.get(reverse("write"), headers={"HX-Request": "true", "HX-Current-URL": "http://["})
    assert broken.headers["HX-Redirect"] == f"{reverse('account_login')}?next=/"
