"""Opkald: who rings, about whom; what partners tell; and, from a partner, that somebody is here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import log_call, log_inquiry, say_seen, settle_tip
from cases.forms.calls import INQUIRY, CallForm, SeenHereForm, SettleForm
from cases.masking import known
from cases.models import Citizen, Relative, Tip
from cases.policies import can_settle_tip
from cases.sightings import who
from cases.views.search import led_to
from cases.views.sightings import offered
from udsatte.access.actor import Actor
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import address, id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page


@requires(Permission.CALL)
@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: WorkRequest) -> HttpResponse:
    """Write down who rings, about whom, and what they saw."""
    actor = request.actor
    asked = id_in(request.GET.get("citizen", ""))
    everybody = request.GET.get("all") == "1"
    meant = id_in(request.POST.get("who", "")) or asked
    form = CallForm(
        request.POST or None,
        citizens=_citizens(actor, meant, everybody=everybody),
        initial={"who": str(asked) if asked else ""},
        **offered(actor, request.at),
    )

    def log() -> UUID:
        key = form.cleaned_data["key"]
        if form.cleaned_data["what"] == INQUIRY:
            person = form.cleaned_data["person"]
            return log_inquiry(rang=form.rang(), person=person, by=actor, at=request.at, key=key)
        return log_call(citizen_id=form.citizen_id, rang=form.rang(), seen=form.saw(), by=actor, at=request.at, key=key)

    if done(form, log):
        if form.cleaned_data["what"] == INQUIRY:
            messages.success(request, _("Saved. The coordinator finds it under “What we were told”."))
            return redirect("cases:tips")
        messages.success(request, _("Saved."))
        return redirect("cases:citizen", pk=form.citizen_id)
    return form_page(request, "cases/call_new.html", form, everybody=everybody, **_may_be_told(request, meant))


def _citizens(actor: Actor, meant: UUID | None, *, everybody: bool) -> list[Citizen]:
    """Who is meant already, then the own list, longest unseen first; or everybody of the team by name."""
    team = Citizen.objects.visible_to(actor).of_unit(actor.unit_id)
    if everybody:
        return list(team.order_by("sort_name", "id"))
    mine = Citizen.objects.visible_to(actor).on_list_of(actor.user_id, actor.unit_id).living().once_in_unit()
    offered = list(mine.unseen_first())
    if meant and meant not in {citizen.pk for citizen in offered}:
        offered = [*team.filter(pk=meant), *offered]
    return offered


@requires(Permission.CALL)
@require_POST
def call_who(request: WorkRequest) -> HttpResponse:
    """Those of the team whom the letters lead to, and who was chosen among the last ones. Everybody shown is logged."""
    letters, citizens = led_to(request)
    # Beside the page's own chips: with ids of their own.
    form = CallForm(request.POST, citizens=citizens, auto_id="found_%s", units=[], tellers=[], places=[], at=request.at)
    return render(request, "cases/call_new.html#found", {"form": form, "letters": letters, "found": citizens})


@requires(Permission.CALL)
@require_safe
def call_told(request: WorkRequest) -> HttpResponse:
    """What somebody who rings about this citizen may be told: part of the page of a call."""
    asked = id_in(request.GET.get("who", ""))
    return page(request, "cases/call_told.html", _may_be_told(request, asked))


def _may_be_told(request: WorkRequest, citizen_id: UUID | None) -> dict[str, object]:
    """The citizen with those relatives who may be told something; for everybody else there is one sentence."""
    actor = request.actor
    team = Citizen.objects.visible_to(actor).of_unit(actor.unit_id)
    found = team.filter(pk=citizen_id).first() if citizen_id else None
    if found is None:
        return {"about": None, "relatives": []}
    note(request, [found.pk])
    relatives = Relative.objects.visible_to(actor).standing().filter(citizen=found, unit_id=actor.unit_id)
    return {"about": found, "relatives": list(relatives)}


@requires(Permission.CALL)
@require_safe
def tips(request: WorkRequest) -> HttpResponse:
    """What the unit was told of people, newest first: those of whom somebody is to say who it is, or the others."""
    actor = request.actor
    over = request.GET.get("show") == "settled"
    rows = Tip.objects.visible_to(actor)
    rows = rows.settled(actor.unit_id) if over else rows.waiting(actor.unit_id)
    shown = keyset_page(rows.for_list(), order=("-saved_at", "-id"), after=id_in(request.GET.get("after", "")))
    base = f"{reverse('cases:tips')}?show={'settled' if over else 'open'}"
    context = {
        "over": over,
        "page": shown,
        "more": f"{base}&after={shown.after}" if shown.after else "",
        "rows": [
            {
                "one": tip,
                "who": who(tip.told_kind, tip.told_name or (tip.told_unit.name if tip.told_unit else "")),
                "name": known(tip.known_citizen, actor=actor).name if tip.known_citizen else "",
                "url": address("cases:citizen", tip.citizen_id) if tip.known_citizen else "",
                "may_settle": bool(can_settle_tip(actor=actor, tip=tip)),
            }
            for tip in shown.rows
        ],
    }
    return page(request, "cases/tips.html", context, part="rows")


@requires(Permission.TIP)
@require_http_methods(["GET", "HEAD", "POST"])
def tip_settle(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Say who it is, or set it aside."""
    actor = request.actor
    tip = get_object_or_404(Tip.objects.visible_to(actor).for_list(), pk=pk)
    can_settle_tip(actor=actor, tip=tip).require()
    team = Citizen.objects.visible_to(actor).of_unit(actor.unit_id).order_by("sort_name", "id")
    form = SettleForm(request.POST or None, team=list(team))

    def settle() -> None:
        reason = form.cleaned_data["reason"]
        settle_tip(tip_id=pk, citizen_id=form.citizen_id, reason=reason, by=actor, at=request.at)

    if done(form, settle):
        messages.success(request, _("Saved."))
        return redirect("cases:citizen", pk=form.citizen_id) if form.citizen_id else redirect("cases:tips")
    return form_page(request, "cases/tip_settle.html", form, tip=tip)


@requires(Permission.SEEN_HERE)
@require_http_methods(["GET", "HEAD", "POST"])
def seen_here(request: WorkRequest) -> HttpResponse:
    """A partner tells that somebody is here, and is thanked, whoever it is."""
    form = SeenHereForm(request.POST or None, at=request.at, initial={"whereabouts": request.actor.unit_name})

    def tell() -> None:
        data = form.cleaned_data
        say_seen(
            question=form.question(),
            person=data["person"],
            happened_at=data["happened_at"],
            whereabouts=data["whereabouts"],
            said=data["said"],
            by=request.actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, tell):
        return redirect("cases:seen_thanks")
    return form_page(request, "cases/seen_here.html", form)


@requires(Permission.SEEN_HERE)
@require_safe
def seen_thanks(request: WorkRequest) -> HttpResponse:
    """Thank you: the same for everybody, and nothing else."""
    return page(request, "cases/seen_thanks.html", {})
