"""Who has rung, what partners tell of people, and who it is. Nobody who tells gets an answer from here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.actions.contacts import LineDraft, log_contact
from cases.actions.grounds import Question, TooManyLookups
from cases.actions.sightings import NotWorkedWith, Seen, store_sighting
from cases.actions.storing import store
from cases.choices import Caller, Initiative, Medium, TipKind
from cases.models import Call, Case, Tip
from cases.policies import can_log_call, can_say_seen, can_settle_tip
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.web.idempotency import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang:
    """Who rang, when, and what they said. The number is the directory's, or what the caller gave."""

    caller: str
    happened_at: datetime
    caller_unit_id: UUID | None = None
    caller_name: str = ""
    callback: str = ""
    said: str = ""


@action
def log_call(*, citizen_id: UUID, rang: Rang, seen: Seen | None, by: Actor, at: datetime, key: UUID) -> UUID:
    """Write down who rang about one of the unit's citizens, with what they saw as a sighting.

    The citizen's own call is a contact by telephone, which is no meeting. The same key again saves nothing.
    Raises Denied; NotWorkedWith; ImpossibleSighting; ImpossibleTime.
    """
    can_log_call(actor=by).require()
    return once(by=by, key=key, action="log_call", at=at, do=lambda: _store(citizen_id, rang, seen, by, at))[0]


def _store(citizen_id: UUID, rang: Rang, seen: Seen | None, by: Actor, at: datetime) -> UUID:
    if not Case.objects.visible_to(by).filter(citizen_id=citizen_id, unit_id=by.unit_id).exists():
        raise NotWorkedWith(_("Choose citizens whom your unit works with."))
    if rang.caller == Caller.CITIZEN:
        return log_contact(
            lines=[LineDraft(citizen_id=citizen_id, note=rang.said)],
            happened_at=rang.happened_at,
            medium=Medium.PHONE,
            initiative=Initiative.CITIZEN,
            by=by,
            at=at,
            key=uuid4(),  # the call's own key has kept it from being two
        )[0]
    sighting = store_sighting(citizen_id, seen, by, at) if seen else None
    call = Call(
        citizen_id=citizen_id,
        unit_id=by.unit_id,
        by_id=by.user_id,
        at=at,
        caller=rang.caller,
        caller_unit_id=rang.caller_unit_id,
        caller_name=rang.caller_name,
        callback=rang.callback,
        said=rang.said,
        sighting=sighting,
    )
    store(call, exclude=["citizen", "unit", "by", "caller_unit", "sighting"])
    return call.pk


@action
def log_inquiry(*, rang: Rang, person: str, by: Actor, at: datetime, key: UUID) -> UUID:
    """Write down that somebody rang about a person whom the unit is to look at: a referral may begin with it.

    Raises Denied.
    """
    can_log_call(actor=by).require()

    def save() -> UUID:
        tip = Tip(
            unit_id=by.unit_id,
            kind=TipKind.CALL,
            at=rang.happened_at,
            saved_at=at,
            by_id=by.user_id,
            told_kind=rang.caller,
            told_unit_id=rang.caller_unit_id,
            told_name=rang.caller_name,
            callback=rang.callback,
            person=person,
            said=rang.said,
        )
        store(tip, exclude=["unit", "by", "told_unit", "citizen", "sighting", "settled_by"])
        return tip.pk

    return once(by=by, key=key, action="log_inquiry", at=at, do=save)[0]


@action
def settle_tip(*, tip_id: UUID, citizen_id: UUID | None, reason: str, by: Actor, at: datetime) -> Tip:
    """Say who it is, so that what a partner saw becomes a sighting; or, without a citizen, set it aside for a reason.

    Raises Denied, also when a colleague was first; NotWorkedWith; NoReason; ImpossibleSighting.
    """
    tip = Tip.objects.visible_to(by).select_for_update(of=("self",)).get(pk=tip_id)
    can_settle_tip(actor=by, tip=tip).require()
    if citizen_id is None:
        tip.settled_reason = reasoned(reason, longest=500)
    else:
        if not Case.objects.visible_to(by).filter(citizen_id=citizen_id, unit_id=by.unit_id).exists():
            raise NotWorkedWith(_("Choose citizens whom your unit works with."), field="citizen")
        tip.citizen_id = citizen_id
        if tip.kind == TipKind.SEEN:
            seen = Seen(
                told_kind=tip.told_kind,
                told_unit_id=tip.told_unit_id,
                told_name=tip.told_name,
                happened_at=tip.at,
                whereabouts=tip.whereabouts,
            )
            tip.sighting = store_sighting(citizen_id, seen, by, at)
    tip.settled_at, tip.settled_by_id = at, by.user_id
    tip.save(update_fields=["citizen", "sighting", "settled_at", "settled_by", "settled_reason"])
    return tip


@action
def say_seen(
    *,
    question: Question | None,
    person: str,
    happened_at: datetime,
    whereabouts: str,
    said: str,
    by: Actor,
    at: datetime,
    key: UUID,
) -> None:
    """Tell whoever works with the person that they are here. Nothing is answered, whoever it is.

    Raises Denied; TooManyLookups.
    """
    can_say_seen(actor=by).require()
    number, name, born_on = question.told() if question else (None, None, None)

    def save() -> UUID:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT seen_here(%s, %s, %s, %s, %s, %s, %s)",
                [number, name, born_on, person, happened_at, whereabouts, said],
            )
            if not cursor.fetchone()[0]:
                raise TooManyLookups(_("You have told of many people today. Call the unit instead."))
        return uuid4()

    once(by=by, key=key, action="say_seen", at=at, do=save)
