"""A computer that several people use: a quick lock with a PIN, a quick switch, and nothing of the last person."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import check_password, get_hasher, identify_hasher
from django.test import Client
from django.urls import reverse

from tests.cases.world import anker_of
from tests.database import as_owner
from tests.personas import Persona
from tests.proof.world import session_of
from udsatte.accounts.models import Session
from udsatte.web.lock.actions import TRIES
from udsatte.web.models import Pin

PIN = "5927"


@pytest.fixture
def desk(anna: Persona, at: datetime) -> Client:
    """Anna at the shelter's computer, signed in a moment ago, with a PIN; it is marked as shared."""
    page = Client()
    page.cookies["sessionid"] = session_of(anna)
    assert page.post(reverse("pin_choose"), {"code": PIN, "password1": PIN}).status_code == 302
    assert page.post(reverse("share_choose"), {"shared": "on"}).status_code == 302
    return page


def unlock(page: Client, pin: str) -> str:
    """Where the PIN leads, or what the page says to it."""
    answer = page.post(reverse("locked"), {"code": pin})
    return answer.headers.get("Location", answer.content.decode())


def test_locked_it_opens_nothing_and_shows_nothing_but_whose_it_is(desk: Client, anna: Persona) -> None:
    citizen = anker_of(anna).citizen
    answer = desk.post(reverse("lock"))
    assert answer.headers["Location"] == reverse("locked")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    for path in ("/", reverse("cases:citizen", args=[citizen.pk]), reverse("account"), reverse("cases:pack")):
        assert desk.get(path).headers["Location"] == reverse("locked")
        assert desk.post(path).headers["Location"] == reverse("locked")
        asked = desk.get(path, headers={"HX-Request": "true"})
        assert (asked.status_code, asked.content) == (401, b"")
    page = desk.get(reverse("locked")).content.decode()
    assert anna.user.full_name in page
    assert anna.unit.name in page
    assert "Testager" not in page
    assert anna.user.email not in page
    assert "Hovedmenu" not in page


def test_the_pin_opens_it_again_under_a_new_number(desk: Client) -> None:
    desk.post(reverse("lock"))
    before = desk.cookies["sessionid"].value
    assert "Det er ikke pinkoden." in unlock(desk, "1111")
    assert unlock(desk, PIN) == "/"
    assert desk.get("/").status_code == 200
    assert desk.cookies["sessionid"].value != before


def test_five_wrong_pins_ask_for_the_whole_sign_in_also_in_many_requests_at_once(desk: Client, anna: Persona) -> None:
    desk.post(reverse("lock"))
    for _ in range(TRIES - 1):
        assert "Det er ikke pinkoden." in unlock(desk, "1111")
    assert unlock(desk, "1111") == reverse("account_login")
    assert desk.get("/").headers["Location"].startswith(reverse("account_login"))
    with as_owner():
        assert not Session.objects.filter(user=anna.user).exists()


def test_tries_are_counted_for_the_person_not_for_the_session(desk: Client) -> None:
    desk.post(reverse("lock"))
    with as_owner():
        Pin.objects.update(wrong=TRIES)
    assert unlock(desk, PIN) == reverse("account_login")


def test_somebody_else_signs_in_and_nothing_is_left_of_the_first(desk: Client, anna: Persona) -> None:
    desk.post(reverse("lock"))
    answer = desk.post(reverse("lock_leave"))
    assert answer.headers["Location"] == reverse("account_login")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert anna.user.full_name not in desk.get(reverse("account_login")).content.decode()
    with as_owner():
        assert not Session.objects.filter(user=anna.user).exists()


def test_without_a_pin_locking_signs_out(anna: Persona, at: datetime, signed_in: Callable[[Persona], Client]) -> None:
    page = signed_in(anna)
    answer = page.post(reverse("lock"), follow=True)
    assert "Du har ingen pinkode endnu" in answer.content.decode()
    with as_owner():
        assert not Session.objects.filter(user=anna.user).exists()


def test_an_old_sign_in_chooses_no_pin(desk: Client, at: datetime) -> None:
    with time_machine.travel(at + timedelta(minutes=20), tick=False):
        answer = desk.post(reverse("pin_choose"), {"code": "8316", "password1": "8316"})
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    with as_owner():
        assert check_password(PIN, Pin.objects.get().hash)


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [
        ("123", "123", "mindst 4"),
        ("1234", "1234", "enhver"),
        ("7777", "7777", "enhver"),
        ("9876", "9876", "enhver"),
        ("59a7", "59a7", "Kun tal"),
        ("٥٩٢٧", "٥٩٢٧", "Kun tal"),
        ("5927", "5928", "ikke ens"),
    ],
)
def test_a_pin_that_anybody_would_try_is_refused(desk: Client, pin: str, again: str, said: str) -> None:
    answer = desk.post(reverse("pin_choose"), {"code": pin, "password1": again})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_pin_is_kept_as_a_password_is(desk: Client) -> None:
    with as_owner():
        kept = Pin.objects.get().hash
    assert identify_hasher(kept) == get_hasher()
    assert PIN not in kept


def test_only_a_shared_computer_has_the_lock_and_keeps_no_list(
    desk: Client, bo: Persona, signed_in: Callable[[Persona], Client]
) -> None:
    shared, own = desk.get("/").content.decode(), signed_in(bo).get("/").content.decode()
    assert "data-lock" in shared
    assert 'data-shared="yes"' in shared
    assert "data-lock" not in own
    assert 'data-shared=""' in own


def test_a_script_that_asks_with_the_old_number_takes_the_new_one_from_nobody(desk: Client) -> None:
    old = desk.cookies["sessionid"].value
    desk.post(reverse("lock"))
    behind = Client()
    behind.cookies["sessionid"] = old
    answer = behind.get(reverse("cases:bell"), headers={"Sec-Fetch-Dest": "empty"})
    assert answer.status_code == 302
    assert "sessionid" not in answer.cookies
    page = behind.get("/", headers={"Sec-Fetch-Dest": "document"})
    assert page.cookies["sessionid"].value == ""
