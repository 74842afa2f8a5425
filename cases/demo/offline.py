"""Two contacts from a basement without a net that could not be filed by themselves, for the coordinator."""

import json
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from cases import actions
from cases.demo.month import Month
from udsatte.access.actor import Actor
from udsatte.web.offline.keys import Issue, seal

#: Somebody whom the team stopped working with before that evening; nobody here sees them.
GONE = UUID("5f0c1d9e-0000-4000-8000-000000000014")


def plan(month: Month) -> None:
    """Bo's evening, sent the next morning."""
    for number, (step, clock) in enumerate(((_clock, "08.05"), (_gone, "08.06"))):
        month.do(month.moment(1, clock), "bo", partial(step, month, UUID(int=14_000 + number)))


def _clock(month: Month, key: UUID, by: Actor, at: datetime) -> None:
    """The phone said that it was last year, and its list had come from no pack that we know."""
    happened = at - timedelta(days=365, hours=9)
    said = "Sad i trappeopgangen. Havde spist."
    with_her = {"called": "Manden med cykeltasken", "features": "Omkring 50, rød hue", "outcome": "met", "note": ""}
    _send(key, month.citizens["nanna"], "N.T., født 1985", said, happened, "", by, at, unknown=with_her, minutes=20)


def _gone(month: Month, key: UUID, by: Actor, at: datetime) -> None:
    happened = at - timedelta(hours=10)
    pack = Issue(by.user_id, by.unit_id, happened - timedelta(hours=2)).signed()
    _send(key, GONE, "K.P., født 1971", "Ville høre, om vi stadig kommer.", happened, pack, by, at)


def _send(
    key: UUID,
    citizen_id: UUID,
    called: str,
    note: str,
    happened: datetime,
    pack: str,
    by: Actor,
    at: datetime,
    **more: Any,
) -> None:
    said: dict[str, Any] = {
        "pack": pack,
        "pack_at": (happened - timedelta(hours=2)).isoformat(),
        "written_at": happened.isoformat(),
        "happened_at": happened.isoformat(),
        "unit": str(by.unit_id),
        "lines": [{"citizen": str(citizen_id), "called": called, "outcome": "met", "note": note}],
        "medium": "in_person",
        "place": None,
        "whereabouts": "Istedgade, kælderen",
        "services": {},
        "next_on": None,
        "next_what": "",
    } | more
    sealed = seal(json.dumps(said).encode(), key=key, user_id=by.user_id)
    actions.receive_contact(sealed=sealed, sent_at=at, by=by, at=at)
