"""May this administrator keep what the directory says of that organisation? The functions of the database ask again."""

from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission
from udsatte.accounts.models import Organisation, Unit


def can_keep(*, actor: Actor, own: Unit, organisation: Organisation, has_administrator: bool) -> Decision:
    """Change an organisation's entries: its own administrator, the one who manages it, any where it has none.

    own: the unit that the actor is at work in. has_administrator: whether somebody looks after the organisation.
    """
    if not actor.may(Permission.DIRECTORY_KEEP):
        return no(_("The administrator keeps the directory."))
    if has_administrator and own.organisation_id not in (organisation.pk, organisation.managing_organisation_id):
        return no(_("The organisation has an administrator of its own, who keeps this."))
    return YES
