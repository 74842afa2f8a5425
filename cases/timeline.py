"""Everything that happened with a citizen, newest first, in the words of the page."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import clocks, sightings, states
from cases.choices import CASE_TRANSITIONS, CaseStatus, ClosedCause, IdentifierKind, Medium, Outcome, ServiceResponse
from cases.identifiers import unseal
from cases.masking import face
from cases.merged import clock_of, others_of, panel, told
from cases.models import (
    Assignment,
    Case,
    CaseStatusChange,
    Citizen,
    ContactLine,
    Death,
    FollowUp,
    Handover,
    RiskStory,
)
from cases.policies import (
    can_add_to_note,
    can_assign,
    can_change_citizen,
    can_change_status,
    can_log_contact,
    can_record_death,
    can_strike,
    can_withdraw_death,
)
from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.web import days
from udsatte.web.addresses import address
from udsatte.web.keyset import page as keyset_page

FOLLOW_UPS = 10
#: So many assignments are looked at for who is named to the citizen.
NAMED = 6
#: So long the note of a handover stands on the page.
HANDOVER_DAYS = 28
_ICONS = {
    Outcome.MET: ("seen", "person-check"),
    Outcome.NOT_MET: ("none", "person-slash"),
    Outcome.REFUSED: ("none", "hand-thumbs-down"),
    Outcome.MISSED: ("soon", "calendar-x"),
}


def citizen_page(citizen: Citizen, *, actor: Actor, at: datetime, after: UUID | None) -> dict[str, Any]:
    """What the citizen's page shows this reader. The citizen comes from `for_detail`."""
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
        "months": [],
        "broken_glass": _broken_glass(citizen),
        "may_log": case is not None and case.is_open and bool(can_log_contact(actor=actor)),
        "may_withdraw_death": casework and bool(can_withdraw_death(actor=actor, citizen=citizen)),
        "may_change": casework and bool(can_change_citizen(actor=actor)),
    }
    if case is not None and casework:
        context |= _casework(citizen, case, actor, at, after, told(citizen, others, actor=actor))
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
    citizen: Citizen, case: Case, actor: Actor, at: datetime, after: UUID | None, one: list[UUID]
) -> dict[str, Any]:
    """one: the citizen and those who are the same person, as far as the reader is told of them."""
    lines = ContactLine.objects.visible_to(actor).filter(citizen_id__in=one).for_timeline().standing()
    shown = keyset_page(lines, order=("-at", "-id"), after=after)
    events = [_of_line(line, actor) for line in shown.rows]
    # A page reaches from its oldest line, when others follow, up to the oldest line of the page before it.
    oldest = shown.rows[-1].at if shown.after else None
    before = shown.position[0] if shown.position else None
    beside = sightings.beside_contacts(one, actor=actor, since=oldest, before=before)
    events += [_of_change(*step) for step in beside.steps]
    events += [sightings.event(*one, actor) for one in beside.sightings]
    events += beside.calls
    events += beside.handovers
    events.sort(key=lambda event: event["at"], reverse=True)
    # Nobody is reminded of the dead: it needs no look.
    open_ones = FollowUp.objects.visible_to(actor).about(*one)
    follow_ups = [] if citizen.died_on else list(open_ones[: FOLLOW_UPS + 1])
    met_at = citizen.clock.met_at
    return {
        "months": _by_month(events),
        "older": shown.after,
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


def _of_line(line: ContactLine, actor: Actor) -> dict[str, Any]:
    kind, icon = _ICONS[Outcome(line.outcome)]
    minutes = (
        ngettext("%(count)s minute", "%(count)s minutes", line.minutes) % {"count": line.minutes}
        if line.minutes
        else ""
    )
    links = []
    if can_add_to_note(actor=actor, line=line):
        links.append({"url": address("cases:line_add", line.pk), "text": _("Add to it")})
    if can_strike(actor=actor, line=line):
        links.append({"url": address("cases:line_strike", line.pk), "text": _("Wrong citizen")})
    return {
        "at": line.at,
        "kind": kind,
        "icon": "telephone" if line.medium == Medium.PHONE and line.outcome == Outcome.MET else icon,
        "title": _title(line),
        "meta": " · ".join(part for part in (line.where, minutes, line.by_name, _company(line)) if part),
        "note": line.note,
        "additions": [added._asdict() for added in line.added],
        "tags": [*_walked(line), *(_service(*given) for given in line.given)],
        "links": links,
    }


def _company(line: ContactLine) -> str:
    """ "med Bo Testsen, en sygeplejerske": who was there too."""
    names = ", ".join([*line.colleagues, *([line.with_others] if line.with_others else [])])
    return _("with %(names)s") % {"names": names} if names else ""


def _walked(line: ContactLine) -> list[str]:
    """ "Fulgt til Sundhedsrummet, samtale"."""
    where = ", ".join(part for part in (line.walked_to, line.accompanied_to) if part)
    return [_("Accompanied to %(where)s") % {"where": where}] if where else []


def _title(line: ContactLine) -> str:
    """ "Truffet", "Ikke truffet", "Talt i telefon": what the outcome is called for this medium."""
    if line.medium == Medium.IN_PERSON:
        return str(Outcome(line.outcome).label)
    by_phone = line.medium == Medium.PHONE
    if line.outcome == Outcome.MET:
        return _("Spoken with by phone") if by_phone else _("Written with")
    if line.outcome == Outcome.NOT_MET:
        return _("Not reached by phone") if by_phone else _("No answer to a message")
    if line.outcome == Outcome.REFUSED:
        return _("Refused, by phone") if by_phone else _("Refused, by message")
    return str(Outcome(line.outcome).label)


def _service(name: str, response: str) -> str:
    if response == ServiceResponse.ACCEPTED:
        return name
    return f"{name}: {ServiceResponse(response).label.lower()}"


def _of_change(change: CaseStatusChange, who: str) -> dict[str, Any]:
    cause = ClosedCause(change.closed_cause).label if change.closed_cause else ""
    again = _("look again %(day)s") % {"day": days.day(change.look_again_on)} if change.look_again_on else ""
    return {
        "at": change.changed_at,
        "kind": "info",
        "icon": states.ICONS[change.to_status],
        "title": states.step(change),
        "meta": " · ".join(part for part in (str(cause), again, who) if part),
        "note": change.reason,
    }


def _by_month(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    months: list[dict[str, Any]] = []
    for event in events:
        name = days.month(event["at"])
        if not months or months[-1]["name"] != name:
            months.append({"name": name, "events": []})
        months[-1]["events"].append(event)
    return months
