"""The pages of referrals cost the same number of statements for one row and for many: at most twelve beyond the six."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from referrals.choices import Need, Status
from referrals.models import Handling, Referral
from tests.cases.test_statements import LIST_LIMIT, statements
from tests.database import as_owner
from tests.factories.accounts import UnitFactory
from tests.factories.cases import CaseFactory, CitizenFactory
from tests.factories.referrals import (
    AttachmentFactory,
    CriterionAnswerFactory,
    EntranceFactory,
    FirstMeetingFactory,
    MessageFactory,
    PackageFactFactory,
    PackageFactory,
    ReferralFactory,
    StepFactory,
    TieFactory,
)
from tests.personas import Persona

pytestmark = pytest.mark.django_db


def moved(referral: Referral, who: Persona, to: str, at: datetime, **facts: Any) -> None:
    Handling.objects.filter(pk=referral.pk).update(status=to, status_at=at, status_by=who.user, **facts)


def one_of_each(who: Persona, at: datetime) -> Referral:
    """To decide, waiting, sent out and dealt with; the first with all that hangs on one."""
    other = UnitFactory()
    EntranceFactory(unit=other)
    received: Any = {"from_unit": other, "to_unit": who.unit, "told": True}
    first: Referral = ReferralFactory(**received)
    waits: Any = {"need": Need.SOON, "review_on": at.date(), "meanwhile_unit": other, "meanwhile_name": "Sofie"}
    moved(ReferralFactory(**received), who, Status.WAITING, at, reason="Sårene bliver værre", **waits)
    moved(ReferralFactory(**received), who, Status.ACCEPTED, at)
    ReferralFactory(from_unit=who.unit, to_unit=other, told=True)
    return first


def with_everything(referral: Referral) -> None:
    """Words, papers, steps and answers on it."""
    MessageFactory(referral=referral)
    AttachmentFactory(referral=referral)
    StepFactory(referral=referral)
    CriterionAnswerFactory(referral=referral)


@pytest.mark.parametrize("show", ["new", "waiting", "sent", "done"])
def test_a_list_costs_the_same_for_one_row_and_for_many(
    show: str, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    with as_owner():
        one_of_each(clara, at)
    client, url = signed_in(clara), f"{reverse('referrals:queue')}?show={show}"
    few = statements(client, url)
    with as_owner():
        for _ in range(12):
            one_of_each(clara, at)
    many = statements(client, url)
    assert len(many) == len(few), many
    assert len(many) <= LIST_LIMIT, many


@pytest.mark.parametrize("begun", [False, True])
def test_the_page_of_a_referral_costs_the_same_however_much_hangs_on_it(
    begun: bool, clara: Persona, at: datetime, signed_in: Callable[[Persona], Client]
) -> None:
    """With the decision beside it, and when it is taken up. The second look: the first stamps that it was seen."""
    with as_owner():
        EntranceFactory(unit=clara.unit)
        referral = one_of_each(clara, at)
        alike = CitizenFactory(given_name=referral.given_name, family_name=referral.family_name)
        CaseFactory(citizen=alike, unit=clara.unit, opened_by=clara.user)
        TieFactory(referral=referral, unit=clara.unit, citizen=alike)
        package = PackageFactory(referral=referral)
        PackageFactFactory(package=package)
        if begun:
            moved(referral, clara, Status.ACCEPTED, at)
            FirstMeetingFactory(referral=referral)
        with_everything(referral)
    client, url = signed_in(clara), reverse("referrals:referral", args=[referral.pk])
    statements(client, url)
    few = statements(client, url)
    with as_owner():
        for _ in range(8):
            one_of_each(clara, at)
            with_everything(referral)
            PackageFactFactory(package=package)
    statements(client, url)
    many = statements(client, url)
    assert len(many) == len(few), many
    assert len(many) <= LIST_LIMIT, "\n".join(many)
