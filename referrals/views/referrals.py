"""A referral's own page, and writing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.masking import Face, known
from cases.models import Citizen, Ground
from referrals.actions import read_referral, see_referral, withdraw_referral, write_down
from referrals.choices import BY_CODE, UNDECIDED, MessageState, Status
from referrals.desk import Desk, desk_of, may_decide
from referrals.forms.attachments import length_of
from referrals.forms.texts import TextsForm
from referrals.forms.triage import WithdrawForm
from referrals.forms.written_down import WrittenDownForm
from referrals.models import FirstMeeting, Handling, Message, Package, Referral, Step
from referrals.policies import (
    can_draft,
    can_go_on,
    can_meet,
    can_say,
    can_withdraw,
    can_withdraw_consent,
    can_write_down,
)
from referrals.queue import links_of, place_of, row_of
from referrals.receipt_codes import code_of
from referrals.units import units_near
from udsatte.access.actor import Actor
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page


@requires(Permission.REFERRAL)
@require_safe
def referral(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The referral, and for the unit that was asked the decision beside it. The first look is stamped."""
    actor = request.actor
    found = get_object_or_404(Referral.objects.visible_to(actor).for_detail().with_tie(actor), pk=pk)
    if found.seen_at is None and see_referral(referral_id=pk, by=actor, at=request.at):
        found.seen_at, found.seen_by_id = request.at, actor.user_id
    return referral_page(request, found)


def referral_page(
    request: WorkRequest, found: Referral, *, desk: Desk | None = None, status: int = 200
) -> HttpResponse:
    """The page, with the desk as it was posted when a decision comes back."""
    actor = request.actor
    handling: Handling | None = getattr(found, "handling", None)
    if desk is None and handling is not None and handling.status in UNDECIDED and may_decide(found, actor=actor):
        desk = desk_of(found, handling, actor=actor, at=request.at, wanted=request.GET.get("to", ""))
    package = Package.objects.visible_to(actor).for_detail().filter(pk=found.pk).first()
    if package and handling and handling.status in UNDECIDED and package.is_over_for(actor.unit_id, at=request.at):
        package = None
    citizen = desk.tied if desk else _the_citizen(found, package, actor)
    shown = [citizen.citizen.pk] if citizen else []
    if desk:
        shown += [one.citizen_id for one in desk.matches]
    note(request, shown)
    thread = list(Message.objects.visible_to(actor).filter(referral=found).for_thread())
    sent = [package] if package and package.read_at is None else []
    said = [word for word in thread if word.state == MessageState.SENT]
    is_new_to_sender = found.from_unit_id == actor.unit_id and found.has_news
    if is_new_to_sender or any(one.told_unit_id == actor.unit_id for one in (*sent, *said)):
        read_referral(referral_id=found.pk, by=actor, at=request.at)
    context: dict[str, Any] = {
        "one": found,
        "row": row_of(found, actor=actor, at=request.at),
        "links": links_of(found, at=request.at),
        "handling": handling,
        "steps": list(Step.objects.visible_to(actor).filter(referral=found).for_detail()),
        "desk": desk,
        "citizen": citizen,
        "place": place_of(found, handling, actor=actor) if may_decide(found, actor=actor) else None,
        "package": package,
        "thread": thread,
        "meetings": [] if desk else list(FirstMeeting.objects.visible_to(actor).filter(referral=found).for_detail()),
        "may_say": bool(can_say(actor=actor, referral=found)) and bool(found.from_unit_id or found.tell_way in BY_CODE),
        "may_meet": handling is not None and bool(can_meet(actor=actor, handling=handling)),
        "may_go_on": handling is not None and bool(can_go_on(actor=actor, handling=handling, to=Status.ENDED)),
        "may_end_consent": handling is not None and bool(can_withdraw_consent(actor=actor, referral=found)),
        "may_draft": bool(can_draft(actor=actor, referral=found)),
        "may_withdraw": bool(can_withdraw(actor=actor, referral=found))
        and (handling is None or handling.status in (Status.OPEN, Status.WAITING))
        and found.handled_at is None,
    }
    response = page(request, "referrals/referral.html", context, part="opened")
    response.status_code = status
    return response


def _the_citizen(found: Referral, package: Package | None, actor: Actor) -> Face | None:
    """Whom the reader's unit takes it to be about, as the reader sees them."""
    tied: Any = [found.tied_to]
    if package and package.ground_id and actor.ceiling < CASEWORK:
        # Whoever does no casework ties nobody; the page that is shared with them is open.
        tied = Ground.objects.visible_to(actor).filter(pk=package.ground_id).values("citizen")
    elif found.tied_to is None:
        return None
    citizen = Citizen.objects.visible_to(actor).with_casework().filter(pk__in=tied).first()
    return known(citizen, actor=actor) if citizen else None


def warn_of_a_number(request: WorkRequest, form: TextsForm) -> None:
    """On the next page: there was a CPR number in a text, and where it belongs."""
    if form.has_masked and "cpr" in form.fields:
        messages.warning(request, _("A CPR number in the text is hidden. Write it in the field for the CPR number."))
    elif form.has_masked:
        messages.warning(request, _("A CPR number in the text is hidden."))


@requires(Permission.TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def write_down_new(request: WorkRequest) -> HttpResponse:
    """What the unit was told by telephone, by mail or at a meeting: into its queue.

    The answer to a form that gives a code is the code: the same form gives the same one, and no address has it.
    """
    actor = request.actor
    can_write_down(actor=actor).require()
    form = WrittenDownForm(
        request.POST or None,
        request.FILES or None,
        at=request.at,
        units=units_near(actor, at=request.at, wanted=[id_in(request.POST.get("from_unit", ""))]).every,
        length=length_of(request),
    )

    def save() -> UUID:
        data = form.cleaned_data
        return write_down(
            facts=form.facts(sender_name=data["sender_name"], sender_phone=data["sender_phone"]),
            sender=data["sender"],
            from_unit_id=form.from_unit_id,
            door=data["door"],
            received_at=data["happened_at"],
            by=actor,
            at=request.at,
            key=data["key"],
            code=code_of(data["key"], given_by=actor.user_id) if data["give_code"] else "",
            email=data["sender_email"],
        )

    if saved := done(form, save):
        # Posted again after a change of unit it stands in the other one's queue.
        written = get_object_or_404(Referral.objects.visible_to(actor), pk=saved.result)
        messages.success(request, _("It is in the queue."))
        warn_of_a_number(request, form)
        if written.tell_way in BY_CODE:
            code = code_of(form.cleaned_data["key"], given_by=actor.user_id)
            where = f"{request.get_host()}{reverse('receipt')}"
            return render(request, "referrals/written_down.html", {"one": written, "code": code, "where": where})
        return redirect("referrals:referral", pk=saved.result)
    return form_page(request, "referrals/write_down_new.html", form)


@requires(Permission.REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_withdraw(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Take it back, with the reason."""
    found = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    can_withdraw(actor=request.actor, referral=found).require()
    form = WithdrawForm(request.POST or None)

    def withdraw() -> bool:
        return withdraw_referral(referral_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if said := done(form, withdraw):
        if said.result:
            messages.success(request, _("Taken back."))
        else:
            messages.warning(request, _("It was decided meanwhile, so it was not taken back."))
        return redirect("referrals:referral", pk=pk)
    return form_page(request, "referrals/referral_withdraw.html", form, one=found)
