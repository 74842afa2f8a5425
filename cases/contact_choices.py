"""What Log kontakt offers this worker now, in the order that this worker needs it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from cases.colleagues import names
from cases.contact_form import Choices
from cases.contact_parts import COMPANY, WALK
from cases.models import Citizen, ContactLine, Place, Service
from udsatte.access.actor import Actor
from udsatte.accounts.models import DirectoryEntry
from udsatte.web import days

USUAL_PLACES = 6
USUAL_DAYS = 60
#: Those who are usually at a place, whoever's list they stand on.
USUALLY_THERE = 20


def choices(
    *,
    actor: Actor,
    at: datetime,
    asked: UUID | None = None,
    meant: Iterable[UUID | None] = (),
    everybody: bool = False,
    place_id: UUID | None = None,
    parts: Iterable[str] = (),
) -> Choices:
    """My caseload, longest unseen first; the whole team's when asked for, or when somebody else's citizen is meant.

    asked: whom the page was opened for; meant: who is chosen in it already. place_id: where the worker stands, when
    that was said first: those who are usually there come on top, whoever's they are.
    """
    since = at - timedelta(days=USUAL_DAYS)
    places = list(Place.objects.offered())
    offered = {place.pk: place for place in places}
    here = offered.get(place_id) if place_id else None
    citizens = _citizens(actor, asked, meant, everybody=everybody)
    if here:
        team = Citizen.objects.visible_to(actor).select_related("clock").of_unit(actor.unit_id)
        there = list(team.usually_at(here.pk, unit_id=actor.unit_id, since=since).unseen_first()[:USUALLY_THERE])
        usual = {citizen.pk for citizen in there}
        citizens = there + [citizen for citizen in citizens if citizen.pk not in usual]
    # Whom the page was opened for stands first.
    citizens.sort(key=lambda citizen: citizen.pk != asked)
    habits = ContactLine.objects.visible_to(actor).habits_of(actor.user_id, since)
    usual_places = [offered[pk] for pk in habits.places if pk in offered]
    if here:
        usual_places = [here, *(place for place in usual_places if place != here)]
    return Choices(
        citizens=citizens,
        usual_places=(usual_places or places)[:USUAL_PLACES],
        places=places,
        services=sorted(Service.objects.offered(), key=lambda service: -habits.services[service.code]),
        colleagues=colleagues(actor, at) if COMPANY in parts else (),
        efforts=efforts(at) if WALK in parts else (),
        here=here,
    )


def _citizens(actor: Actor, asked: UUID | None, meant: Iterable[UUID | None], *, everybody: bool) -> list[Citizen]:
    team = Citizen.objects.visible_to(actor).select_related("clock")
    if everybody:
        return list(team.of_unit(actor.unit_id).unseen_first())
    mine = list(team.on_list_of(actor.user_id, actor.unit_id).unseen_first())
    others = {pk for pk in (asked, *meant) if pk is not None} - {citizen.pk for citizen in mine}
    return mine + list(team.of_unit(actor.unit_id).filter(pk__in=others)) if others else mine


def colleagues(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """(id, name) of those who may have been there, too."""
    return [(pk, name) for pk, name in names(unit_id=actor.unit_id, at=at) if pk != str(actor.user_id)]


def efforts(at: datetime) -> list[tuple[str, str]]:
    """(id, name) of the directory's efforts that run: where somebody can be walked to."""
    running = DirectoryEntry.objects.running_on(days.day_of(at)).order_by("unit__name")
    return [(str(pk), name) for pk, name in running.values_list("unit_id", "unit__name")]
