"""Somebody with name and address protection: a reader without casework is told that there is one, and no more."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from referrals.models import Referral
from tests.database import as_owner
from tests.factories.referrals import (
    EntranceFactory,
    FirstMeetingFactory,
    MessageFactory,
    PackageFactFactory,
    ReferralFactory,
)
from tests.personas import Persona

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
#: Each word stands in one field that the scope table masks, or that tells as much.
WORDS = ("qzfornavn", "qzefternavn", "qzlinje", "qzsket", "qzoensket", "qzsted", "qzkommune", "qzbesked", "qzpakke")


def sent_to(receiver: Persona, sender: Persona, *, protected: bool) -> Referral:
    with as_owner():
        EntranceFactory(unit=receiver.unit)
        one: Referral = ReferralFactory(
            from_unit=sender.unit,
            to_unit=receiver.unit,
            told=True,
            is_protected=protected,
            given_name="qzfornavn",
            family_name="qzefternavn",
            headline="qzlinje",
            happened="qzsket",
            wish="qzoensket",
            whereabouts="qzsted",
            residence="qzkommune",
            born_on=date(1961, 5, 3),
        )
        MessageFactory(referral=one, text="qzbesked")
        PackageFactFactory(package__referral=one, text="qzpakke")
        FirstMeetingFactory(referral=one)
    return one


@pytest.mark.parametrize("protected", [True, False])
def test_of_a_protected_one_a_reader_without_casework_is_told_no_word(
    protected: bool, rikke: Persona, clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    one = sent_to(rikke, clara, protected=protected)
    browser = signed_in(rikke)
    page = browser.get(reverse("referrals:referral", args=[one.pk])).content.decode()
    lists = "".join(
        browser.get(url).content.decode() for url in (reverse("referrals:queue"), reverse("referrals:day_panel"))
    )
    assert [word for word in WORDS if word in page] == ([] if protected else list(WORDS))
    assert ("65 ·" in page) is not protected
    assert ("qzfornavn" in lists) is not protected


def test_who_does_casework_and_who_wrote_it_read_all_of_it(
    clara: Persona, rikke: Persona, signed_in: SignedIn, at: datetime
) -> None:
    one = sent_to(clara, rikke, protected=True)
    for who in (clara, rikke):
        page = signed_in(who).get(reverse("referrals:referral", args=[one.pk])).content.decode()
        assert [word for word in WORDS if word not in page] == []
