"""Policies about cases, lists of citizens, leave and next steps."""

from django.utils.translation import gettext_lazy as _

from cases.choices import CASE_TRANSITIONS
from cases.models import (
    Case,
    FollowUp,
)
from cases.policies.answers import OTHER_UNIT, ROLE, may
from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import SHARED, Permission
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Leave


def can_assign(*, actor: Actor, case: Case) -> Decision:
    """Change whose list the citizen stands on."""
    if case.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if not case.is_open:
        return no(_("The case is closed. Reopen it first."))
    return may(actor, Permission.CASE_ASSIGN)


def can_plan_loads(*, actor: Actor) -> Decision:
    """Say how many citizens a colleague of the unit has room for; the figures are no citizen's."""
    return YES if actor.may(Permission.CASELOAD_PLAN) and actor.ceiling >= SHARED else no(ROLE)


def can_plan_leave(*, actor: Actor, role: str) -> Decision:
    """Say that somebody of the unit is away. role: theirs. Nobody lengthens the leave by which she is coordinator."""
    if role == Role.COORDINATOR and actor.is_lent:
        return no(_("A coordinator's own leave is planned by the coordinator or the manager."))
    return can_plan_loads(actor=actor)


def can_stop_leave(*, actor: Actor, leave: Leave) -> Decision:
    """Say that somebody is back, or does not go: whoever is away, and those who plan."""
    if leave.user_id == actor.user_id:
        return YES
    return can_plan_leave(actor=actor, role=Role.COORDINATOR if leave.lends_role else "")


def can_change_status(*, actor: Actor, case: Case, to: str) -> Decision:
    """Move a case to another state. No rule does it by itself: a person does, with a reason."""
    if case.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if to not in CASE_TRANSITIONS[case.status]:
        return no(_("The case has changed meanwhile."))
    return may(actor, Permission.CASE_CLOSE)


def can_finish(*, actor: Actor, follow_up: FollowUp) -> Decision:
    """Mark a follow-up of the own unit as done, whoever owns it."""
    if follow_up.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if follow_up.done_at is not None:
        return no(_("It is done already."))
    return may(actor, Permission.FOLLOWUP)


def can_change_follow_up(*, actor: Actor, follow_up: FollowUp) -> Decision:
    """Give a follow-up of the own unit another day or another owner, whoever owns it."""
    return can_finish(actor=actor, follow_up=follow_up)


def can_see_notices(*, actor: Actor) -> Decision:
    """Mark what the own unit was told as seen; readers of the shared scope do so for their units, too."""
    return YES if actor.may(Permission.NOTICES) and actor.ceiling >= SHARED else no(ROLE)


def can_export(*, actor: Actor) -> Decision:
    """Take the unit's citizens and contacts out as a file. For one with casework: others' figures are in reports."""
    return may(actor, Permission.CASELOAD_EXPORT)


def can_import(*, actor: Actor) -> Decision:
    """Take the unit's own list in."""
    return may(actor, Permission.CASELOAD_IMPORT)
