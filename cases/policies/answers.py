"""The sentences and the question that every policy shares."""

from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import CASEWORK, Permission

ROLE = _("Your role cannot do this.")
OTHER_UNIT = _("This belongs to another unit.")


def may(actor: Actor, permission: Permission) -> Decision:
    """Whether the role has the permission, and does casework."""
    return YES if actor.may(permission) and actor.ceiling >= CASEWORK else no(ROLE)
