"""May this person do this? Pure functions; what the database shows to whom is its own business."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission

_ROLE = _("Your role cannot do this.")


def can_audit(*, actor: Actor) -> Decision:
    """Read the access log, and say what came of a look."""
    return YES if actor.may(Permission.AUDIT) else no(_ROLE)


def can_review(*, actor: Actor, user_id: UUID | None) -> Decision:
    """Say what came of a look. user_id: whose look it is; nobody judges her own."""
    if user_id == actor.user_id:
        return no(_("This is a look of your own. Another auditor reviews it."))
    return can_audit(actor=actor)


def can_list_looks(*, actor: Actor) -> Decision:
    """Make the list of who has looked, for the citizen."""
    return YES if actor.may(Permission.CITIZEN_LOOKS) else no(_ROLE)
