"""What happens on a referral beside the decision: words, the first meeting, begun, completed, consent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from referrals.actions import go_on, plan_meeting, say, settle_meeting, withdraw_consent
from referrals.actions.going_on import walked_with
from referrals.choices import MeetingOutcome, Status
from referrals.forms.going_on import GoOnForm, MeetingForm, MessageForm, OutcomeForm
from referrals.forms.triage import WithdrawForm
from referrals.models import FirstMeeting, Handling, Referral
from referrals.policies import can_go_on, can_meet, can_say, can_withdraw_consent, may_judge
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_say(request: WorkRequest, pk: UUID) -> HttpResponse:
    """A question or an answer. From the receiver it is a question: the sender is to answer."""
    actor = request.actor
    found = get_object_or_404(Referral.objects.visible_to(actor).select_related("from_unit", "to_unit"), pk=pk)
    can_say(actor=actor, referral=found).require()
    form = MessageForm(request.POST or None)

    def send() -> None:
        say(
            referral_id=pk,
            text=form.cleaned_data["text"],
            is_question=found.to_unit_id == actor.unit_id,
            by=actor,
            at=request.at,
            key=form.cleaned_data["key"],
        )

    if done(form, send):
        messages.success(request, _("Sent."))
        if form.has_masked:
            messages.warning(request, _("A CPR number in the text is hidden."))
        return redirect("referrals:referral", pk=pk)
    return form_page(request, "referrals/referral_say.html", form, one=found)


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Plan the first meeting, and who walks along."""
    actor = request.actor
    handling = get_object_or_404(Handling.objects.visible_to(actor).select_related("referral"), pk=pk)
    can_meet(actor=actor, handling=handling).require()
    form = MeetingForm(request.POST or None, at=request.at)

    def plan() -> None:
        data = form.cleaned_data
        plan_meeting(
            referral_id=pk,
            meets_at=form.meets_at,
            place=data["place"],
            company=data["company"],
            by=actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, plan):
        messages.success(request, _("Planned. Both sides see it."))
        return redirect("referrals:referral", pk=pk)
    return form_page(request, "referrals/meeting_new.html", form, one=handling.referral)


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_settle(request: WorkRequest, pk: UUID) -> HttpResponse:
    """What came of the first meeting."""
    actor = request.actor
    meeting = get_object_or_404(FirstMeeting.objects.visible_to(actor).select_related("referral"), pk=pk)
    handling = get_object_or_404(Handling.objects.visible_to(actor).select_related("referral"), pk=meeting.referral_id)
    can_meet(actor=actor, handling=handling).require()
    with_whom = walked_with(meeting.referral_id, actor)
    note(request, [with_whom] if with_whom else [])
    form = OutcomeForm(request.POST or None, may_walk=with_whom is not None)

    def settle() -> None:
        data = form.cleaned_data
        settle_meeting(
            meeting_id=pk,
            outcome=data["outcome"],
            said=data["said"],
            walked=data.get("walked", False),
            by=actor,
            at=request.at,
        )

    if done(form, settle):
        if form.cleaned_data["outcome"] == MeetingOutcome.MISSED:
            messages.info(
                request, _("Whoever has the citizen is asked to seek them out today. The referral stays open.")
            )
        else:
            messages.success(request, _("Saved."))
        return redirect("referrals:referral", pk=meeting.referral_id)
    return form_page(request, "referrals/meeting_settle.html", form, one=meeting.referral, meeting=meeting)


@requires(Permission.TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_go_on(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Begun, completed, or ended with a reason."""
    actor = request.actor
    handling = get_object_or_404(Handling.objects.visible_to(actor).select_related("referral"), pk=pk)
    may_judge(actor=actor, handling=handling).require()
    decision = can_go_on(actor=actor, handling=handling, to=Status.ENDED)
    if not decision:
        messages.warning(request, str(decision.reason))
        return redirect("referrals:referral", pk=pk)
    form = GoOnForm(request.POST or None, status=handling.status)

    def move() -> None:
        data = form.cleaned_data
        go_on(referral_id=pk, to=data["to"], reason=data["reason"], by=actor, at=request.at)

    if done(form, move):
        messages.success(request, _("Saved."))
        return redirect("referrals:referral", pk=pk)
    return form_page(request, "referrals/referral_go_on.html", form, one=handling.referral)


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_end(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The citizen has taken the consent back."""
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    can_withdraw_consent(actor=request.actor, referral=found).require()
    form = WithdrawForm(request.POST or None)

    def withdraw() -> None:
        withdraw_consent(referral_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, withdraw):
        messages.success(request, _("Nothing more is shared from now on. What the other unit has begun stays theirs."))
        return redirect("referrals:referral", pk=pk)
    return form_page(request, "referrals/consent_end.html", form, one=found)
