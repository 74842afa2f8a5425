"""What may happen to a signed line afterwards, and the lists of lines."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import add_to_note, strike_line, strike_staff_line
from cases.choices import AdditionKind
from cases.forms import AdditionForm, StrikeForm
from cases.models import ContactLine, NoteAddition, StaffLine
from cases.policies import can_add_to_note, can_strike, can_strike_staff
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page
from udsatte.web.keyset import page as keyset_page

#: What is said to a note without having been asked.
SAID = (AdditionKind.ADDITION, AdditionKind.QUESTION, AdditionKind.THANKS)
SAID_SO = {
    AdditionKind.ADDITION: gettext_lazy("Added to the note."),
    AdditionKind.QUESTION: gettext_lazy("Asked. Whoever wrote the note is told."),
    AdditionKind.ANSWER: gettext_lazy("Answered. Whoever asked is told."),
    AdditionKind.THANKS: gettext_lazy("Thanked."),
}


@requires(Permission.CONTACT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def line_add(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Say something to a signed note: add to it, ask, thank; with `answers`, answer that question."""
    actor = request.actor
    line = get_object_or_404(ContactLine.objects.visible_to(actor).select_related("citizen", "by"), pk=pk)
    can_add_to_note(actor=actor, line=line).require()
    note(request, [line.citizen_id])
    question = None
    if asked := id_in(request.GET.get("answers", "")):
        questions = NoteAddition.objects.visible_to(actor).filter(line=line, kind=AdditionKind.QUESTION)
        question = get_object_or_404(questions.select_related("written_by"), pk=asked)
    kinds = [AdditionKind.ANSWER] if question else [k for k in SAID if can_add_to_note(actor=actor, line=line, kind=k)]
    form = AdditionForm(request.POST or None, kinds=kinds)

    def add() -> None:
        data = form.cleaned_data
        add_to_note(
            line_id=pk,
            kind=form.said(),
            answers=question.pk if question else None,
            text=data["text"],
            by=actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, add):
        messages.success(request, SAID_SO[form.said()])
        return redirect("cases:citizen", pk=line.citizen_id)
    return form_page(request, "cases/line_add.html", form, line=line, question=question)


@requires(Permission.CONTACT_STRIKE)
@require_http_methods(["GET", "HEAD", "POST"])
def line_strike(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Strike a line that stands on the wrong citizen."""
    line = get_object_or_404(ContactLine.objects.visible_to(request.actor).select_related("citizen", "by"), pk=pk)
    can_strike(actor=request.actor, line=line).require()
    note(request, [line.citizen_id])
    form = StrikeForm(request.POST or None)

    def strike() -> None:
        strike_line(line_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, strike):
        messages.success(request, _("The line is struck. It counts nowhere any more."))
        return redirect("cases:citizen", pk=line.citizen_id)
    return form_page(request, "cases/line_strike.html", form, line=line)


@requires(Permission.CONTACT_STRUCK)
@require_safe
def struck(request: WorkRequest) -> HttpResponse:
    """Fejlførte: what was struck in the unit, newest first, for the coordinator."""
    rows = (
        ContactLine.objects.visible_to(request.actor)
        .struck()
        .filter(unit_id=request.actor.unit_id)
        .select_related("citizen", "by", "struck_by", "place")
    )
    shown = keyset_page(rows, order=("-struck_at", "-id"), after=id_in(request.GET.get("after", "")))
    more = f"{reverse('cases:struck')}?after={shown.after}" if shown.after else ""
    return render(request, "cases/struck.html", {"page": shown, "more": more})


@requires(Permission.CONTACT_LOG)
@require_safe
def staff_lines(request: WorkRequest) -> HttpResponse:
    """What was done with the staff of places, newest first: the whole unit's."""
    actor = request.actor
    rows = StaffLine.objects.visible_to(actor).of_unit(actor.unit_id).for_list()
    shown = keyset_page(rows, order=("-contact__at", "-id"), after=id_in(request.GET.get("after", "")))
    context = {
        "page": shown,
        "rows": [(line, bool(can_strike_staff(actor=actor, line=line))) for line in shown.rows],
        "more": f"{reverse('cases:staff_lines')}?after={shown.after}" if shown.after else "",
    }
    return render(request, "cases/staff_lines.html", context)


@requires(Permission.CONTACT_STRIKE)
@require_http_methods(["GET", "HEAD", "POST"])
def staff_line_strike(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Strike what was written about the staff of a place by mistake."""
    line = get_object_or_404(StaffLine.objects.visible_to(request.actor).for_list(), pk=pk)
    can_strike_staff(actor=request.actor, line=line).require()
    form = StrikeForm(request.POST or None)

    def strike() -> None:
        strike_staff_line(staff_line_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, strike):
        messages.success(request, _("The line is struck. It counts nowhere any more."))
        return redirect("cases:staff_lines")
    return form_page(request, "cases/staff_line_strike.html", form, line=line)
