"""proof.md 3, of referrals: foreign ids in every field of the decision and of what is written down; none accepted."""

from typing import Any
from uuid import uuid4

import pytest

from tests.database import as_owner
from tests.factories.accounts import UnitFactory
from tests.proof.asking import FILLED, OF, address, ask
from tests.proof.stored import stored
from tests.proof.world import World, as_before

pytestmark = pytest.mark.django_db

FIELDS = [
    ("referrals:referral_accept", "a-citizen"),
    ("referrals:referral_accept", "a-caseworker"),
    ("referrals:referral_wait", "w-meanwhile_unit"),
    ("referrals:referral_redirect", "r-to_unit"),
    ("referrals:write_down_new", "from_unit"),
    ("referrals:referral_new", "to_unit"),
    ("referrals:referral_about", "to_unit"),
    ("referrals:referral_about", "along"),
]


def foreign(world: World) -> dict[str, Any]:
    """Ids that stand for nothing here, whichever field they are put in."""
    subjects = world.subjects["clara"]
    with as_owner():
        closed = UnitFactory(closed_on="2026-11-01").pk
    return {
        "another unit's citizen": subjects["other"].citizen.pk,
        "a citizen whose ground has ended": subjects["ended"].citizen.pk,
        "somebody of another unit": world.stranger.pk,
        "somebody of the unit who does no casework": world.people["mette"].user.pk,
        "the own unit": world.people["clara"].unit.pk,
        "a unit that is closed": closed,
        "another unit's referral": subjects["other"].referral.pk,
        "nothing": uuid4(),
        "no id": "1 OR 1=1",
        "no value": "",
    }


@pytest.mark.parametrize(("url", "field"), FIELDS)
def test_no_field_takes_a_foreign_id(world: World, url: str, field: str) -> None:
    subject = world.subjects["clara"]["own"]
    path = address(url, subject.pk(OF[url]) if url in OF else None)
    with as_before():
        strange = foreign(world)
        before = stored()
        accepted = []
        for what, value in strange.items():
            if field == "along" and not value:
                continue  # nothing need go along
            sent = FILLED[url](world, "clara", subject) | {field: [value] if field == "along" else value}
            with as_before():
                answer = ask(world.browsers["clara"], "POST", path, sent)
                if not 400 <= answer.status_code < 500 or stored() != before:
                    accepted.append(f"{what}: {answer.status_code}")
    assert accepted == []


@pytest.mark.parametrize("url", sorted({url for url, _ in FIELDS} | {"referrals:referral_decline"}))
def test_a_form_without_its_fields_is_said_to_be_so(world: World, url: str) -> None:
    subject = world.subjects["clara"]["own"]
    path = address(url, subject.pk(OF[url]) if url in OF else None)
    with as_before():
        before = stored()
        answer = ask(world.browsers["clara"], "POST", path, {"sent": "1"})
        assert answer.status_code == 422
        assert stored() == before
