"""Tavlen: everybody's list side by side, longest unseen on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cases import states
from cases.caseloads import Load, leaves_of, loads_of, places_of
from cases.merged import joined_unseen_first
from cases.models import Assignment, Citizen
from udsatte.access.actor import Actor
from udsatte.web.addresses import address


@dataclass(frozen=True, slots=True)
class Column:
    """A colleague's list; without a load the citizens whom nobody at work has.

    said: "13 af 15 · kan tage 2". open: whether somebody can be put on it.
    """

    load: Load | None
    cards: Sequence[dict[str, Any]]
    said: str = ""
    is_open: bool = True


def board(*, actor: Actor, at: datetime) -> list[Column]:
    """Nobody's first, then everybody by name. Four statements, however many citizens."""
    places = places_of(actor.unit_id, at)
    leaves = leaves_of(actor.unit_id, at)
    citizens = joined_unseen_first(list(Citizen.objects.visible_to(actor).for_board(actor.unit_id)), actor=actor)
    standing = Assignment.objects.visible_to(actor).in_unit(actor.unit_id, [citizen.pk for citizen in citizens])
    cards: dict[UUID | None, list[dict[str, Any]]] = {None: [], **{place.user_id: [] for place in places}}
    for citizen in citizens:
        assignment_id, caseworker_id = standing.get(citizen.pk, (None, None))
        column = cards.get(caseworker_id)
        (cards[None] if column is None else column).append(
            {
                "id": citizen.case_id,
                "name": citizen.name,
                "unknown": citizen.is_unknown and not citizen.is_named_elsewhere,
                "url": address("cases:citizen", citizen.pk),
                "met": states.shown(citizen, at),
                "seen": assignment_id or "",
                "move_url": f"{address('cases:case_assign', citizen.case_id)}?back=board",
            }
        )
    counts = {
        place.user_id: (len(cards[place.user_id]), sum(card["unknown"] for card in cards[place.user_id]))
        for place in places
    }
    loads = loads_of(places, counts, leaves)
    own = [Column(load, cards[load.user_id], load.said(at), load.away(at) is None) for load in loads]
    return [Column(None, cards[None]), *own]
