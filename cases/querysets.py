"""Adjectives and named plans. A list is always anchored on a unit, a person or a citizen (walls.md)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q

from cases.choices import CaseStatus, Clock, MOVES
from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models import Assignment, Case, Citizen, ContactLine, Enquiry, FollowUp, Ground, Place


class GroundQuerySet(VisibleQuerySet["Ground"]):
    """Reasons to see a citizen."""

    def open_at(self, at: datetime) -> Self:
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


class PlaceQuerySet(models.QuerySet["Place", Any]):
    """Places."""

    def offered(self) -> Self:
        return self.filter(is_open=True)


class CitizenQuerySet(VisibleQuerySet["Citizen"]):
    """People."""

    def of_unit(self, unit_id: UUID) -> Self:
        """Those whose case in this unit is open."""
        return self.filter(cases__unit_id=unit_id, cases__status=CaseStatus.OPEN)

    def on_list_of(self, user_id: UUID, unit_id: UUID) -> Self:
        """Those whose caseworker this person is today, in this unit."""
        return self.filter(
            assignments__caseworker_id=user_id, assignments__unit_id=unit_id, assignments__ends_on__isnull=True
        )

    def unseen_first(self) -> Self:
        """Never met first, then those met longest ago."""
        return self.order_by(F("clock__met_at").asc(nulls_first=True), "id")

    def named_like(self, letters: str) -> Self:
        """Those with a name or alias that has a word beginning with these letters."""
        beginning = letters.strip()
        if not beginning:
            return self
        # An EXISTS rather than a join: somebody with two such aliases stands once.
        from cases.models import Alias

        alias = Alias.objects.filter(citizen_id=models.OuterRef("pk"), text__istartswith=beginning, ended_at__isnull=True)
        return self.filter(
            Q(given_name__istartswith=beginning)
            | Q(family_name__istartswith=beginning)
            | Q(given_name__icontains=f" {beginning}")
            | models.Exists(alias)
        )


class CaseQuerySet(VisibleQuerySet["Case"]):
    """Cases."""

    def open(self) -> Self:
        return self.filter(status=CaseStatus.OPEN)


class AssignmentQuerySet(VisibleQuerySet["Assignment"]):
    """Whose list a citizen stands on."""

    def open(self) -> Self:
        return self.filter(ends_on__isnull=True)


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

    def for_timeline(self) -> Self:
        """Newest first, with everything that the timeline says of a line."""
        from cases.models import LineService, NoteAddition

        return (
            self.select_related("by", "place", "struck_by", "contact")
            .prefetch_related(
                Prefetch("services", LineService.objects.select_related("service").order_by("service__position")),
                Prefetch("additions", NoteAddition.objects.select_related("written_by").order_by("written_at")),
            )
            .order_by("-at", "-id")
        )


class FollowUpQuerySet(VisibleQuerySet["FollowUp"]):
    """Next steps."""

    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def due_by(self, day: date) -> Self:
        return self.filter(due_on__lte=day)

    def of(self, user_id: UUID, unit_id: UUID) -> Self:
        """Those that this person owns in this unit."""
        return self.filter(owner_id=user_id, unit_id=unit_id)

    def soonest_first(self) -> Self:
        return self.order_by("due_on", "id")


class EnquiryQuerySet(VisibleQuerySet["Enquiry"]):
    """Questions from those who may not see."""


def amber_since(at: datetime) -> datetime:
    """Met before this instant: amber ("snart")."""
    return at - timedelta(days=settings.CLOCK_AMBER_DAYS)
