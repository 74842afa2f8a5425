"""Recording that a citizen has died, and taking a mistake back. Only a person does, with a form."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.models import Citizen
from cases.policies import can_record_death, can_withdraw_death
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class ImpossibleDay(Foreseen):
    """The day has not come yet, or lies before the citizen was born."""

    field = "died_on"


@action
def record_death(
    *,
    citizen_id: UUID,
    died_on: date,
    is_about: bool,
    source: str,
    source_text: str,
    by: Actor,
    at: datetime,
    key: UUID,
) -> UUID:
    """Record a death from a source. Every unit with a ground is told, and nobody is reminded of the citizen any more.

    It ends no case. Raises Denied, also when a death stands already; ImpossibleDay.
    """

    def save() -> UUID:
        citizen = Citizen.objects.visible_to(by).select_for_update().get(pk=citizen_id)
        can_record_death(actor=by, citizen=citizen).require()
        if died_on > localdate(at):
            raise ImpossibleDay(_("It cannot have happened yet."))
        if citizen.born_after(died_on):
            raise ImpossibleDay(_("The citizen was not born then."))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT citizen_died(%s, %s, %s, %s, %s)", [citizen_id, died_on, is_about, source, source_text]
            )
            return cursor.fetchone()[0]

    return once(by=by, key=key, action="record_death", at=at, do=save)[0]


@action
def withdraw_death(*, citizen_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take a death back that was recorded by mistake: everything goes on as before. Raises Denied; NoReason."""
    citizen = Citizen.objects.visible_to(by).select_for_update().get(pk=citizen_id)
    can_withdraw_death(actor=by, citizen=citizen).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT death_withdraw(%s, %s)", [citizen.death_id, reasoned(reason, longest=500)])
