"""Policies about what happened with a citizen, and what others told."""

from django.utils.translation import gettext_lazy as _

from cases.choices import AdditionKind
from cases.models import (
    ContactLine,
    Sighting,
    StaffLine,
    Tip,
)
from cases.policies.answers import OTHER_UNIT, ROLE, may
from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission


def can_log_contact(*, actor: Actor) -> Decision:
    """Log a contact with citizens whom the unit has casework on."""
    return may(actor, Permission.CONTACT_LOG)


def can_settle_intake(*, actor: Actor) -> Decision:
    """File or set aside what waits of the contacts that were written without a net."""
    return may(actor, Permission.CONTACT_INTAKE)


def can_add_to_note(*, actor: Actor, line: ContactLine, kind: AdditionKind = AdditionKind.ADDITION) -> Decision:
    """Say something to a signed note of the own unit that stands; ask and thank only a colleague."""
    if line.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if line.struck_at is not None:
        return no(_("It is struck already."))
    if kind in {AdditionKind.QUESTION, AdditionKind.THANKS} and line.by_id == actor.user_id:
        return no(_("It is your own contact."))
    return may(actor, Permission.CONTACT_LOG)


def can_strike(*, actor: Actor, line: ContactLine) -> Decision:
    """Strike a line on the wrong citizen: who wrote it, or the coordinator."""
    if line.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if line.struck_at is not None:
        return no(_("It is struck already."))
    if line.by_id != actor.user_id and not actor.may(Permission.CONTACT_STRUCK):
        return no(_("Only the author or the coordinator can strike it."))
    return may(actor, Permission.CONTACT_STRIKE)


def can_strike_sighting(*, actor: Actor, sighting: Sighting) -> Decision:
    """Strike a sighting of the wrong citizen: who wrote it, or the coordinator; what a partner wrote, a coordinator."""
    reported = sighting.told_unit_id == sighting.unit_id
    if sighting.unit_id != actor.unit_id and not reported:
        return no(OTHER_UNIT)
    if sighting.struck_at is not None:
        return no(_("It is struck already."))
    own = sighting.unit_id == actor.unit_id and sighting.by_id == actor.user_id
    if not own and not actor.may(Permission.CONTACT_STRUCK):
        return no(_("Only the author or the coordinator can strike it."))
    return may(actor, Permission.CONTACT_STRIKE)


def can_log_call(*, actor: Actor) -> Decision:
    """Write down who has rung."""
    return may(actor, Permission.CALL)


def can_settle_tip(*, actor: Actor, tip: Tip) -> Decision:
    """Say who it is that the unit was told of, or set it aside."""
    if not tip.is_open:
        return no(_("A colleague was first."))
    return may(actor, Permission.TIP)


def can_say_seen(*, actor: Actor) -> Decision:
    """Tell that somebody is here. Nothing is answered, so no ceiling is asked for."""
    return YES if actor.may(Permission.SEEN_HERE) else no(ROLE)


def can_strike_staff(*, actor: Actor, line: StaffLine) -> Decision:
    """Strike what stands about the staff of a place: who wrote it, or the coordinator. `line` with its contact."""
    if line.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if line.struck_at is not None:
        return no(_("It is struck already."))
    if line.contact.by_id != actor.user_id and not actor.may(Permission.CONTACT_STRUCK):
        return no(_("Only the author or the coordinator can strike it."))
    return may(actor, Permission.CONTACT_STRIKE)
