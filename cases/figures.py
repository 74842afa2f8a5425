"""How much is due: what the morning's e-mail and the bell say, and never whom it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, QuerySet, Value, When

from cases.models import FollowUp, NoteAddition, Notice, Visit
from udsatte.access.actor import Actor
from udsatte.access.permissions import Permission, roles_with
from udsatte.accounts.models import Leave, Membership
from udsatte.web import days


@dataclass(frozen=True, slots=True)
class Figures:
    """How many next steps are due on a day, how many were due before it, how much the unit was told, how many
    colleagues have not said that they are out, and how many questions at own notes nobody has answered."""

    due: int = 0
    overdue: int = 0
    notices: int = 0
    inside: int = 0
    asked: int = 0

    @property
    def follow_ups(self) -> int:
        return self.due + self.overdue

    @property
    def total(self) -> int:
        return self.follow_ups + self.notices + self.inside + self.asked

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def figures_of(actor: Actor, day: date, at: datetime) -> Figures:
    """What this person is reminded of in the morning, in the present unit. One statement.

    A question is told under the bell once, when it is asked; here it is told until somebody answers it.
    """
    if not actor.may(Permission.FOLLOWUP):
        return Figures()
    asked = NoteAddition.objects.visible_to(actor).unanswered().minded_by(actor)
    return Figures(**dict(_due(actor, day, at).union(_counted(asked, Value("asked")), all=True)))


def bell_of(actor: Actor, at: datetime) -> Figures:
    """The same of today, with what the unit was told and nobody has seen. One statement."""
    told = _counted(Notice.objects.visible_to(actor).told(actor.user_id, actor.unit_id).unseen(), Value("notices"))
    if not actor.may(Permission.FOLLOWUP):
        return Figures(**dict(told))
    # At once, also while no worker is there to tell anybody.
    late = _counted(Visit.objects.visible_to(actor).inside(actor.unit_id).filter(due_at__lte=at), Value("inside"))
    return Figures(**dict(told.union(_due(actor, days.day_of(at), at), late, all=True)))


def minders_of_due(day: date, at: datetime) -> list[UUID]:
    """Who may be reminded of what is due on the day or before it: owners, their deputies, the people of a unit that
    owns some, and those who were asked something at their notes.

    For the worker, who sees all of them; how much it is for each of them, `figures_of` says.
    """
    due = FollowUp.objects.due_by(day).order_by()
    people = Membership.objects.open_at(at).with_role(roles_with(Permission.FOLLOWUP))
    minders = people.filter(unit__in=due.nobodys(at).values("unit"))
    owners = due.filter(owner__isnull=False).values_list("owner_id", flat=True)
    deputies = Leave.objects.running(at).values_list("deputy_id", flat=True)
    asked = NoteAddition.objects.unanswered().values_list("line__by_id", flat=True)
    return sorted(owners.union(minders.values_list("user_id", flat=True), deputies, asked))


def _due(actor: Actor, day: date, at: datetime) -> QuerySet[Any, tuple[str, int]]:
    mine = FollowUp.objects.visible_to(actor).due_by(day).minded_by(actor, at)
    return _counted(mine, Case(When(due_on=day, then=Value("due")), default=Value("overdue")))


def _counted(rows: QuerySet[Any], word: Case | Value) -> QuerySet[Any, tuple[str, int]]:
    return rows.order_by().values(word=word).annotate(number=Count("pk")).values_list("word", "number")
