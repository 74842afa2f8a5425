"""A referral as one line of a list, in words: how long it has waited, who asks, who has seen it, what came of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from referrals.choices import Sender, Status
from referrals.kinds import days_too_late, happens_words, told_words
from referrals.models import Guarantee, Handling, Referral
from referrals.models.guarantees import GUARANTEED_WITHIN
from udsatte.access.actor import Actor
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.accounts.choices import Role
from udsatte.web import days
from udsatte.web.addresses import address

#: From so many days on a wait is marked.
LONG = 7
#: So many days before the last one a deadline stands on I dag.
NEARLY_OVER = timedelta(days=3)
#: As many are counted; beyond that "100+".
COUNTED = 100


def rows_of(found: Iterable[Referral], *, actor: Actor, at: datetime, waits: bool = False) -> list[dict[str, Any]]:
    """The lines of a list. The referrals come `for_list`."""
    return [row_of(one, actor=actor, at=at, waits=waits) for one in found]


def row_of(one: Referral, *, actor: Actor, at: datetime, waits: bool = False) -> dict[str, Any]:
    """One line. waits: it is on the waiting list, and the wait goes on."""
    waited = days_waited(one, at, waits=waits)
    return {
        "pk": one.pk,
        "url": address("referrals:referral" if one.is_sent else "referrals:draft", one.pk),
        "draft": not one.is_sent,
        "name": name_of(one, actor=actor),
        "hidden": is_hidden(one, actor),
        "headline": "" if is_hidden(one, actor) else one.headline,
        "acute": one.is_acute,
        "kind": "" if one.kind == "ordinary" else one.get_kind_display(),
        "happens": happens_words(one, at),
        "told": told_words(one),
        "told_late": bool(days_too_late(one)),
        "days": waited,
        "long": waited > LONG,
        "from": sender_words(one),
        "to": one.to_unit.name,
        "seen": seen_words(one, actor=actor, at=at),
        "state": state_words(one),
        "came_back": one.came_back_at is not None,
        "news": one.from_unit_id == actor.unit_id
        and one.is_sent
        and (one.has_news or getattr(one, "has_words", False)),
        "took": took_words(one),
    }


@dataclass(frozen=True, slots=True)
class Place:
    """Where a referral stands in its list. number: from one; None when it is dealt with, and `next` is the first that
    waits. count: "12", "100+".
    """

    number: int | None
    count: str
    previous: str | None
    next: str | None


def links_of(one: Referral, *, at: datetime) -> list[dict[str, Any]]:
    """Its way from unit to unit, as far as the reader is told; nothing when it stands alone. It comes `for_detail`."""
    return [
        {
            "words": _("%(sender)s to %(unit)s")
            % {"sender": link["from"] or Sender(link["sender"]).label, "unit": link["to"]},
            "state": _state_of_link(link, at),
            "url": address("referrals:referral", UUID(link["id"])) if link["id"] else "",
            "is_this": link["is_this"],
        }
        for link in json.loads(one.chain)
    ]


def _state_of_link(link: dict[str, Any], at: datetime) -> str:
    for name, words in (
        ("taken_up_at", _("taken up %(day)s")),
        ("seen_at", _("seen %(day)s")),
        ("received_at", _("received %(day)s")),
    ):
        if link[name]:
            return words % {"day": days.short_day(datetime.fromisoformat(link[name]), at)}
    return ""


def due_lines(*, actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """(words, address) of what is due, for I dag: who on the waiting list is to be looked at again, and whose fourteen
    days until treatment are nearly over. One statement each, for who sees the list."""
    today = days.day_of(at)
    lines = []
    if actor.may(Permission.TRIAGE):
        waiting = Handling.objects.visible_to(actor).to_review(actor.unit_id, today)[: COUNTED + 1].count()
        words = ngettext(
            "%(count)s on the waiting list is to be looked at again",
            "%(count)s on the waiting list are to be looked at again",
            waiting,
        )
        lines.append((waiting, words, reverse("referrals:queue") + "?show=waiting"))
    if actor.may(Permission.FOLLOWUP):
        said = today + NEARLY_OVER - GUARANTEED_WITHIN
        running = Guarantee.objects.visible_to(actor).running(actor.unit_id).said_by(said)[: COUNTED + 1].count()
        words = ngettext(
            "%(count)s citizen has at most 3 days left until treatment is to begin",
            "%(count)s citizens have at most 3 days left until treatment is to begin",
            running,
        )
        lines.append((running, words, reverse("referrals:guarantees")))
    return [(words % {"count": _many(count)}, url) for count, words, url in lines if count]


def counted(rows: QuerySet[Any]) -> str:
    """How many: "12", "100+". One statement, that reads no more rows than it says."""
    return _many(rows[: COUNTED + 1].count())


def _many(count: int) -> str:
    return f"{COUNTED}+" if count > COUNTED else str(count)


def place_of(one: Referral, handling: Handling | None, *, actor: Actor) -> Place:
    """In the queue, or on the waiting list when it stands there. One statement, of the list's own index."""
    if handling is not None and handling.status == Status.WAITING:
        rows: Any = Handling.objects.visible_to(actor).waiting_in(actor.unit_id)
    else:
        rows = Referral.objects.visible_to(actor).queue_of(actor.unit_id)
    ids = list(rows.values_list("pk", flat=True)[: COUNTED + 1])

    def at(index: int) -> str | None:
        return address("referrals:referral", ids[index]) if 0 <= index < len(ids) else None

    count = _many(len(ids))
    if one.pk not in ids:
        return Place(None, count, None, at(0))
    index = ids.index(one.pk)
    return Place(index + 1, count, at(index - 1), at(index + 1))


def referral_words(one: Referral, *, at: datetime) -> str:
    """ "18.11. til Substitutionsteamet: Sover i opgange", to choose one of several by."""
    said = {"day": days.short_day(one.received_at or one.written_at, at), "unit": one.to_unit.name}
    return _("%(day)s to %(unit)s") % said + f": {one.headline}"


def name_of(one: Referral, *, actor: Actor) -> str:
    """What the person is called; of one with protection casework readers alone read it, and whoever wrote it."""
    return _("Protected citizen") if is_hidden(one, actor) else one.called


def is_hidden(one: Referral, actor: Actor) -> bool:
    # What a manager's own unit has written is of its casework, which a manager does not read.
    theirs = one.unit_id != actor.unit_id or actor.role == Role.MANAGER
    return one.is_protected and actor.ceiling < CASEWORK and theirs


def days_waited(one: Referral, at: datetime, *, waits: bool = False) -> int:
    """Whole days in Copenhagen from the day it was received to today, or to the day it was dealt with."""
    if one.received_at is None:
        return 0
    until = at if waits else one.handled_at or at
    return (days.day_of(until) - days.day_of(one.received_at)).days


def took_words(one: Referral) -> str:
    """How long it took from the first word of the chain until it was taken up, as far as the reader is told."""
    taken = getattr(getattr(one, "handling", None), "taken_up_at", None)
    if taken is None or one.first_word_at is None:
        return ""
    count = (days.day_of(taken) - days.day_of(one.first_word_at)).days
    return ngettext("taken up after %(count)s day", "taken up after %(count)s days", count) % {"count": count}


def sender_words(one: Referral) -> str:
    """ "Frank Testsen, Mændenes Hjem", "Borgeren selv", "En pårørende"."""
    if one.sender == Sender.PROFESSIONAL and one.sender_name:
        return one.sender_name
    who = one.from_unit.name if one.from_unit else str(one.get_sender_display())
    return f"{one.sender_name}, {who}" if one.sender_name else who


def seen_words(one: Referral, *, actor: Actor, at: datetime) -> str:
    """Who has looked at it; nothing when nobody has."""
    if one.seen_at is None:
        return ""
    if one.seen_by_id == actor.user_id:
        return _("Seen by you")
    name = one.seen_by.full_name if one.seen_by and one.to_unit_id == actor.unit_id else one.to_unit.name
    return _("Seen %(day)s by %(name)s") % {"day": days.short_day(one.seen_at, at), "name": name}


def state_words(one: Referral) -> str:
    """What a reader who is told may know of it, and else: received, seen, dealt with."""
    handling: Handling | None = getattr(one, "handling", None)
    if not one.is_sent:
        return _("Draft")
    if handling is not None and handling.status != Status.OPEN:
        taken = handling.taken_up_at
        if handling.status == Status.REDIRECTED and taken:
            return _("Sent on, and taken up")
        return str(handling.get_status_display())
    if one.handled_at:
        return _("Dealt with")
    return _("Seen") if one.seen_at else _("Received")
