"""Who may be the same person, who is held to be, and what the pages show of them together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from cases import clocks
from cases.choices import Sex
from cases.masking import Face, known
from cases.models import Citizen, CitizenClock
from udsatte.access.actor import Actor
from udsatte.web import days
from udsatte.web.addresses import address


class Merge(NamedTuple):
    """A row that holds two citizens together, both of whom the reader sees."""

    id: UUID
    merged_from: UUID
    merged_into: UUID
    reason: str
    merged_at: datetime
    merged_by: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who may be the same person, and why."""

    citizen: Citizen
    face: Face
    why: str


def alike(citizen: Citizen, *, actor: Actor) -> list[Alike]:
    """Who may be the same person, most alike first, among those whom the reader sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_alike(%s)", [citizen.pk])
        found = {row[0]: row[2:] for row in cursor.fetchall()}
    plan = Citizen.objects.visible_to(actor).filter(pk__in=found).for_list().with_casework()
    citizens = {one.pk: one for one in plan}
    return [
        Alike(citizens[pk], known(citizens[pk], actor=actor), _why(*signs))
        for pk, signs in found.items()
        if pk in citizens
    ]


@dataclass(frozen=True, slots=True)
class Apart:
    """Somebody of whom the reader's unit has said that it is not the same person."""

    citizen: Citizen
    face: Face
    said_at: datetime
    said_by: str


def aparts(citizen: Citizen, *, actor: Actor) -> list[Apart]:
    """Whom the unit has held apart from this citizen, newest first. The others are fetched only when there are some."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_apart(%s)", [citizen.pk])
        said = cursor.fetchall()
    if not said:
        return []
    plan = Citizen.objects.visible_to(actor).filter(pk__in=[pk for pk, _at, _by in said]).for_list().with_casework()
    citizens = {one.pk: one for one in plan}
    return [Apart(citizens[pk], known(citizens[pk], actor=actor), at, by) for pk, at, by in said if pk in citizens]


def _why(by_name: bool, by_birth: bool, by_place: bool) -> str:
    signs = (
        (by_name, _("the name or alias sounds alike")),
        (by_birth, _("born about the same year")),
        (by_place, _("the same place")),
    )
    return ", ".join(words for is_so, words in signs if is_so)


def merges(citizen_id: UUID) -> list[Merge]:
    """The open merges of this person, as far as the reader sees both sides."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_merges(%s)", [citizen_id])
        return [Merge(*row) for row in cursor.fetchall()]


def doubles(citizens: list[Citizen]) -> set[UUID]:
    """Of a whole list, those whose person stands in it under another one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT citizen_doubles(%s)", [[citizen.pk for citizen in citizens]])
        return set(cursor.fetchone()[0])


def protected_persons(ids: Collection[UUID], *, actor: Actor) -> set[UUID]:
    """Of these citizens, those of whose person the reader sees somebody with name and address protection."""
    if not ids:
        return set()
    persons = Citizen.objects.visible_to(actor).filter(pk__in=ids).with_others().only("pk")
    everybody = {one.pk: {one.pk, *one.other_ids} for one in persons}
    among = Citizen.objects.visible_to(actor).filter(pk__in=set[UUID]().union(*everybody.values()), is_protected=True)
    protected = set(among.values_list("pk", flat=True))
    return {pk for pk, person in everybody.items() if person & protected}


def others_of(citizen: Citizen, *, actor: Actor) -> list[Citizen]:
    """Those who are one person with this citizen (from `for_detail`), with clocks. No statement when nobody is."""
    ids = [pk for pk in citizen.union_ids if pk != citizen.pk]
    if not ids:
        return []
    return list(Citizen.objects.visible_to(actor).filter(pk__in=ids).for_detail().with_casework().order_by("pk"))


def clock_of(citizen: Citizen, others: list[Citizen], *, actor: Actor) -> CitizenClock:
    """The newest that the reader may know of the person; attempts in vain since then are counted together.

    The others come `with_casework`. No statement when nobody is merged, or both were last met at the same moment.
    """
    return _clocks([(citizen, others)], actor=actor)[0]


def _clocks(persons: list[tuple[Citizen, list[Citizen]]], *, actor: Actor) -> list[CitizenClock]:
    # A row counts its attempts since it was met itself; the person may have been met since, as another one.
    later = {
        one.pk: met_at
        for citizen, others in persons
        if (met_at := _newest("met_at", [citizen, *others]))
        for one in (citizen, *others)
        if one.clock.met_at != met_at and one.clock.attempts
    }
    since = dict.fromkeys(later, 0) | (attempts_since(later) if later else {})
    return [_clock(citizen, others, since, actor=actor) for citizen, others in persons]


def _clock(citizen: Citizen, others: list[Citizen], since: dict[UUID, int], *, actor: Actor) -> CitizenClock:
    if not others:
        return citizen.clock
    every = [citizen, *others]
    attempts = sum(since.get(one.pk, one.clock.attempts) for one in every)
    names = ("met_at", "seen_at", "spoken_at", "attempted_at", "missed_at")
    moments = {name: _newest(name, every) for name in names}
    seen = next((one for one in every if one.clock.seen_at == moments["seen_at"]), citizen)
    of_seen = seen.clock
    newest = CitizenClock(citizen=citizen, attempts=attempts, **moments)  # from here on the citizen's own clock
    if seen is citizen or seen.has_case:  # who told of another one is that one's casework
        newest.told_kind, newest.told_name = of_seen.told_kind, of_seen.told_name
    if seen is citizen or known(seen, actor=actor).shows("CitizenClock", "seen_place"):
        newest.seen_place = of_seen.seen_place
    return newest


def _newest(name: str, every: list[Citizen]) -> Any:
    return max((at for one in every if (at := getattr(one.clock, name))), default=None)


def attempts_since(moments: dict[UUID, datetime]) -> dict[UUID, int]:
    """How often each of these citizens, as far as the reader sees them, was tried in vain after that moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM attempts_since(%s, %s)", [list(moments), list(moments.values())])
        return dict(cursor.fetchall())


def risk_of(citizen: Citizen, others: list[Citizen]) -> str:
    """What a colleague must do, whichever of the person's citizens it stands on: "Gå to", each once."""
    return " · ".join(dict.fromkeys(filter(None, (one.risk_instruction for one in (citizen, *others)))))


def joined(citizens: list[Citizen], *, actor: Actor) -> list[Citizen]:
    """The citizens of a list (`with_others`), each with clock and risk of their person, and whose it is.

    Two statements at most, and none when nobody in the list is merged.
    """
    ids = {pk for citizen in citizens for pk in citizen.other_ids}
    if not ids:
        return citizens
    plan = Citizen.objects.visible_to(actor).filter(pk__in=ids).for_list().with_casework()
    everybody = {other.pk: other for other in plan}
    persons = [(citizen, [everybody[pk] for pk in citizen.other_ids if pk in everybody]) for citizen in citizens]
    for (citizen, others), clock in zip(persons, _clocks(persons, actor=actor), strict=True):
        citizen.clock = clock
        citizen.risk_instruction = risk_of(citizen, others)
        citizen.is_named_elsewhere = any(not other.is_unknown for other in others)
        if others and not getattr(citizen, "open_assignments", True):
            citizen.open_assignments = [whose for other in others for whose in other.open_assignments]
    return citizens


def joined_unseen_first(citizens: list[Citizen], *, actor: Actor) -> list[Citizen]:
    """`joined` of a whole list that is longest unseen first, in that order again."""
    if not any(citizen.other_ids for citizen in citizens):
        return citizens
    return sorted(joined(citizens, actor=actor), key=_unseen)


def _unseen(citizen: Citizen) -> tuple[Any, ...]:
    """The order of `unseen_first`."""
    met_at = citizen.clock.met_at
    return citizen.died_on is not None, str(citizen.died_on or ""), met_at is not None, met_at or 0, citizen.pk


def side_by_side(one: Citizen, other: Citizen, *, actor: Actor, at: datetime) -> list[tuple[str, str, str, bool]]:
    """Field by field: label, the one's, the other's, and whether they say the same. Both come `for_detail`."""
    left, right = _facts(one, actor, at), _facts(other, actor, at)
    return [
        (label, value, right[label], value == right[label]) for label, value in left.items() if value or right[label]
    ]


def _facts(citizen: Citizen, actor: Actor, at: datetime) -> dict[str, str]:
    face = known(citizen, actor=actor)
    born_on, born_year = face.born
    born = days.day(born_on) if born_on else _("about %(year)s") % {"year": born_year} if born_year else ""
    return {
        _("Name"): face.name,
        _("Goes by"): ", ".join(citizen.alias_texts) if face.shows("Alias", "text") else "",
        _("Born"): born,
        _("Sex as registered"): str(Sex(citizen.sex).label) if citizen.sex != Sex.UNKNOWN else "",
        _("CPR number"): _("has one") if citizen.sealed_cpr and face.shows("Identifier", "ciphertext") else "",
        _("Features"): citizen.features if face.shows("Citizen", "features") else "",
        _("Phone"): ", ".join(citizen.phone_numbers) if face.shows("Phone", "number") else "",
        _("Usually to be found at"): (
            ", ".join(place.name for place in citizen.haunt_places) if face.shows("Haunt", "place") else ""
        ),
        _("Language"): citizen.language,
        _("Last met"): clocks.last_met(citizen, at).words,
        _("Last place"): face.place,
        _("Risk"): citizen.risk_instruction,
    }


def told(citizen: Citizen, others: list[Citizen], *, actor: Actor) -> list[UUID]:
    """Whose rows stand on the citizen's page: those of a masked one would say where and with whom."""
    return [citizen.pk, *(other.pk for other in others if not known(other, actor=actor).masked)]


def panel(others: list[Citizen], *, actor: Actor) -> list[dict[str, Any]]:
    """The others on the citizen's page: name and address."""
    faces = [known(other, actor=actor) for other in others]
    return [{"url": address("cases:citizen", face.citizen.pk), "face": face} for face in faces]
