"""Writing a referral down, sending one, looking at one and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.actions.storing import store
from cases.choices import Sex
from cases.cpr import CprNumber
from cases.identifiers import seal
from cases.models import Citizen
from cases.numbers import digest_of
from referrals.actions.attachments import attach
from referrals.actions.receipts import give_receipt
from referrals.attachments import Checked
from referrals.choices import Door, Kind, Sender, TellWay
from referrals.models import Entrance, Package, PackageFact, Referral
from referrals.policies import can_withdraw, can_write_down
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class NotOpen(Foreseen):
    """The unit takes no referrals here, or not now."""

    field = "to_unit"


class ToOneself(Foreseen):
    """A unit does not refer to itself."""

    field = "to_unit"


class NoBasis(Foreseen):
    """Nobody is told of a citizen without a right to."""

    field = "basis"


class AboutTheDead(Foreseen):
    """The citizen has died."""


class Circle(Foreseen):
    """The unit has had this referral, or sent it, before."""

    field = "to_unit"


@dataclass(frozen=True, slots=True, repr=False)
class ReferralFacts:
    """What the sender says: who asks, of whom, what for. Its repr says nothing: it describes a person.

    number: the person's CPR number. born_on is taken from it when nothing else is said. tell_way: how a colleague who
    sends it is told what becomes of it.
    """

    given_name: str
    headline: str
    family_name: str = ""
    number: CprNumber | None = None
    born_on: date | None = None
    born_year: int | None = None
    sex: str = Sex.UNKNOWN
    is_protected: bool = False
    residence: str = ""
    happened: str = ""
    wish: str = ""
    whereabouts: str = ""
    kind: str = Kind.ORDINARY
    happens_on: date | None = None
    is_acute: bool = False
    sender_name: str = ""
    sender_phone: str = ""
    basis: str = ""
    consent_on: date | None = None
    tell_way: str = TellWay.HERE
    papers: Sequence[Checked] = ()


#: What of them stands on the row as it is.
COLUMNS = tuple(field.name for field in fields(ReferralFacts) if field.name not in ("number", "papers"))
PEOPLE_AND_UNITS = ("unit", "told_unit", "to_unit", "from_unit", "previous", "written_by", "sent_by", "seen_by")


@action
def write_down(
    *,
    facts: ReferralFacts,
    sender: str,
    from_unit_id: UUID | None,
    door: str,
    received_at: datetime,
    by: Actor,
    at: datetime,
    key: UUID,
    code: str = "",
    email: str = "",
) -> UUID:
    """Put what the own unit was told by telephone, by mail or at a meeting into its queue. Raises Denied; NotOpen.

    from_unit_id: the unit that asks, which can follow it then. received_at: from when the wait is counted. code: of the
    receipt that whoever asks gets, if no unit does; email: where they hear that there is news.
    """
    can_write_down(actor=by).require()

    def save() -> UUID:
        referral = _send(
            described(facts, by, at, sender=sender, door=door, to_unit_id=by.unit_id, from_unit_id=from_unit_id),
            told_unit_id=from_unit_id,
            received_at=received_at,
            by=by,
            at=at,
        )
        attach(referral, facts.papers, by=by, at=at)
        if code:
            give_receipt(referral, code=code, email=email)
        return referral.pk

    return once(by=by, key=key, action="write_down", at=at, do=save)[0]


@dataclass(frozen=True, slots=True, repr=False)
class Along:
    """What goes along of a citizen whom the own unit has: chosen facts as (label, text), until when."""

    citizen_id: UUID
    facts: Sequence[tuple[str, str]]
    expires_at: datetime


def send_to(
    facts: ReferralFacts, *, to_unit_id: UUID, by: Actor, at: datetime, previous: Referral | None = None
) -> Referral:
    """A new referral from the own unit, sent. previous: what is sent on. Raises NotOpen; ToOneself; Circle."""
    if to_unit_id == by.unit_id:
        raise ToOneself(_("That is your own unit. Choose another one."))
    if previous is not None and _has_had(previous.pk, to_unit_id):
        raise Circle(_("They have had it already. Choose another one."))
    new = described(
        facts, by, at, sender=Sender.UNIT, door=Door.SIGNED_IN, to_unit_id=to_unit_id, from_unit_id=by.unit_id
    )
    new.previous = previous
    first = previous.first_word_at if previous else None
    return _send(new, told_unit_id=to_unit_id, received_at=at, by=by, at=at, first_word_at=first)


@action
def see_referral(*, referral_id: UUID, by: Actor, at: datetime) -> bool:
    """Stamp that somebody of the receiving unit has looked at it. Answers whether this was the first look.

    Nothing happens when the own unit is not the one that was asked, or when it has been looked at.
    """
    unseen = Referral.objects.visible_to(by).filter(to_unit_id=by.unit_id, sent_at__isnull=False, seen_at__isnull=True)
    if not unseen.filter(pk=referral_id).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_see(%s)", [referral_id])
        return bool(cursor.fetchone()[0])


@action
def withdraw_referral(*, referral_id: UUID, reason: str, by: Actor, at: datetime) -> bool:
    """Take it back, with the reason. False: it is decided already. Raises Denied; NoReason."""
    referral = Referral.objects.visible_to(by).get(pk=referral_id)
    can_withdraw(actor=by, referral=referral).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_withdraw(%s, %s)", [referral_id, reasoned(reason, longest=500)])
        return bool(cursor.fetchone()[0])


def check_along(facts: ReferralFacts, along: Along, by: Actor) -> None:
    """By a right, of somebody who lives. Raises NoBasis; AboutTheDead."""
    if not facts.basis:
        raise NoBasis(_("Say by which right you tell them of the citizen."))
    citizen = Citizen.objects.visible_to(by).get(pk=along.citizen_id)
    if citizen.died_on is not None:
        raise AboutTheDead(_("The citizen has died. Nobody is referred any more."))


def pack(referral: Referral, along: Along, by: Actor, at: datetime) -> None:
    """Tie the referral to the citizen, and copy what was chosen into its package."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_tie(%s, %s)", [referral.pk, along.citizen_id])
    package = Package(
        referral=referral,
        unit_id=by.unit_id,
        told_unit_id=referral.to_unit_id,
        packed_at=at,
        packed_by_id=by.user_id,
        expires_at=along.expires_at,
    )
    store(package, exclude=["referral", "unit", "told_unit", "packed_by"])
    for position, (label, text) in enumerate(along.facts, start=1):
        fact = PackageFact(
            package=package,
            unit_id=by.unit_id,
            told_unit_id=referral.to_unit_id,
            position=position,
            label=label,
            text=text,
        )
        store(fact, exclude=["package", "unit", "told_unit"])


def described(
    facts: ReferralFacts,
    by: Actor,
    at: datetime,
    *,
    sender: str,
    door: str,
    to_unit_id: UUID,
    from_unit_id: UUID | None,
) -> Referral:
    """What was typed, as a row that nobody has stored."""
    number = facts.number
    referral = Referral(
        **{name: getattr(facts, name) for name in COLUMNS},
        unit_id=by.unit_id,
        to_unit_id=to_unit_id,
        from_unit_id=from_unit_id,
        sender=sender,
        door=door,
        cpr=seal(number.digits) if number else None,
        cpr_digest=digest_of(number) if number else None,
        written_at=at,
        written_by_id=by.user_id,
    )
    if from_unit_id is None:
        referral.tell_way = TellWay.PHONE
    if number and not facts.born_on:
        referral.born_on, referral.born_year = number.born_on, None
    return referral


def _send(
    referral: Referral,
    *,
    told_unit_id: UUID | None,
    received_at: datetime,
    by: Actor,
    at: datetime,
    first_word_at: datetime | None = None,
) -> Referral:
    """Store it as sent. The database makes the receiver's handling. Raises NotOpen."""
    mark_sent(referral, told_unit_id=told_unit_id, received_at=received_at, by=by, at=at, first_word_at=first_word_at)
    store(referral, exclude=PEOPLE_AND_UNITS)
    return referral


def mark_sent(
    referral: Referral,
    *,
    told_unit_id: UUID | None,
    received_at: datetime,
    by: Actor,
    at: datetime,
    first_word_at: datetime | None = None,
) -> None:
    """Whom it goes to, and when. Raises NotOpen."""
    entrance, today = Entrance.objects.of(referral.to_unit_id), localdate(at)
    if referral.to_unit_id == by.unit_id and not entrance.standing(today).exists():
        raise NotOpen(_("Your unit has no way in here yet. Say first that it takes referrals."))
    if referral.to_unit_id != by.unit_id and not entrance.taking(today).exists():
        raise NotOpen(_("They take no referrals at the moment. Choose another one."))
    referral.told_unit_id = told_unit_id
    referral.sent_at, referral.sent_by_id = at, by.user_id
    referral.received_at = received_at
    referral.first_word_at = first_word_at or received_at


def _has_had(referral_id: UUID, unit_id: UUID) -> bool:
    """Whether the unit stands anywhere in the chain up to this referral."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_chain_has(%s, %s)", [referral_id, unit_id])
        return bool(cursor.fetchone()[0])
