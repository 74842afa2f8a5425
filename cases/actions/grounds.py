"""Grounds that a person opens for themselves in the street, and the question that comes before each."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.choices import IdentifierKind, LookupOutcome, LookupWay
from cases.cpr import CprNumber
from cases.identifiers import digest
from cases.policies import can_break_glass, can_close_ground, can_find
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen


class TooManyLookups(Foreseen):
    """This person has asked in this way as often as anybody may within a day."""


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """Whom somebody asks for: a CPR number, or a whole name and a birth date. Its repr says nothing."""

    cpr: CprNumber | None = None
    name: str = ""
    born_on: date | None = None

    def told(self) -> tuple[bytes | None, str | None, date | None]:
        """As the database's functions take it: the identifier's digest alone, or name and date."""
        if self.cpr is not None:
            return digest(IdentifierKind.CPR.value, self.cpr.digits), None, None
        return None, self.name, self.born_on


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question. Without a citizen: none, several, or one who is never matched; it does not say which."""

    outcome: LookupOutcome
    citizen_id: UUID | None


@dataclass(frozen=True, slots=True, repr=False)
class KnownBy:
    """Whom to call about a citizen. Of a protected one the number is all: initials and unit are empty."""

    initials: str
    unit: str
    phone: str


@dataclass(frozen=True, slots=True, repr=False)
class DutyHit:
    """A citizen whom the one on duty may open. name and born are None when the citizen is protected."""

    citizen_id: UUID
    name: str | None
    born: int | None
    unit: str


@action
def begin_lookup(*, way: LookupWay, question: Question, reason: str, by: Actor, at: datetime) -> UUID:
    """Write down who asks for whom, and why. The answer comes in a transaction after this one's commit.

    Raises Denied; NoReason; TooManyLookups.
    """
    _can_ask(way, by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lookup_begin(%s, %s, %s, %s, %s)",
            [way.value, *question.told(), reasoned(reason, longest=500)],
        )
        lookup_id = cursor.fetchone()[0]
    if lookup_id is None:
        raise TooManyLookups(_("You have asked for many citizens today. Call the unit, or the one who is on duty."))
    return lookup_id


@action
def stand_with(*, lookup_id: UUID, question: Question, by: Actor, at: datetime) -> Answer:
    """Open the citizen whom this person stands with, for this person alone, for 72 hours. Raises Denied."""
    can_find(actor=by).require()
    return _answer("ground_stand", lookup_id, question)


@action
def break_glass(*, lookup_id: UUID, question: Question, by: Actor, at: datetime) -> Answer:
    """Open a citizen whose life is in danger, for this person alone, for 24 hours. Raises Denied."""
    can_break_glass(actor=by).require()
    return _answer("glass_break", lookup_id, question)


@action
def ask_known(*, lookup_id: UUID, question: Question, by: Actor, at: datetime) -> list[KnownBy]:
    """Who in the Hjemløseenhed knows the citizen. Empty: nobody, or several, or never matched. Raises Denied."""
    can_find(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizen_known(%s, %s, %s, %s)", [lookup_id, *question.told()])
        return [KnownBy(*row) for row in cursor.fetchall()]


@action
def search_on_duty(*, lookup_id: UUID, question: Question, by: Actor, at: datetime) -> list[DutyHit]:
    """The Hjemløseenhed's citizens whom the question fits, for the one on duty. Raises Denied."""
    can_find(actor=by).require()
    identifier, letters, _born_on = question.told()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM duty_find(%s, %s, %s)", [lookup_id, identifier, letters])
        return [DutyHit(*row) for row in cursor.fetchall()]


@action
def open_on_duty(*, citizen_id: UUID, by: Actor, at: datetime) -> None:
    """Open one of those whom this shift's own search has shown, until an hour after the shift. Raises Denied."""
    can_find(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT ground_duty(%s)", [citizen_id])


@action
def close_ground(*, ground_id: UUID, user_id: UUID | None, reason: str, by: Actor, at: datetime) -> None:
    """End such a ground now. user_id: whose it is; another's takes a reason. Raises Denied; NoReason."""
    can_close_ground(actor=by, user_id=user_id).require()
    if user_id != by.user_id:
        reason = reasoned(reason, longest=500)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ground_close(%s, %s)", [ground_id, reason])


def _can_ask(way: LookupWay, by: Actor) -> None:
    (can_break_glass if way is LookupWay.GLASS else can_find)(actor=by).require()


def _answer(function: str, lookup_id: UUID, question: Question) -> Answer:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT outcome, citizen FROM {function}(%s, %s, %s, %s)", [lookup_id, *question.told()])  # noqa: S608 — one of our own names
        outcome, citizen_id = cursor.fetchone()
    return Answer(LookupOutcome(outcome), citizen_id)
