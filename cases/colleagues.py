"""Who in the unit can have citizens on their list."""

from datetime import datetime
from uuid import UUID

from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, CEILING
from udsatte.accounts.models import Membership
from udsatte.accounts.querysets import MembershipQuerySet

_ROLES = [role for role, ceiling in CEILING.items() if ceiling >= CASEWORK]


def caseworkers(*, unit_id: UUID, at: datetime) -> MembershipQuerySet:
    """Memberships in force of those whose role does casework."""
    return Membership.objects.of_unit(unit_id).open_at(at).with_role(_ROLES)


def names(*, unit_id: UUID, at: datetime) -> list[tuple[str, str]]:
    """(id, name) of each, by name, for a list to choose from."""
    rows = caseworkers(unit_id=unit_id, at=at).order_by("user__full_name").values_list("user_id", "user__full_name")
    return [(str(user_id), name) for user_id, name in rows]


def others(*, actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """The same without the person: who may have been there, or may be asked to watch."""
    return [(pk, name) for pk, name in names(unit_id=actor.unit_id, at=at) if pk != str(actor.user_id)]
