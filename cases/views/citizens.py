"""The unit's list, one citizen with everything that happened, and the forms that change a citizen."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import states
from cases.actions import Registration, change_citizen, register_citizen, tell_risk
from cases.caseloads import unknown_words
from cases.choices import CaseStatus, IdentifierKind
from cases.colleagues import names
from cases.forms import CitizenForm, NewCitizenForm, RiskStoryForm
from cases.identifiers import unseal
from cases.masking import Face, face
from cases.merged import joined
from cases.models import Citizen, Identifier, Place
from cases.numbers import hyphened
from cases.policies import can_find, can_reveal
from cases.querysets import detailed
from cases.timeline import KINDS, citizen_page, printed
from udsatte.access.choices import AccessKind
from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import address, id_in, version_in
from udsatte.web.answers import done, form_page, page, stale
from udsatte.web.keyset import page as keyset_page

#: How many months back a print reaches.
PRINT = {"3": gettext_lazy("3 months"), "12": gettext_lazy("1 year"), "all": gettext_lazy("From the beginning")}
#: Which citizens: the unit's, one's own, or those whose case stands so.
SHOW = ("all", "mine", "unknown", *(state for state in CaseStatus.values if state != CaseStatus.ACTIVE))


@requires(Permission.CITIZEN_READ)
@require_safe
def citizens(request: WorkRequest) -> HttpResponse:
    """The unit's citizens in Danish order. Who is looked for by name is searched for (views/search.py)."""
    actor = request.actor
    show = request.GET.get("show") if request.GET.get("show") in SHOW else "all"
    rows = Citizen.objects.visible_to(actor).for_list()
    casework = actor.ceiling >= CASEWORK
    if not casework:
        rows = rows.shared_with(actor.unit_id, request.at).once()
    elif show == "mine":
        rows = rows.on_list_of(actor.user_id, actor.unit_id).once_in_unit()
    elif show == "unknown":
        rows = rows.of_unit(actor.unit_id).once().unidentified()
    elif show in CaseStatus.values:
        rows = rows.in_state(show, actor.unit_id).once()
    else:
        rows = rows.of_unit(actor.unit_id).once()
    name = "sort_name" if casework else "shown_name"
    shown = keyset_page(rows.with_others(), order=(name, "id"), after=id_in(request.GET.get("after", "")))
    joined(shown.rows, actor=actor)
    faces = [face(citizen, actor=actor, casework=casework) for citizen in shown.rows]
    context = {
        "show": show,
        "show_word": CaseStatus(show).label if show in CaseStatus.values else "",
        "states": [(state, CaseStatus(state).label) for state in SHOW[3:]],
        "casework": casework,
        "may_find": bool(can_find(actor=actor)),
        "page": shown,
        "tally": _tally(shown.count, faces, whole=shown.after is None and show != "unknown"),
        "rows": [
            {
                "url": address("cases:citizen", citizen.pk),
                "face": seen,
                "met": states.shown(citizen, request.at),
                "whose": citizen.open_assignments[0] if citizen.open_assignments else None,
            }
            for citizen, seen in zip(shown.rows, faces, strict=True)
        ],
    }
    return page(request, "cases/citizens.html", context, part="rows")


def _tally(count: str, faces: list[Face], *, whole: bool) -> str:
    """ "12", "12, heraf 2 uden navn", "25+": whose name nobody knows are told apart where all of them are shown."""
    unknown = sum(one.unknown for one in faces)
    return f"{count}, {unknown_words(unknown)}" if whole and unknown else count


@requires(Permission.CITIZEN_READ)
@require_safe
def citizen(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Who it is, what matters now, and everything that happened, newest first. The opening is logged."""
    found = get_object_or_404(detailed().visible_to(request.actor), pk=pk)
    note(request, [pk])
    after = id_in(request.GET.get("after", ""))
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "all"
    context = citizen_page(found, actor=request.actor, at=request.at, after=after, kind=kind)
    return page(request, "cases/citizen.html", context, part="timeline")


@requires(Permission.CONTACT_LOG)
@require_safe
def citizen_print(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Everything that happened, on paper: the last three months, or as far back as asked. Logged as a print."""
    found = get_object_or_404(detailed().visible_to(request.actor), pk=pk)
    casework_only(request, found)
    note(request, [pk], kind=AccessKind.PRINT)
    months = request.GET.get("months", "")
    months = months if months in PRINT else "3"
    since = request.at - timedelta(days=31 * int(months)) if months != "all" else None
    context = printed(found, actor=request.actor, at=request.at, since=since)
    return page(request, "cases/citizen_print.html", {**context, "since": since, "chosen": months, "ways": PRINT})


@requires(Permission.CITIZEN_REVEAL)
@require_POST
def citizen_reveal(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The whole CPR number, on a page of its own or in its place on the citizen's. The reveal is logged."""
    found = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    can_reveal(actor=request.actor).require()
    casework_only(request, found)
    cpr = Identifier.objects.visible_to(request.actor).standing().filter(citizen=found, kind=IdentifierKind.CPR)
    number = get_object_or_404(cpr)
    note(request, [pk], kind=AccessKind.REVEAL)
    context = {"pk": pk, "cpr": hyphened(unseal(number.ciphertext))}
    return page(request, "cases/citizen_reveal.html", context, part="number")


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_new(request: WorkRequest) -> HttpResponse:
    """Take a citizen in. One whom another unit has says only that its coordinator will answer."""
    form = NewCitizenForm(
        request.POST or None,
        places=list(Place.objects.offered()),
        at=request.at,
        colleagues=names(unit_id=request.actor.unit_id, at=request.at),
        initial={"caseworker": str(request.actor.user_id)},
    )

    def register() -> Registration:
        data = form.cleaned_data
        return register_citizen(
            facts=form.facts(),
            by=request.actor,
            at=request.at,
            reason=data["reason"],
            key=data["key"],
            number=data.get("identifier"),
            none_because=data.get("none_because"),
            caseworker_id=UUID(data["caseworker"]) if data["caseworker"] else None,
            room_reason=data["room_reason"],
        )

    if registered := done(form, register):
        return _registered(request, registered.result, form)
    return form_page(request, "cases/citizen_new.html", form)


def _registered(request: WorkRequest, registered: Registration, form: NewCitizenForm) -> HttpResponse:
    if registered.citizen is None:
        messages.info(request, _("Registered. The coordinator will let you know."))
        return redirect("cases:pending_matches")
    words = {
        "new": _("The citizen is yours to work with now."),
        "known": _("Your unit knew the citizen already. Here is the page."),
        "reopened": _("The citizen was known before. Your unit has the case from now on."),
    }
    messages.success(request, words[registered.outcome])
    number = form.cleaned_data.get("identifier")
    if number and number.looks_mistyped:
        messages.warning(request, _("The CPR number fails modulus 11. It may be right all the same: check it once."))
    return redirect("cases:citizen", pk=registered.citizen.pk)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_change(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Correct what stands on a citizen."""
    found = get_object_or_404(detailed().visible_to(request.actor), pk=pk)
    casework_only(request, found)
    note(request, [pk])
    form = CitizenForm(
        request.POST or None,
        places=list(Place.objects.offered()),
        at=request.at,
        initial=CitizenForm.initial_of(found),
    )
    version = version_in(request.POST.get("version", str(found.version)))
    try:
        if done(form, lambda: _store(request, found, version, form)):
            messages.success(request, _("Saved."))
            return redirect("cases:citizen", pk=pk)
    except Stale as newer:
        current = CitizenForm.initial_of(
            Citizen.objects.visible_to(request.actor).for_detail().get(pk=newer.current.pk)  # type: ignore[attr-defined]
        )
        return stale(request, form, current=current, version=newer.current.version)  # type: ignore[attr-defined]
    return form_page(request, "cases/citizen_change.html", form, citizen=found, version=version)


def _store(request: WorkRequest, found: Citizen, version: int, form: CitizenForm) -> None:
    change_citizen(
        citizen_id=found.pk,
        version=version,
        facts=form.facts(),
        by=request.actor,
        at=request.at,
    )


def casework_only(request: WorkRequest, found: Citizen) -> None:
    """Somebody who sees the citizen through a shared ground sees neither the whole number nor the form. 403."""
    if not found.cases.visible_to(request.actor).filter(unit_id=request.actor.unit_id).exists():
        raise PermissionDenied(_("This belongs to another unit."))


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def risk_story_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Write down what happened that made colleagues careful."""
    found = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    casework_only(request, found)
    note(request, [pk])
    form = RiskStoryForm(request.POST or None)

    def tell() -> None:
        data = form.cleaned_data
        tell_risk(citizen_id=pk, text=data["text"], by=request.actor, at=request.at, key=data["key"])

    if done(form, tell):
        messages.success(request, _("Saved."))
        return redirect("cases:citizen", pk=pk)
    return form_page(request, "cases/risk_story_new.html", form, citizen=found)
