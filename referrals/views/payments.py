"""Payment commitments: asking for one, those without an answer, and writing the answer down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Citizen
from cases.views.citizens import casework_only
from referrals.actions import ask_payment, grant_payment, refuse_payment
from referrals.forms.payments import PaymentAnswerForm, PaymentForm
from referrals.models import PaymentCommitment, Referral, Tie
from referrals.queue import referral_words
from referrals.units import payers
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web import days
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page

#: So many of the citizen's referrals can be pointed at.
_REFERRALS = 10


@requires(Permission.FOLLOWUP)
@require_safe
def payments(request: WorkRequest) -> HttpResponse:
    """What the own unit has asked payers for and nobody has answered, the oldest first."""
    actor = request.actor
    rows = PaymentCommitment.objects.visible_to(actor).unanswered(actor.unit_id).for_list()
    found = keyset_page(rows, order=("asked_on", "id"), after=id_in(request.GET.get("after", "")))
    note(request, [one.citizen_id for one in found.rows], kind=AccessKind.SEARCH)
    today = days.day_of(request.at)
    context = {
        "rows": [{"one": one, "days": (today - one.asked_on).days} for one in found.rows],
        "count": found.count,
        "more": f"?after={found.after}" if found.after else "",
    }
    return page(request, "referrals/payments.html", context, part="rows")


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Ask somebody to pay for something for a citizen."""
    actor = request.actor
    citizen = get_object_or_404(Citizen.objects.visible_to(actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    tied = Tie.objects.visible_to(actor).filter(citizen=citizen, unit_id=actor.unit_id).values("referral")
    ours = Referral.objects.visible_to(actor).filter(pk__in=tied).sent().for_list().order_by("-written_at", "-id")
    form = PaymentForm(
        request.POST or None,
        payers=payers(),
        referrals=[(str(one.pk), referral_words(one, at=request.at)) for one in ours[:_REFERRALS]],
        at=request.at,
    )

    def ask() -> UUID:
        return ask_payment(citizen_id=pk, asked=form.asked(), by=actor, at=request.at, key=form.cleaned_data["key"])

    if done(form, ask):
        messages.success(request, _("Written down. It stands among those without an answer."))
        return redirect("referrals:of_citizen", pk=pk)
    return form_page(request, "referrals/payment_new.html", form, citizen=citizen)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_settle(request: WorkRequest, pk: UUID) -> HttpResponse:
    """What the payer says."""
    actor = request.actor
    one = get_object_or_404(PaymentCommitment.objects.visible_to(actor).for_list(), pk=pk)
    note(request, [one.citizen_id])
    form = PaymentAnswerForm(request.POST or None, payment=one)

    def settle() -> None:
        data = form.cleaned_data
        who: dict[str, Any] = {"payment_id": pk, "reason": data["reason"], "by": actor, "at": request.at}
        if form.is_granted:
            grant_payment(**who, amount=data["granted_amount"], starts_on=data["granted_from_on"])
        else:
            refuse_payment(**who)

    if done(form, settle):
        messages.success(request, _("Saved."))
        return redirect("referrals:of_citizen", pk=one.citizen_id)
    return form_page(request, "referrals/payment_settle.html", form, one=one)
