"""Log kontakt, and what may happen to a signed line afterwards."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import add_to_note, log_contact, strike_line
from cases.contact_form import Choices, ContactForm
from cases.forms import AdditionForm, StrikeForm
from cases.models import Citizen, ContactLine, FollowUp, Place, Service
from cases.policies import can_add_to_note, can_strike
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page
from udsatte.web.keyset import page as keyset_page

USUAL_PLACES = 6
USUAL_DAYS = 60


@requires(Permission.CONTACT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: WorkRequest) -> HttpResponse:
    """One page, one thumb. Sent twice is saved once, by the key that the page made."""
    asked = _asked(request)
    choices = _choices(request, asked)
    initial = {"who": [str(asked)]} if asked else {}
    form = ContactForm(request.POST or None, choices=choices, at=request.at, initial=initial)
    if logged := done(form, lambda: _save(request, form)):
        _contact, new = logged.result
        return _saved(request, form, new)
    return _form_page(request, form, choices, 422 if form.is_bound else 200)


def _asked(request: WorkRequest) -> UUID | None:
    return id_in(request.GET.get("citizen", ""))


def _choices(request: WorkRequest, asked: UUID | None) -> Choices:
    """My caseload, longest unseen first; the whole team's when asked for, or when somebody else's citizen is meant."""
    actor = request.actor
    everybody = Citizen.objects.visible_to(actor).select_related("clock")
    mine = everybody.on_list_of(actor.user_id, actor.unit_id)
    citizens = list(mine.unseen_first())
    known = {citizen.pk for citizen in citizens}
    if request.GET.get("all"):
        citizens = list(everybody.of_unit(actor.unit_id).unseen_first())
    else:
        meant = (asked, *map(id_in, request.POST.getlist("who")))
        others = {pk for pk in meant if pk is not None} - known
        if others:
            citizens += everybody.of_unit(actor.unit_id).filter(pk__in=others)
    # Whom the page was opened for stands first.
    citizens.sort(key=lambda citizen: citizen.pk != asked)
    since = request.at - timedelta(days=USUAL_DAYS)
    habits = ContactLine.objects.visible_to(actor).habits_of(actor.user_id, since)
    places = list(Place.objects.offered())
    offered = {place.pk: place for place in places}
    usual = [offered[pk] for pk in habits.places if pk in offered][:USUAL_PLACES]
    services = sorted(Service.objects.offered(), key=lambda service: -habits.services[service.code])
    return Choices(citizens, usual or places[:USUAL_PLACES], places, services)


def _save(request: WorkRequest, form: ContactForm) -> tuple[UUID, bool]:
    data = form.cleaned_data
    return log_contact(
        lines=form.lines(),
        happened_at=data["happened_at"],
        by=request.actor,
        at=request.at,
        key=data["key"],
        medium=data["medium"] or "in_person",
        place_id=data["place_id"],
        whereabouts=data["whereabouts"] if data["place"] == "other" else "",
        initiative=data["initiative"] or "ours",
        next_step=form.next(),
    )


def _saved(request: WorkRequest, form: ContactForm, new: bool) -> HttpResponse:
    count = len(form.cleaned_data["who"])
    if new:
        messages.success(
            request,
            ngettext("The contact is saved.", "The contact with %(count)s citizens is saved.", count)
            % {"count": count},
        )
    else:
        messages.info(request, _("It was saved already; nothing was added."))
    return redirect("cases:citizen", pk=form.cleaned_data["who"][0]) if count == 1 else redirect("today")


def _form_page(request: WorkRequest, form: ContactForm, choices: Choices, status: int) -> HttpResponse:
    asked = _asked(request)
    open_now = list(FollowUp.objects.visible_to(request.actor).about(asked)[:5]) if asked else []
    known = next((citizen for citizen in choices.citizens if citizen.pk == asked), None)
    if asked and (known or open_now):
        note(request, [asked])
    context = {
        "form": form,
        "follow_ups": open_now,
        "citizen": known,
        "everybody": bool(request.GET.get("all")),
    }
    return render(request, "cases/contact_new.html", context, status=status)


@requires(Permission.CONTACT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def line_add(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Add to a signed note."""
    line = get_object_or_404(ContactLine.objects.visible_to(request.actor).select_related("citizen", "by"), pk=pk)
    can_add_to_note(actor=request.actor, line=line).require()
    note(request, [line.citizen_id])
    form = AdditionForm(request.POST or None)

    def add() -> None:
        data = form.cleaned_data
        add_to_note(line_id=pk, text=data["text"], by=request.actor, at=request.at, key=data["key"])

    if done(form, add):
        messages.success(request, _("Added to the note."))
        return redirect("cases:citizen", pk=line.citizen_id)
    return form_page(request, "cases/line_add.html", form, line=line)


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
