"""What a device wrote without a net: read from what it sent, and set on the server's clock.

A device is not trusted: everything in it may be made up, but for the pack's signature, which says when and where this
person last had a list.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from cases.choices import Initiative, Medium, Outcome, ServiceResponse, StaffTopic
from cases.models.citizens import NOTE_LENGTH
from cases.models.facts import ALIAS_LENGTH
from udsatte.web.offline.keys import Issue, issue

#: How long a pack can be read on a device, and so how long after it a contact can be written.
PACK_LIFE = timedelta(hours=24)
#: How far back from the pack somebody may say that it happened: today, yesterday.
LOOKING_BACK = timedelta(hours=48)
#: Clocks and nets that differ by less are right.
SLACK = timedelta(minutes=3)
#: What comes so much later than its pack is looked at by somebody.
LATEST = timedelta(days=30)
#: A time longer ago than this is a fault of the clock.
KEPT = timedelta(days=365)
#: Citizens in one contact.
MOST = 30
#: Minutes of one contact, as its column holds them.
DAY = 24 * 60


class Unreadable(ValueError):
    """It is not a contact as our page writes one."""


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One citizen, as the page called them."""

    citizen_id: UUID
    called: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """Somebody whose name nobody knows."""

    called: str
    features: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class WrittenTalk:
    """What was done with the staff of the place, about no citizen."""

    topic: str
    note: str


@dataclass(frozen=True, slots=True)
class WrittenCompany:
    """Who was there too: colleagues, as the page called them by their ids, and others in words."""

    colleagues: dict[UUID, str]
    others: str


@dataclass(frozen=True, slots=True)
class WrittenWalk:
    """Where somebody was walked to: an effort, as the page called it, or words."""

    unit_id: UUID | None
    called: str
    words: str


@dataclass(frozen=True, slots=True)
class Written:
    """A contact as it was written; the times are the device's. Older pages said less."""

    issued: Issue | None
    pack_at: datetime
    written_at: datetime
    happened_at: datetime
    unit_id: UUID
    lines: tuple[WrittenLine, ...]
    medium: str
    place_id: UUID | None
    whereabouts: str
    services: dict[str, str]
    next_on: date | None
    next_what: str
    initiative: str
    minutes: int | None
    unknown: WrittenPerson | None
    staff: WrittenTalk | None
    company: WrittenCompany | None
    walk: WrittenWalk | None


@dataclass(frozen=True, slots=True)
class Moment:
    """When it happened by the server's clock, and whether that is certain."""

    happened_at: datetime
    certain: bool


def read(content: bytes) -> Written:
    """What our page wrote. Raises Unreadable."""
    try:
        said = _clean(json.loads(content))
        lines = tuple(
            WrittenLine(
                UUID(line["citizen"]),
                _text(line["called"], 100),
                Outcome(line["outcome"]).value,
                _text(line["note"], NOTE_LENGTH),
            )
            for line in said["lines"]
        )
        unknown, staff = _person(said.get("unknown")), _talk(said.get("staff"))
        if not len({line.citizen_id for line in lines}) == len(lines) <= MOST or not (lines or unknown or staff):
            raise Unreadable
        return Written(
            issued=issue(_text(said["pack"], 300)),
            pack_at=_moment(said["pack_at"]),
            written_at=_moment(said["written_at"]),
            happened_at=_moment(said["happened_at"]),
            unit_id=UUID(said["unit"]),
            lines=lines,
            medium=Medium(said["medium"]).value,
            place_id=UUID(said["place"]) if said["place"] else None,
            whereabouts=_text(said["whereabouts"], 120),
            services={_text(code, 40): ServiceResponse(word).value for code, word in said["services"].items()},
            next_on=date.fromisoformat(said["next_on"]) if said["next_on"] else None,
            next_what=_text(said["next_what"], 200),
            initiative=Initiative(said.get("initiative", Initiative.OURS)).value,
            minutes=_minutes(said.get("minutes")),
            unknown=unknown,
            staff=staff,
            company=_company(said.get("company")),
            walk=_walk(said.get("walk")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise Unreadable from error


def set_right(written: Written, *, sent_at: datetime | None, at: datetime) -> Moment:
    """The moment by the server's clock.

    sent_at: what the device's clock said when it sent. First it is believed to have gone on evenly until then, and that
    the difference to ours is its fault; if that cannot be, to have been right, or wrong by as much, when the pack came.
    """
    ago = written.written_at - written.happened_at
    issued = written.issued
    if issued and at - issued.at <= LATEST and timedelta(0) <= ago <= LOOKING_BACK + PACK_LIFE:
        for moment in _tries(written, issued.at, sent_at, at):
            if issued.at - SLACK <= moment <= min(issued.at + PACK_LIFE, at) + SLACK:
                happened = min(moment, at) - ago
                return Moment(happened, certain=happened >= issued.at - LOOKING_BACK)
    return Moment(min(max(written.happened_at, at - KEPT), at), certain=False)


def _tries(written: Written, issued_at: datetime, sent_at: datetime | None, at: datetime) -> Iterator[datetime]:
    """When it was written, as the clock can be set right in two ways."""
    with suppress(OverflowError):
        if sent_at is not None:
            off = at - sent_at
            yield written.written_at + (off if abs(off) > SLACK else timedelta(0))
        yield issued_at + (written.written_at - written.pack_at)


def _person(said: Any) -> WrittenPerson | None:
    if said is None:
        return None
    called = _text(said["called"], ALIAS_LENGTH).strip()
    if not called:
        raise Unreadable
    features, note = _text(said["features"], 200), _text(said["note"], NOTE_LENGTH)
    return WrittenPerson(called, features, Outcome(said["outcome"]).value, note)


def _talk(said: Any) -> WrittenTalk | None:
    return WrittenTalk(StaffTopic(said["topic"]).value, _text(said["note"], NOTE_LENGTH)) if said is not None else None


def _company(said: Any) -> WrittenCompany | None:
    if said is None:
        return None
    colleagues = {UUID(one["id"]): _text(one["name"], 200) for one in said["colleagues"]}
    if len(colleagues) > MOST:
        raise Unreadable
    return WrittenCompany(colleagues, _text(said["others"], 120))


def _walk(said: Any) -> WrittenWalk | None:
    if said is None:
        return None
    return WrittenWalk(
        UUID(said["unit"]) if said["unit"] else None, _text(said["name"], 200), _text(said["words"], 120)
    )


def _minutes(said: Any) -> int | None:
    if said is not None and (type(said) is not int or not 0 <= said <= DAY):
        raise Unreadable
    return said


def _moment(text: Any) -> datetime:
    moment = datetime.fromisoformat(_text(text, 40))
    if moment.tzinfo is None:
        raise Unreadable
    return moment


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise Unreadable
    return value


def _clean(value: Any) -> Any:
    """Without the signs that PostgreSQL keeps no text with: NUL, and half of a pair."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {_clean(name): _clean(one) for name, one in value.items()}
    return value
