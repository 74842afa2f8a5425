"""How many citizens each colleague has, who has room for the next one, and who is away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import states
from cases.colleagues import caseworkers
from cases.merged import joined_unseen_first
from cases.models import Assignment, Citizen
from udsatte.access.actor import Actor
from udsatte.accounts.choices import Role
from udsatte.accounts.models import Leave, Membership
from udsatte.web import days
from udsatte.web.addresses import address

#: So many whom nobody has stand on I dag; the rest is on the board.
UNASSIGNED = 5


@dataclass(frozen=True, slots=True)
class Load:
    """A colleague's list as a number: citizens (the dead do not count), and the room for them.

    unknown: of how many of them nobody knows the name. They take room as everybody, and are told apart.
    leaves: those that hold or are to come, soonest first.
    """

    membership_id: UUID
    user_id: UUID
    name: str
    role: str
    count: int
    capacity: int
    unknown: int = 0
    leaves: Sequence[Leave] = field(default=())

    @property
    def room(self) -> int:
        """How many more; never less than none."""
        return max(self.capacity - self.count, 0)

    @property
    def coordinates(self) -> bool:
        """Whether the lists are the person's work, and an own list the exception."""
        return self.role == Role.COORDINATOR

    @property
    def words(self) -> str:
        """ "13 af 15", "13 af 15, 2 uden navn"."""
        return load_words(self.count, self.capacity, self.unknown)

    @property
    def room_words(self) -> str:
        """ "kan tage 2", "fuldt"."""
        if not self.room:
            return _("full")
        return ngettext("can take %(count)s", "can take %(count)s", self.room) % {"count": self.room}

    def away(self, at: datetime) -> Leave | None:
        """The leave that holds today."""
        today = days.day_of(at)
        return next((leave for leave in self.leaves if leave.starts_on <= today), None)

    def said(self, at: datetime) -> str:
        """For a list to choose from: "13 af 15 · kan tage 2", or that the person is away."""
        leave = self.away(at)
        return f"{self.words} · {away_words(leave, at)}" if leave else f"{self.words} · {self.room_words}"


def load_words(count: int, capacity: int, unknown: int = 0) -> str:
    """ "13 af 15", "13 af 15, 2 uden navn"."""
    words = _("%(count)s of %(capacity)s") % {"count": count, "capacity": capacity}
    return f"{words}, {unknown_words(unknown)}" if unknown else words


def unknown_words(count: int) -> str:
    """ "2 uden navn": of so many nobody knows the name."""
    return ngettext("%(count)s without a name", "%(count)s without a name", count) % {"count": count}


def away_words(leave: Leave, at: datetime) -> str:
    """ "væk til 3.12., Anna Testsen står i stedet"."""
    return _("away until %(day)s, %(name)s stands in") % {
        "day": days.short_day(leave.ends_on, at),
        "name": leave.deputy.full_name,
    }


def capacity_of(said: int | None) -> int:
    """What somebody has room for: as the coordinator said, or else as everybody."""
    return settings.CASELOAD_CAPACITY if said is None else said


def places_of(unit_id: UUID, at: datetime) -> list[Membership]:
    """The unit's caseworkers by name, with the person. One statement."""
    return list(caseworkers(unit_id=unit_id, at=at).by_name())


def leaves_of(unit_id: UUID, at: datetime) -> dict[UUID, list[Leave]]:
    """Who in the unit is or will be away. One statement."""
    found: dict[UUID, list[Leave]] = {}
    for leave in Leave.objects.of_unit(unit_id).not_over(at).for_list():
        found.setdefault(leave.user_id, []).append(leave)
    return found


def loads_of(
    places: Sequence[Membership], counts: Mapping[UUID, tuple[int, int]], leaves: Mapping[UUID, Sequence[Leave]]
) -> list[Load]:
    """Each colleague's list as a number."""
    return [
        Load(
            membership_id=place.pk,
            user_id=place.user_id,
            name=place.user.full_name,
            role=place.role,
            count=counts.get(place.user_id, (0, 0))[0],
            unknown=counts.get(place.user_id, (0, 0))[1],
            capacity=capacity_of(place.capacity),
            leaves=leaves.get(place.user_id, ()),
        )
        for place in places
    ]


def loads(*, actor: Actor, at: datetime) -> list[Load]:
    """Everybody who does casework in the reader's unit, by name. Three statements."""
    places = places_of(actor.unit_id, at)
    counts = Assignment.objects.visible_to(actor).counted(actor.unit_id, [place.user_id for place in places])
    return loads_of(places, counts, leaves_of(actor.unit_id, at))


def most_room_first(found: Sequence[Load], at: datetime) -> list[Load]:
    """Who can take the next one: most room first, then who coordinates, whoever is away last."""
    return sorted(
        found, key=lambda load: (load.away(at) is not None, load.coordinates, -load.room, load.count, load.name)
    )


@dataclass(frozen=True, slots=True)
class TeamRoom:
    """Whom nobody has on their list, longest unseen first, and who can take the next one.

    count: how many there are, "5+" when more than are shown. loads: each colleague's name and what to say of it.
    """

    unassigned: list[dict[str, Any]]
    count: str
    loads: list[tuple[str, str]]


def room_of_team(*, actor: Actor, at: datetime) -> TeamRoom:
    """For the coordinator's day. Four statements."""
    team = most_room_first(loads(actor=actor, at=at), at)
    waiting = Citizen.objects.visible_to(actor).waiting_in(actor.unit_id, [load.user_id for load in team])
    found = joined_unseen_first(list(waiting[: UNASSIGNED + 1]), actor=actor)
    rows = [
        {
            "name": citizen.name,
            "url": address("cases:citizen", citizen.pk),
            "met": states.shown(citizen, at),
            "assign_url": address("cases:case_assign", citizen.case_id),
        }
        for citizen in found[:UNASSIGNED]
    ]
    count = f"{UNASSIGNED}+" if len(found) > UNASSIGNED else str(len(found))
    return TeamRoom(rows, count, [(load.name, load.said(at)) for load in team])
