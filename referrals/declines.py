"""Who was told no in the last year, and why: by reason, by what is in the way, by unit. No names (001)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Func
from django.urls import reverse
from django.utils.translation import gettext as _

from referrals.choices import Barrier, Decline
from referrals.models import Handling
from referrals.querysets import HandlingQuerySet
from udsatte.access.actor import Actor

#: As far back as is counted.
COUNTED_FOR = timedelta(days=365)
#: So many units at most stand in a table, those that said no most often.
UNITS = 25
#: What others said no to of the own unit's, and what the own unit said no to: the words in an address.
SIDES = ("others", "own")
#: By what it can be narrowed: the words in an address.
KINDS = ("code", "barrier", "unit")

#: Who asked without a unit here: citizens, relatives, professionals elsewhere. The word in an address.
NO_UNIT = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One number, its list, and how many days half of them had waited for the no."""

    label: str
    count: int
    days: int
    url: str


@dataclass(frozen=True, slots=True)
class Side:
    """The tables of what others declined, or of what the own unit did."""

    name: str
    total: int
    by_code: list[Line]
    by_barrier: list[Line]
    by_unit: list[Line]

    @property
    def id(self) -> str:
        """Of its heading on the page."""
        return f"h-{self.name}"


class _Median(Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def rows_of_side(side: str, *, actor: Actor, at: datetime) -> HandlingQuerySet:
    """The handlings that ended in a no in the last year, as far as the actor's unit is told."""
    since = at - COUNTED_FOR
    return Handling.objects.visible_to(actor).declined(since=since, side=side, unit_id=actor.unit_id)


def narrowed(rows: HandlingQuerySet, *, side: str, kind: str, value: str, unit_id: UUID | None) -> HandlingQuerySet:
    """Those of one number of the page; all of them when the address says nothing that is known."""
    if kind == "code" and value in Decline.values:
        return rows.filter(decline=value)
    if kind == "barrier" and value in Barrier.values:
        return rows.filter(barriers__contains=[value])
    if kind == "unit" and value == NO_UNIT and side == "own":
        return rows.filter(referral__from_unit__isnull=True)
    if kind == "unit" and unit_id:
        return rows.filter(unit_id=unit_id) if side == "others" else rows.filter(referral__from_unit_id=unit_id)
    return rows


def side_of(side: str, *, actor: Actor, at: datetime) -> Side:
    """The three tables. Three statements, however many there are."""
    waited = _Median(ExpressionWrapper(F("status_at") - F("referral__received_at"), output_field=DurationField()))
    rows: Any = rows_of_side(side, actor=actor, at=at)
    counts: dict[str, Any] = {"count": Count("pk"), "waited": waited}
    codes = rows.order_by().values("decline").annotate(**counts).order_by("-count", "decline")
    barrier = Func(F("barriers"), function="unnest", set_returning=True)
    barriers = rows.order_by().annotate(what=barrier).values("what").annotate(**counts).order_by("-count", "what")
    of = "unit" if side == "others" else "referral__from_unit"
    units = rows.order_by().values(of, f"{of}__name").annotate(**counts).order_by("-count", f"{of}__name")

    by_code = _lines(codes, side, "code", "decline", dict(Decline.choices))
    return Side(
        name=side,
        total=sum(line.count for line in by_code),
        by_code=by_code,
        by_barrier=_lines(barriers, side, "barrier", "what", dict(Barrier.choices)),
        by_unit=_lines(units[:UNITS], side, "unit", of, {}, name=f"{of}__name"),
    )


def _lines(
    rows: Iterable[dict[str, Any]], side: str, kind: str, key: str, words: dict[str, Any], *, name: str = ""
) -> list[Line]:
    address = reverse("referrals:declined")
    return [
        Line(
            label=(row[name] or _("No unit here")) if name else str(words[row[key]]),
            count=row["count"],
            days=row["waited"].days,
            url=f"{address}?{urlencode({'side': side, kind: row[key] or NO_UNIT})}",
        )
        for row in rows
    ]
