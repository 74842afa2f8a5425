"""Everything that happened with a citizen, newest first, in the words of the page."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy, pgettext_lazy

from cases import clocks, events, sightings, states
from cases.choices import CASE_TRANSITIONS, CaseStatus, ClosedCause, IdentifierKind, Outcome
from cases.identifiers import unseal
from cases.masking import face
from cases.merged import clock_of, others_of, panel, risk_of, told
from cases.models import (
    Assignment,
    Case,
    Citizen,
    ContactLine,
    Death,
    FollowUp,
    Handover,
    RiskStory,
)
from cases.policies import (
    can_assign,
    can_change_citizen,
    can_change_status,
    can_log_contact,
    can_record_death,
    can_withdraw_death,
)
from cases.querysets import ContactLineQuerySet
from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.web import days
from udsatte.web.keyset import page as keyset_page

FOLLOW_UPS = 10
#: So many assignments are looked at for who is named to the citizen.
NAMED = 6
#: So long the note of a handover stands on the page.
HANDOVER_DAYS = 28
#: So many contacts are printed at once, and so much of what happened besides them.
PRINTED = 1_000
#: What the timeline is narrowed to, by its name in the address, in words.
KINDS = {
    "all": pgettext_lazy("timeline", "Everything"),
    "met": gettext_lazy("Met or spoken with"),
    "vain": gettext_lazy("In vain"),
    "told": gettext_lazy("Seen by others, calls"),
    "case": gettext_lazy("The case"),
}
_OUTCOMES = {"met": [Outcome.MET], "vain": [Outcome.NOT_MET, Outcome.REFUSED, Outcome.MISSED]}
_BESIDE = {"told": ("seen", "call"), "case": ("step", "moved")}


def citizen_page(citizen: Citizen, *, actor: Actor, at: datetime, after: UUID | None, kind: str) -> dict[str, Any]:
    """What the citizen's page shows this reader. The citizen comes from `for_detail`; kind is one of KINDS."""
    case = Case.objects.visible_to(actor).filter(citizen=citizen, unit_id=actor.unit_id).first()
    casework = case is not None and actor.ceiling >= CASEWORK
    seen = face(citizen, actor=actor, casework=casework)
    named = list(Assignment.objects.visible_to(actor).of(citizen.pk, at)[:NAMED])
    whose = named[0] if named and named[0].ends_on is None else None
    others = others_of(citizen, actor=actor)
    context: dict[str, Any] = {
        "citizen": citizen,
        "face": seen,
        "case": case,
        "casework": casework,
        "whose": whose,
        "also_named": _also_named(whose, named),
        "handover": _handover(whose, at) if casework else None,
        "cpr": _masked_cpr(citizen) if seen.shows("Identifier", "ciphertext") else "",
        "numbers": _other_numbers(citizen) if seen.shows("Identifier", "kind") else [],
        "age": days.age(seen.born[0], citizen.died_on or at) if seen.born[0] else None,
        "death": Death.objects.visible_to(actor).standing().get(citizen=citizen) if citizen.died_on else None,
        "facts": [] if citizen.died_on else clocks.facts(clock_of(citizen, others, actor=actor), at, named=casework),
        "aliases": [text for text in citizen.alias_texts if text != seen.name] if seen.shows("Alias", "text") else [],
        "features": citizen.features if seen.shows("Citizen", "features") else "",
        "phones": citizen.phone_numbers if seen.shows("Phone", "number") else [],
        "haunts": citizen.haunt_places if seen.shows("Haunt", "place") and not citizen.died_on else [],
        "others": panel(others, actor=actor),
        "risk": risk_of(citizen, others),
        "months": [],
        "broken_glass": _broken_glass(citizen),
        "may_log": case is not None and case.is_open and bool(can_log_contact(actor=actor)),
        "may_withdraw_death": casework and bool(can_withdraw_death(actor=actor, citizen=citizen)),
        "may_change": casework and bool(can_change_citizen(actor=actor)),
    }
    if case is not None and casework:
        context |= _casework(citizen, case, actor, at, after, kind, told(citizen, others, actor=actor))
    return context


def _handover(whose: Assignment | None, at: datetime) -> Handover | None:
    """What was said when the citizen came on this list, for the first weeks."""
    said: Handover | None = getattr(whose, "handover", None)
    return said if said and said.note and days.days_between(said.written_at, at) <= HANDOVER_DAYS else None


def _also_named(whose: Assignment | None, named: list[Assignment]) -> Assignment | None:
    """Who had the citizen before, and is named for some weeks more."""
    if whose is None:
        return None
    before = (one for one in named if one.ends_on and one.unit_id == whose.unit_id)
    return next((one for one in before if one.caseworker_id != whose.caseworker_id), None)


def _casework(
    citizen: Citizen, case: Case, actor: Actor, at: datetime, after: UUID | None, kind: str, one: list[UUID]
) -> dict[str, Any]:
    """one: the citizen and those who are the same person, as far as the reader is told of them."""
    happened, older = _happened(one, actor, after, kind)
    # Nobody is reminded of the dead: it needs no look.
    open_ones = FollowUp.objects.visible_to(actor).about(*one)
    follow_ups = [] if citizen.died_on else list(open_ones[: FOLLOW_UPS + 1])
    met_at = citizen.clock.met_at
    return {
        "months": _by_month(happened),
        "older": older,
        "kind": kind,
        "kinds": KINDS,
        "follow_ups": follow_ups[:FOLLOW_UPS],
        "follow_up_count": f"{FOLLOW_UPS}+" if len(follow_ups) > FOLLOW_UPS else str(len(follow_ups)),
        "stories": list(
            RiskStory.objects.visible_to(actor)
            .filter(citizen_id__in=one)
            .select_related("written_by")
            .order_by("-written_at")
        ),
        "may_record_death": bool(can_record_death(actor=actor, citizen=citizen)),
        "may_assign": bool(can_assign(actor=actor, case=case)),
        "may_list_looks": actor.may(Permission.CITIZEN_LOOKS),
        "state": states.of_case(case, at),
        "state_word": CaseStatus(case.status).label,
        "closed_cause": ClosedCause(case.closed_cause).label if case.closed_cause else "",
        "found": case.status == CaseStatus.SEARCHING and bool(met_at and met_at > case.status_at),
        # The case of somebody dead is closed, not opened again; a mistake is taken back first.
        "may_move": (case.is_open or not citizen.died_on)
        and any(can_change_status(actor=actor, case=case, to=way) for way in CASE_TRANSITIONS[case.status]),
    }


def _broken_glass(citizen: Citizen) -> list[dict[str, Any]]:
    """Who sees the citizen through broken glass now, for those whose unit has the case (glass_on)."""
    told = json.loads(citizen.broken_glass or "[]")
    return [one | {"phone": one["phone"] or "–", "ends_at": datetime.fromisoformat(one["ends_at"])} for one in told]


def _masked_cpr(citizen: Citizen) -> str:
    """Birth date and hyphen; the last four digits only on request, logged."""
    return f"{unseal(citizen.sealed_cpr)[:6]}-" if citizen.sealed_cpr else ""


def _other_numbers(citizen: Citizen) -> list[str]:
    """What other numbers there are, in words; they stand on a page of their own."""
    kinds = [IdentifierKind(kind) for kind in dict.fromkeys(citizen.number_kinds) if kind != IdentifierKind.NONE]
    return [str(kind.label) for kind in kinds]


def _happened(
    one: list[UUID], actor: Actor, after: UUID | None, kind: str
) -> tuple[list[dict[str, Any]], UUID | int | None]:
    """A page of what happened, newest first, and the row after which the next one comes."""
    if kind in _BESIDE:
        beside, older = sightings.beside_alone(one, _BESIDE[kind], actor=actor, after=after)
        return _newest_first([], beside, actor), older
    lines = _lines().visible_to(actor).filter(citizen_id__in=one)
    if kind in _OUTCOMES:
        lines = lines.filter(outcome__in=_OUTCOMES[kind])
    shown = keyset_page(lines, order=("-at", "-id"), after=after)
    if kind in _OUTCOMES:
        return [events.of_line(line, actor) for line in shown.rows], shown.after
    # A page reaches from its oldest line, when others follow, up to the oldest line of the page before it.
    oldest = shown.rows[-1].at if shown.after else None
    before = shown.position[0] if shown.position else None
    beside = sightings.beside_contacts(one, actor=actor, since=oldest, before=before)
    return _newest_first(shown.rows, beside, actor), shown.after


@cache
def _lines() -> ContactLineQuerySet:
    """The lines of a timeline, to be narrowed: what is told of each is built once."""
    return ContactLine.objects.for_timeline().standing()


def printed(citizen: Citizen, *, actor: Actor, at: datetime, since: datetime | None) -> dict[str, Any]:
    """The timeline on paper, from that time on: no links, exact times. The citizen comes from `for_detail`.

    Paper leaves the house: of somebody with name and address protection it says what happened and when, neither name
    nor place nor note, as an export does.
    """
    others = others_of(citizen, actor=actor)
    citizen.is_protected = any(who.is_protected for who in (citizen, *others))  # the person, on this paper
    one = told(citizen, others, actor=actor)
    happened, cut = _printable(one, actor, since)
    paper = _bare if citizen.is_protected else _unlinked
    seen = face(citizen, actor=actor, casework=not citizen.is_protected)
    return {
        "citizen": citizen,
        "face": seen,
        "age": days.age(seen.born[0], citizen.died_on or at) if seen.born[0] else None,
        "cut": cut,
        "months": _by_month([paper(event) for event in happened]),
    }


def _printable(one: list[UUID], actor: Actor, since: datetime | None) -> tuple[list[dict[str, Any]], datetime | None]:
    """What happened since then, newest first; when it is too much for the paper, from when on everything is there."""
    lines = _lines().visible_to(actor).filter(citizen_id__in=one)
    if since is not None:
        lines = lines.filter(at__gte=since)
    rows = list(lines[: PRINTED + 1])
    cut = rows[PRINTED].at if len(rows) > PRINTED else None
    beside = sightings.beside_contacts(one, actor=actor, since=cut or since, before=None, most=PRINTED + 1)
    others = _newest_first([], beside, actor)
    cut = others[PRINTED]["at"] if len(others) > PRINTED else cut
    # What is as old as the first that did not fit may be one of several: none of them is printed.
    happened = _newest_first(rows, beside, actor)
    return [event for event in happened if cut is None or event["at"] > cut], cut


def _bare(event: dict[str, Any]) -> dict[str, Any]:
    """What paper says of somebody with name and address protection."""
    return {"at": event["at"], "kind": event["kind"], "icon": event["icon"], "title": event.get("bare", event["title"])}


def _unlinked(event: dict[str, Any]) -> dict[str, Any]:
    said = [{**one, "url": ""} for one in event.get("additions", ())]
    return {**event, "additions": said, "links": ()}


def _newest_first(lines: Sequence[ContactLine], beside: sightings.Beside, actor: Actor) -> list[dict[str, Any]]:
    found = [events.of_line(line, actor) for line in lines]
    found += [events.of_change(*step) for step in beside.steps]
    found += [sightings.event(*one, actor) for one in beside.sightings]
    found += beside.calls
    found += beside.handovers
    return sorted(found, key=lambda event: event["at"], reverse=True)


def _by_month(happened: list[dict[str, Any]]) -> list[dict[str, Any]]:
    months: list[dict[str, Any]] = []
    for event in happened:
        name = days.month(event["at"])
        if not months or months[-1]["name"] != name:
            months.append({"name": name, "events": []})
        months[-1]["events"].append(event)
    return months
