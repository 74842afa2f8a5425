"""The bell: how much there is behind it, at no cost to the page that it stands on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cases.test_reminders import DAY, TODAY, promise
from tests.cases.test_statements import statements
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona
from udsatte.accounts.models import Session

SignIn = Callable[[Persona], Client]


def said(client: Client) -> str:
    """What the bell says to those who cannot see its number, and the number."""
    return " ".join(client.get(reverse("cases:bell")).content.decode().split())


def test_it_says_how_many_follow_ups_are_due_and_what_the_unit_was_told(
    anna: Persona, bo: Persona, at: datetime, signed_in: SignIn
) -> None:
    promise(anna)
    promise(anna, TODAY - DAY)
    promise(anna, TODAY + DAY)
    promise(bo)
    with as_owner():
        case = make.CaseFactory(unit=anna.unit, opened_by=anna.user)
        make.NoticeFactory(unit=anna.unit, citizen=case.citizen)
        make.NoticeFactory(citizen=case.citizen)
        make.NoticeFactory(unit=anna.unit, citizen=case.citizen, user=bo.user)
    told = said(signed_in(anna))
    assert ">3<" in told.replace(" ", "")
    assert "Beskeder: 2 opfølgninger, 1 ny besked" in told


def test_with_nothing_to_say_it_shows_no_number(anna: Persona, at: datetime, signed_in: SignIn) -> None:
    told = said(signed_in(anna))
    assert "count-dot" not in told
    assert "Beskeder" in told


def test_it_costs_one_statement_whatever_there_is(anna: Persona, at: datetime, signed_in: SignIn) -> None:
    client = signed_in(anna)
    assert len(statements(client, reverse("cases:bell"))) == 1
    for _ in range(5):
        promise(anna)
    assert len(statements(client, reverse("cases:bell"))) == 1


def test_whoever_promises_nothing_hears_only_what_the_unit_was_told(
    mette: Persona, at: datetime, signed_in: SignIn
) -> None:
    promise(mette)
    with as_owner():
        make.NoticeFactory(unit=mette.unit, citizen=make.CaseFactory(unit=mette.unit).citizen)
    assert "Beskeder: 1 ny besked" in said(signed_in(mette))


def test_what_nobody_owns_rings_for_the_coordinator(
    anna: Persona, clara: Persona, at: datetime, signed_in: SignIn
) -> None:
    """The bell, what stands behind it, the page that the morning's e-mail leads to, and I dag: all say the same."""
    promise(anna, owner=None, what="Spørg på natcaféen")
    theirs, others = signed_in(clara), signed_in(anna)
    assert "Beskeder: 1 opfølgning" in said(theirs)
    assert "opfølgning" not in said(others)
    for url in ("cases:notices", "cases:follow_ups", "today"):
        page = theirs.get(reverse(url)).content.decode()
        assert "Spørg på natcaféen" in page, url
        assert "hele teamet" in page, url
        assert "Spørg på natcaféen" not in others.get(reverse(url)).content.decode(), url


@pytest.mark.parametrize("name", ["frank", "viggo", "adam"])
def test_who_works_with_no_citizens_has_no_bell(
    name: str, at: datetime, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(name))
    assert "data-bell" not in client.get(reverse("account")).content.decode()


def test_behind_the_bell_stands_what_is_due(anna: Persona, at: datetime, signed_in: SignIn) -> None:
    follow_up = promise(anna, what="Ring til natpladsen")
    promise(anna, TODAY + DAY, what="Senere")
    client = signed_in(anna)
    page = client.get(reverse("cases:notices")).content.decode()
    assert "Ring til natpladsen" in page
    assert "Senere" not in page
    answer = client.post(reverse("cases:follow_up_done", args=[follow_up.pk]), {"back": "notices"})
    assert answer.headers["Location"] == reverse("cases:notices")


def test_a_page_left_open_keeps_no_session_alive(anna: Persona, at: datetime, signed_in: SignIn) -> None:
    """The bell asks once a minute; only what a person does counts as use."""
    client = signed_in(anna)
    client.get(reverse("today"))
    before = Session.objects.get().last_used_at
    with time_machine.travel(at + settings.SESSION_NOTED_EVERY + timedelta(minutes=1), tick=False):
        client.get(reverse("cases:bell"))
        assert Session.objects.get().last_used_at == before
        client.get(reverse("today"))
        assert Session.objects.get().last_used_at > before
