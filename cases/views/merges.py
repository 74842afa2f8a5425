"""Måske den samme: who may be one person, two side by side, and what holds them together."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions.merges import ask_alike_again, dismiss_alike, merge_citizens, unmerge_citizens
from cases.forms import ReasonForm
from cases.forms.merges import MergeForm
from cases.masking import known
from cases.merged import Merge, alike, aparts, merges, side_by_side
from cases.models import Citizen
from cases.policies import can_merge
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.accounts.choices import Role
from udsatte.web.addresses import address, id_in
from udsatte.web.answers import done, form_page


def _seen(request: WorkRequest, pk: UUID) -> Citizen:
    """Somebody whom the reader may hold to be the same as another one. Raises Http404; PermissionDenied."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor).for_detail().with_casework(), pk=pk)
    can_merge(actor=request.actor).require()
    if not _may_say(request, citizen):
        raise PermissionDenied(_("This belongs to another unit."))
    return citizen


def _may_say(request: WorkRequest, citizen: Citizen) -> bool:
    """Whether the reader may say of somebody else that it is this citizen, or is not. The database asks again."""
    return bool(citizen.has_case) or request.actor.role == Role.COORDINATOR


@requires(Permission.CITIZEN_WRITE)
@require_safe
def citizen_alike(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Who may be the same person. Everybody who is shown is logged."""
    citizen = _seen(request, pk)
    found = alike(citizen, actor=request.actor)
    apart = aparts(citizen, actor=request.actor)
    note(request, [pk, *(one.citizen.pk for one in found), *(one.citizen.pk for one in apart)], kind=AccessKind.SEARCH)
    base = address("cases:citizen_merge", pk)
    rows = [
        {
            "face": one.face,
            "why": one.why,
            "url": f"{base}?other={one.citizen.pk}",
            "reference": str(one.citizen.pk)[:8],
            "id": one.citizen.pk,
            "may_say": _may_say(request, one.citizen),
        }
        for one in found
    ]
    context = {
        "citizen": citizen,
        "face": known(citizen, actor=request.actor),
        "rows": rows,
        "merges": merges(pk),
        "aparts": [{"row": one, "may_say": _may_say(request, one.citizen)} for one in apart],
    }
    return render(request, "cases/citizen_alike.html", context)


@requires(Permission.CITIZEN_WRITE)
@require_POST
def citizen_apart(request: WorkRequest, pk: UUID) -> HttpResponse:
    """That somebody who is alike is another person, for the own unit; with `again`, that they may be one after all."""
    _seen(request, pk)
    other = id_in(request.POST.get("other", ""))
    if other is None or other == pk:
        return redirect("cases:citizen_alike", pk=pk)
    _seen(request, other)
    note(request, [pk, other])
    again = "again" in request.POST
    say = ask_alike_again if again else dismiss_alike
    say(one_id=pk, other_id=other, by=request.actor, at=request.at)
    said = _("They may be one after all.") if again else _("Noted. Your unit is not asked about the two again.")
    messages.success(request, said)
    return redirect("cases:citizen_alike", pk=pk)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_merge(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Two citizens side by side, field by field, and the reason why they are one. The other's id is in the query."""
    one, other = _seen(request, pk), id_in(request.GET.get("other", ""))
    if other is None or other == pk:
        return redirect("cases:citizen_alike", pk=pk)
    two = _seen(request, other)
    note(request, [pk, other])
    faces = [known(citizen, actor=request.actor) for citizen in (one, two)]
    named = [(face.citizen.pk, face.name) for face in sorted(faces, key=lambda face: face.unknown)]
    form = MergeForm(request.POST or None, names=named, initial={"into": str(named[0][0])})

    def merge() -> UUID:
        merged, into = form.sides()
        merge_citizens(
            from_id=merged, into_id=into, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
        )
        return into

    if merged := done(form, merge):
        messages.success(request, _("Shown as one from now on. Nothing was moved, and you can separate them again."))
        return redirect("cases:citizen", pk=merged.result)
    rows = side_by_side(one, two, actor=request.actor, at=request.at)
    return form_page(request, "cases/citizen_merge.html", form, faces=faces, rows=rows, back=pk)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_unmerge(request: WorkRequest, pk: UUID) -> HttpResponse:
    """That the two are two after all, with the reason. The merge's id is in the query."""
    _seen(request, pk)
    merge = id_in(request.GET.get("merge", ""))
    if merge is None:
        return redirect("cases:citizen_alike", pk=pk)
    row = _merge(pk, merge)
    note(request, [row.merged_from, row.merged_into])
    if not row.may_undo:
        raise PermissionDenied(_("This belongs to another unit."))
    form = ReasonForm(request.POST or None)

    def undo() -> None:
        unmerge_citizens(merge_id=merge, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, undo):
        messages.success(request, _("They are two again, each with all that they had."))
        return redirect("cases:citizen", pk=pk)
    return form_page(request, "cases/citizen_unmerge.html", form, row=row, back=pk)


def _merge(pk: UUID, merge: UUID) -> Merge:
    found = next((row for row in merges(pk) if row.id == merge), None)
    if found is None:
        raise Http404
    return found
