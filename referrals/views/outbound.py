"""Asking another unit: at once, or kept as a draft first."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Citizen
from cases.querysets.citizens import detailed
from cases.views.citizens import casework_only
from referrals.actions import Along, ReferralFacts, change_draft, refer, send_draft, throw_away, write_draft
from referrals.citizen_facts import facts_of
from referrals.forms.attachments import length_of
from referrals.forms.outbound import ReferCitizenForm, ReferForm
from referrals.models import Referral, Tie
from referrals.policies import can_draft, can_refer
from referrals.units import units_near
from referrals.views.referrals import warn_of_a_number
from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in, version_in
from udsatte.web.answers import done, form_page, stale

#: The name of the button that keeps what is written and sends nothing.
KEEP = "draft"


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_new(request: WorkRequest) -> HttpResponse:
    """Ask another unit to take something on for a citizen."""
    can_refer(actor=request.actor).require()
    form = _form(request, None, initial={"to_unit": request.GET.get("to", "")})
    return _written(request, form, None) or form_page(request, "referrals/referral_new.html", form)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_about(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Ask another unit to take something on for a citizen of the own unit, and say what goes along."""
    citizen = get_object_or_404(detailed().visible_to(request.actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    form = _form(request, citizen)
    answer = _written(request, form, citizen)
    return answer or form_page(request, "referrals/referral_about.html", form, citizen=citizen)


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Go on with what was kept: the same form, filled in."""
    actor = request.actor
    kept = get_object_or_404(Referral.objects.visible_to(actor), pk=pk)
    if kept.is_sent:
        return redirect("referrals:referral", pk=pk)
    can_draft(actor=actor, referral=kept).require()
    tied = Tie.objects.visible_to(actor).of(pk, actor.unit_id).values("citizen")
    citizen = detailed().visible_to(actor).filter(pk__in=tied).first()
    note(request, [citizen.pk] if citizen else [])
    version = version_in(request.POST.get("version", str(kept.version)))
    form = _form(request, citizen, draft=kept)

    def save() -> None:
        said: dict[str, Any] = {"facts": _facts(request, form, citizen), "to_unit_id": form.to_unit_id}
        which: dict[str, Any] = {"referral_id": pk, "version": version, "by": actor, "at": request.at}
        if KEEP in request.POST:
            change_draft(**which, **said)
        else:
            send_draft(**which, **said, along=_along(request, form, citizen))

    try:
        if done(form, save):
            return _told(request, form, pk)
    except Stale as newer:
        current: Referral = newer.current  # type: ignore[assignment]
        return stale(request, form, current=form.initial_of(current), version=current.version)
    return form_page(request, "referrals/draft.html", form, one=kept, citizen=citizen, version=str(version))


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_throw_away(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Ask once, then throw it away for good."""
    actor = request.actor
    kept = get_object_or_404(Referral.objects.visible_to(actor), pk=pk)
    if kept.is_sent:
        messages.warning(request, _("It is sent already. You can take it back."))
        return redirect("referrals:referral", pk=pk)
    can_draft(actor=actor, referral=kept).require()
    if request.method == "POST":
        if throw_away(referral_id=pk, by=actor, at=request.at):
            messages.success(request, _("The draft is thrown away."))
        return redirect("referrals:queue")
    return render(request, "referrals/draft_throw_away.html", {"one": kept})


def _form(request: WorkRequest, citizen: Citizen | None, **more: Any) -> ReferForm:
    """The form, about a citizen of the own unit or in the sender's words."""
    chosen = [id_in(said) for said in (request.POST.get("to_unit", ""), request.GET.get("to", ""))]
    draft: Referral | None = more.get("draft")
    wanted = [*chosen, draft.to_unit_id if draft else None]
    common: dict[str, Any] = {
        "data": request.POST or None,
        "files": request.FILES or None,
        "at": request.at,
        "units": units_near(request.actor, at=request.at, wanted=wanted).open,
        "length": length_of(request),
        "keeps": KEEP in request.POST,
        **more,
    }
    if citizen is None:
        return ReferForm(**common)
    facts = facts_of(citizen, actor=request.actor, at=request.at)
    return ReferCitizenForm(**common, facts=facts)


def _facts(request: WorkRequest, form: ReferForm, citizen: Citizen | None) -> ReferralFacts:
    name = request.actor.user_name
    if citizen is not None and isinstance(form, ReferCitizenForm):
        return form.facts_of(citizen, sender_name=name)
    return form.facts(sender_name=name)


def _along(request: WorkRequest, form: ReferForm, citizen: Citizen | None) -> Along | None:
    if citizen is None or not isinstance(form, ReferCitizenForm):
        return None
    until = request.at + timedelta(days=int(form.cleaned_data["days"]))
    return Along(citizen.pk, form.chosen(), until)


def _written(request: WorkRequest, form: ReferForm, citizen: Citizen | None) -> HttpResponse | None:
    """Sent, or kept. None: it was not posted, or is not right."""

    def save() -> UUID:
        said: dict[str, Any] = {"facts": _facts(request, form, citizen), "to_unit_id": form.to_unit_id}
        who: dict[str, Any] = {"by": request.actor, "at": request.at, "key": form.cleaned_data["key"]}
        if KEEP in request.POST:
            return write_draft(**said, **who, citizen_id=citizen.pk if citizen else None)
        return refer(**said, **who, along=_along(request, form, citizen))

    saved = done(form, save)
    return _told(request, form, saved.result) if saved else None


def _told(request: WorkRequest, form: ReferForm, referral_id: UUID) -> HttpResponse:
    """On to its page, with what became of it."""
    warn_of_a_number(request, form)
    if KEEP not in request.POST:
        messages.success(request, _("Sent. You can follow it here."))
        return redirect("referrals:referral", pk=referral_id)
    messages.success(request, _("Kept as a draft. Nobody else is told."))
    if form.cleaned_data["attachments"]:
        messages.warning(request, _("Attachments are not kept: choose them when you send."))
    return redirect("referrals:draft", pk=referral_id)
