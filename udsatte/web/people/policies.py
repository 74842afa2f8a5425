"""May this administrator do that with somebody's place? The functions of the database ask the same again.

A place that is here is one that the administrator looks after.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Membership
from udsatte.web.people.standing import Standing

_LAST = _("The organisation would be without an administrator. Invite another one first.")


def can_change(*, actor: Actor, place: Membership, facts: Standing, at: datetime) -> Decision:
    """Change somebody else's role, unit, training or last day."""
    if place.user_id == actor.user_id:
        return no(_("Nobody changes her own role. Ask another administrator."))
    return _open(actor, place, at) and _not_the_last(place, facts)


def can_end(*, actor: Actor, place: Membership, facts: Standing, at: datetime) -> Decision:
    """End a place. One's own only where another one stays open."""
    if place.user_id == actor.user_id and not facts.has_other:
        return no(_("This is your only place: you would lock yourself out. Ask another administrator to end it."))
    return _open(actor, place, at) and _not_the_last(place, facts)


def can_start_over(*, actor: Actor, place: Membership, facts: Standing) -> Decision:
    """Let somebody choose a new password and set up the second step anew."""
    return _whole_person(actor, place, facts)


def can_shut_out(*, actor: Actor, place: Membership, facts: Standing) -> Decision:
    """Shut somebody out of everything, or let them in again."""
    return _whole_person(actor, place, facts) and (_not_the_last(place, facts) if place.user.is_active else YES)


def _open(actor: Actor, place: Membership, at: datetime) -> Decision:
    if place.ends_at is not None and place.ends_at <= at:
        return no(_("It has ended already."))
    return YES if actor.may(Permission.PEOPLE) else no(_("Your role cannot do this."))


def _not_the_last(place: Membership, facts: Standing) -> Decision:
    return no(_LAST) if place.role == Role.ADMINISTRATOR and facts.leaves_nobody else YES


def _whole_person(actor: Actor, place: Membership, facts: Standing) -> Decision:
    if place.user_id == actor.user_id:
        return no(_("For yourself, use My page, or ask another administrator."))
    if facts.is_shared:
        return no(_("The person also works for another organisation, whose administrator must do this."))
    return YES if actor.may(Permission.PEOPLE) else no(_("Your role cannot do this."))
