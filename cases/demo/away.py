"""Who is away in the demo: Jonas for a week, and Eva has his list meanwhile."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from cases import actions
from udsatte.access.context import acting_as
from udsatte.accounts.models import Membership
from udsatte.web.days import day_of


def plan(members: Mapping[str, Membership], at: datetime) -> None:
    """From today on, planned by the coordinator."""
    clara, today = members["clara"], day_of(at)
    key = UUID(int=Random(at.toordinal() + 1).getrandbits(128))  # noqa: S311 — no secret
    with acting_as(user_id=clara.user_id, membership_id=clara.pk, at=at) as actor:
        actions.plan_leave(
            user_id=members["jonas"].user_id,
            deputy_id=members["eva"].user_id,
            starts_on=today,
            ends_on=today + timedelta(days=8),
            by=actor,
            at=at,
            key=key,
        )
