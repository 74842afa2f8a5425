"""One step of a handling: locked, moved and signed."""

from datetime import datetime
from uuid import UUID

from cases.actions.storing import store
from referrals.models import Handling, Step
from udsatte.access.actor import Actor


def locked(referral_id: UUID, by: Actor) -> Handling:
    """The handling with its referral, locked before it is judged.

    Not with who moved it last: after a wait for the lock PostgreSQL joins the row as it is now to the person as of
    before, and finds nobody.
    """
    rows = Handling.objects.visible_to(by).select_related("referral").select_for_update(of=("self",))
    return rows.get(pk=referral_id)


def step(handling: Handling, to: str, *, by: Actor, at: datetime, reason: str = "") -> Handling:
    """Move it, and sign the step."""
    before = handling.status
    handling.status, handling.status_at, handling.status_by_id = to, at, by.user_id
    handling.reason = reason
    handling.version += 1
    handling.save(
        update_fields=[
            *("status", "status_at", "status_by", "reason", "decline", "barriers", "caseworker", "need", "review_on"),
            *("meanwhile_unit", "meanwhile_name", "version"),
        ]
    )
    step = Step(
        referral_id=handling.pk,
        unit_id=handling.unit_id,
        told_unit_id=handling.told_unit_id,
        from_status=before,
        to_status=to,
        reason=reason,
        stepped_at=at,
        stepped_by_id=by.user_id,
    )
    store(step, exclude=["referral", "unit", "told_unit", "stepped_by"])
    return handling
