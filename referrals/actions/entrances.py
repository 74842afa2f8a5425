"""What a unit says of its own way in."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from referrals.choices import Room
from referrals.models import Entrance
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Stale


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a unit's own about whoever comes."""

    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class EntranceFacts:
    """Whether a unit takes referrals, from whom, and whether it has room. look_within_hours: when one comes back.

    questions: its own of its target group, ten at most; none: those of every unit (002).
    """

    is_open: bool = True
    closed_because: str = ""
    is_public: bool = False
    room: str = Room.ROOM
    room_note: str = ""
    look_within_hours: int = 72
    questions: Sequence[Question] = ()


@action
def set_entrance(*, unit_id: UUID, version: int, facts: EntranceFacts, by: Actor, at: datetime) -> None:
    """Write what a unit says; version 0 where it says nothing yet. Raises Denied; Stale."""
    said = Entrance(unit_id=unit_id, **{name: value for name, value in asdict(facts).items() if name != "questions"})
    said.full_clean(exclude=["unit"], validate_unique=False, validate_constraints=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT entrance_write(%s, %s, %s)", [unit_id, version, json.dumps(asdict(facts))])
        if not cursor.fetchone()[0]:
            raise Stale(Entrance.objects.get(pk=unit_id))
