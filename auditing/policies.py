"""May this person do this? Pure functions; what the database shows to whom is its own business."""

from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission

_ROLE = _("Your role cannot do this.")


def can_audit(*, actor: Actor) -> Decision:
    """Read the access log, and say what came of a look."""
    return YES if actor.may(Permission.AUDIT) else no(_ROLE)


def can_list_looks(*, actor: Actor) -> Decision:
    """Make the list of who has looked, for the citizen."""
    return YES if actor.may(Permission.CITIZEN_LOOKS) else no(_ROLE)
