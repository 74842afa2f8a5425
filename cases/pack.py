"""The pack: what a caseworker needs to log contacts where there is no net, and no more.

It leaves the building on a device, so a protected citizen is initials and a year of birth in it: no alias, no haunts,
no place. No citizen's name, number or note is in it. Colleagues have their names, as on the duty roster.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases.colleagues import others
from cases.contact_choices import efforts
from cases.merged import risk_of
from cases.models import Citizen, ContactLine, Place, Service
from udsatte.access.actor import Actor
from udsatte.accounts.models import DutyShift, Unit
from udsatte.web import days
from udsatte.web.offline.keys import Issue, owner, public_key

#: As Log kontakt offers them (views/contacts.py).
USUAL_PLACES = 6
USUAL_DAYS = 60
#: Duty, for as long as the pack can be read.
DUTY_AHEAD = timedelta(hours=24)
#: More is no caseload.
MOST = 200


def pack_for(*, actor: Actor, at: datetime) -> tuple[dict[str, Any], list[UUID]]:
    """The pack of everybody on this person's list, and whom it holds, for the access log."""
    citizens = list(
        Citizen.objects.visible_to(actor)
        .on_list_of(actor.user_id, actor.unit_id)
        .living()
        .once_in_unit()
        .unseen_first()
        .for_pack()
        .with_others()[:MOST]
    )
    ids = {pk for citizen in citizens for pk in citizen.other_ids}
    people = {other.pk: other for other in Citizen.objects.visible_to(actor).filter(pk__in=ids)} if ids else {}
    places = list(Place.objects.offered())
    services = list(Service.objects.offered())
    habits = ContactLine.objects.visible_to(actor).habits_of(actor.user_id, at - timedelta(days=USUAL_DAYS))
    known = {place.pk: place for place in places}
    usual = [known[pk] for pk in habits.places if pk in known][:USUAL_PLACES] or places[:USUAL_PLACES]
    services.sort(key=lambda service: -habits.services[service.code])
    pack = {
        "owner": owner(actor.user_id),
        "key": public_key(actor.user_id),
        "issued": Issue(actor.user_id, actor.unit_id, at).signed(),
        "at": at.isoformat(),
        "unit": str(actor.unit_id),
        "unit_name": actor.unit_name,
        "citizens": [
            _citizen(citizen, [people[pk] for pk in citizen.other_ids if pk in people]) for citizen in citizens
        ],
        "usual": [str(place.pk) for place in usual],
        "places": [{"id": str(place.pk), "name": place.name} for place in places],
        "services": [{"code": service.code, "name": service.name} for service in services],
        "colleagues": _named(others(actor=actor, at=at)),
        "efforts": _named(efforts(at)),
        "duty": _duty(actor, at),
    }
    return pack, [*(citizen.pk for citizen in citizens), *people]


def _citizen(citizen: Citizen, others: list[Citizen]) -> dict[str, str]:
    """others: who is one person with the citizen, as far as the reader sees them."""
    hidden = any(one.is_protected for one in (citizen, *others))
    year = citizen.birth_on.year if citizen.birth_on else citizen.birth_year
    clock = citizen.clock
    place = "" if hidden or clock.seen_place is None else clock.seen_place.name
    return {
        "id": str(citizen.pk),
        "called": _("%(initials)s, born %(year)s") % {"initials": _initials(citizen), "year": year}
        if year
        else _initials(citizen),
        "alias": "" if hidden else ", ".join(citizen.alias_texts),
        "haunts": "" if hidden else ", ".join(citizen.haunt_names),
        "seen": ", ".join(filter(None, (_seen(clock.seen_at), place))),
        "risk": risk_of(citizen, others),
    }


def _named(choices: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": pk, "name": name} for pk, name in choices]


def _seen(at: datetime | None) -> str:
    """A date, not how long ago: the pack is read until tomorrow."""
    return _("seen %(day)s") % {"day": f"{days.local(at):%d.%m.}"} if at else _("never seen")


def _initials(citizen: Citizen) -> str:
    return "".join(f"{word[0]}." for word in (citizen.given_name, citizen.family_name) if word).upper()


def _duty(actor: Actor, at: datetime) -> list[dict[str, str]]:
    """Who answers from now on, with the number."""
    house = Unit.objects.get(pk=actor.unit_id).house_id
    shifts = DutyShift.objects.planned().of_house(house).between(at, at + DUTY_AHEAD).for_roster()
    return [
        {
            "who": shift.who,
            "phone": shift.phone,
            "from": shift.starts_at.isoformat(),
            "to": shift.ends_at.isoformat(),
        }
        for shift in shifts
    ]
