"""What the receiving unit decides: taken up, on the waiting list, sent on, or no. One has it; the rest are told who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext

from cases.actions.casework import ask_room, reasoned
from cases.cpr import CprNumber
from cases.identifiers import unseal
from cases.models import Ground
from referrals.actions.citizens import case_on, check_living, new_citizen, put_on
from referrals.actions.promises import promise_day
from referrals.actions.referrals import ReferralFacts, send_to
from referrals.actions.steps import locked, step
from referrals.choices import Basis, Decline, Status, Verdict
from referrals.models import Criterion, CriterionAnswer, Handling, Package, Referral
from referrals.policies import can_decide, can_decline, may_judge
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Decision, Foreseen
from udsatte.access.permissions import CASEWORK
from udsatte.accounts.models import Unit, User

#: Whoever waits is looked at again so often (000, 002).
REVIEWED_EVERY = timedelta(days=14)


class DecidedAlready(Foreseen):
    """A colleague was first. The message says who, and what it is now."""


class _NothingShared(Exception):
    """The sender's own case ended before its referral was taken up: no page opens."""


class NotForMissing(Foreseen):
    """Not turning up is no reason inside the municipality (001)."""

    field = "because"


class Taken(StrEnum):
    """What came of taking it up. ASKED: another unit knows the number, and its coordinator answers first."""

    UP = "up"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Who has the citizen while they wait: the unit, and the person there who has taken it up."""

    unit_id: UUID
    name: str


@action
def tie_citizen(*, referral_id: UUID, citizen_id: UUID, by: Actor, at: datetime) -> None:
    """Say whom the own unit takes the referral to be about. The other side is told nothing. Raises Denied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_tie(%s, %s)", [referral_id, citizen_id])


@action
def judge(*, referral_id: UUID, verdicts: Mapping[UUID, tuple[str, str]], by: Actor, at: datetime) -> None:
    """Write down how the own unit judges its criteria: (verdict, reason) by criterion. Not all need hold.

    Raises Denied; DecidedAlready.
    """
    handling = Handling.objects.visible_to(by).select_related("referral").get(pk=referral_id)
    _refuse_late(handling, can_decide(actor=by, handling=handling, to=Status.ACCEPTED), by)
    asked = set(Criterion.objects.asked_by(by.unit_id).values_list("pk", flat=True))
    # In one order: of two who judge at once one waits for the other, and never each for the other.
    for criterion_id in sorted(asked & set(verdicts)):
        verdict, reason = verdicts[criterion_id]
        CriterionAnswer.objects.visible_to(by).update_or_create(
            referral_id=referral_id,
            criterion_id=criterion_id,
            create_defaults={
                "unit_id": by.unit_id,
                "verdict": Verdict(verdict),
                "reason": reason,
                "answered_at": at,
                "answered_by_id": by.user_id,
            },
            defaults={"verdict": Verdict(verdict), "reason": reason, "answered_at": at, "answered_by_id": by.user_id},
        )


@action
def accept(
    *,
    referral_id: UUID,
    citizen_id: UUID | None,
    caseworker_id: UUID | None,
    by: Actor,
    at: datetime,
    room_reason: str = "",
    why: str = "",
) -> Taken:
    """Take the referral up: whom it is about, the unit's case on them, and whose list they stand on.

    citizen_id: a citizen whom the unit sees; None makes one of the referral's own words, found by the number where it
    has one. A unit that does no casework takes it up without either. why: what was decided of somebody from another
    municipality or without a number, which closes no door (000).
    Raises Denied; DecidedAlready; NotTied; NotAColleague; NotToThem; NoRoom; TooManyEnquiries.
    """
    if by.ceiling < CASEWORK:
        step(_locked(referral_id, Status.ACCEPTED, by), Status.ACCEPTED, by=by, at=at, reason=why)
        if shared := shared_citizen(referral_id, by):
            check_living(shared, by)
        return Taken.UP
    if caseworker_id:
        ask_room(caseworker_id=caseworker_id, room_reason=room_reason, by=by, at=at)
    handling = _locked(referral_id, Status.ACCEPTED, by)
    if citizen_id is None and Package.objects.visible_to(by).open_at(at).filter(pk=referral_id).exists():
        try:
            with transaction.atomic():
                return _accept_shared(handling, caseworker_id, room_reason, why, by, at)
        except _NothingShared:
            handling = _locked(referral_id, Status.ACCEPTED, by)
    if citizen_id is None:
        citizen_id = new_citizen(handling.referral, by, at)
        if citizen_id is None:
            return Taken.ASKED
    check_living(citizen_id, by)
    case = case_on(citizen_id, by, at)
    handling.caseworker_id = put_on(case, caseworker_id, room_reason, by, at)
    step(handling, Status.ACCEPTED, by=by, at=at, reason=why)
    # Last: what the sender shares opens with the step, and whom the own unit takes it to be about is a person's word.
    tie_citizen(referral_id=referral_id, citizen_id=citizen_id, by=by, at=at)
    promise_day(handling.referral, citizen_id, handling.caseworker_id, by, at)
    return Taken.UP


def _accept_shared(
    handling: Handling, caseworker_id: UUID | None, room_reason: str, why: str, by: Actor, at: datetime
) -> Taken:
    """Whom the sender has tied to it: the database opens the citizen's page, and the unit begins a case of its own.

    Raises _NothingShared.
    """
    handling.caseworker_id = caseworker_id
    step(handling, Status.ACCEPTED, by=by, at=at, reason=why)
    if shared_citizen(handling.pk, by) is None:
        raise _NothingShared
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_take(%s)", [handling.pk])
        citizen_id = cursor.fetchone()[0]
    check_living(citizen_id, by)
    put_on(case_on(citizen_id, by, at), caseworker_id, room_reason, by, at)
    promise_day(handling.referral, citizen_id, caseworker_id, by, at)
    return Taken.UP


def shared_citizen(referral_id: UUID, by: Actor) -> UUID | None:
    """Whose page the referral has opened to the actor's unit; nobody's when nothing is shared."""
    grounds = Package.objects.visible_to(by).filter(pk=referral_id).values("ground")
    return Ground.objects.visible_to(by).filter(pk__in=grounds).values_list("citizen_id", flat=True).first()


@action
def wait_list(*, referral_id: UUID, need: int, reason: str, meanwhile: Meanwhile, by: Actor, at: datetime) -> Handling:
    """In the target group, and no room: on the waiting list, with the need and its reason, and who has the citizen.

    The same again is the fortnight's review. Raises Denied; DecidedAlready; NoReason.
    """
    handling = _locked(referral_id, Status.WAITING, by)
    handling.need = need
    handling.meanwhile_unit_id = meanwhile.unit_id
    handling.meanwhile_name = meanwhile.name
    handling.review_on = localdate(at) + REVIEWED_EVERY
    return step(handling, Status.WAITING, by=by, at=at, reason=reasoned(reason, longest=500))


@action
def redirect_to(*, referral_id: UUID, to_unit_id: UUID, reason: str, basis: str, by: Actor, at: datetime) -> Referral:
    """Send it on to a unit that is open for it. It is done when somebody there has taken it up, not seen it.

    Raises Denied; DecidedAlready; NoReason; NotOpen; ToOneself; Circle.
    """
    handling = _locked(referral_id, Status.REDIRECTED, by)
    words = reasoned(reason, longest=500)
    following = send_to(
        _as_sent_on(handling.referral, basis, at), to_unit_id=to_unit_id, by=by, at=at, previous=handling.referral
    )
    step(handling, Status.REDIRECTED, by=by, at=at, reason=words)
    return following


@action
def decline(
    *, referral_id: UUID, because: str, reason: str, barriers: Sequence[str], by: Actor, at: datetime
) -> Handling:
    """Say no to another unit, with a code and a reason. Raises Denied; DecidedAlready; NoReason; NotForMissing."""
    handling = _locked(referral_id, Status.DECLINED, by)
    sector = Unit.objects.values_list("organisation__sector", flat=True).get(pk=by.unit_id)
    decision = can_decline(actor=by, handling=handling, because=because, sector=sector)
    if not decision and because == Decline.MISSED:
        raise NotForMissing(decision.reason)
    decision.require()
    handling.decline, handling.barriers = because, list(barriers)
    return step(handling, Status.DECLINED, by=by, at=at, reason=reasoned(reason, longest=500))


def _locked(referral_id: UUID, to: str, by: Actor) -> Handling:
    """The handling, locked before it is judged. Raises DecidedAlready; Denied."""
    handling = locked(referral_id, by)
    decision = can_decide(actor=by, handling=handling, to=to)
    _refuse_late(handling, decision, by)
    return handling


def _refuse_late(handling: Handling, decision: Decision, by: Actor) -> None:
    """Raises DecidedAlready where it is the own unit's, and decided by now; or Denied."""
    if not decision and may_judge(actor=by, handling=handling):
        raise DecidedAlready(words_of_first(handling, by=by) or decision.reason)
    decision.require()


def words_of_first(handling: Handling, *, by: Actor) -> str:
    """Which colleague was first, and what it is now; nothing when there is none."""
    first_id = handling.status_by_id
    if handling.unit_id != by.unit_id or first_id is None or first_id == by.user_id:
        return ""
    first = User.objects.values_list("full_name", flat=True).get(pk=first_id)
    said = gettext("%(name)s was first: it is %(status)s now.")
    return said % {"name": first, "status": handling.get_status_display().lower()}


def _as_sent_on(referral: Referral, basis: str, at: datetime) -> ReferralFacts:
    """The same words, in the own unit's name."""
    same = ("given_name", "family_name", "born_on", "born_year", "sex", "is_protected", "residence", "headline")
    words = ("happened", "wish", "whereabouts", "kind", "happens_on", "is_acute")
    return ReferralFacts(
        **{name: getattr(referral, name) for name in (*same, *words)},
        number=CprNumber.parse(unseal(referral.cpr), today=localdate(at)) if referral.cpr else None,
        basis=basis,
        consent_on=(referral.consent_on or localdate(at)) if basis == Basis.CONSENT else None,
        sender_name=referral.sender_name,
        sender_phone=referral.sender_phone,
    )
