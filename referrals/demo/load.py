"""Referrals of some weeks, through the same actions as everybody's, each at its own time in the past."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from cases.demo.month import Month
from cases.demo.people import PEOPLE, email
from referrals import actions
from referrals.actions.entrances import EntranceFacts, set_entrance
from referrals.choices import Barrier, Basis, Decline, Kind, Need, Room
from referrals.demo.words import SENT, TOLD, Sent, Told
from referrals.models import Criterion, Entrance
from udsatte.access.actor import Actor
from udsatte.accounts.models import Membership
from udsatte.web.days import day_of

_OPEN = {
    "clara": EntranceFacts(is_public=True, look_within_hours=72),
    "sofie": EntranceFacts(room=Room.LITTLE, room_note="To pladser til opstart i december"),
    "rikke": EntranceFacts(look_within_hours=24),
}


@transaction.atomic
def load(*, at: datetime) -> None:
    """Open the units' entrances and send what was sent, as of `at`. Run by the owner, after the demo of the cases."""
    memberships = Membership.objects.select_related("unit").filter(user__email__in=[email(name) for name in PEOPLE])
    members = {one.user.email.split("@")[0]: one for one in memberships.select_related("user")}
    month = Month(members, at)
    begun = month.moment(30, "08.00")
    for name, facts in _OPEN.items():
        month.do(begun, name, partial(_open, facts, members[name].unit_id))
    for told in TOLD:
        month.do(month.moment(told.days, told.clock), "clara", partial(_write_down, month, told))
    for sent in SENT:
        month.do(month.moment(sent.days, sent.clock), sent.by, partial(_send, month, sent))
    month.play()


def _open(facts: EntranceFacts, unit_id: Any, by: Actor, at: datetime) -> None:
    if not Entrance.objects.of(unit_id).exists():
        set_entrance(unit_id=unit_id, version=0, facts=facts, by=by, at=at)


def _write_down(month: Month, told: Told, by: Actor, at: datetime) -> None:
    pk = actions.write_down(
        facts=told.facts,
        sender=told.sender,
        from_unit_id=None,
        door=told.door,
        received_at=at,
        by=by,
        at=at,
        key=month.key(),
    )
    if told.seen:
        actions.see_referral(referral_id=pk, by=by, at=at)
    if told.waits:
        actions.wait_list(
            referral_id=pk,
            need=Need.SOON,
            reason="Har telt og varme mad, men sårene bliver ikke passet",
            meanwhile=actions.Meanwhile(month.members["sofie"].unit_id, "Sofie Testsen"),
            by=by,
            at=at,
        )


def _send(month: Month, sent: Sent, by: Actor, at: datetime) -> None:
    to = month.members[sent.to]
    facts = replace(sent.facts, consent_on=day_of(at)) if sent.facts.basis == Basis.CONSENT else sent.facts
    if facts.kind == Kind.DISCHARGE:
        facts = replace(facts, happens_on=day_of(at) + timedelta(days=14))
    pk = actions.refer(facts=facts, to_unit_id=to.unit_id, by=by, at=at, key=month.key())
    if sent.seen:
        later = at + sent.seen
        with month.acting(sent.to, later) as actor:
            actions.see_referral(referral_id=pk, by=actor, at=later)
            if sent.verdicts:
                criteria = Criterion.objects.asked_by(actor.unit_id)
                verdicts = {one.pk: said for one, said in zip(criteria, sent.verdicts, strict=True)}
                actions.judge(referral_id=pk, verdicts=verdicts, by=actor, at=later)
            if sent.declined:
                barriers, because = [Barrier.TRANSPORT, Barrier.HOURS], Decline.NOT_OURS
                actions.decline(
                    referral_id=pk, because=because, barriers=barriers, reason=sent.declined, by=actor, at=later
                )
