"""How much is due: what the morning's e-mail and the bell say, and never whom it is about."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, QuerySet, Value, When

from cases.models import FollowUp, Notice
from udsatte.access.actor import Actor
from udsatte.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Figures:
    """How many next steps are due on a day, how many were due before it, and how much the unit was told."""

    due: int = 0
    overdue: int = 0
    notices: int = 0

    @property
    def follow_ups(self) -> int:
        return self.due + self.overdue

    @property
    def total(self) -> int:
        return self.follow_ups + self.notices

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.due + other.due, self.overdue + other.overdue, self.notices + other.notices)


def figures_of(actor: Actor, day: date) -> Figures:
    """What this person has promised in the present unit, as the page of follow-ups shows it. One statement."""
    return Figures(**dict(_due(actor, day))) if actor.may(Permission.FOLLOWUP) else Figures()


def bell_of(actor: Actor, day: date) -> Figures:
    """The same, with what the unit was told and nobody has seen. One statement."""
    told = _counted(Notice.objects.visible_to(actor).told(actor.user_id, actor.unit_id).unseen(), Value("notices"))
    counted = told.union(_due(actor, day), all=True) if actor.may(Permission.FOLLOWUP) else told
    return Figures(**dict(counted))


def owners_of_due(day: date) -> list[UUID]:
    """Whose next steps are due on the day or before it. For the worker, who sees all of them."""
    due = FollowUp.objects.due_by(day).filter(owner__isnull=False).order_by("owner_id")
    return list(due.values_list("owner_id", flat=True).distinct())


def _due(actor: Actor, day: date) -> QuerySet[Any, tuple[str, int]]:
    mine = FollowUp.objects.visible_to(actor).due_by(day).of(actor.user_id, actor.unit_id)
    return _counted(mine, Case(When(due_on=day, then=Value("due")), default=Value("overdue")))


def _counted(rows: QuerySet[Any], word: Case | Value) -> QuerySet[Any, tuple[str, int]]:
    return rows.order_by().values(word=word).annotate(number=Count("pk")).values_list("word", "number")
