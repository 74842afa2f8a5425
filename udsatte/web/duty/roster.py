"""What the page of duty says: who answers now, this evening and in the coming week, and where nobody does."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from udsatte.accounts.models import DutyShift
from udsatte.web.days import COPENHAGEN, day_of

#: How far ahead the page looks.
AHEAD = timedelta(days=7)
#: An evening begins and a night ends.
EVENING, MORNING = time(17), time(7)


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody answers in [starts_at, ends_at)."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """Shifts that begin that day."""

    on: date
    shifts: list[DutyShift]


@dataclass(frozen=True, slots=True)
class Roster:
    """The shifts of one house, in the order of time, as somebody asks at a moment."""

    shifts: list[DutyShift]
    at: datetime

    @property
    def now(self) -> list[DutyShift]:
        """Who answers this minute."""
        return [shift for shift in self.shifts if shift.starts_at <= self.at]

    @property
    def next(self) -> DutyShift | None:
        """Who is the first to answer after this."""
        return next((shift for shift in self.shifts if shift.starts_at > self.at), None)

    @property
    def tonight(self) -> list[DutyShift]:
        """Who answers this evening or in the night after it."""
        begins_at, ends_at = night_of(self.at)
        return [shift for shift in self.shifts if shift.starts_at < ends_at and shift.ends_at > begins_at]

    @property
    def gaps(self) -> list[Gap]:
        """When nobody answers in the coming evening and night."""
        found: list[Gap] = []
        begins_at, ends_at = night_of(self.at)
        reached = max(self.at, begins_at)
        for shift in self.shifts:
            if shift.starts_at >= ends_at:
                break
            if shift.starts_at > reached:
                found.append(Gap(reached, shift.starts_at))
            reached = max(reached, shift.ends_at)
        return [*found, Gap(reached, ends_at)] if reached < ends_at else found

    @property
    def week(self) -> list[Day]:
        """The coming seven days, each with the shifts that begin in it; one that runs already stands on today."""
        found: dict[date, list[DutyShift]] = {}
        for shift in self.shifts:
            found.setdefault(max(day_of(shift.starts_at), day_of(self.at)), []).append(shift)
        return [Day(on, shifts) for on, shifts in found.items()]


def night_of(at: datetime) -> tuple[datetime, datetime]:
    """The coming evening and its night; before seven in the morning the night that is running."""
    today = day_of(at)
    morning = datetime.combine(today, MORNING, COPENHAGEN)
    if at < morning:
        return at, morning
    tomorrow = datetime.combine(today + timedelta(days=1), MORNING, COPENHAGEN)
    return datetime.combine(today, EVENING, COPENHAGEN), tomorrow
