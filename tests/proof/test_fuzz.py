"""proof.md 16: every form and every parameter under whatever somebody may send: never a 5xx, nothing half saved.

HYPOTHESIS_PROFILE=thorough tries much more.
"""

import os
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof.asking import ABOUT, FILLED, OF, address, ask
from tests.proof.hostile import CORPUS, NUL
from tests.proof.html_forms import Control, form_of
from tests.proof.stored import stored
from tests.proof.urls import names, writer
from tests.proof.world import CPR, World, as_before

pytestmark = pytest.mark.django_db

EXAMPLES = {"quick": 15, "thorough": 500}[os.environ.get("HYPOTHESIS_PROFILE", "quick")]
FUZZ = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
POSTED = [url for url in FILLED if url not in ("today", "cases:citizen_reveal")]

NUMBERS = ("0", "-1", "1", "99", "2147483648", str(10**19), "1e9", "NaN", "Infinity", "٣", "1_000", "0x10", " 7 ", "")
DAYS = (
    "2026-02-31",
    "31-02-2026",
    "2026-11-25",
    "2199-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "1857-12-31",
    "1900-01-01",
    "24.11.2026",
    "2026-10-25",
    "2026-03-29",
    "i går",
)
HOURS = ("00:00", "02:30", "23:59:59", "24:00", "10.41", "10:43", "25:61", "-1:00", "02:30:00.5")
PEOPLES_NUMBERS = (
    CPR,
    "310226-1234",
    "0101703210",
    "611189-0002",
    "000000-0000",
    "٠١٠١٧٠٣٢١٠",
    "250947 9989",
    "9" * 20,
)
ODD = (
    *NUMBERS,
    *DAYS,
    *HOURS,
    *PEOPLES_NUMBERS,
    *CORPUS,
    NUL,
    "x" * 1_000_000,
    "[]",
    "{}",
    "null",
    "on",
    "../..",
    "%00",
)

value = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.uuids().map(str),
    st.integers().map(str),
    st.dates().map(str),
    st.times().map(str),
)


def form_at(world: World, url: str) -> tuple[str, dict[str, Control]]:
    """Its path, and its form as whoever may fill it in finds it."""
    who = writer(url)
    subject = world.subjects[who][ABOUT.get(url, "own")]
    path = address(url, subject.pk(OF[url]) if url in OF else None)
    with as_before():
        page = ask(world.browsers[who], "GET", path, {})
    return path, form_of(page.content.decode()) if page.status_code == 200 else {}


@pytest.mark.parametrize("url", POSTED)
def test_no_form_breaks_on_anything(world: World, url: str) -> None:
    who = writer(url)
    path, form = form_at(world, url)
    subject = world.subjects[who][ABOUT.get(url, "own")]
    before = stored()
    if url.startswith("referrals:"):
        # Nothing is tried by somebody who may not send it.
        with as_before():
            assert ask(world.browsers[who], "POST", path, FILLED[url](world, who, subject)).status_code != 403
    fields = sorted((set(form) | set(FILLED[url](world, who, subject))) - {"csrfmiddlewaretoken", "_owner"})
    changes = st.dictionaries(
        st.sampled_from([*fields, "again", "unknown"]),
        st.one_of(st.none(), value, st.lists(value, max_size=4)),
        max_size=5,
    )

    @FUZZ
    @given(changes)
    def send(changed: dict[str, Any]) -> None:
        sent = FILLED[url](world, who, subject)
        for name, one in changed.items():
            sent.pop(name, None)
            if one is not None:
                sent[name] = one
        with as_before():
            answer = ask(world.browsers[who], "POST", path, sent)
            assert answer.status_code < 500
            if answer.status_code >= 400:
                assert stored() == before

    send()


@pytest.mark.parametrize("url", [url for url in names() if not url.startswith(("mfa_", "readyz"))])
def test_no_parameter_breaks_a_page(world: World, url: str) -> None:
    who = writer(url)
    subject = world.subjects[who][ABOUT.get(url, "own")]
    path = address(url, subject.pk(OF[url]) if url in OF else None)
    named = st.sampled_from(
        ["after", "show", "citizen", "all", "next", "letters", "page", "q", "to", "for", "organisation"]
    )

    @FUZZ
    @given(st.dictionaries(named, value, max_size=3), st.sampled_from(["GET", "htmx"]))
    def look(parameters: dict[str, str], way: str) -> None:
        asked = {name: said[:2000] for name, said in parameters.items()}
        with as_before():
            headers = {"HX-Request": "true", "HX-Current-URL": next(iter(asked.values()), "")} if way == "htmx" else {}
            headers = {
                name: said.encode("ascii", "ignore").decode().replace("\n", "").replace("\r", "")
                for name, said in headers.items()
            }
            assert world.browsers[who].get(path, asked, headers=headers).status_code < 500

    look()


@pytest.mark.parametrize("url", ["account_login", "membership_switch", "account_change_password"])
def test_no_form_of_the_account_breaks(world: World, url: str) -> None:
    fields = ["login", "password", "membership", "oldpassword", "password1", "password2", "code", "next"]

    @FUZZ
    @given(st.dictionaries(st.sampled_from(fields), value, max_size=4))
    def send(sent: dict[str, str]) -> None:
        with as_before():
            assert ask(world.browsers["frank"], "POST", reverse(url), sent).status_code < 500

    send()


def contact(world: World, **changed: object) -> tuple[int, str]:
    """What Log kontakt answers to this; nothing may have changed when it says no."""
    subject = world.subjects["anna"]["own"]
    sent = FILLED["cases:contact_new"](world, "anna", subject) | changed
    with as_before():
        before = stored()
        answer = ask(world.browsers["anna"], "POST", reverse("cases:contact_new"), sent)
        if answer.status_code >= 400:
            assert stored() == before
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("on", {"when": "chosen", "on": "2026-11-25", "clock": "10:00"}),
        ("clock", {"when": "chosen", "on": "2026-11-24", "clock": "10:43"}),
        ("on", {"when": "chosen", "on": "2026-02-31"}),
        ("on", {"when": "chosen"}),
        ("clock", {"when": "chosen", "on": "2026-11-23", "clock": "25:61"}),
        ("note", {"note": "x" * 10_000_000}),
        ("note", {"note": NUL}),
        ("minutes", {"minutes": 10**19}),
        ("minutes", {"minutes": "-1"}),
        ("next_on", {"next_step": "chosen", "next_on": "2026-11-23"}),
        ("next_on", {"next_step": "chosen", "next_on": "9999-12-31"}),
        ("whereabouts", {"place": "other", "whereabouts": "x" * 121}),
        ("who", {"who": []}),
        ("who", {"who": ["x"]}),
        ("place", {"place": "x"}),
        ("outcome", {"outcome": "x"}),
    ],
)
def test_a_wrong_contact_is_said_beside_the_field(world: World, field: str, sent: dict[str, object]) -> None:
    status, page = contact(world, **sent)
    assert status == 422
    assert f'id="id_{field}_error"' in page


@pytest.mark.parametrize(("day", "hour"), [("2026-10-25", "02:30"), ("2026-03-29", "02:30"), ("2026-03-29", "02:00")])
def test_the_hour_that_comes_twice_or_never_is_an_hour(world: World, day: str, hour: str) -> None:
    assert contact(world, when="chosen", on=day, clock=hour)[0] == 302


def test_a_contact_before_the_birth_is_said_beside_the_time(world: World) -> None:
    from cases.models import Citizen
    from tests.database import as_owner

    with as_before():
        with as_owner():
            Citizen.objects.filter(pk=world.subjects["anna"]["own"].citizen.pk).update(birth_on="2000-01-02")
        status, page = contact(world, when="chosen", on="2000-01-01", clock="10:00")
    assert status == 422
    assert 'id="id_when_error"' in page


def citizen(world: World, **changed: object) -> tuple[int, str]:
    """What New citizen answers to this."""
    sent = {"key": uuid4(), "given_name": "Frida", "reason": "Står her", **changed}
    with as_before():
        before = stored()
        answer = ask(world.browsers["anna"], "POST", reverse("cases:citizen_new"), sent)
        if answer.status_code >= 400:
            assert stored() == before
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("number", {"number": "310226-1234"}),
        ("number", {"number": "x" * 20}),
        ("number", {"number": "٠١٠١٧٠٣٢١٠"}),
        ("number", {"kind": "x_ecpr", "number": CPR}),
        ("number", {"kind": "x_ecpr", "number": "120655-0VK9"}),
        ("number", {"kind": "d_ecpr", "number": "070392-1VJ4", "issuer": "1084"}),
        ("number", {"kind": "municipal", "number": CPR, "issuer": "101"}),
        ("issuer", {"kind": "d_ecpr", "number": "120655-0VK9"}),
        ("issuer", {"kind": "municipal", "number": "670947-1234", "issuer": "999"}),
        ("kind", {"kind": "passport", "number": CPR}),
        ("kind", {"kind": "none-abroad", "number": CPR}),
        ("reason", {"number": CPR, "reason": ""}),
        ("reason", {"kind": "x_ecpr", "number": "070392-1VJ4", "reason": ""}),
        ("birth_on", {"birth_on": "2026-02-31"}),
        ("birth_on", {"birth_on": "2026-11-25"}),
        ("birth_on", {"birth_on": "0001-01-01"}),
        ("birth_year", {"birth_year": "2027"}),
        ("birth_year", {"birth_year": str(10**19)}),
        ("birth_year", {"birth_on": "1960-01-01", "birth_year": "1960"}),
        ("given_name", {"given_name": ""}),
        ("given_name", {"given_name": "x" * 201}),
        ("given_name", {"given_name": "\u200b \u202e"}),
        ("aliases", {"aliases": "\n".join(map(str, range(11)))}),
        ("aliases", {"aliases": "x" * 101}),
        ("phones", {"phones": "0" * 21}),
        ("risk_review_on", {"risk_instruction": "Gå to"}),
        ("risk_instruction", {"risk_review_on": "2026-12-24"}),
        ("sex", {"sex": "x"}),
    ],
)
def test_a_wrong_citizen_is_said_beside_the_field(world: World, field: str, sent: dict[str, object]) -> None:
    status, page = citizen(world, **sent)
    assert status == 422
    assert f'id="id_{field}_error"' in page


@pytest.mark.parametrize(
    "sent",
    [
        {"number": "010170-3210"},
        {"kind": "x_ecpr", "number": "070392-1vj4"},
        {"kind": "d_ecpr", "number": "1206550VK9", "issuer": "1082"},
        {"kind": "municipal", "number": "670947 1234", "issuer": "101"},
        {"kind": "none-withheld"},
        {"given_name": "Å"},
        {"given_name": "x" * 200, "family_name": "W" * 200},
        {"given_name": "😀👩‍👩‍👧"},
        {"given_name": "\u202eadirF"},
        {"birth_year": "1960"},
        {"birth_on": "24.12.1958"},
    ],
)
def test_what_is_unusual_is_taken(world: World, sent: dict[str, object]) -> None:
    assert citizen(world, **sent)[0] == 302


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00given_name=\xc3(", "application/x-www-form-urlencoded"),
        (b"given_name=%FF%00&key=%zz", "application/x-www-form-urlencoded; charset=nonsense"),
        (b'--x\r\nContent-Disposition: form-data; name="given_name"\r\n\r\nF', "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b'{"given_name": "F"}', "application/json"),
        (b"&".join(b"a=1" for _ in range(3000)), "application/x-www-form-urlencoded"),
        (b"given_name=" + b"x" * 17_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_is_refused_and_nothing_more(world: World, body: bytes, kind: str) -> None:
    for url in ("cases:citizen_new", "cases:contact_new", "account_login"):
        with as_before():
            before = stored()
            answer = world.browsers["anna"].generic("POST", reverse(url), body, content_type=kind)
            assert answer.status_code < 500
            assert stored() == before
