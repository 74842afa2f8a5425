"""How much is due: what the morning's e-mail and the bell say, and never whom it is about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from cases.models import FollowUp
from udsatte.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Figures:
    """How many next steps are due on a day, and how many were due before it."""

    due: int = 0
    overdue: int = 0

    def __bool__(self) -> bool:
        return bool(self.due or self.overdue)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.due + other.due, self.overdue + other.overdue)


def figures_of(actor: Actor, day: date) -> Figures:
    """What this person has promised in the present unit, as the page of follow-ups shows it. One statement."""
    mine = FollowUp.objects.visible_to(actor).open().of(actor.user_id, actor.unit_id).filter(due_on__lte=day)
    return Figures(
        **mine.aggregate(due=Count("pk", filter=Q(due_on=day)), overdue=Count("pk", filter=Q(due_on__lt=day)))
    )


def owners_of_due(day: date) -> list[UUID]:
    """Whose next steps are due on the day or before it. For the worker, who sees all of them."""
    due = FollowUp.objects.open().filter(due_on__lte=day, owner__isnull=False).order_by("owner_id")
    return list(due.values_list("owner_id", flat=True).distinct())
