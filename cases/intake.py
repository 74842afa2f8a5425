"""What a device wrote without a net: read from what it sent, set on the server's clock, and put into words.

A device is not trusted: everything in it may be made up, but for the pack's signature, which says when and where this
person last had a list.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from cases.choices import Medium, Outcome, ServiceResponse, WhyWaiting
from cases.identifiers import unseal_list
from cases.masking import known
from cases.models import Citizen, Intake, Place, Service
from cases.models.citizens import NOTE_LENGTH
from udsatte.access.actor import Actor
from udsatte.accounts.models import User
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
#: Characters of what could not be read, as its page shows it.
SHOWN = 5_000


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
class Written:
    """A contact as it was written; the times are the device's."""

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
        if not 0 < len({line.citizen_id for line in lines}) == len(lines) <= MOST:
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


@dataclass(frozen=True, slots=True)
class Copy:
    """One content of a contact that waits, in words."""

    id: UUID
    who: str
    happened_at: datetime
    received_at: datetime
    why: str
    where: str
    lines: list[tuple[str, str, str]]
    citizens: list[UUID]
    services: str
    next_step: str
    raw: str
    filed: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the coordinator decides on: the one that waits, and in a conflict the others with the same key."""

    one: Copy
    others: list[Copy]

    @property
    def citizens(self) -> set[UUID]:
        """Whom the page shows."""
        return {citizen for copy in (self.one, *self.others) for citizen in copy.citizens}


def waiting(*, actor: Actor, only: UUID | None = None, most: int = 25) -> list[Waiting]:
    """What waits in the unit, the first to arrive first. Raises Denied (by the database) for all but a coordinator."""
    rows = Intake.objects.visible_to(actor).that_wait_in_unit(only, most)
    found = _Words(rows, actor)
    waits = [row for row in rows if row.settled_at is None and (only is None or row.pk == only)]
    return [
        Waiting(
            found.copy(row),
            [
                found.copy(other)
                for other in rows
                if other.pk != row.pk and (other.by_id, other.key) == (row.by_id, row.key)
            ]
            if row.why == WhyWaiting.CONFLICT
            else [],
        )
        for row in waits[:most]
    ]


class _Words:
    """The names that the rows need, fetched once."""

    def __init__(self, rows: Iterable[Intake], actor: Actor) -> None:
        self.written: dict[UUID, Written | None] = {}
        self.raw: dict[UUID, str] = {}
        for row in rows:
            content = unseal_list(row.body)
            try:
                self.written[row.pk] = read(content)
            except Unreadable:
                self.written[row.pk] = None
                self.raw[row.pk] = content.decode(errors="replace").replace("\0", "")[:SHOWN]
        written = [one for one in self.written.values() if one]
        citizens = {line.citizen_id for one in written for line in one.lines}
        places = {one.place_id for one in written if one.place_id}
        seen = Citizen.objects.visible_to(actor).with_casework().filter(pk__in=citizens)
        self.citizens = {one.pk: known(one, actor=actor).name for one in seen}
        self.places = {place.pk: place.name for place in Place.objects.filter(pk__in=places)}
        self.services = {service.code: service.name for service in Service.objects.all()}
        self.people = {user.pk: user.full_name for user in User.objects.filter(pk__in={row.by_id for row in rows})}

    def copy(self, row: Intake) -> Copy:
        one = self.written[row.pk]
        common: dict[str, Any] = {
            "id": row.pk,
            "who": self.people[row.by_id],
            "happened_at": row.happened_at,
            "received_at": row.received_at,
            "why": row.get_why_display(),
            "raw": self.raw.get(row.pk, ""),
            "filed": row.contact_id is not None,
            "waits": row.settled_at is None,
        }
        if one is None:
            return Copy(**common, where="", lines=[], citizens=[], services="", next_step="")
        place = self.places.get(one.place_id, "") if one.place_id else ""
        return Copy(
            **common,
            where=place or one.whereabouts,
            lines=[
                (self.citizens.get(line.citizen_id) or line.called, str(Outcome(line.outcome).label), line.note)
                for line in one.lines
            ],
            citizens=[line.citizen_id for line in one.lines if line.citizen_id in self.citizens],
            services=", ".join(self.services.get(code, code) for code in one.services),
            next_step=f"{one.next_on:%d.%m.%Y} {one.next_what}".strip() if one.next_on else "",
        )


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
