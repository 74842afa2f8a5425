"""The context of a transaction: who acts, when. Row-level security reads it; nothing else decides who sees what."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Absent, Actor, Channel, Glass
from udsatte.access.decisions import Denied, Foreseen

logger = logging.getLogger(__name__)

_current: ContextVar[Actor | None] = ContextVar("udsatte_actor", default=None)
_acting: ContextVar[bool] = ContextVar("udsatte_acting", default=False)

_SETTINGS = (
    "app.user",
    "app.unit",
    "app.cap",
    "app.health",
    "app.at",
    "pghistory.context_id",
    "pghistory.context_metadata",
)
_ENTER = "SELECT * FROM access_enter(%s, %s, %s)"
_INSUFFICIENT_PRIVILEGE = "42501"


def current_actor() -> Actor | None:
    """Who the database believes is acting in this transaction, or None."""
    return _current.get()


def enter(*, user_id: UUID, membership_id: UUID | None, at: datetime, channel: Channel = Channel.WEB) -> Actor | None:
    """Set the context for the rest of the transaction, in one statement.

    Without a membership the person's oldest open one is taken. None, and no context, when the person is shut out
    or the membership is not theirs or not open. Only inside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [user_id, membership_id, at])
        row = cursor.fetchone()
    return _actor(row, channel) if row else None


def _actor(row: tuple[Any, ...], channel: Channel) -> Actor:
    """The actor whom `access_enter` told of; who is away and the glass that is broken come last."""
    *facts, away_until, leaves, broken = row
    absent = tuple(
        Absent(UUID(one["user"]), one["name"], date.fromisoformat(one["ends_on"]), one["lends_role"])
        for one in json.loads(leaves)
    )
    glass = tuple(
        Glass(UUID(g["ground"]), UUID(g["citizen"]), datetime.fromisoformat(g["ends_at"])) for g in json.loads(broken)
    )
    return Actor(*facts, stands_in_for=absent, away_until=away_until, glass=glass, channel=channel)  # type: ignore[misc]


@contextmanager
def entered(actor: Actor | None) -> Iterator[None]:
    """Make the actor the current one for `visible_to`, and put the outer one back afterwards."""
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def acting_as(
    *, user_id: UUID, membership_id: UUID | None = None, at: datetime, channel: Channel = Channel.COMMAND
) -> Iterator[Actor]:
    """Work on a person's behalf, on that person's rights (import, tests, background work).

    A transaction of its own, as the web role; the outer context is restored. Raises Denied when the person is shut out.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, " + ", ".join(f"current_setting('{s}', true)" for s in _SETTINGS))
            role, *before = cursor.fetchone()
            cursor.execute("SET LOCAL ROLE udsatte_web")
        actor = enter(user_id=user_id, membership_id=membership_id, at=at, channel=channel)
        if actor is None:
            raise Denied(_("You have no open place in a unit."))
        with entered(actor):
            yield actor
        with connection.cursor() as cursor:
            cursor.execute(f'SET LOCAL ROLE "{role}"')
            for name, value in zip(_SETTINGS, before, strict=True):
                cursor.execute("SELECT set_config(%s, %s, true)", [name, value or ""])


def action[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: one transaction, deferred constraints checked before it ends.

    The database's own refusal (a wall, not a bug) becomes Denied, what a constraint refuses NotStored.
    An action inside another one is a part of it.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _acting.get():
            return function(*args, **kwargs)
        token = _acting.set(True)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                connection.check_constraints()
                return result
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE:
                raise Denied(_("You cannot do this here.")) from error
            raise
        except IntegrityError as error:
            diagnosis = getattr(error.__cause__, "diag", None)
            logger.warning(
                "A constraint refused what no form foresaw",
                extra={"constraint": getattr(diagnosis, "constraint_name", "")},
            )
            raise NotStored(_("It cannot be saved like this.")) from error
        finally:
            _acting.reset(token)

    return run


class NotStored(Foreseen):
    """A constraint of the database refused it. Its name goes to the log, never to a page."""


class NotVisible(RuntimeError):
    """`visible_to` was asked for somebody who is not the one in the context: a fault of ours, never of the user."""


def require_current(actor: Actor) -> None:
    """Raise NotVisible unless the database's context is this actor's."""
    if current_actor() != actor:
        raise NotVisible
