"""På vej ind, ude kl.: for one's own safety. It is no alarm centre, and the page says so."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.actions import come_out, go_in, stay_longer
from cases.colleagues import company, others
from cases.forms.visits import LongerForm, VisitForm
from cases.masking import known
from cases.models import Citizen, Place, Visit
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page


@requires(Permission.VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def visits(request: WorkRequest) -> HttpResponse:
    """Who of the unit is in where, and when they will be out; and that one goes in oneself."""
    actor = request.actor
    inside = list(Visit.objects.visible_to(actor).inside(actor.unit_id).for_list())
    colleagues = others(actor=actor, at=request.at)
    places = list(Place.objects.offered())
    form = VisitForm(request.POST or None, places=places, colleagues=colleagues, at=request.at)

    def begin() -> None:
        go_in(due_at=form.due_at, **form.facts(), by=actor, at=request.at, key=form.cleaned_data["key"])

    if done(form, begin):
        messages.success(request, _("Somebody watches the clock for you. Say when you are out."))
        return redirect("cases:visits")
    mine = next((visit for visit in inside if visit.by_id == actor.user_id), None)
    risky = [] if mine else _go_two(request)
    context = {
        "inside": inside,
        "mine": mine,
        "longer": LongerForm(at=request.at),
        "risky": [(known(citizen, actor=actor).name, citizen.risk_instruction) for citizen in risky],
        "company": company(actor=actor, at=request.at, inside={visit.by_id for visit in inside}) if risky else [],
    }
    return form_page(request, "cases/visits.html", form, **context)


def _go_two(request: WorkRequest) -> list[Citizen]:
    """Those of whom there is something to mind: the citizen for whom the page was opened, or those on the own list.

    A person is minded by what stands on any of their citizens.
    """
    actor, asked = request.actor, id_in(request.GET.get("citizen", ""))
    visible = Citizen.objects.visible_to(actor)
    if asked:
        about = visible.filter(pk=asked)
    else:
        about = visible.on_list_of(actor.user_id, actor.unit_id).living().once_in_unit()
    people = {pk for citizen in about.with_others() for pk in (citizen.pk, *citizen.other_ids)}
    found = list(visible.filter(pk__in=people).with_casework().minding().order_by("sort_name", "id"))
    note(request, [citizen.pk for citizen in found])
    return found


@requires(Permission.VISIT)
@require_POST
def visit_out(request: WorkRequest, pk: UUID) -> HttpResponse:
    """ "Jeg er ude", or a colleague who has reached the person."""
    get_object_or_404(Visit.objects.visible_to(request.actor), pk=pk)
    come_out(visit_id=pk, by=request.actor, at=request.at)
    messages.success(request, _("Out. Nobody is told."))
    return redirect("cases:visits")


@requires(Permission.VISIT)
@require_POST
def visit_longer(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Stay until another hour."""
    get_object_or_404(Visit.objects.visible_to(request.actor), pk=pk)
    form = LongerForm(request.POST, at=request.at)

    def stay() -> None:
        stay_longer(visit_id=pk, due_at=form.due_at, by=request.actor, at=request.at)

    if done(form, stay):
        messages.success(request, _("The clock is set anew."))
    else:
        messages.error(request, _("Choose until when."))
    return redirect("cases:visits")
