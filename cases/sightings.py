"""What happened with a citizen besides contacts: steps of the case, what others saw, who rang. One statement."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _

from cases.choices import Caller, ToldBy
from cases.models import Assignment, Call, CaseStatusChange, Handover, Sighting
from cases.policies import can_strike_sighting
from udsatte.access.actor import Actor
from udsatte.web.addresses import address
from udsatte.web.keyset import PAGE

#: Of a page of the timeline: a hostel that rings every day for half a year.
MOST = 200
_TEXT = TextField()
_STEP = JSONObject(
    from_status="from_status",
    to_status="to_status",
    reason="reason",
    closed_cause="closed_cause",
    look_again_on="look_again_on",
    changed_by="changed_by__full_name",
)
_SEEN = JSONObject(
    id="id",
    unit_id="unit_id",
    by_id="by_id",
    by="by__full_name",
    place="place__name",
    whereabouts="whereabouts",
    told_kind="told_kind",
    told_name="told_name",
    told_unit_id="told_unit_id",
    teller="told_unit__name",
)
_CALL = JSONObject(
    caller="caller",
    caller_name="caller_name",
    caller_unit="caller_unit__name",
    callback="callback",
    said="said",
    by="by__full_name",
)

_MOVED = JSONObject(
    to="assignment__caseworker__full_name",
    before=Subquery(
        Assignment.objects.filter(case=OuterRef("assignment__case"), ends_on=OuterRef("assignment__starts_on"))
        .exclude(pk=OuterRef("assignment_id"))
        .order_by("-starts_on")
        .values("caseworker__full_name")[:1]
    ),
    note="note",
    by="written_by__full_name",
)
_FACTS = {"step": _STEP, "seen": _SEEN, "call": _CALL, "moved": _MOVED}


@dataclass(frozen=True, slots=True)
class Beside:
    """What happened besides contacts: steps, each with who took it; sightings, each with its names; calls and handovers
    as events."""

    steps: list[tuple[CaseStatusChange, str]]
    sightings: list[tuple[Sighting, dict[str, Any]]]
    calls: list[dict[str, Any]]
    handovers: list[dict[str, Any]]


def beside_contacts(
    citizens: list[UUID], *, actor: Actor, since: datetime | None, before: datetime | None, most: int = MOST
) -> Beside:
    """The steps of the cases, what others saw, who rang, and handovers, newest first. One statement.

    since, before: the time of the page, None where it has no end. most: so many, and no more.
    """
    parts = _parts(citizens, actor)
    if since is not None:
        parts = {kind: rows.filter(moment__gte=since) for kind, rows in parts.items()}
    if before is not None:
        parts = {kind: rows.filter(moment__lt=before) for kind, rows in parts.items()}
    return _beside(_together(parts)[:most])


def beside_alone(
    citizens: list[UUID], kinds: Collection[str], *, actor: Actor, after: UUID | None
) -> tuple[Beside, UUID | None]:
    """A page of these kinds alone (of `_FACTS`), and the id after which the next one comes (None: no more).

    after: the last row of the page before; one that is gone begins from the top. One statement, two with `after`.
    """
    parts = {kind: rows for kind, rows in _parts(citizens, actor).items() if kind in kinds}
    if after is not None:
        last = next(iter(_together({kind: rows.filter(pk=after) for kind, rows in parts.items()})), None)
        if last is not None:
            beyond = Q(moment__lte=last[1]) & (Q(moment__lt=last[1]) | Q(pk__lt=after))
            parts = {kind: rows.filter(beyond) for kind, rows in parts.items()}
    found = list(_together(parts)[: PAGE + 1])
    return _beside(found[:PAGE]), found[PAGE - 1][3] if len(found) > PAGE else None


def _parts(citizens: list[UUID], actor: Actor) -> dict[str, Any]:
    """Each kind's rows: kind, moment, facts, id."""
    return {kind: rows.visible_to(actor).filter(citizen_id__in=citizens) for kind, rows in _all().items()}


@cache
def _all() -> dict[str, Any]:
    """The rows of each kind, to be narrowed. Built once: it takes the processor as long as reading them."""
    parts: dict[str, Any] = {
        "step": CaseStatusChange.objects.annotate(moment=F("changed_at")),
        "seen": Sighting.objects.standing().annotate(moment=F("at")),
        "call": Call.objects.annotate(moment=F("at")),
        "moved": Handover.objects.exclude(note="").annotate(moment=F("written_at")),
    }
    return {
        kind: rows.annotate(what=Value(kind, _TEXT), facts=Cast(_FACTS[kind], _TEXT), row=F("pk")).values_list(
            "what", "moment", "facts", "row"
        )
        for kind, rows in parts.items()
    }


def _together(parts: dict[str, Any]) -> Any:
    """Rows of all kinds, newest first."""
    first, *others = parts.values()
    return first.union(*others, all=True).order_by("-moment", "-row")


def _beside(found: Iterable[tuple[str, datetime, str, UUID]]) -> Beside:
    told = [(kind, at, json.loads(facts)) for kind, at, facts, _row in found]
    return Beside(
        [_step(at, facts) for kind, at, facts in told if kind == "step"],
        [_seen(at, facts) for kind, at, facts in told if kind == "seen"],
        [_call(at, facts) for kind, at, facts in told if kind == "call"],
        [_moved(at, facts) for kind, at, facts in told if kind == "moved"],
    )


def _call(at: datetime, facts: dict[str, Any]) -> dict[str, Any]:
    """A call as the timeline shows it: the unit's own casework."""
    rang = who(facts["caller"], facts["caller_name"] or facts["caller_unit"] or "")
    return {
        "at": at,
        "kind": "info",
        "icon": "telephone-inbound",
        "title": _("Call from %(who)s") % {"who": rang},
        "bare": _("Call"),
        "meta": " · ".join(part for part in (facts["callback"], facts["by"]) if part),
        "note": facts["said"],
    }


def _moved(at: datetime, facts: dict[str, Any]) -> dict[str, Any]:
    """From one list to another, with the word to whoever takes over: the unit's own casework."""
    if facts["before"]:
        title = _("Handed over from %(name)s to %(to)s") % {"name": facts["before"], "to": facts["to"]}
    else:
        title = _("Came on %(name)s's list") % {"name": facts["to"]}
    return {
        "at": at,
        "kind": "info",
        "icon": "arrow-left-right",
        "title": title,
        "meta": facts["by"],
        "note": facts["note"],
    }


def _step(at: datetime, facts: dict[str, Any]) -> tuple[CaseStatusChange, str]:
    who, day = facts.pop("changed_by"), facts.pop("look_again_on")
    return CaseStatusChange(changed_at=at, look_again_on=date.fromisoformat(day) if day else None, **facts), who


def _seen(at: datetime, facts: dict[str, Any]) -> tuple[Sighting, dict[str, Any]]:
    names = {name: facts.pop(name) or "" for name in ("by", "place", "teller")}
    found = {name: facts.pop(name) for name in ("id", "unit_id", "by_id", "told_unit_id")}
    ids = {name: UUID(value) if value else None for name, value in found.items()}
    return Sighting(at=at, **facts, **ids), names


def event(sighting: Sighting, names: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The sighting as the timeline shows it: to the unit that wrote it all of it, to another that somebody was seen.

    Who told another unit, and in which words, may say that the citizen is treated there.
    """
    own = sighting.unit_id == actor.unit_id
    told = who(sighting.told_kind, sighting.told_name or names["teller"]) if own or reported(sighting) else ""
    where = names["place"] or (sighting.whereabouts if own else "")
    links = []
    if can_strike_sighting(actor=actor, sighting=sighting):
        links.append({"url": address("cases:sighting_strike", sighting.pk), "text": _("Wrong citizen")})
    return {
        "at": sighting.at,
        "kind": "info",
        "icon": "eye",
        "title": _("Seen by %(who)s") % {"who": told} if told else _("Seen"),
        "bare": _("Seen"),
        "meta": " · ".join(part for part in (where, names["by"] if own else "") if part),
        "links": links,
    }


def reported(sighting: Sighting) -> bool:
    """Whether a partner wrote it down itself: there is no casework there that it could tell of."""
    return sighting.told_unit_id == sighting.unit_id


def who(kind: str, name: str) -> str:
    """ "Mændenes Hjem", "Sociolancen", "en pårørende", "en kollega": who has seen the citizen, in words."""
    if name:
        return name
    words: dict[str, str] = {
        ToldBy.UNIT: _("another place"),
        ToldBy.SOCIOLANCE: str(ToldBy.SOCIOLANCE.label),
        ToldBy.RELATIVE: _("a relative"),
        Caller.CITIZEN: _("the citizen"),
        ToldBy.COLLEAGUE: _("a colleague"),
        ToldBy.OTHER: _("somebody else"),
    }
    return words[kind]
