"""Writing down that somebody else has seen a citizen. It moves the clock *set*, never *truffet*."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.actions.storing import store
from cases.models import Case, Citizen, Sighting
from cases.policies import can_log_contact, can_strike_sighting
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class NotWorkedWith(Foreseen):
    """The unit has no open case on the citizen, or cannot see who it is."""

    field = "who"


class ImpossibleSighting(Foreseen):
    """It would lie in the future, before the citizen was born, or after the citizen had died."""

    field = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who saw somebody, where and when."""

    told_kind: str
    happened_at: datetime
    told_unit_id: UUID | None = None
    told_name: str = ""
    place_id: UUID | None = None
    whereabouts: str = ""


@action
def log_sighting(*, citizen_id: UUID, seen: Seen, by: Actor, at: datetime, key: UUID) -> UUID:
    """Write down that somebody else has seen the citizen. The same key again saves nothing.

    Raises Denied; NotWorkedWith; ImpossibleSighting.
    """
    can_log_contact(actor=by).require()
    return once(by=by, key=key, action="log_sighting", at=at, do=lambda: store_sighting(citizen_id, seen, by, at).pk)[0]


def store_sighting(citizen_id: UUID, seen: Seen, by: Actor, at: datetime) -> Sighting:
    """The row, within an action. Raises NotWorkedWith; ImpossibleSighting."""
    citizen = Citizen.objects.visible_to(by).filter(pk=citizen_id).first()
    if citizen is None or not Case.objects.visible_to(by).filter(citizen=citizen, unit_id=by.unit_id).exists():
        raise NotWorkedWith(_("Choose citizens whom your unit works with."))
    day = localdate(seen.happened_at)
    if seen.happened_at > at:
        raise ImpossibleSighting(_("It cannot have happened yet."))
    if citizen.born_after(day):
        raise ImpossibleSighting(_("The citizen was not born then."))
    if citizen.died_before(day):
        raise ImpossibleSighting(_("The citizen had died then. Say another day, or another citizen."))
    sighting = Sighting(
        citizen=citizen,
        unit_id=by.unit_id,
        by_id=by.user_id,
        at=seen.happened_at,
        saved_at=at,
        place_id=seen.place_id,
        whereabouts=seen.whereabouts,
        told_kind=seen.told_kind,
        told_unit_id=seen.told_unit_id,
        told_name=seen.told_name,
    )
    store(sighting, exclude=["citizen", "unit", "by", "place", "told_unit"])
    return sighting


@action
def strike_sighting(*, sighting_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Strike a sighting of somebody else: it counts nowhere any more. Raises Denied; NoReason."""
    sighting = Sighting.objects.visible_to(by).get(pk=sighting_id)
    can_strike_sighting(actor=by, sighting=sighting).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sighting_strike(%s, %s)", [sighting_id, reasoned(reason, longest=500)])
