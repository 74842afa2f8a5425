"""What is said to a signed note later. Whoever is asked, answered or thanked is told by the database."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from cases.actions.storing import store
from cases.choices import AdditionKind
from cases.models import ContactLine, NoteAddition
from cases.policies import can_add_to_note
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class NothingSaid(Foreseen):
    """Thanks need no words; everything else does."""

    field = "text"


class ThankedAlready(Foreseen):
    """Somebody thanks once for a contact."""

    field = "kind"


@action
def add_to_note(
    *,
    line_id: UUID,
    text: str,
    by: Actor,
    at: datetime,
    key: UUID,
    kind: AdditionKind = AdditionKind.ADDITION,
    answers: UUID | None = None,
) -> UUID:
    """Say something to a signed note, signed by the actor. answers: the question, for an answer and nothing else.

    Raises Denied; NothingSaid; ThankedAlready; NoteAddition.DoesNotExist when `answers` is no question to this line.
    """
    line = ContactLine.objects.visible_to(by).get(pk=line_id)
    can_add_to_note(actor=by, line=line, kind=kind).require()
    said = NoteAddition.objects.visible_to(by).filter(line=line)
    if kind == AdditionKind.ANSWER:
        said.get(id=answers or UUID(int=0), kind=AdditionKind.QUESTION)
    if not text and kind != AdditionKind.THANKS:
        raise NothingSaid(_("Write what you want to say."))

    def save() -> UUID:
        if kind == AdditionKind.THANKS and said.filter(kind=kind, written_by_id=by.user_id).exists():
            raise ThankedAlready(_("You have said thanks for it already."))
        addition = NoteAddition(
            line=line,
            citizen_id=line.citizen_id,
            unit_id=line.unit_id,
            kind=kind,
            answers_id=answers,
            text=text,
            written_at=at,
            written_by_id=by.user_id,
        )
        store(addition, exclude=["line", "citizen", "unit", "answers", "written_by"])
        return addition.pk

    return once(by=by, key=key, action="add_to_note", at=at, do=save)[0]
