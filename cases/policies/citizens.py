"""Policies about a citizen and what stands on one."""

from django.utils.translation import gettext_lazy as _

from cases.models import (
    Citizen,
    Identifier,
    Relative,
)
from cases.policies.answers import OTHER_UNIT, may
from udsatte.access.actor import Actor
from udsatte.access.decisions import Decision, no
from udsatte.access.permissions import Permission


def can_register(*, actor: Actor) -> Decision:
    """Make a citizen."""
    return may(actor, Permission.CITIZEN_WRITE)


def can_change_citizen(*, actor: Actor) -> Decision:
    """Correct what stands on a citizen."""
    return may(actor, Permission.CITIZEN_WRITE)


def can_merge(*, actor: Actor) -> Decision:
    """Hold two citizens to be one person, or two after all; which ones, the database says."""
    return may(actor, Permission.CITIZEN_WRITE)


def can_reveal(*, actor: Actor) -> Decision:
    """See a whole CPR number; it is logged."""
    return may(actor, Permission.CITIZEN_REVEAL)


def can_record_death(*, actor: Actor, citizen: Citizen) -> Decision:
    """Record that a citizen has died. Only a person does, and one death stands at most."""
    if citizen.died_on is not None:
        return no(_("It is recorded already that the citizen has died."))
    return may(actor, Permission.CITIZEN_WRITE)


def can_withdraw_death(*, actor: Actor, citizen: Citizen) -> Decision:
    """Take back a death that was recorded by mistake."""
    if citizen.died_on is None:
        return no(_("No death is recorded."))
    return may(actor, Permission.CITIZEN_WRITE)


def can_end_relative(*, actor: Actor, relative: Relative) -> Decision:
    """Say that what a relative may be told holds no more."""
    if relative.unit_id != actor.unit_id:
        return no(OTHER_UNIT)
    if relative.ended_at is not None:
        return no(_("It is ended already."))
    return may(actor, Permission.CITIZEN_WRITE)


def can_end_identifier(*, actor: Actor, identifier: Identifier) -> Decision:
    """Say that a number holds no more, or was a mistake."""
    if identifier.ended_at is not None:
        return no(_("It is ended already."))
    return may(actor, Permission.CITIZEN_WRITE)
