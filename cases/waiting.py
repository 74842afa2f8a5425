"""What waits of the contacts that were written without a net, in words for the coordinator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.choices import Medium, Outcome, ServiceResponse, StaffTopic, WhyWaiting
from cases.identifiers import unseal_list
from cases.intake import Unreadable, Written, read
from cases.masking import known
from cases.models import Citizen, Intake, Place, Service
from udsatte.access.actor import Actor
from udsatte.accounts.models import Unit, User
from udsatte.web.keyset import PAGE

#: Characters of what could not be read, as its page shows it.
SHOWN = 5_000


@dataclass(frozen=True, slots=True)
class Copy:
    """One content of a contact that waits, in words."""

    id: UUID
    who: str
    happened_at: datetime
    received_at: datetime
    why: str
    where: str
    how: str
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


def waiting(
    *, actor: Actor, only: UUID | None = None, after: UUID | None = None, most: int = PAGE
) -> tuple[list[Waiting], UUID | None]:
    """What waits in the unit, the first to arrive first, and after which the next page begins (None: that was all).

    Raises Denied (by the database) for all but a coordinator.
    """
    rows = Intake.objects.visible_to(actor).that_wait_in_unit(only, most + 1, after)
    waits = [row for row in rows if row.on_page]  # type: ignore[attr-defined]
    beyond, waits = waits[most:], waits[:most]
    found = _Words(rows, actor)
    shown = [
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
        for row in waits
    ]
    return shown, waits[-1].pk if beyond else None


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
        people = {row.by_id for row in rows} | {pk for one in written if one.company for pk in one.company.colleagues}
        self.people = {user.pk: user.full_name for user in User.objects.filter(pk__in=people)}
        walked = {one.walk.unit_id for one in written if one.walk and one.walk.unit_id}
        self.efforts = dict(Unit.objects.filter(pk__in=walked).values_list("pk", "name")) if walked else {}

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
            return Copy(**common, where="", how="", lines=[], citizens=[], services="", next_step="")
        place = self.places.get(one.place_id, "") if one.place_id else ""
        return Copy(
            **common,
            where=place or one.whereabouts,
            how=", ".join(filter(None, (_how(one), self._walked(one), self._company(one)))),
            lines=[
                *(
                    (self.citizens.get(line.citizen_id) or line.called, str(Outcome(line.outcome).label), line.note)
                    for line in one.lines
                ),
                *_without_a_citizen(one),
            ],
            citizens=[line.citizen_id for line in one.lines if line.citizen_id in self.citizens],
            services=", ".join(self._service(code, response) for code, response in one.services.items()),
            next_step=f"{one.next_on:%d.%m.%Y} {one.next_what}".strip() if one.next_on else "",
        )

    def _walked(self, one: Written) -> str:
        if one.walk is None:
            return ""
        effort = self.efforts.get(one.walk.unit_id, one.walk.called) if one.walk.unit_id else ""
        where = ", ".join(filter(None, (effort, one.walk.words)))
        return _("Accompanied to %(where)s") % {"where": where} if where else ""

    def _company(self, one: Written) -> str:
        if one.company is None:
            return ""
        names = [self.people.get(pk, called) for pk, called in one.company.colleagues.items()]
        said = ", ".join(filter(None, (*names, one.company.others)))
        return _("with %(names)s") % {"names": said} if said else ""

    def _service(self, code: str, response: str) -> str:
        name = self.services.get(code, code)
        return name if response == ServiceResponse.ACCEPTED else f"{name} ({ServiceResponse(response).label})"


def _how(one: Written) -> str:
    """What is said of it beside the common case."""
    medium = str(Medium(one.medium).label) if one.medium != Medium.IN_PERSON else ""
    minutes = ngettext("%(count)s minute", "%(count)s minutes", one.minutes or 0) % {"count": one.minutes}
    return ", ".join(filter(None, (medium, minutes if one.minutes is not None else "")))


def _without_a_citizen(one: Written) -> list[tuple[str, str, str]]:
    """Somebody who becomes an unknown citizen when it is filed, and a talk with the staff of the place."""
    said = []
    if one.unknown:
        name = _("%(called)s, whose name nobody knows") % {"called": one.unknown.called}
        note = "\n".join(filter(None, (one.unknown.features, one.unknown.note)))
        said.append((name, str(Outcome(one.unknown.outcome).label), note))
    if one.staff:
        said.append((_("Staff of the place"), str(StaffTopic(one.staff.topic).label), one.staff.note))
    return said
