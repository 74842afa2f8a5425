"""What the unit was asked and has asked: to decide, waiting, sent out, dealt with."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases.masking import known
from cases.models import Citizen
from referrals.kinds import PAST, SOON
from referrals.models import Handling, PaymentCommitment, Referral, Tie
from referrals.policies import can_ask_payment, can_refer, can_write_down
from referrals.queue import counted, due_lines, rows_of
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web import days
from udsatte.web.addresses import id_in
from udsatte.web.answers import page
from udsatte.web.keyset import page as keyset_page

#: So many stand on I dag; the rest is one link away.
SHOWN = 5
#: So many payment commitments of one citizen.
PAYMENTS = 25
#: What the page shows, by the word in its address.
SHOWS = ("new", "waiting", "sent", "drafts", "done")


@requires(Permission.REFERRAL)
@require_safe
def queue(request: WorkRequest) -> HttpResponse:
    """One of the five lists of the unit. Who may decide nothing begins with what the unit has sent."""
    actor = request.actor
    decides = actor.may(Permission.TRIAGE)
    shown = request.GET.get("show", "")
    if shown not in SHOWS:
        shown = "new" if decides else "sent"
    after = id_in(request.GET.get("after", ""))
    rows: list[dict[str, Any]]
    every = Referral.objects.visible_to(actor)
    waiting = Handling.objects.visible_to(actor).waiting_in(actor.unit_id)
    lists: dict[str, tuple[Any, tuple[str, ...]]] = {
        "new": (every.queue_of(actor.unit_id), ("-is_acute", "received_at", "id")),
        "sent": (every.from_unit_of(actor.unit_id).with_words(actor.unit_id), ("-written_at", "-id")),
        "drafts": (every.drafts_of(actor), ("-written_at", "-id")),
        "done": (every.dealt_with_by(actor.unit_id), ("-handled_at", "-id")),
    }
    if shown == "waiting":
        found: Any = keyset_page(waiting.for_list(), order=("need", "waits_since_at", "referral_id"), after=after)
        rows = rows_of((one.referral for one in found.rows), actor=actor, at=request.at, waits=True)
        for row, one in zip(rows, found.rows, strict=True):
            row["handling"] = one
            row["review_now"] = one.review_on is not None and one.review_on <= days.day_of(request.at)
    else:
        chosen, order = lists[shown]
        found = keyset_page(chosen.for_list(), order=order, after=after)
        rows = rows_of(found.rows, actor=actor, at=request.at)
    soon = every.none()
    if shown == "new" and decides and not after:
        today = days.day_of(request.at)
        soon = every.happening(actor.unit_id, since=today - PAST, until=today + SOON).for_list()[:SHOWN]
    of_each = {name: rows for name, (rows, order) in lists.items()} | {"waiting": waiting}
    names = [name for name in SHOWS if decides or name in ("sent", "drafts")]
    context = {
        "show": shown,
        # What follows on a list comes without its head.
        "lists": [] if after else [(name, counted(of_each[name])) for name in names],
        "soon": rows_of(soon, actor=actor, at=request.at),
        "rows": rows,
        "count": found.count,
        "more": f"?show={shown}&after={found.after}" if found.after else "",
        "may_decide": decides,
        "may_write_down": bool(can_write_down(actor=actor)),
        "may_refer": bool(can_refer(actor=actor)),
        "may_ask_payment": bool(can_ask_payment(actor=actor)),
        "may_count": actor.may(Permission.DECLINES),
    }
    return page(request, "referrals/queue.html", context, part="rows")


@requires(Permission.REFERRAL)
@require_safe
def day_panel(request: WorkRequest) -> HttpResponse:
    """For I dag: what waits to be decided, or what the unit has sent and what became of it. A part of a page."""
    actor = request.actor
    decides = actor.may(Permission.TRIAGE)
    every = Referral.objects.visible_to(actor)
    found = every.queue_of(actor.unit_id) if decides else every.from_unit_of(actor.unit_id).with_words(actor.unit_id)
    first = list(found.for_list()[: SHOWN + 1])
    context = {
        "decides": decides,
        "due": due_lines(actor=actor, at=request.at),
        "rows": rows_of(first[:SHOWN], actor=actor, at=request.at),
        "count": f"{SHOWN}+" if len(first) > SHOWN else str(len(first)),
    }
    return render(request, "referrals/day_panel.html", context)


@requires(Permission.CITIZEN_READ)
@require_safe
def of_citizen(request: WorkRequest, pk: UUID) -> HttpResponse:
    """What the own unit was asked and has asked about one citizen, newest first."""
    actor = request.actor
    citizen = get_object_or_404(Citizen.objects.visible_to(actor).with_casework(), pk=pk)
    note(request, [pk])
    tied = Tie.objects.visible_to(actor).filter(citizen=citizen, unit_id=actor.unit_id)
    rows = Referral.objects.visible_to(actor).filter(pk__in=tied.values("referral")).for_list()
    found = keyset_page(rows, order=("-written_at", "-id"), after=id_in(request.GET.get("after", "")))
    payments = PaymentCommitment.objects.visible_to(actor).filter(citizen=citizen, unit_id=actor.unit_id).for_list()
    context = {
        "name": known(citizen, actor=actor).name,
        "citizen": citizen,
        "payments": list(payments.order_by("-asked_on", "-id")[:PAYMENTS]),
        "may_ask_payment": bool(can_ask_payment(actor=actor)),
        "rows": rows_of(found.rows, actor=actor, at=request.at),
        "count": found.count,
        "more": f"?after={found.after}" if found.after else "",
    }
    return page(request, "referrals/of_citizen.html", context, part="rows")
