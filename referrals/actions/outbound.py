"""What the own unit asks another one: sent at once, or kept as a draft, changed, sent later or thrown away."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.actions.storing import store
from cases.identifiers import seal
from cases.numbers import digest_of
from referrals.actions.attachments import attach
from referrals.actions.referrals import (
    COLUMNS,
    PEOPLE_AND_UNITS,
    Along,
    ReferralFacts,
    ToOneself,
    check_along,
    described,
    mark_sent,
    pack,
    send_to,
)
from referrals.choices import Door, Sender
from referrals.models import Referral
from referrals.policies import can_draft, can_refer
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen, Stale
from udsatte.web.idempotency import once


class NotADraft(Foreseen):
    """It is sent, or was thrown away."""


@action
def refer(
    *, facts: ReferralFacts, to_unit_id: UUID, by: Actor, at: datetime, key: UUID, along: Along | None = None
) -> UUID:
    """Send a referral to another unit that is open for it; along: about one of the own unit's citizens.

    A form that was kept as a draft before sends that draft.
    Raises Denied; NotOpen; ToOneself; NoBasis; AboutTheDead; NotADraft.
    """
    can_refer(actor=by).require()

    def save() -> UUID:
        if along:
            check_along(facts, along, by)
        referral = send_to(facts, to_unit_id=to_unit_id, by=by, at=at)
        attach(referral, facts.papers, by=by, at=at)
        if along:
            pack(referral, along, by, at)
        return referral.pk

    referral_id, is_new = _one_form(by, key, at, save)
    if not is_new:
        ours = Referral.objects.visible_to(by).filter(pk=referral_id)
        if not ours.exists():
            raise NotADraft(_("Somebody has thrown the draft away."))
        kept = ours.unsent().select_for_update().first()
        if kept:
            can_draft(actor=by, referral=kept).require()
            send_written(kept, facts=facts, to_unit_id=to_unit_id, by=by, at=at, along=along)
    return referral_id


@action
def write_draft(
    *, facts: ReferralFacts, to_unit_id: UUID, by: Actor, at: datetime, key: UUID, citizen_id: UUID | None = None
) -> UUID:
    """Keep what is written, told to nobody; citizen_id: about one of the own unit's citizens.

    The same form again writes over it. Papers and what is to go along are chosen when it is sent.
    Raises Denied; ToOneself; NotADraft.
    """
    can_refer(actor=by).require()
    if to_unit_id == by.unit_id:
        raise ToOneself(_("That is your own unit. Choose another one."))

    def save() -> UUID:
        draft = described(
            facts, by, at, sender=Sender.UNIT, door=Door.SIGNED_IN, to_unit_id=to_unit_id, from_unit_id=by.unit_id
        )
        store(draft, exclude=PEOPLE_AND_UNITS)
        if citizen_id:
            with connection.cursor() as cursor:
                cursor.execute("SELECT referral_tie(%s, %s)", [draft.pk, citizen_id])
        return draft.pk

    draft_id, is_new = _one_form(by, key, at, save)
    if not is_new:
        draft = _locked(draft_id, by)
        _save(_filled(draft, facts, to_unit_id, by, at))
    return draft_id


@action
def change_draft(
    *, referral_id: UUID, version: int, facts: ReferralFacts, to_unit_id: UUID, by: Actor, at: datetime
) -> None:
    """Write over a draft. Without a number the one that it has stays. Raises Denied; ToOneself; NotADraft; Stale."""
    draft = _locked(referral_id, by)
    if draft.version != version:
        raise Stale(draft)
    _save(_filled(draft, facts, to_unit_id, by, at))


@action
def send_draft(
    *,
    referral_id: UUID,
    version: int,
    facts: ReferralFacts,
    to_unit_id: UUID,
    by: Actor,
    at: datetime,
    along: Along | None = None,
) -> None:
    """Send a draft as it stands in the form; along: what goes with it of the citizen it is about.

    Raises Denied; NotOpen; ToOneself; NoBasis; AboutTheDead; NotADraft; Stale.
    """
    draft = _locked(referral_id, by)
    if draft.version != version:
        raise Stale(draft)
    send_written(draft, facts=facts, to_unit_id=to_unit_id, by=by, at=at, along=along)


def send_written(
    draft: Referral, *, facts: ReferralFacts, to_unit_id: UUID, by: Actor, at: datetime, along: Along | None
) -> None:
    """Send what was kept, with what was typed since."""
    if along:
        check_along(facts, along, by)
    _filled(draft, facts, to_unit_id, by, at)
    mark_sent(draft, told_unit_id=to_unit_id, received_at=at, by=by, at=at)
    _save(draft)
    attach(draft, facts.papers, by=by, at=at)
    if along:
        pack(draft, along, by, at)


@action
def throw_away(*, referral_id: UUID, by: Actor, at: datetime) -> bool:
    """Throw a draft away for good. False: it is sent, or gone already. Raises Denied."""
    draft = Referral.objects.visible_to(by).filter(pk=referral_id).first()
    if draft is None or draft.is_sent:
        return False
    can_draft(actor=by, referral=draft).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT referral_throw_away(%s)", [referral_id])
        return bool(cursor.fetchone()[0])


def _one_form(by: Actor, key: UUID, at: datetime, save: Callable[[], UUID]) -> tuple[UUID, bool]:
    """One referral for one form, whether it was kept or sent; and whether it is new."""
    return once(by=by, key=key, action="refer", at=at, do=save)


def _locked(referral_id: UUID, by: Actor) -> Referral:
    """Raises NotADraft; Denied."""
    draft = Referral.objects.visible_to(by).select_for_update().filter(pk=referral_id).first()
    if draft is None:
        raise NotADraft(_("Somebody has thrown the draft away."))
    if draft.is_sent:
        raise NotADraft(_("It is sent already."))
    can_draft(actor=by, referral=draft).require()
    return draft


def _filled(draft: Referral, facts: ReferralFacts, to_unit_id: UUID, by: Actor, at: datetime) -> Referral:
    """The draft with what was typed, in the name of whoever typed it."""
    if to_unit_id == by.unit_id:
        raise ToOneself(_("That is your own unit. Choose another one."))
    born_on = draft.born_on
    for name in COLUMNS:
        setattr(draft, name, getattr(facts, name))
    if number := facts.number:
        draft.cpr, draft.cpr_digest = seal(number.digits), digest_of(number)
        born_on = number.born_on
    if draft.cpr and not facts.born_on:
        draft.born_on, draft.born_year = born_on, None
    draft.to_unit_id = to_unit_id
    draft.written_at, draft.written_by_id = at, by.user_id
    draft.version += 1
    return draft


_MOVES = (
    *("to_unit", "told_unit", "written_at", "written_by", "sent_at", "sent_by", "received_at", "first_word_at"),
    *("cpr", "cpr_digest", "version"),
)


def _save(draft: Referral) -> None:
    draft.full_clean(exclude=PEOPLE_AND_UNITS, validate_unique=False, validate_constraints=False)
    draft.save(update_fields=[*COLUMNS, *_MOVES])
