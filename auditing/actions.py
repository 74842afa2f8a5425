"""What an auditor does. The rows are written by the database's own functions, which ask for the role once more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from auditing.choices import Outcome
from auditing.models import SampledLook
from auditing.policies import can_audit, can_list_looks, can_review
from cases.models import Citizen
from udsatte.access.actor import Actor
from udsatte.access.choices import AccessKind
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.access.log import note_view


class SayWhy(Foreseen):
    """Anything but "in order" wants a sentence."""

    field = "note"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What an auditor narrowed the log to."""

    first: date | None = None
    last: date | None = None
    user_id: UUID | None = None
    unit_id: UUID | None = None
    citizen: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """Looks of one hour at one citizen by one role of one unit, for one reason."""

    at: datetime
    unit: str
    organisation: str
    role: str
    kind: str
    basis: str
    has_reason: bool
    looks: int


@action
def remember_reading(*, view: str, narrowed: Narrowed, by: Actor, at: datetime) -> None:
    """An auditor has read this page of the log. Raises Denied."""
    can_audit(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_reading(%s, %s, %s, %s, %s, %s)",
            [view, narrowed.first, narrowed.last, narrowed.user_id, narrowed.unit_id, narrowed.citizen],
        )


@action
def review_look(*, sample_id: UUID, outcome: str, note: str, by: Actor, at: datetime) -> None:
    """Say what came of a look. A later answer stands beside the earlier one, and counts. Raises Denied; SayWhy."""
    look = SampledLook.objects.visible_to(by).get(pk=sample_id)
    can_review(actor=by, user_id=look.user_id).require()
    if outcome != Outcome.IN_ORDER and not note:
        raise SayWhy(_("Write in a few words what you found."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_review(%s, %s, %s)", [sample_id, outcome, note])


@action
def list_looks(*, citizen: Citizen, since: datetime, by: Actor, at: datetime) -> list[Hour]:
    """All looks at the citizen since then, newest first, without a name. Logged as a print. Raises Denied."""
    can_list_looks(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_of_citizen(%s, %s)", [citizen.pk, since])
        hours = [Hour(*row) for row in cursor.fetchall()]
    note_view("auditing:citizen_looks", [citizen.pk], kind=AccessKind.PRINT)
    return hours
