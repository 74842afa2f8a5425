"""Who in the unit can have citizens on their list."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, CEILING
from udsatte.accounts.models import DutyShift, Membership, Unit
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


def company(*, actor: Actor, at: datetime, inside: Collection[UUID]) -> list[tuple[str, str]]:
    """(name, telephone) of who could come along: who is on duty, then the colleagues at work. Nobody who is inside."""
    house = Unit.objects.get(pk=actor.unit_id).house_id
    on_duty = DutyShift.objects.planned().of_house(house).running(at).for_roster()
    found = {shift.user_id: (_("%(name)s, on duty") % {"name": shift.who}, shift.phone) for shift in on_duty}
    for place in caseworkers(unit_id=actor.unit_id, at=at).present(at).by_name():
        found.setdefault(place.user_id, (place.user.full_name, place.user.phone))
    return [said for user_id, said in found.items() if user_id not in {actor.user_id, *inside}]
