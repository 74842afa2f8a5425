"""Logging contacts. A note is signed when it is saved; from then on it is added to or struck, never rewritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.casework import NotAColleague, reasoned
from cases.actions.citizens import create_unknown
from cases.actions.followups import open_follow_up, refuse_dead
from cases.actions.storing import store
from cases.choices import ContactSource, Initiative, Medium, Outcome, ServiceResponse
from cases.colleagues import caseworkers
from cases.models import Citizen, Companion, Contact, ContactLine, LineService, StaffLine
from cases.policies import can_log_contact, can_strike, can_strike_staff
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class NotYours(Foreseen):
    """A citizen was named whom the actor has no casework with."""

    field = "who"


class NotThere(Foreseen):
    """The contact says that somebody was walked with, or spoken to, who was not there."""


class ImpossibleTime(Foreseen):
    """The contact would lie in the future, before the citizen was born or after the citizen had died."""

    field = "when"


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What happened with one citizen. services: code → response. accompanied: where somebody walked along."""

    citizen_id: UUID
    outcome: str = Outcome.MET
    note: str = ""
    minutes: int | None = None
    services: Mapping[str, str] = field(default_factory=dict)
    accompanied_to: str = ""
    accompanied_unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class UnknownDraft:
    """Somebody whose name nobody knows, and what happened; the line's citizen is made when it is saved.

    begins_at: when the unit's work begins, in a context whose clock stands at another time than now.
    """

    called: str
    features: str
    line: LineDraft
    begins_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """What was done with the staff of the place, about no citizen (004)."""

    topic: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """Who was with the author: colleagues of the unit by their ids, and others in words."""

    colleague_ids: Sequence[UUID] = ()
    others: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The follow-up that each citizen of the contact gets, on the author's own list."""

    due_on: date
    what: str = ""


_ALONE = Company()


@action
def log_contact(
    *,
    lines: Sequence[LineDraft],
    happened_at: datetime,
    by: Actor,
    at: datetime,
    key: UUID,
    medium: str = Medium.IN_PERSON,
    place_id: UUID | None = None,
    whereabouts: str = "",
    initiative: str = Initiative.OURS,
    next_step: NextStep | None = None,
    unknown: UnknownDraft | None = None,
    staff: StaffDraft | None = None,
    company: Company = _ALONE,
    source: str = ContactSource.LOGGED,
) -> tuple[UUID, bool]:
    """Save a contact with a line for each citizen, and its follow-ups. Answers the contact's id and whether it is new.

    unknown: somebody to take in as an unknown citizen, in the same transaction.
    staff: what was done with the staff of the place; then there need be no citizen.
    key: made by the page; the same person's same key again saves nothing and answers the first one.
    Raises Denied; NotYours; NotThere; ImpossibleTime; NotAColleague; NobodyToRemind.
    """
    can_log_contact(actor=by).require()
    if happened_at > at:
        raise ImpossibleTime(gettext_lazy("It cannot have happened yet."))
    if staff and place_id is None and not whereabouts:
        raise NotThere(gettext_lazy("Say at which place you spoke with the staff."), field="place")

    def save() -> UUID:
        contact = Contact(
            unit_id=by.unit_id,
            by_id=by.user_id,
            at=happened_at,
            medium=medium,
            place_id=place_id,
            whereabouts=whereabouts,
            initiative=initiative,
            with_others=company.others,
            source=source,
            saved_at=at,
        )
        store(contact, exclude=["unit", "by", "place"])
        _save_company(company, contact, by=by, at=at)
        if staff:
            store(
                StaffLine(contact=contact, unit_id=by.unit_id, topic=staff.topic, note=staff.note),
                exclude=["contact", "unit"],
            )
        drafts = list(lines)
        if unknown:
            begins_at = unknown.begins_at or at
            somebody = create_unknown(called=unknown.called, features=unknown.features, by=by, at=begins_at)
            drafts.append(replace(unknown.line, citizen_id=somebody.pk))
        citizens = _citizens(drafts, by) if drafts or not staff else {}
        # Each line locks its citizen's clock until the end: in one order, or two people at once stop each other.
        for draft in sorted(drafts, key=lambda draft: draft.citizen_id):
            line = _save_line(draft, contact, citizens[draft.citizen_id])
            if next_step:
                refuse_dead(dead=citizens[draft.citizen_id].died_on is not None)
                open_follow_up(
                    citizen_id=draft.citizen_id,
                    what=next_step.what or _("Follow up"),
                    due_on=next_step.due_on,
                    owner_id=by.user_id,
                    by=by,
                    at=at,
                    origin=f"line:{line.pk}",
                )
        return contact.pk

    return once(by=by, key=key, action="log_contact", at=at, do=save)


@action
def strike_line(*, line_id: UUID, reason: str, by: Actor, at: datetime) -> ContactLine:
    """Strike a line that stands on the wrong citizen (fejlført): out of clocks, counts and lists.

    Raises Denied; NoReason.
    """
    line = ContactLine.objects.visible_to(by).select_for_update().get(pk=line_id)
    can_strike(actor=by, line=line).require()
    line.struck_at, line.struck_by_id = at, by.user_id
    line.struck_reason = reasoned(reason, longest=500)
    line.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    return line


@action
def strike_staff_line(*, staff_line_id: UUID, reason: str, by: Actor, at: datetime) -> StaffLine:
    """Strike what was written about the staff of a place by mistake. Raises Denied; NoReason."""
    line = (
        StaffLine.objects.visible_to(by).select_for_update(of=["self"]).select_related("contact").get(pk=staff_line_id)
    )
    can_strike_staff(actor=by, line=line).require()
    line.struck_at, line.struck_by_id = at, by.user_id
    line.struck_reason = reasoned(reason, longest=500)
    line.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    return line


def who_could_be_there(wanted: Iterable[UUID], *, by: Actor, at: datetime, happened_at: datetime) -> set[UUID]:
    """Those of them who do casework in the actor's unit, now or when it was."""
    places = caseworkers(unit_id=by.unit_id, at=at) | caseworkers(unit_id=by.unit_id, at=happened_at)
    return set(places.filter(user_id__in=wanted).values_list("user_id", flat=True))


def _save_company(company: Company, contact: Contact, *, by: Actor, at: datetime) -> None:
    """Raises NotAColleague for the author, and for somebody who does no casework in the unit, now or when it was."""
    wanted = set(company.colleague_ids)
    if not wanted:
        return
    if by.user_id in wanted or who_could_be_there(wanted, by=by, at=at, happened_at=contact.at) != wanted:
        raise NotAColleague(gettext_lazy("Choose colleagues who do casework in this unit."), field="companions")
    Companion.objects.bulk_create(Companion(contact=contact, unit_id=by.unit_id, user_id=pk) for pk in sorted(wanted))


def _citizens(lines: Sequence[LineDraft], by: Actor) -> dict[UUID, Citizen]:
    """The citizens of the lines, each once. Raises NotYours."""
    wanted = {draft.citizen_id for draft in lines}
    found = {citizen.pk: citizen for citizen in Citizen.objects.visible_to(by).filter(pk__in=wanted)}
    if not wanted or len(found) != len(wanted) or len(lines) != len(wanted):
        raise NotYours(gettext_lazy("Choose citizens whom your unit works with."))
    return found


def _save_line(draft: LineDraft, contact: Contact, citizen: Citizen) -> ContactLine:
    if citizen.born_after(localdate(contact.at)):
        raise ImpossibleTime(gettext_lazy("The citizen was not born then."))
    if citizen.died_before(localdate(contact.at)) and draft.outcome in (Outcome.MET, Outcome.REFUSED):
        raise ImpossibleTime(
            gettext_lazy("The citizen had died then. Say another day, or that the citizen was not met.")
        )
    line = ContactLine(
        contact=contact,
        citizen=citizen,
        unit_id=contact.unit_id,
        by_id=contact.by_id,
        at=contact.at,
        medium=contact.medium,
        place_id=contact.place_id,
        whereabouts=contact.whereabouts,
        outcome=draft.outcome,
        minutes=draft.minutes,
        note=draft.note,
        accompanied_to=draft.accompanied_to,
        accompanied_unit_id=draft.accompanied_unit_id,
    )
    store(line, exclude=["contact", "citizen", "unit", "by", "place", "accompanied_unit"])
    LineService.objects.bulk_create(
        LineService(
            line=line,
            citizen=citizen,
            unit_id=contact.unit_id,
            service_id=code,
            response=ServiceResponse(response),
        )
        for code, response in draft.services.items()
    )
    return line
