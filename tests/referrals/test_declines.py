"""The manager and the coordinator see who was told no, and why: numbers without names, and the list behind each."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from referrals.choices import Barrier, Decline, Status
from referrals.models import Referral
from tests.cases.test_statements import LIST_LIMIT, statements
from tests.database import as_owner
from tests.factories.referrals import ReferralFactory
from tests.personas import Persona
from tests.referrals.test_statements import moved

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


def declined(at: datetime, by: Persona, *, days: int = 3, because: str = Decline.DRUGS, **facts: Any) -> Referral:
    """Received so many days before the no."""
    barriers = facts.pop("barriers", [])
    received = at - timedelta(days=days)
    one: Referral = ReferralFactory(received_at=received, sent_at=received, **{"told": True} | facts)
    moved(one, by, Status.DECLINED, at, decline=because, reason="Ikke her", barriers=barriers)
    return one


def test_the_numbers_are_counted_by_reason_barrier_and_unit(
    mette: Persona, clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    ours: dict[str, Any] = {"from_unit": mette.unit, "to_unit": sofie.unit}
    with as_owner():
        declined(at, sofie, **ours, days=3, barriers=[Barrier.GANG, Barrier.HOURS])
        declined(at, sofie, **ours, days=5, barriers=[Barrier.GANG])
        declined(at, sofie, **ours, days=9)
        declined(at, sofie, **ours, because=Decline.NO_ROOM)
        declined(at - timedelta(days=366), sofie, **ours, because=Decline.OTHER)
        declined(at, clara, from_unit=sofie.unit, to_unit=mette.unit, because=Decline.NOT_OURS)
        # Sent without a basis: the sender is not told.
        untold = ReferralFactory(**ours)
        moved(untold, sofie, Status.DECLINED, at, decline=Decline.REFUSED, reason="Vil ikke")
    for who in (mette, clara):
        page = signed_in(who).get(reverse("referrals:declines")).content.decode()
        assert "Testborger" not in page
        words = " ".join(page.replace("<", " <").split())
        others, own = words.split('id="h-own"')
        assert "På grund af rusmidler" in others
        assert '?side=others&amp;code=drugs"> 3' in others or '?side=others&amp;code=drugs">3' in others
        assert 'barrier=gang">2' in others
        assert "Noget andet" not in page
        assert "Borgeren vil ikke" not in page
        assert f'unit={sofie.unit.pk}">4' in others
        assert "Uden for vores målgruppe" in own
        # The median of 3, 5 and 9 days.
        assert others[others.index("code=drugs") :].split('class="text-end">')[1].startswith("5")


def test_a_number_opens_its_list(mette: Persona, sofie: Persona, signed_in: SignedIn, at: datetime) -> None:
    ours: dict[str, Any] = {"from_unit": mette.unit, "to_unit": sofie.unit, "written_by": mette.user}
    with as_owner():
        declined(at, sofie, **ours, given_name="Petra")
        declined(at, sofie, **ours, given_name="Oluf", because=Decline.NO_ROOM)
        declined(at, sofie, **ours, given_name="Hemmelig", is_protected=True)
    browser, address = signed_in(mette), reverse("referrals:declined")
    drugs = browser.get(address + "?side=others&code=drugs").content.decode()
    assert "Petra" in drugs
    assert "Oluf" not in drugs
    assert "Hemmelig" not in drugs, "a manager does not read a protected name"
    assert "Beskyttet borger" in drugs
    of_unit = browser.get(f"{address}?side=others&unit={sofie.unit.pk}").content.decode()
    assert "Petra" in of_unit
    assert "Oluf" in of_unit
    for nonsense in ("?side=x&code=y", "?unit=1", "?barrier=%00", "?after=1"):
        assert browser.get(address + nonsense).status_code == 200
    assert "Petra" not in browser.get(address + "?side=own").content.decode()


def test_who_asked_without_a_unit_is_named_and_listed_alone(
    clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        declined(at, clara, from_unit=sofie.unit, to_unit=clara.unit, given_name="Petra")
        declined(at, clara, to_unit=clara.unit, public=True, told=False, given_name="Oluf")
    browser = signed_in(clara)
    page = browser.get(reverse("referrals:declines")).content.decode()
    assert "None" not in page
    assert "Ingen enhed" in page
    listed = browser.get(reverse("referrals:declined") + "?side=own&unit=none").content.decode()
    assert "side=own&amp;unit=none" in page
    assert "Oluf" in listed
    assert "Petra" not in listed


def test_whoever_does_not_lead_is_refused(anna: Persona, rikke: Persona, signed_in: SignedIn, at: datetime) -> None:
    for who in (anna, rikke):
        assert signed_in(who).get(reverse("referrals:declines")).status_code == 403


@pytest.mark.parametrize("name", ["declines", "declined"])
def test_the_page_costs_the_same_for_one_and_for_many(
    name: str, mette: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    ours: dict[str, Any] = {"from_unit": mette.unit, "to_unit": sofie.unit}
    with as_owner():
        declined(at, sofie, **ours)
    client, url = signed_in(mette), reverse(f"referrals:{name}")
    few = statements(client, url)
    with as_owner():
        for because in Decline.values:
            declined(at, sofie, **ours, because=because, barriers=Barrier.values)
            declined(at, sofie, from_unit=mette.unit, because=because)
    many = statements(client, url)
    assert len(many) == len(few), many
    assert len(many) <= LIST_LIMIT, many
