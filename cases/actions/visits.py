"""På vej ind, ude kl.: somebody says that they go in, that they stay longer, and that they are out."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import NotAColleague
from cases.actions.storing import store
from cases.colleagues import caseworkers
from cases.models import Visit
from cases.policies import can_extend_visit, can_visit
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web import outbox
from udsatte.web.choices import MessageKind
from udsatte.web.idempotency import once

#: Nobody is in somewhere for longer without saying so again. The trigger visit_of_a_person holds the same.
LONGEST = timedelta(hours=12)
_ALARMS = """
SELECT visit, due_at, again, recipient FROM visit_alarms(%s, make_interval(mins => %s), make_interval(mins => %s))
"""


class InsideAlready(Foreseen):
    """The person is in somewhere already."""


class NotThen(Foreseen):
    """The hour has been, or lies too far ahead."""

    field = "until"


@action
def go_in(
    *,
    due_at: datetime,
    by: Actor,
    at: datetime,
    key: UUID,
    place_id: UUID | None = None,
    whereabouts: str = "",
    company: str = "",
    watcher_id: UUID | None = None,
) -> UUID:
    """Somebody goes in, and says when they will be out. Raises Denied; InsideAlready; NotThen; NotAColleague."""
    can_visit(actor=by).require()

    def save() -> UUID:
        if Visit.objects.visible_to(by).inside(by.unit_id).filter(by_id=by.user_id).exists():
            raise InsideAlready(_("You are in somewhere already. Say first that you are out."))
        _soon(due_at, at)
        if watcher_id is not None:
            colleague = caseworkers(unit_id=by.unit_id, at=at).filter(user_id=watcher_id)
            if watcher_id == by.user_id or not colleague.exists():
                raise NotAColleague(_("Choose a colleague of the unit."), field="watcher")
        visit = Visit(
            unit_id=by.unit_id,
            by_id=by.user_id,
            at=at,
            due_at=due_at,
            place_id=place_id,
            whereabouts=whereabouts,
            company=company,
            watcher_id=watcher_id,
        )
        store(visit, exclude=["unit", "by", "place", "watcher", "out_by"])
        return visit.pk

    return once(by=by, key=key, action="go_in", at=at, do=save)[0]


@action
def stay_longer(*, visit_id: UUID, due_at: datetime, by: Actor, at: datetime) -> None:
    """Somebody who is in stays until another hour, and is watched over until then. Raises Denied; NotThen."""
    visit = Visit.objects.visible_to(by).select_for_update().get(pk=visit_id)
    can_extend_visit(actor=by, visit=visit).require()
    _soon(due_at, at)
    visit.due_at = due_at
    visit.save(update_fields=["due_at"])


@action
def come_out(*, visit_id: UUID, by: Actor, at: datetime) -> Visit:
    """Somebody is out: they say so, or a colleague who has reached them does. Twice changes nothing. Raises Denied."""
    can_visit(actor=by).require()
    visit = Visit.objects.visible_to(by).select_for_update().get(pk=visit_id)
    if visit.out_at is None:
        visit.out_at, visit.out_by_id = at, by.user_id
        visit.save(update_fields=["out_at", "out_by"])
    return visit


@action
def alert_visits(*, at: datetime) -> int:
    """Tell of everybody who has not said that they are out, once for each hour that was said; answers how many e-mails.

    For the worker. Notices, the mark that somebody was told, and the promised e-mails are one transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALARMS, [at, settings.VISIT_GRACE_MINUTES, settings.VISIT_AGAIN_MINUTES])
        told = cursor.fetchall()
    for visit_id, due_at, again, recipient_id in told:
        kind = MessageKind.SAFETY_AGAIN if again else MessageKind.SAFETY
        key = f"{kind}:{visit_id}:{due_at.timestamp():.0f}:{recipient_id}"
        outbox.post(key=key, kind=kind, recipient_id=recipient_id, at=at, expires_at=at + LONGEST)
    return len(told)


def _soon(due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise NotThen(_("The hour has been."))
    if due_at > at + LONGEST:
        raise NotThen(_("At most twelve hours ahead."))
