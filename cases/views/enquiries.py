"""Afventer match: what I registered that another unit answers; and for its coordinator, who asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import answer_enquiry, end_sharing, take_in_shared
from cases.choices import EnquiryAnswer
from cases.forms import EnquiryAnswerForm, ReasonForm
from cases.models import Case, Enquiry, PendingMatch
from cases.policies import can_answer_enquiry, can_end_sharing, can_take_in
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page

#: How each answer is drawn.
_LOOKS = {
    "": {"kind": "soon", "icon": "hourglass-split"},
    EnquiryAnswer.SHARED: {"kind": "seen", "icon": "people-fill"},
    EnquiryAnswer.CONTACT: {"kind": "info", "icon": "telephone-fill"},
    EnquiryAnswer.REFUSED: {"kind": "none", "icon": "slash-circle"},
}


@requires(Permission.CITIZEN_WRITE)
@require_safe
def pending_matches(request: WorkRequest) -> HttpResponse:
    """What this person, or the unit, registered that waits for another unit; newest first, with what was answered."""
    actor = request.actor
    everybody = request.GET.get("show") == "all"
    rows = PendingMatch.objects.visible_to(actor).filter(unit_id=actor.unit_id).for_list()
    shown = keyset_page(
        rows if everybody else rows.of(actor.user_id),
        order=("-asked_at", "-id"),
        after=id_in(request.GET.get("after", "")),
    )
    shared = [one.citizen_id for one in shown.rows if one.citizen_id and one.ended_at is None]
    own = Case.objects.visible_to(actor).filter(citizen__in=shared, unit_id=actor.unit_id) if shared else ()
    taken = {case.citizen_id for case in own}
    base = f"{reverse('cases:pending_matches')}?show={'all' if everybody else 'mine'}"
    context = {
        "everybody": everybody,
        "page": shown,
        "more": f"{base}&after={shown.after}" if shown.after else "",
        "rows": [
            {
                "one": one,
                "open": one.citizen_id in shared,
                "may_take": one.citizen_id not in taken and bool(can_take_in(actor=actor, pending=one)),
                **_LOOKS[one.answer],
            }
            for one in shown.rows
        ],
    }
    return page(request, "cases/pending_matches.html", context, part="rows")


@requires(Permission.CITIZEN_WRITE)
@require_POST
def pending_take(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Open the own unit's case on somebody whom another unit shared."""
    get_object_or_404(PendingMatch.objects.visible_to(request.actor), pk=pk)
    case = take_in_shared(pending_id=pk, by=request.actor, at=request.at)
    messages.success(request, _("The citizen is yours to work with now."))
    return redirect("cases:citizen", pk=case.citizen_id)


@requires(Permission.ENQUIRY)
@require_safe
def enquiries(request: WorkRequest) -> HttpResponse:
    """Which other units ask about citizens of this one: those that wait, or those that were answered; newest first."""
    actor = request.actor
    answered = request.GET.get("show") == "answered"
    rows = Enquiry.objects.visible_to(actor).to_unit(actor.unit_id).for_list()
    shown = keyset_page(
        rows.answered() if answered else rows.open(),
        order=("-asked_at", "-id"),
        after=id_in(request.GET.get("after", "")),
    )
    base = f"{reverse('cases:enquiries')}?show={'answered' if answered else 'open'}"
    context = {
        "answered": answered,
        "page": shown,
        "more": f"{base}&after={shown.after}" if shown.after else "",
        "rows": [
            {
                "one": one,
                "may_end": bool(can_end_sharing(actor=actor, enquiry=one)),
                **_LOOKS[one.answer],
            }
            for one in shown.rows
        ],
    }
    return page(request, "cases/enquiries.html", context, part="rows")


@requires(Permission.ENQUIRY)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_answer(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Share, ask to be called, or do neither. That the citizen was looked at for it is logged."""
    enquiry = _enquiry(request, pk)
    note(request, [enquiry.citizen_id])
    form = EnquiryAnswerForm(request.POST or None)
    if not form.is_bound:
        can_answer_enquiry(actor=request.actor, enquiry=enquiry).require()

    def answer() -> None:
        data = form.cleaned_data
        answer_enquiry(
            enquiry_id=pk,
            answer=EnquiryAnswer(data["answer"]),
            said=data["said"],
            by=request.actor,
            at=request.at,
        )

    if done(form, answer):
        messages.success(request, _("Answered. Whoever asked has been told."))
        return redirect("cases:enquiries")
    return form_page(request, "cases/enquiry_answer.html", form, enquiry=enquiry)


@requires(Permission.ENQUIRY)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_end(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Take back what an answer shared."""
    enquiry = _enquiry(request, pk)
    note(request, [enquiry.citizen_id])
    form = ReasonForm(request.POST or None)
    if not form.is_bound:
        can_end_sharing(actor=request.actor, enquiry=enquiry).require()

    def end() -> None:
        end_sharing(enquiry_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, end):
        messages.success(request, _("It is shared no more."))
        return redirect(f"{reverse('cases:enquiries')}?show=answered")
    return form_page(request, "cases/enquiry_end.html", form, enquiry=enquiry)


def _enquiry(request: WorkRequest, pk: UUID) -> Any:
    """One of another unit about a citizen of this one. Raises Http404."""
    rows = Enquiry.objects.visible_to(request.actor).to_unit(request.actor.unit_id).for_list()
    return get_object_or_404(rows, pk=pk)
