"""Who is in, and what an administrator does about it. The coordinator and the manager see their own unit's people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.accounts.models import Membership, Unit, User
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page
from udsatte.web.days import day_of
from udsatte.web.keyset import page as keyset_page
from udsatte.web.people import policies
from udsatte.web.people.actions import change_place, end_place, hand_over, invite, shut_out, start_over
from udsatte.web.people.forms import InviteForm, LettersForm, PlaceForm, StartOverForm
from udsatte.web.people.standing import Standing, standing

_ORDER = ("unit__name", "user__full_name", "id")


@requires(Permission.PEOPLE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: WorkRequest) -> HttpResponse:
    """By unit and name. An administrator: of every unit that they look after, or of one of them."""
    administers = request.actor.may(Permission.PEOPLE)
    form = LettersForm(request.POST or None)
    letters = form.cleaned_data["letters"].strip() if form.is_bound and form.is_valid() else ""
    show, unit_id = request.GET.get("show", ""), id_in(request.GET.get("unit", ""))
    if administers:
        organisation_id = _organisation(request)
        units, rows = _units(request, organisation_id), Membership.objects.managed_from(organisation_id)
    else:
        units, rows = [], Membership.objects.of_unit(request.actor.unit_id)
    rows = rows.over(request.at) if show == "ended" else rows.not_over(request.at)
    if unit_id and administers:
        rows = rows.of_unit(unit_id)
    if letters:
        rows = rows.named(letters)
    after = id_in(request.GET.get("after", ""))
    shown = keyset_page(rows.for_people(), order=_ORDER, after=after, size=50)
    asked = f"show={show if show == 'ended' else ''}&unit={unit_id or ''}"
    context = {
        "page": shown,
        "more": f"{reverse('people:people')}?{asked}&after={shown.after}" if shown.after else "",
        "ended": show == "ended",
        "units": units,
        "unit_id": unit_id,
        "form": form,
        "letters": letters,
        "administers": administers,
    }
    return render(request, "people/people.html", context)


@requires(Permission.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_new(request: WorkRequest) -> HttpResponse:
    """Give somebody a place, and the link with which a new person chooses a password."""
    form = InviteForm(
        request.POST or None, units=_units(request), at=request.at, initial={"unit": request.GET.get("unit", "")}
    )

    def ask_in() -> UUID:
        key = form.cleaned_data["key"]
        return invite(who=form.who(), place=form.place(), by=request.actor, at=request.at, key=key)

    if invited := done(form, ask_in):
        return _invited(request, invited.result, form.cleaned_data["key"])
    return form_page(request, "people/invite.html", form)


def _invited(request: WorkRequest, pk: UUID, key: UUID) -> HttpResponse:
    """A link for a new person; who has a password, comes by the identity provider, or is others' too, needs none."""
    found, facts = _found(request, pk)
    if found.user.has_usable_password() or facts.is_shared or facts.is_bound:
        messages.success(request, _("Saved. The person signs in as before, and finds the new place on My page."))
        return redirect("people:place", pk=pk)
    return _link(request, found.user, pk, key)


def _link(request: WorkRequest, user: User, pk: UUID, key: UUID) -> HttpResponse:
    """Sent by e-mail; where none is set up, shown this once to be handed over."""
    link = hand_over(user=user, by=request.actor, at=request.at, key=key)
    if link is None:
        messages.success(request, _("The invitation goes to %(email)s.") % {"email": user.email})
        return redirect("people:place", pk=pk)
    return render(request, "people/link.html", {"link": link, "person": user, "pk": pk})


@requires(Permission.PEOPLE)
@require_safe
def place(request: WorkRequest, pk: UUID) -> HttpResponse:
    """One person's place, what stands about them, and what can be done."""
    found, facts = _found(request, pk)
    context = {
        "place": found,
        "change": policies.can_change(actor=request.actor, place=found, facts=facts, at=request.at),
        "end": policies.can_end(actor=request.actor, place=found, facts=facts, at=request.at),
        "start_over": policies.can_start_over(actor=request.actor, place=found, facts=facts),
        "shut_out": policies.can_shut_out(actor=request.actor, place=found, facts=facts),
    }
    return render(request, "people/place.html", context)


@requires(Permission.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def place_change(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Another role, unit, training or last day."""
    found, facts = _found(request, pk)
    policies.can_change(actor=request.actor, place=found, facts=facts, at=request.at).require()
    form = PlaceForm(request.POST or None, units=_units(request), at=request.at, initial=PlaceForm.initial_of(found))

    def change() -> UUID:
        return change_place(membership_id=pk, to=form.place(), by=request.actor, at=request.at)

    if changed := done(form, change):
        messages.success(request, _("Saved."))
        return redirect("people:place", pk=changed.result)
    return form_page(request, "people/place_change.html", form, place=found)


@requires(Permission.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def place_end(request: WorkRequest, pk: UUID) -> HttpResponse:
    """End a place; asks once."""
    found, facts = _found(request, pk)
    policies.can_end(actor=request.actor, place=found, facts=facts, at=request.at).require()
    if request.method == "POST":
        end_place(membership_id=pk, by=request.actor, at=request.at)
        messages.success(request, _("Ended. The next thing the person does there is refused."))
        return redirect("people:people")
    return render(request, "people/place_end.html", {"place": found})


@requires(Permission.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def start_anew(request: WorkRequest, pk: UUID) -> HttpResponse:
    """A new invitation: what there was opens nothing any more."""
    found, facts = _found(request, pk)
    policies.can_start_over(actor=request.actor, place=found, facts=facts).require()
    form = StartOverForm(request.POST if request.method == "POST" else None)

    def start() -> None:
        second_step = form.cleaned_data["second_step"]
        start_over(membership_id=pk, second_step=second_step, by=request.actor, at=request.at)

    if done(form, start):
        return _link(request, get_object_or_404(User, pk=found.user_id), pk, form.cleaned_data["key"])
    return form_page(request, "people/start_over.html", form, place=found)


@requires(Permission.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_shut_out(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Out of everything, or in again; asks once."""
    found, facts = _found(request, pk)
    policies.can_shut_out(actor=request.actor, place=found, facts=facts).require()
    if request.method == "POST":
        shut_out(membership_id=pk, out=request.POST.get("to") != "in", by=request.actor, at=request.at)
        messages.success(request, _("Saved."))
        return redirect("people:place", pk=pk)
    return render(request, "people/shut_out.html", {"place": found})


def _organisation(request: WorkRequest) -> UUID:
    """That of the unit in which the administrator is at work."""
    return get_object_or_404(Unit, pk=request.actor.unit_id).organisation_id


def _units(request: WorkRequest, organisation_id: UUID | None = None) -> list[Unit]:
    found = Unit.objects.managed_from(organisation_id or _organisation(request)).open_on(day_of(request.at))
    return list(found.with_organisation().order_by("organisation__name", "name"))


def _found(request: WorkRequest, pk: UUID) -> tuple[Membership, Standing]:
    """The place and what hangs on it; 404 for one that this administrator does not look after."""
    organisation_id = _organisation(request)
    found = get_object_or_404(Membership.objects.managed_from(organisation_id).for_people(), pk=pk)
    return found, standing(place=found, organisation_id=organisation_id, at=request.at)
