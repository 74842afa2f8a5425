"""What happened once: a risk, something said to a note, a change of caseworker, a line on the wrong citizen."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from cases import actions
from cases.choices import AdditionKind
from cases.demo.month import Month
from cases.demo.story import ROOM, Event
from cases.demo.work import log
from cases.models import Assignment, Case, ContactLine, NoteAddition
from udsatte.access.actor import Actor


def plan(month: Month) -> None:
    """Each at its time."""
    for days, clock, name, step in (
        (25, "12.00", "anna", _risk),
        (15, "09.15", "bo", _add),
        (15, "09.20", "bo", _ask),
        (15, "11.05", "anna", _answer),
        (10, "13.30", "clara", _hand_over),
        (8, "16.30", "anna", _strike),
    ):
        month.do(month.moment(days, clock), name, partial(step, month))


def _risk(month: Month, by: Actor, at: datetime) -> None:
    """Colleagues go two to Carlo: the instruction for everybody, the story for casework."""
    facts = replace(
        month.facts["carlo"],
        risk_instruction="Gå to. Mød ham udenfor, og hold hunden i snor.",
        risk_review_on=month.day(30),
    )
    actions.change_citizen(citizen_id=month.citizens["carlo"], version=1, facts=facts, by=by, at=at)
    story = "Blev bange, da to fremmede stod i døren, og skubbede en kollega. Ingen kom til skade. Rolig udenfor."
    key = month.key()
    actions.tell_risk(citizen_id=month.citizens["carlo"], text=story, by=by, at=at, key=key)


def _add(month: Month, by: Actor, at: datetime) -> None:
    line = ContactLine.objects.visible_to(by).get(citizen_id=month.citizens["anker"], note=ROOM)
    key = month.key()
    text = "Sundholm siger god for hunden. Værelset er ledigt fra den første."
    actions.add_to_note(line_id=line.pk, text=text, by=by, at=at, key=key)


def _ask(month: Month, by: Actor, at: datetime) -> None:
    """A colleague asks about the room, and says thanks for the rest."""
    line = ContactLine.objects.visible_to(by).get(citizen_id=month.citizens["anker"], note=ROOM)
    text, key = "Må han have hunden med på Sundholm?", month.key()
    actions.add_to_note(line_id=line.pk, text=text, kind=AdditionKind.QUESTION, by=by, at=at, key=key)
    actions.add_to_note(line_id=line.pk, text="", kind=AdditionKind.THANKS, by=by, at=at, key=month.key())


def _answer(month: Month, by: Actor, at: datetime) -> None:
    question = NoteAddition.objects.visible_to(by).get(kind=AdditionKind.QUESTION)
    text, key = "Ja, det har de lovet. Ring til afdelingslederen, inden I kommer.", month.key()
    actions.add_to_note(
        line_id=question.line_id,
        text=text,
        kind=AdditionKind.ANSWER,
        answers=question.pk,
        by=by,
        at=at,
        key=key,
    )


def _hand_over(month: Month, by: Actor, at: datetime) -> None:
    case = Case.objects.visible_to(by).get(citizen_id=month.citizens["jytte"])
    seen = Assignment.objects.visible_to(by).open().filter(case=case).values_list("pk", flat=True).first()
    note = "Er mest til at træffe om formiddagen. Vil gerne ringes op, inden man kommer."
    actions.hand_over(
        case_id=case.pk,
        caseworker_id=month.members["anna"].user_id,
        seen=seen,
        note=note,
        both_named=True,
        room_reason="De kender hinanden i forvejen.",
        by=by,
        at=at,
    )


def _strike(month: Month, by: Actor, at: datetime) -> None:
    event = Event({"hedvig": "Fik en kop te."}, 8, "16.10", "anna", place="Reden")
    key = month.key()
    contact_id = log(month, event, month.moment(8, "16.10"), key, by, at)
    line = ContactLine.objects.visible_to(by).get(contact_id=contact_id)
    actions.strike_line(line_id=line.pk, reason="Jeg valgte en forkert borger på listen.", by=by, at=at)
