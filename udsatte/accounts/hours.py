"""Opening hours: a text for each weekday, "08:00-16:00, 18:00-20:00"; pure functions, the clock is passed in.

A time that ends at or before its beginning ends the next day: "20:00-08:00" is a night, "00:00-00:00" the whole day.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_DAY = timedelta(days=1)
#: 8-16, 8.30-16, 08:00–24
_SPAN = re.compile(r"(?P<h1>\d{1,2})(?:[.:](?P<m1>\d{2}))?\s*[-–]\s*(?P<h2>\d{1,2})(?:[.:](?P<m2>\d{2}))?")


class NotHours(ValueError):
    """It cannot be read as opening hours."""


def parse(text: str) -> str:
    """One weekday as it is stored, from what somebody typed; empty when it is closed. Raises NotHours."""
    spans = []
    for part in re.split(r"[,;]|\bog\b", text):
        if not part.strip():
            continue
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            raise NotHours
        begins = _clock(match["h1"], match["m1"])
        ends = _clock(match["h2"], match["m2"])
        spans.append(f"{begins:%H:%M}-{ends:%H:%M}")
    return ", ".join(spans)


def spans(week: Sequence[str], day: date) -> Iterator[tuple[datetime, datetime]]:
    """When it is open from that day on, as instants. week: seven texts from Monday, or none at all."""
    if not week:
        return
    for span in filter(None, week[day.weekday()].split(", ")):
        begins, ends = (time.fromisoformat(part) for part in span.split("-"))
        last = day + _DAY if ends <= begins else day
        yield datetime.combine(day, begins, _COPENHAGEN), datetime.combine(last, ends, _COPENHAGEN)


def open_until(week: Sequence[str], at: datetime) -> datetime | None:
    """When it closes, if it is open at that moment."""
    today = at.astimezone(_COPENHAGEN).date()
    running = [ends for day in (today - _DAY, today) for begins, ends in spans(week, day) if begins <= at < ends]
    return max(running, default=None)


def opens_at(week: Sequence[str], at: datetime) -> datetime | None:
    """When it opens next, within a week."""
    today = at.astimezone(_COPENHAGEN).date()
    coming = (begins for number in range(8) for begins, _ends in spans(week, today + number * _DAY) if begins > at)
    return min(coming, default=None)


def _clock(hour: str, minute: str | None) -> time:
    try:
        return time(int(hour) % 24 if int(hour) <= 24 else int(hour), int(minute or 0))
    except ValueError as error:
        raise NotHours from error
