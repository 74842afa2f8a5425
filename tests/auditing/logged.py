"""Rows of the access log as they are found: made by people at work, and at any time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from auditing.models import LookFlag
from tests.database import as_owner, as_worker, sql
from tests.personas import Persona
from udsatte.access.models import AccessEntry
from udsatte.accounts.models import Unit, User


def look(who: Persona, citizen_id: UUID, at: datetime, **facts: Any) -> int:
    """A person of the tests has opened a citizen; the row's number."""
    return look_of(who.user, who.unit, citizen_id, at, **facts)


def look_of(user: User, unit: Unit, citizen_id: UUID, at: datetime, **facts: Any) -> int:
    """Anybody has."""
    row = {"view": "cases:citizen", "kind": "open", "reason": ""} | facts
    with as_owner():
        return int(
            AccessEntry.objects.create(
                at=at,
                slot=int(at.timestamp() // 300),
                user_id=user.pk,
                unit_id=unit.pk,
                citizen_id=citizen_id,
                **row,
            ).pk
        )


def examined(since: datetime, until: datetime) -> dict[int, set[str]]:
    """What the rules point at, after the worker has looked at that time."""
    with as_worker():
        sql("SELECT audit_flag(%s, %s)", since, until)
    with as_owner():
        found: dict[int, set[str]] = {}
        for entry, rule in LookFlag.objects.values_list("entry_id", "rule"):
            found.setdefault(entry, set()).add(rule)
    return found
