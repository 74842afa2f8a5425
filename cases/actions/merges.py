"""That two citizens are one person, and that they are two after all."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.policies import can_merge
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen


class OneAlready(Foreseen):
    """The two are one person already: a merge in a circle."""


class MergedElsewhere(Foreseen):
    """The citizen is shown as a third one already."""

    field = "into"


class UndoneAlready(Foreseen):
    """A colleague was first."""


@action
def merge_citizens(*, from_id: UUID, into_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Hold two citizens to be one person, shown as `into`. One row; nothing moves, and nobody sees more than before.

    Raises Denied; NoReason; OneAlready; MergedElsewhere.
    """
    can_merge(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT citizen_merge(%s, %s, %s)", [from_id, into_id, reasoned(reason, longest=500)])
        outcome = cursor.fetchone()[0]
    if outcome == "circle":
        raise OneAlready(_("The two are merged already."))
    if outcome == "taken":
        raise MergedElsewhere(_("This one is merged with somebody else already. Take the other as the main one."))


@action
def unmerge_citizens(*, merge_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """End a merge: the two are two again, with all that they had. Raises Denied; NoReason; UndoneAlready."""
    can_merge(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT merge_undo(%s, %s)", [merge_id, reasoned(reason, longest=500)])
        if not cursor.fetchone()[0]:
            raise UndoneAlready(_("A colleague has just separated them."))


@action
def dismiss_alike(*, one_id: UUID, other_id: UUID, by: Actor, at: datetime) -> None:
    """Say that two who are alike are two: the unit is not asked again. Said twice it stands once. Raises Denied."""
    can_merge(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT alike_dismiss(%s, %s)", [one_id, other_id])


@action
def ask_alike_again(*, one_id: UUID, other_id: UUID, by: Actor, at: datetime) -> None:
    """Take back that two are two: they may be one after all. Raises Denied."""
    can_merge(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT alike_ask_again(%s, %s)", [one_id, other_id])
