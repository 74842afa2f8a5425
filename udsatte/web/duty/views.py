"""Who answers: the page for everybody, and the roster for those who plan it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.accounts.models import DutyShift, Membership, Unit
from udsatte.web.addresses import id_in, version_in
from udsatte.web.answers import done, form_page, stale
from udsatte.web.days import day_of
from udsatte.web.duty.actions import cancel_duty, change_duty, plan_duty
from udsatte.web.duty.forms import NewShiftForm, ShiftForm
from udsatte.web.duty.policies import can_plan
from udsatte.web.duty.roster import AHEAD, Roster


@requires(Permission.DUTY)
@require_safe
def roster(request: WorkRequest) -> HttpResponse:
    """Who answers now, tonight and in the coming week: in the own Hjemløseenhed, or in the one that was asked for."""
    at = request.at
    own = Unit.objects.with_organisation().get(pk=request.actor.unit_id)
    house_id = id_in(request.GET.get("house", "")) or own.house_id
    units = list(Unit.objects.of_house(house_id).open_on(day_of(at)).for_roster())
    shifts = DutyShift.objects.planned().between(at, at + AHEAD).for_roster()
    context = {
        "house": next((unit for unit in units if unit.pk == house_id), None),
        "is_own": house_id == own.house_id,
        "units": units,
        "roster": Roster(list(shifts.of_house(house_id)), at),
        "plannable": [unit for unit in units if can_plan(actor=request.actor, own=own, unit=unit)],
        "elsewhere": DutyShift.objects.planned().running(at).elsewhere(house_id),
    }
    return render(request, "duty/roster.html", context)


@requires(Permission.DUTY_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def shift_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Put somebody on a unit's roster, for a day or for several in a row."""
    unit = get_object_or_404(Unit.objects.with_organisation().open_on(day_of(request.at)), pk=pk)
    _may(request, unit)
    form = NewShiftForm(request.POST or None, colleagues=_colleagues(request, unit), at=request.at)

    def plan() -> None:
        key = form.cleaned_data["key"]
        plan_duty(unit=unit, shifts=form.shifts(), by=request.actor, at=request.at, key=key)

    if done(form, plan):
        messages.success(request, _("Saved."))
        return redirect(_back(unit))
    return form_page(request, "duty/shift_new.html", form, unit=unit, back=_back(unit))


@requires(Permission.DUTY_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def shift_change(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Another person, phone or time on a shift that is not over."""
    shift = get_object_or_404(DutyShift.objects.planned().for_change(request.at), pk=pk)
    _may(request, shift.unit)
    form = ShiftForm(
        request.POST or None,
        colleagues=_colleagues(request, shift.unit),
        at=request.at,
        initial=ShiftForm.initial_of(shift),
    )
    version = version_in(request.POST.get("version", str(shift.version)))
    try:
        if done(
            form,
            lambda: change_duty(shift_id=pk, version=version, to=form.shifts()[0], by=request.actor, at=request.at),
        ):
            messages.success(request, _("Saved."))
            return redirect(_back(shift.unit))
    except Stale as newer:
        current = newer.current
        return stale(request, form, current=ShiftForm.initial_of(current), version=current.version)  # type: ignore[arg-type, attr-defined]
    context = {"shift": shift, "version": version, "back": _back(shift.unit)}
    return form_page(request, "duty/shift_change.html", form, **context)


@requires(Permission.DUTY_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def shift_cancel(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Take a shift off the roster; asks once."""
    shift = get_object_or_404(DutyShift.objects.planned().for_change(request.at), pk=pk)
    _may(request, shift.unit)
    if request.method == "POST":
        cancel_duty(shift_id=pk, by=request.actor, at=request.at)
        messages.success(request, _("Taken off the roster."))
        return redirect(_back(shift.unit))
    return render(request, "duty/shift_cancel.html", {"shift": shift, "back": _back(shift.unit)})


def _may(request: WorkRequest, unit: Unit) -> None:
    own = Unit.objects.with_organisation().get(pk=request.actor.unit_id)
    can_plan(actor=request.actor, own=own, unit=unit).require()


def _colleagues(request: WorkRequest, unit: Unit) -> list[Membership]:
    return list(Membership.objects.of_house(unit.house_id).open_at(request.at).by_name())


def _back(unit: Unit) -> str:
    return f"{reverse('duty:roster')}?house={unit.house_id}"
