"""Policies about citizens whom one meets or looks for, and about staff who go in."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.choices import CaseStatus
from cases.models import (
    Case,
    Lookout,
    Visit,
)
from cases.policies.answers import OTHER_UNIT, ROLE, may
from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import SHARED, Permission


def can_ask_lookout(*, actor: Actor, case: Case) -> Decision:
    """Ask other units to look out for somebody whom the own unit seeks."""
    if case.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if case.status != CaseStatus.SEARCHING:
        return no(_("Only somebody who is sought is looked out for. Change the state first."))
    if case.citizen.is_protected:
        return no(_("Name and address protection: call those who may help instead."))
    return may(actor, Permission.CITIZEN_WRITE)


def can_withdraw_lookout(*, actor: Actor, lookout: Lookout, at: datetime) -> Decision:
    """Say that a unit need look out no more."""
    if lookout.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if lookout.ended_at is not None or lookout.expires_at <= at:
        return no(_("It is ended already."))
    return may(actor, Permission.CITIZEN_WRITE)


def can_say_lookout_seen(*, actor: Actor) -> Decision:
    """Say that somebody whom the own unit looks out for was seen; readers of the shared scope do so, too."""
    return YES if actor.may(Permission.CITIZEN_READ) and actor.ceiling >= SHARED else no(ROLE)


def can_visit(*, actor: Actor) -> Decision:
    """Say where one goes in, and that one is out, or that a colleague is."""
    return may(actor, Permission.VISIT)


def can_extend_visit(*, actor: Actor, visit: Visit) -> Decision:
    """Stay longer: only whoever is in, and only while they are."""
    if visit.by_id != actor.user_id or visit.out_at is not None:
        return no(_("Only whoever is in can stay longer."))
    return may(actor, Permission.VISIT)


def can_find(*, actor: Actor) -> Decision:
    """Ask for a citizen whom one does not see: standing with them, known, on duty."""
    return YES if actor.may(Permission.CITIZEN_FIND) else no(ROLE)


def can_break_glass(*, actor: Actor) -> Decision:
    """Open a citizen because life is in danger."""
    return YES if actor.may(Permission.CITIZEN_GLASS) else no(ROLE)


def can_close_ground(*, actor: Actor, user_id: UUID | None) -> Decision:
    """End what somebody opened for themselves: that person, or a coordinator of the unit that has the case."""
    if user_id == actor.user_id or actor.may(Permission.GROUND_OPENED):
        return YES
    return no(_("Only the one who opened it, or the coordinator, can end it."))


def can_search_on_duty(*, actor: Actor, until: datetime | None) -> Decision:
    """Search among the Hjemløseenhed's citizens. until: when the shift's time is over; None when it is not on."""
    if until is None:
        return no(_("You are not on duty now. It begins an hour before the shift."))
    return can_find(actor=actor)
