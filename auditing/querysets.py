"""Looks, as an auditor asks for them. The database shows them to auditors alone."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models

from udsatte.access.models import AccessCheck, AccessSeal
from udsatte.access.querysets import VisibleQuerySet
from udsatte.accounts.models import Unit, User
from udsatte.web.days import COPENHAGEN

if TYPE_CHECKING:
    from auditing.models import Look, SampledLook  # noqa: F401 — the rows' types below


class LookQuerySet(VisibleQuerySet["Look"]):
    """Looks at citizens."""

    def between(self, first: date, last: date) -> Self:
        """On these days in Copenhagen, both included."""
        begin, end = (datetime.combine(day, time(), COPENHAGEN) for day in (first, last + timedelta(days=1)))
        return self.filter(at__gte=begin, at__lt=end)

    def of_citizen(self, beginning: str) -> Self:
        """At citizens whose number begins so (hexadecimal): a range, which the log's index answers."""
        low, high = (UUID(beginning.ljust(32, filler)) for filler in "0f")
        return self.filter(citizen_id__range=(low, high))

    def that(self, rule: str) -> Self:
        """At which this rule points."""
        from auditing.models import LookFlag

        return self.filter(pk__in=LookFlag.objects.filter(rule=rule).values("entry_id"))

    def for_list(self) -> Self:
        """With who, in which unit, and the rules that point at it."""
        from auditing.models import LookFlag

        flags = LookFlag.objects.filter(entry_id=models.OuterRef("pk")).order_by("rule").values("rule")
        return self.select_related("user", "unit").annotate(rules=ArraySubquery(flags))


class SampledLookQuerySet(VisibleQuerySet["SampledLook"]):
    """Looks that were drawn for review."""

    def for_detail(self) -> Self:
        return self.select_related("user", "unit", "reviewed_by")

    def for_month(self, first: date) -> Self:
        """A month's whole sample, unit by unit, what a rule pointed at first."""
        return self.filter(month_on=first).for_detail().order_by("unit__name", "unit", "position", "id")

    def months(self) -> list[date]:
        """Of which there is a sample, newest first."""
        return list(self.order_by("-month_on").values_list("month_on", flat=True).distinct())


def units() -> list[tuple[str, str]]:
    """Every unit, for a choice."""
    return [(str(pk), name) for pk, name in Unit.objects.order_by("name").values_list("pk", "name")]


def people() -> list[tuple[str, str]]:
    """Everybody who has ever been able to sign in, for a choice."""
    return [(str(pk), name) for pk, name in User.objects.order_by("full_name", "pk").values_list("pk", "full_name")]


def last_check() -> AccessCheck | None:
    """What the worker found when it checked the seals last."""
    return AccessCheck.objects.order_by("-at").first()


def last_seals(count: int) -> list[AccessSeal]:
    """The end of the chain, newest first."""
    return list(AccessSeal.objects.order_by("-number")[:count])
