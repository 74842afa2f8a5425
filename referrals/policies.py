"""May this person do this with this referral, in this state? Pure functions; they neither write nor see a request."""

from django.utils.translation import gettext_lazy as _

from cases.policies.answers import OTHER_UNIT, ROLE, may
from referrals.choices import GOING_ON, TRANSITIONS, UNDECIDED, Basis, Decline, Sender, Status
from referrals.models import Handling, Referral
from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission
from udsatte.accounts.choices import Role, Sector


def can_refer(*, actor: Actor) -> Decision:
    """Write a referral, to the own unit as told by somebody, or to another one."""
    return YES if actor.may(Permission.REFERRAL) else no(ROLE)


def can_write_down(*, actor: Actor) -> Decision:
    """Write down what the own unit was told by telephone, by mail or at a meeting."""
    return YES if actor.may(Permission.REFERRAL) and actor.may(Permission.TRIAGE) else no(ROLE)


def may_judge(*, actor: Actor, handling: Handling) -> Decision:
    """Whether it is the own unit's to decide, and the actor's, wherever it stands."""
    if not actor.may(Permission.TRIAGE):
        return no(ROLE)
    return YES if handling.unit_id == actor.unit_id else no(OTHER_UNIT)


def can_decide(*, actor: Actor, handling: Handling, to: str) -> Decision:
    """Decide what the own unit received: to `to`."""
    decision = may_judge(actor=actor, handling=handling)
    if not decision:
        return decision
    if handling.status not in UNDECIDED or to not in TRANSITIONS[handling.status]:
        return no(_("It is %(status)s already.") % {"status": handling.get_status_display().lower()})
    return YES


def can_decline(*, actor: Actor, handling: Handling, because: str, sector: str) -> Decision:
    """Say no. Nobody is turned away who has no unit behind them, nor by a municipality for not turning up (001)."""
    if handling.referral.sender != Sender.UNIT:
        return no(_("Nobody is turned away: take it up, put it on the waiting list or send it on."))
    if because == Decline.MISSED and sector == Sector.MUNICIPALITY:
        return no(_("Not turning up is a reason to go and look, never to say no."))
    return can_decide(actor=actor, handling=handling, to=Status.DECLINED)


def can_withdraw(*, actor: Actor, referral: Referral) -> Decision:
    """Take back what the own unit has sent, or what a private sender has taken back."""
    mine = referral.from_unit_id or referral.to_unit_id
    if not can_refer(actor=actor):
        return no(ROLE)
    return YES if mine == actor.unit_id and referral.is_sent else no(OTHER_UNIT)


def can_draft(*, actor: Actor, referral: Referral) -> Decision:
    """Go on with what the own unit has written and not sent. A manager reads no casework but their own words."""
    if not can_refer(actor=actor):
        return no(ROLE)
    if referral.is_sent or referral.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    return no(ROLE) if actor.role == Role.MANAGER and referral.written_by_id != actor.user_id else YES


def can_say(*, actor: Actor, referral: Referral) -> Decision:
    """Ask and answer on a referral that the own unit sent or received."""
    ours = actor.unit_id in (referral.unit_id, referral.told_unit_id, referral.to_unit_id, referral.from_unit_id)
    return YES if can_refer(actor=actor) and ours and referral.is_sent else no(OTHER_UNIT)


def can_meet(*, actor: Actor, handling: Handling) -> Decision:
    """Plan a first meeting, or say what came of it: either side of what is taken up, where both are told."""
    if not can_refer(actor=actor) or actor.unit_id not in (handling.unit_id, handling.told_unit_id):
        return no(OTHER_UNIT)
    return YES if handling.status in GOING_ON else no(_("It is not taken up."))


def can_go_on(*, actor: Actor, handling: Handling, to: str) -> Decision:
    """Say that it has begun, is completed or ends."""
    decision = may_judge(actor=actor, handling=handling)
    if not decision:
        return decision
    if handling.status not in GOING_ON or to == handling.status or to not in TRANSITIONS[handling.status]:
        return no(_("It is %(status)s already.") % {"status": handling.get_status_display().lower()})
    return YES


def can_withdraw_consent(*, actor: Actor, referral: Referral) -> Decision:
    """Write down that the citizen has taken the consent back, by which the own unit shared."""
    if not can_refer(actor=actor) or referral.from_unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    return YES if referral.basis == Basis.CONSENT and referral.is_sent else no(_("It was not shared by consent."))


def can_guarantee(*, actor: Actor) -> Decision:
    """Write down that a citizen wants treatment, and what became of it."""
    return may(actor, Permission.CITIZEN_WRITE)


def can_ask_payment(*, actor: Actor) -> Decision:
    """Write down that a payer is asked for a citizen, and what they answer."""
    return may(actor, Permission.CITIZEN_WRITE)
