"""Numre: what identifies a citizen, now and before; putting a number on and ending one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import end_identifier, identify_citizen, say_none
from cases.choices import IdentifierEnd, IdentifierKind
from cases.forms import IdentifierEndForm, IdentifierForm
from cases.identifiers import unseal
from cases.issuers import ISSUERS
from cases.models import Citizen, Identifier
from cases.numbers import hyphened
from cases.policies import can_change_citizen, can_reveal
from cases.views.citizens import casework_only
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page, page


@requires(Permission.CITIZEN_WRITE)
@require_safe
def citizen_numbers(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Every number, masked: those that stand, then history."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    rows = [_row(one) for one in Identifier.objects.visible_to(request.actor).for_list().filter(citizen=citizen)]
    context = {
        "citizen": citizen,
        "standing": [row for row in rows if row["one"].ended_at is None],
        "ended": [row for row in rows if row["one"].ended_at is not None],
        "may_change": bool(can_change_citizen(actor=request.actor)) and not citizen.is_anonymous,
        "may_reveal": bool(can_reveal(actor=request.actor)),
    }
    return render(request, "cases/citizen_numbers.html", context)


def _row(identifier: Identifier) -> dict[str, Any]:
    number = hyphened(unseal(identifier.ciphertext)) if identifier.ciphertext else ""
    return {
        "one": identifier,
        "masked": number[:7],
        "issuer": ISSUERS.get(identifier.issuer, ""),
        "mistake": identifier.ended_cause == IdentifierEnd.MISTAKE,
    }


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def identifier_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Put a number on the citizen, or say why there is none. One that stands on somebody else's becomes an enquiry."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    form = IdentifierForm(request.POST or None, at=request.at)
    asked = False

    def add() -> None:
        nonlocal asked
        data = form.cleaned_data
        if data.get("none_because"):
            say_none(citizen_id=pk, because=data["none_because"], by=request.actor, at=request.at)
            return
        found = identify_citizen(
            citizen_id=pk, number=data["identifier"], by=request.actor, at=request.at, reason=data["reason"]
        )
        asked = found.citizen is None

    if not done(form, add):
        return form_page(request, "cases/identifier_new.html", form, citizen=citizen)
    if asked:
        messages.info(request, _("Registered. The coordinator will let you know."))
    else:
        messages.success(request, _("Saved."))
    return redirect("cases:citizen_numbers", pk=pk)


@requires(Permission.CITIZEN_REVEAL)
@require_POST
def identifier_reveal(request: WorkRequest, pk: UUID) -> HttpResponse:
    """One whole number. The reveal is logged."""
    numbers = Identifier.objects.visible_to(request.actor).exclude(kind=IdentifierKind.NONE)
    number = get_object_or_404(numbers.select_related("citizen"), pk=pk)
    can_reveal(actor=request.actor).require()
    casework_only(request, number.citizen)
    note(request, [number.citizen_id], kind=AccessKind.REVEAL)
    context = {
        "number": hyphened(unseal(number.ciphertext or b"")),
        "kind": number.get_kind_display(),
        "citizen": number.citizen,
    }
    return page(request, "cases/identifier_reveal.html", context, part="number")


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def identifier_end(request: WorkRequest, pk: UUID) -> HttpResponse:
    """A number holds no more, or never did."""
    standing = Identifier.objects.visible_to(request.actor).standing().exclude(kind=IdentifierKind.NONE)
    number = get_object_or_404(standing.select_related("citizen"), pk=pk)
    casework_only(request, number.citizen)
    note(request, [number.citizen_id])
    form = IdentifierEndForm(request.POST or None)

    def end() -> None:
        data = form.cleaned_data
        cause = IdentifierEnd(data["cause"])
        end_identifier(identifier_id=pk, cause=cause, reason=data["reason"], by=request.actor, at=request.at)

    if done(form, end):
        messages.success(request, _("Ended. The number stays as history."))
        return redirect("cases:citizen_numbers", pk=number.citizen_id)
    return form_page(request, "cases/identifier_end.html", form, row=_row(number), citizen=number.citizen)
