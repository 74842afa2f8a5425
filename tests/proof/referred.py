"""Referrals in each relation that a unit can have to one, once for each unit: they are the unit's, not a person's."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cases.identifiers import seal_paper
from referrals.choices import Basis, Decline, Status
from referrals.models import Attachment, FirstMeeting, Handling, Referral
from tests.conftest import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.referrals import AttachmentFactory, EntranceFactory, FirstMeetingFactory, ReferralFactory
from udsatte.accounts.models import Unit, User

#: How the reader's unit stands to the referral, beside how it stands to the citizen of that relation. What is not named
#: is another unit's.
AS = {
    "own": "received, and its sender is told",
    "team": "received from somebody private, by the public page",
    "struck": "received and declined",
    "closed": "sent, by consent: told",
    "protected": "sent without a basis: not told",
    "ended": "a draft",
}


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral, one that is taken up, a planned first meeting, and what was attached to the referral."""

    referral: Referral
    begun: Referral
    meeting: FirstMeeting
    paper: Attachment


def referred(unit: Unit, by: User, elsewhere: Unit) -> dict[str, Referred]:
    """What a unit has received and sent. elsewhere: whom it sent to."""
    asks = Unit.objects.filter(name="Et henvisende sted").first() or UnitFactory(name="Et henvisende sted")
    for one in (unit, elsewhere):
        EntranceFactory._meta.model.objects.get_or_create(unit=one)
    received: Any = {"from_unit": asks, "to_unit": unit, "told": True}
    sent: Any = {"from_unit": unit, "to_unit": elsewhere, "written_by": by}
    consent = {"basis": Basis.CONSENT, "consent_on": NOW.date() - timedelta(days=30)}
    declined = _moved(ReferralFactory(**received), by, Status.DECLINED, decline=Decline.NOT_OURS, reason="Ikke her")
    ours = (_begun(received, by), _met(received, by, told=asks))
    theirs = (_begun(sent | consent, by), _met(sent | consent, by, told=unit))
    untold = (_begun(sent, by), _met(sent, by, told=None))
    return {
        "own": _whole(ReferralFactory(**received), *ours),
        "team": _whole(ReferralFactory(to_unit=unit, told_unit=unit, public=True), *ours),
        "struck": _whole(declined, *ours),
        "closed": _whole(ReferralFactory(**sent, **consent), *theirs),
        "protected": _whole(ReferralFactory(**sent), *untold),
        "ended": _whole(ReferralFactory(**sent, draft=True), *ours),
    }


def another_units(unit: Unit, by: User) -> Referred:
    """What a third unit has received, told to nobody here."""
    received: Any = {"to_unit": unit, "told": True}
    return _whole(ReferralFactory(**received), _begun(received, by), _met(received, by, told=None))


def _whole(referral: Referral, begun: Referral, meeting: FirstMeeting) -> Referred:
    return Referred(referral, begun, meeting, AttachmentFactory(referral=referral, content=seal_paper(b"%PDF-1.4")))


def _begun(facts: dict[str, Any], by: User) -> Referral:
    return _moved(ReferralFactory(**facts), by, Status.ACCEPTED)


def _met(facts: dict[str, Any], by: User, *, told: Unit | None) -> FirstMeeting:
    referral = _begun(facts, by)
    meeting: FirstMeeting = FirstMeetingFactory(referral=referral, told_unit=told)
    return meeting


def _moved(referral: Referral, by: User, to: str, **facts: Any) -> Referral:
    """As the receiver has decided."""
    when = referral.sent_at
    Handling.objects.filter(pk=referral.pk).update(status=to, status_at=when, status_by=by, **facts)
    return referral
