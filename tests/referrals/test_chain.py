"""The way of a referral: who sent it to whom, as far as each of the units is told."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from referrals.actions import redirect_to, see_referral, withdraw_consent
from referrals.choices import Basis
from referrals.models import Referral
from tests.database import as_owner
from tests.factories.accounts import UnitFactory
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona
from tests.referrals.test_triage import PETRA, handling, opened, sent, take, told

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def sent_on(who: Persona, referral: UUID, to: UUID, at: datetime, basis: str = Basis.DBL_6) -> UUID:
    with who.at_work(at) as actor:
        return redirect_to(referral_id=referral, to_unit_id=to, reason="Deres område", basis=basis, by=actor, at=at).pk


def chain(who: Persona, referral: UUID, at: datetime) -> list[dict[str, Any]]:
    """What the unit of this person reads of the referral's way."""
    with who.at_work(at) as actor:
        links: list[dict[str, Any]] = json.loads(Referral.objects.visible_to(actor).for_detail().get(pk=referral).chain)
        return links


def names(links: list[dict[str, Any]]) -> list[tuple[str | None, str]]:
    return [(link["from"], link["to"]) for link in links]


def with_a_basis(basis: str) -> Any:
    from dataclasses import replace

    return replace(PETRA, basis=basis)


def test_a_referral_that_stands_alone_has_no_way(frank: Persona, clara: Persona, at: datetime) -> None:
    opened(clara)
    one = sent(frank, clara, at)
    assert chain(frank, one, at) == []


def test_a_sender_who_is_told_follows_it_to_the_unit_that_takes_it_up(
    frank: Persona, clara: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(clara, sofie)
    first = sent(frank, clara, at, with_a_basis(Basis.DBL_6))
    second = sent_on(clara, first, sofie.unit.pk, at)
    ways = [(frank.unit.name, clara.unit.name), (clara.unit.name, sofie.unit.name)]
    links = chain(frank, first, at)
    assert names(links) == ways
    assert [link["id"] for link in links] == [str(first), None]
    assert (links[1]["seen_at"], links[1]["taken_up_at"]) == (None, None)
    with sofie.at_work(at) as actor:
        see_referral(referral_id=second, by=actor, at=at)
    assert chain(frank, first, at)[1]["seen_at"]
    take(sofie, second, niels, at)
    assert chain(frank, first, at)[1]["taken_up_at"]
    assert names(chain(sofie, second, at)) == ways
    assert [link["id"] for link in chain(clara, first, at)] == [str(first), str(second)]


def test_a_sender_without_a_basis_is_not_told_where_it_went(
    frank: Persona, clara: Persona, sofie: Persona, at: datetime
) -> None:
    opened(clara, sofie)
    first = sent(frank, clara, at)
    sent_on(clara, first, sofie.unit.pk, at)
    assert chain(frank, first, at) == []


def test_behind_a_link_without_a_basis_nobody_is_told_more_than_that_it_was_seen(
    frank: Persona, clara: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    """The street team, say, sends on what it was sent without a right to be told."""
    opened(clara, sofie)
    with as_owner():
        third = UnitFactory()
        EntranceFactory(unit=third)
    first = sent(frank, clara, at, with_a_basis(Basis.DBL_6))
    second = sent_on(clara, first, sofie.unit.pk, at, basis="")
    sent_on(sofie, second, third.pk, at)
    links = chain(frank, first, at)
    assert names(links) == [(frank.unit.name, clara.unit.name), (clara.unit.name, sofie.unit.name)]
    assert links[1]["taken_up_at"] is None


def test_behind_a_consent_that_was_taken_back_nobody_is_told_more_than_that_it_was_seen(
    frank: Persona, clara: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(clara, sofie)
    first = sent(frank, clara, at, with_a_basis(Basis.DBL_6))
    second = sent_on(clara, first, sofie.unit.pk, at, basis=Basis.CONSENT)
    with clara.at_work(at) as actor:
        withdraw_consent(referral_id=second, reason="Siger nej nu", by=actor, at=at)
    take(sofie, second, niels, at)
    for who in (frank, clara):
        assert chain(who, first, at)[1]["taken_up_at"] is None


def test_behind_a_link_without_a_basis_no_step_says_that_it_was_taken_up(
    frank: Persona, clara: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(clara, sofie)
    untold, told_of = (sent(frank, clara, at, with_a_basis(Basis.DBL_6)) for _ in range(2))
    for first, basis in ((untold, ""), (told_of, Basis.DBL_6)):
        take(sofie, sent_on(clara, first, sofie.unit.pk, at, basis=basis), niels, at)
    assert handling(untold).taken_up_at is None
    assert handling(told_of).taken_up_at == at


def test_a_unit_outside_the_way_reads_nothing_of_it(
    frank: Persona, clara: Persona, sofie: Persona, rikke: Persona, at: datetime
) -> None:
    from django.db import connection

    opened(clara, sofie)
    first = sent(frank, clara, at, with_a_basis(Basis.DBL_6))
    sent_on(clara, first, sofie.unit.pk, at)
    with rikke.at_work(at), connection.cursor() as cursor:
        cursor.execute("SELECT referral_chain(%s)", [first])
        assert cursor.fetchone()[0] == "[]"


def test_the_way_stands_on_the_page(clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime) -> None:
    opened(clara, sofie)
    first = told(clara, at)
    second = sent_on(clara, first, sofie.unit.pk, at)
    page = " ".join(signed_in(sofie).get(reverse("referrals:referral", args=[second])).content.decode().split())
    assert f"En pårørende til {clara.unit.name}" in page
    assert f"<strong>{clara.unit.name} til {sofie.unit.name}</strong>" in page
    # What the new team may not open is no link.
    assert reverse("referrals:referral", args=[first]) not in page
