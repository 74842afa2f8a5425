"""What happened with a citizen, where, and what was done."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, JSONObject

from cases.choices import MOVES, AdditionKind, Clock
from udsatte.access.actor import Actor
from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import ContactLine, NoteAddition, Place, Service, StaffLine  # noqa: F401 — the rows' types below


@dataclass(frozen=True, slots=True)
class Habits:
    """What a worker usually does: places by their ids, the last one first; how often each service, by its code."""

    places: list[UUID]
    services: Counter[str]


class PlaceQuerySet(models.QuerySet["Place", Any]):
    """Places."""

    def offered(self) -> Self:
        return self.filter(is_open=True).order_by("name")


class ContactLineQuerySet(VisibleQuerySet["ContactLine"]):
    """What happened with a citizen."""

    def standing(self) -> Self:
        """Not struck: what clocks, counts and lists are made of."""
        return self.filter(struck_at__isnull=True)

    def struck(self) -> Self:
        return self.filter(struck_at__isnull=False)

    def moving(self, clock: Clock) -> Self:
        """Lines that move this clock (the table in choices.py)."""
        wanted = Q()
        for medium, outcomes in MOVES.items():
            for outcome, clocks in outcomes.items():
                if clock in clocks:
                    wanted |= Q(medium=medium, outcome=outcome)
        return self.filter(wanted)

    def habits_of(self, user_id: UUID, since: datetime) -> Habits:
        """Where this person has logged contacts since then, and with which services; anchored on the author."""
        mine = self.filter(contact__by_id=user_id, contact__at__gte=since).order_by()
        last: dict[UUID, datetime] = {}
        services: Counter[str] = Counter()
        counted = mine.values_list("place", "services__service").annotate(models.Max("at"), models.Count("pk"))
        for place, service, at, count in counted:
            if place is not None:
                last[place] = max(at, last.get(place, at))
            if service is not None:
                services[service] += count
        return Habits(sorted(last, key=last.__getitem__, reverse=True), services)

    def of_unit(self, unit_id: UUID) -> Self:
        """Those that this unit wrote and that stand."""
        return self.standing().filter(unit_id=unit_id)

    def for_export(self) -> Self:
        """With everything that a row of a list says of a line."""
        return self.for_timeline().select_related("by", "citizen")

    def for_timeline(self) -> Self:
        """Newest first, with everything that the timeline says of a line, in one statement."""
        from cases.models import Companion, LineService, NoteAddition

        of_line = {"line": models.OuterRef("pk")}
        given = JSONObject(name="service__name", response="response")
        added = JSONObject(
            id="id", kind="kind", text="text", at="written_at", by="written_by__full_name", answers="answers"
        )
        return self.annotate(
            by_name=F("by__full_name"),
            where=Coalesce("place__name", "whereabouts"),
            walked_to=F("accompanied_unit__name"),
            with_others=F("contact__with_others"),
            colleagues=ArraySubquery(
                Companion.objects.filter(contact=models.OuterRef("contact"))
                .order_by("user__full_name")
                .values("user__full_name")
            ),
            service_facts=ArraySubquery(
                LineService.objects.filter(**of_line).order_by("service__position").values(json=given)
            ),
            addition_facts=ArraySubquery(
                NoteAddition.objects.filter(**of_line).order_by("written_at").values(json=added)
            ),
        ).order_by("-at", "-id")


class NoteAdditionQuerySet(VisibleQuerySet["NoteAddition"]):
    """What was said to signed notes later."""

    def unanswered(self) -> Self:
        """Questions without an answer, at notes that stand and about somebody living."""
        from cases.models import NoteAddition

        answers = NoteAddition.objects.filter(answers=models.OuterRef("pk"))
        asked = self.filter(kind=AdditionKind.QUESTION, line__struck_at__isnull=True, citizen__died_on__isnull=True)
        return asked.exclude(models.Exists(answers))

    def minded_by(self, actor: Actor) -> Self:
        """At what this person wrote in the present unit; nothing while away."""
        return self.none() if actor.away_until else self.filter(unit_id=actor.unit_id, line__by_id=actor.user_id)

    def for_list(self) -> Self:
        """Longest waiting first, with whom it is about and who wrote it."""
        return self.select_related("citizen", "written_by").order_by("written_at", "id")


class ServiceQuerySet(models.QuerySet["Service", Any]):
    """What outreach does."""

    def offered(self) -> Self:
        return self.filter(is_open=True).order_by("position")


class StaffLineQuerySet(VisibleQuerySet["StaffLine"]):
    """What was done with the staff of places."""

    def of_unit(self, unit_id: UUID) -> Self:
        return self.filter(unit_id=unit_id)

    def for_list(self) -> Self:
        """With where, when and who."""
        return self.select_related("contact__place", "contact__by", "struck_by")
