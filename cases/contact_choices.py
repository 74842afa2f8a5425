"""What Log kontakt offers this worker now, in the order that this worker needs it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from cases.colleagues import others
from cases.contact_form import Choices
from cases.contact_parts import COMPANY, WALK
from cases.merged import joined_unseen_first
from cases.models import Citizen, ContactLine, Place, Service
from cases.querysets import CitizenQuerySet, Habits
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
    habits = ContactLine.objects.visible_to(actor).habits_of(actor.user_id, since)
    places = list(Place.objects.offered())
    here = next((place for place in places if place.pk == place_id), None)
    citizens = _citizens(actor, asked, meant, everybody=everybody)
    if here:
        team = Citizen.objects.visible_to(actor).select_related("clock").of_unit(actor.unit_id)
        there = list(team.usually_at(here.pk, unit_id=actor.unit_id, since=since).once().unseen_first()[:USUALLY_THERE])
        usual = {citizen.pk for citizen in there}
        citizens = there + [citizen for citizen in citizens if citizen.pk not in usual]
    # Whom the page was opened for stands first.
    citizens.sort(key=lambda citizen: citizen.pk != asked)
    return Choices(
        citizens=citizens,
        usual_places=_usual(places, habits, here),
        places=places,
        services=sorted(Service.objects.offered(), key=lambda service: -habits.services[service.code]),
        colleagues=others(actor=actor, at=at) if COMPANY in parts else (),
        efforts=efforts(at) if WALK in parts else (),
        here=here,
    )


def places_of(*, actor: Actor, at: datetime) -> tuple[list[Place], list[Place]]:
    """Where this worker usually is, the last one first; and all other places."""
    habits = ContactLine.objects.visible_to(actor).habits_of(actor.user_id, at - timedelta(days=USUAL_DAYS))
    places = list(Place.objects.offered())
    usual = _usual(places, habits)
    return usual, [place for place in places if place not in usual]


def _usual(places: list[Place], habits: Habits, here: Place | None = None) -> list[Place]:
    offered = {place.pk: place for place in places}
    usual = [offered[pk] for pk in habits.places if pk in offered and offered[pk] != here]
    return ([*([here] if here else []), *usual] or places)[:USUAL_PLACES]


def _citizens(actor: Actor, asked: UUID | None, meant: Iterable[UUID | None], *, everybody: bool) -> list[Citizen]:
    team = Citizen.objects.visible_to(actor).select_related("clock")
    if everybody:
        return _each_once(team.of_unit(actor.unit_id).once(), actor)
    mine = _each_once(team.on_list_of(actor.user_id, actor.unit_id).once_in_unit(), actor)
    others = {pk for pk in (asked, *meant) if pk is not None} - {citizen.pk for citizen in mine}
    return mine + list(team.of_unit(actor.unit_id).filter(pk__in=others)) if others else mine


def _each_once(citizens: CitizenQuerySet, actor: Actor) -> list[Citizen]:
    return joined_unseen_first(list(citizens.with_others().unseen_first()), actor=actor)


def efforts(at: datetime) -> list[tuple[str, str]]:
    """(id, name) of the directory's efforts that run: where somebody can be walked to."""
    running = DirectoryEntry.objects.running_on(days.day_of(at)).order_by("unit__name")
    return [(str(pk), name) for pk, name in running.values_list("unit_id", "unit__name")]
