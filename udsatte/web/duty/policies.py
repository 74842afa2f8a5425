"""May this person plan who answers for that unit? The database function asks the same again."""

from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.decisions import YES, Decision, no
from udsatte.access.permissions import Permission
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Unit


def can_plan(*, actor: Actor, own: Unit, unit: Unit) -> Decision:
    """Plan for a unit: its administrator, and the coordinator and the manager of the same Hjemløseenhed.

    own: the unit that the actor is at work in. Both with their organisation.
    """
    if not actor.may(Permission.DUTY_PLAN):
        return no(_("The coordinator and the manager plan who answers."))
    if actor.role == Role.ADMINISTRATOR:
        is_managed = own.organisation_id in (unit.organisation_id, unit.organisation.managing_organisation_id)
        return YES if is_managed else no(_("Another organisation looks after this unit."))
    return YES if own.is_of_same_house(unit) else no(_("This belongs to another unit."))
