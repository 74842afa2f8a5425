"""What becomes of a referral to the own unit. Each decision is posted with the judgement that stands beside it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from referrals.actions import accept, decline, judge, redirect_to, wait_list
from referrals.actions.triage import Meanwhile, Taken, words_of_first
from referrals.choices import UNDECIDED, Status
from referrals.desk import Desk, desk_of
from referrals.models import Handling, Referral
from referrals.policies import can_decide, can_decline, may_judge
from referrals.views.referrals import referral_page
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done
from udsatte.web.forms import HouseForm


@requires(Permission.TRIAGE)
@require_POST
def referral_judge(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Keep the judgement, and decide later."""
    found, desk = _desk(request, pk, "judge")
    if desk.accept is None:
        return _not_to_be_made(request, found)
    return _decided(request, found, desk, desk.judgement, lambda: None, _("Saved."))


@requires(Permission.TRIAGE)
@require_POST
def referral_accept(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Take it up."""
    found, desk = _desk(request, pk, "accept")
    form = desk.accept
    if form is None:
        return _not_to_be_made(request, found)

    def take() -> None:
        taken = accept(
            referral_id=pk,
            citizen_id=form.citizen_id,
            caseworker_id=form.caseworker_id,
            room_reason=form.cleaned_data.get("room_reason", ""),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        if taken is Taken.ASKED:
            messages.info(
                request,
                _("Another unit knows this number. Its coordinator is asked; the referral waits here for the answer."),
            )
        else:
            messages.success(request, _("Taken up."))

    return _decided(request, found, desk, form, take)


@requires(Permission.TRIAGE)
@require_POST
def referral_wait(request: WorkRequest, pk: UUID) -> HttpResponse:
    """On the waiting list, with who has the citizen meanwhile."""
    found, desk = _desk(request, pk, "wait")
    form = desk.wait
    if form is None:
        return _not_to_be_made(request, found)

    def put() -> None:
        data = form.cleaned_data
        wait_list(
            referral_id=pk,
            need=data["need"],
            reason=data["reason"],
            meanwhile=Meanwhile(UUID(data["meanwhile_unit"]), data["meanwhile_name"]),
            by=request.actor,
            at=request.at,
        )

    return _decided(request, found, desk, form, put, _("On the waiting list. You look at it again in 14 days."))


@requires(Permission.TRIAGE)
@require_POST
def referral_redirect(request: WorkRequest, pk: UUID) -> HttpResponse:
    """On to a unit that is open for it."""
    found, desk = _desk(request, pk, "redirect")
    form = desk.redirect
    if form is None:
        return _not_to_be_made(request, found)

    def send() -> None:
        data = form.cleaned_data
        redirect_to(
            referral_id=pk,
            to_unit_id=UUID(data["to_unit"]),
            reason=data["reason"],
            basis=data["basis"],
            by=request.actor,
            at=request.at,
        )

    return _decided(request, found, desk, form, send, _("Sent on. It is done when somebody there has taken it up."))


@requires(Permission.TRIAGE)
@require_POST
def referral_decline(request: WorkRequest, pk: UUID) -> HttpResponse:
    """No, to another unit, with a reason."""
    found, desk = _desk(request, pk, "decline")
    form = desk.decline
    if form is None:
        return _not_to_be_made(request, found)

    def refuse() -> None:
        data = form.cleaned_data
        decline(
            referral_id=pk,
            because=data["because"],
            barriers=data["barriers"],
            reason=data["reason"],
            by=request.actor,
            at=request.at,
        )

    return _decided(
        request,
        found,
        desk,
        form,
        refuse,
        _("Declined. Where there is a right to it, the unit that asked is told why."),
    )


def _desk(request: WorkRequest, pk: UUID, choice: str) -> tuple[Referral, Desk]:
    """The referral with what was posted. What another unit decides is 404 when unseen, and 403 when seen."""
    rows = Referral.objects.visible_to(request.actor).for_detail().with_tie(request.actor)
    found = get_object_or_404(rows, pk=pk)
    handling: Handling | None = getattr(found, "handling", None)
    if handling is None:
        raise Http404
    may_judge(actor=request.actor, handling=handling).require()
    return found, desk_of(found, handling, actor=request.actor, at=request.at, posted=request.POST, choice=choice)


def _not_to_be_made(request: WorkRequest, found: Referral) -> HttpResponse:
    """Somebody was first: who, and what it is now, on its page. What may never be decided so is 403, with why."""
    actor, handling = request.actor, found.handling
    decision = can_decide(actor=actor, handling=handling, to=Status.ACCEPTED)
    if decision:
        can_decline(actor=actor, handling=handling, because="", sector="").require()
    if handling.unit_id != actor.unit_id:
        decision.require()
    messages.warning(request, words_of_first(handling, by=actor) or str(decision.reason))
    return redirect("referrals:referral", pk=found.pk)


def _decided(
    request: WorkRequest, found: Referral, desk: Desk, form: HouseForm, decide: Callable[[], None], words: str = ""
) -> HttpResponse:
    """Judgement and decision in one transaction, then the next page; or the page again with what is wrong."""
    judged = desk.judgement.is_valid()

    def both() -> None:
        verdicts = desk.judgement.verdicts()
        if verdicts:
            judge(referral_id=found.pk, verdicts=verdicts, by=request.actor, at=request.at)
        decide()

    if judged and done(form, both):
        if words:
            messages.success(request, words)
        return redirect("referrals:referral", pk=found.pk)
    now = Handling.objects.visible_to(request.actor).only("status").get(pk=found.pk)
    if now.status not in UNDECIDED:
        found.handling.refresh_from_db()
        return _not_to_be_made(request, found)
    return referral_page(request, found, desk=desk, status=422)
