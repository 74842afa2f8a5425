"""Asking other units to look out for a citizen who is sought. The database opens and ends their grounds."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Lookout
from cases.policies import can_ask_lookout, can_say_lookout_seen, can_withdraw_lookout
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class AskedAlready(Foreseen):
    """The unit looks out for the citizen already."""

    field = "to_unit"


@action
def ask_lookout(
    *, case_id: UUID, to_unit_id: UUID, words: str, expires_at: datetime, by: Actor, at: datetime, key: UUID
) -> UUID:
    """Ask a unit to look out for the citizen of a case that is sought, for fourteen days at most.

    Raises Denied; AskedAlready.
    """
    case = Case.objects.visible_to(by).select_related("citizen").get(pk=case_id)
    can_ask_lookout(actor=by, case=case).require()

    def save() -> UUID:
        running = Lookout.objects.visible_to(by).running(at)
        if running.filter(citizen_id=case.citizen_id, unit_id=by.unit_id, to_unit_id=to_unit_id).exists():
            raise AskedAlready(_("They look out for the citizen already."))
        with connection.cursor() as cursor:
            cursor.execute("SELECT lookout_begin(%s, %s, %s, %s)", [case.citizen_id, to_unit_id, words, expires_at])
            return cursor.fetchone()[0]

    return once(by=by, key=key, action="ask_lookout", at=at, do=save)[0]


@action
def withdraw_lookout(*, lookout_id: UUID, by: Actor, at: datetime) -> None:
    """They need look out no more. Raises Denied."""
    lookout = Lookout.objects.visible_to(by).get(pk=lookout_id)
    can_withdraw_lookout(actor=by, lookout=lookout, at=at).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT lookout_withdraw(%s)", [lookout_id])


@action
def say_lookout_seen(
    *, lookout_id: UUID, happened_at: datetime, whereabouts: str, said: str, by: Actor, at: datetime, key: UUID
) -> None:
    """Somebody of the unit that was asked has seen the citizen. Raises Denied, also when nobody is looked for."""
    can_say_lookout_seen(actor=by).require()

    def save() -> UUID:
        with connection.cursor() as cursor:
            cursor.execute("SELECT lookout_seen(%s, %s, %s, %s)", [lookout_id, happened_at, whereabouts, said])
        return uuid4()

    once(by=by, key=key, action="say_lookout_seen", at=at, do=save)
