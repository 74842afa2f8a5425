"""Find en borger: four ways to a citizen whom one does not see; and, for the coordinator, who has opened whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import (
    Answer,
    ask_known,
    begin_lookup,
    break_glass,
    close_ground,
    open_on_duty,
    search_on_duty,
    stand_with,
)
from cases.choices import Basis, LookupOutcome, LookupWay
from cases.forms.grounds import CloseGroundForm, DutyForm, FindForm, GlassForm, KnownForm, StandForm
from cases.models import Ground
from cases.opened import duty_until, opened, opened_page
from cases.policies import can_close_ground, can_search_on_duty
from udsatte.access.decisions import Denied
from udsatte.access.http import AfterCommit, WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page

#: How each basis is drawn on the coordinator's list.
_LOOKS = {
    Basis.CONTACT: {"kind": "info", "icon": "person-check"},
    Basis.DUTY: {"kind": "info", "icon": "telephone"},
    Basis.GLASS: {"kind": "danger", "icon": "exclamation-octagon-fill"},
}


@requires(Permission.CITIZEN_FIND)
@require_safe
def find(request: WorkRequest) -> HttpResponse:
    """The ways to a citizen whom one does not see, in plain words. The one on duty begins with the duty's."""
    ways = [
        _way(
            "contact",
            "info",
            "person-check",
            _("I stand with the citizen"),
            _("You meet somebody you do not know, and need to know what to mind and whom to call."),
        ),
        _way(
            "glass",
            "danger",
            "exclamation-octagon-fill",
            _("Life is in danger"),
            _("Call 112 first. Then break the glass: you see what can help, and the coordinator is told at once."),
        ),
        _way(
            "known",
            "info",
            "telephone",
            _("Is the citizen known?"),
            _("You want to know whom in the unit for homeless people to call. Nothing is opened."),
        ),
    ]
    until = duty_until()
    if until is not None:
        words = _("You are on duty. Find the citizen by the first letters, and open what the shift needs.")
        ways.insert(0, _way("duty", "info", "moon-stars", _("I am on duty"), words))
    return render(request, "cases/find.html", {"ways": ways})


def _way(name: str, kind: str, icon: str, title: str, words: str) -> dict[str, str]:
    return {"url": reverse(f"cases:find_{name}"), "kind": kind, "icon": icon, "title": title, "words": words}


@requires(Permission.CITIZEN_FIND)
@require_http_methods(["GET", "HEAD", "POST"])
def find_contact(request: WorkRequest) -> HttpResponse:
    """ "Jeg står med borgeren": what one needs to know of the citizen, for 72 hours."""
    form = StandForm(request.POST or None, at=request.at)
    words = _("You can see the citizen for 72 hours. The coordinator of the unit that has the case has been told.")
    return _open(request, form, "cases/find_contact.html", LookupWay.CONTACT, stand_with, words)


@requires(Permission.CITIZEN_GLASS)
@require_http_methods(["GET", "HEAD", "POST"])
def find_glass(request: WorkRequest) -> HttpResponse:
    """Break the glass: life is in danger."""
    form = GlassForm(request.POST or None, at=request.at)
    words = _("The glass is broken. The coordinator of the unit that has the case has been told.")
    return _open(request, form, "cases/find_glass.html", LookupWay.GLASS, break_glass, words)


@requires(Permission.CITIZEN_FIND)
@require_http_methods(["GET", "HEAD", "POST"])
def find_known(request: WorkRequest) -> HttpResponse:
    """ "Er borgeren kendt?": whom to call. The answer stands on the posted page alone."""
    form = KnownForm(request.POST or None, at=request.at)

    def answer(lookup_id: UUID) -> HttpResponse:
        told = ask_known(lookup_id=lookup_id, question=form.question(), by=request.actor, at=request.at)
        return render(request, "cases/find_known.html", {"form": form, "told": told, "nobody": not told})

    return _ask(request, form, "cases/find_known.html", LookupWay.KNOWN, answer)


@requires(Permission.CITIZEN_FIND)
@require_http_methods(["GET", "HEAD", "POST"])
def find_duty(request: WorkRequest) -> HttpResponse:
    """Search among the Hjemløseenhed's citizens, for the one on duty."""
    until = duty_until()
    can_search_on_duty(actor=request.actor, until=until).require()
    form = DutyForm(request.POST or None, at=request.at)

    def answer(lookup_id: UUID) -> HttpResponse:
        hits = search_on_duty(lookup_id=lookup_id, question=form.question(), by=request.actor, at=request.at)
        return render(request, "cases/find_duty.html", {"form": form, "until": until, "hits": hits, "nobody": not hits})

    return _ask(request, form, "cases/find_duty.html", LookupWay.DUTY, answer, until=until)


@requires(Permission.CITIZEN_FIND)
@require_POST
def duty_open(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Open a citizen whom the duty's search has shown. An id that it has not shown is nobody's."""
    can_search_on_duty(actor=request.actor, until=duty_until()).require()
    try:
        open_on_duty(citizen_id=pk, by=request.actor, at=request.at)
    except Denied as error:
        raise Http404 from error
    return redirect("cases:citizen", pk=pk)


def _open(
    request: WorkRequest, form: FindForm, template: str, way: LookupWay, act: Callable[..., Answer], words: str
) -> HttpResponse:
    """On to the citizen, or the form again with one sentence for everything else."""

    def answer(lookup_id: UUID) -> HttpResponse:
        found = act(lookup_id=lookup_id, question=form.question(), by=request.actor, at=request.at)
        if found.citizen_id is None:
            return render(request, template, {"form": form, "nobody": True})
        if found.outcome is LookupOutcome.KNOWN:
            messages.info(request, _("You could see the citizen already. Nothing was opened."))
        else:
            messages.success(request, words)
        return redirect("cases:citizen", pk=found.citizen_id)

    return _ask(request, form, template, way, answer)


def _ask(
    request: WorkRequest,
    form: FindForm,
    template: str,
    way: LookupWay,
    answer: Callable[[UUID], HttpResponse],
    **context: Any,
) -> HttpResponse:
    """The form; or the question, written down for good before anybody looks for the answer."""

    def begin() -> UUID:
        return begin_lookup(way=way, question=form.question(), reason=form.reason(), by=request.actor, at=request.at)

    if begun := done(form, begin):
        lookup_id = begun.result
        return AfterCommit(lambda: answer(lookup_id))
    return form_page(request, template, form, **context)


@requires(Permission.GROUND_OPENED)
@require_safe
def grounds_opened(request: WorkRequest) -> HttpResponse:
    """Who outside the unit has opened its citizens, newest first."""
    shown = opened_page(actor=request.actor, after=id_in(request.GET.get("after", "")))
    more = f"{reverse('cases:grounds_opened')}?after={shown.after}" if shown.after else ""
    rows = [
        {
            "one": row,
            "name": shown.names.get(row.citizen_id, ""),
            "open": row.is_open(request.at),
            "word": row.basis.label,
            **_LOOKS[row.basis],
        }
        for row in shown.rows
    ]
    return page(request, "cases/grounds_opened.html", {"rows": rows, "count": shown.count, "more": more}, part="rows")


@requires(Permission.CITIZEN_FIND)
@require_http_methods(["GET", "HEAD", "POST"])
def ground_close(request: WorkRequest, pk: UUID) -> HttpResponse:
    """End what somebody opened: one's own at once, another's with a reason. On the next request it is gone."""
    user_id = _whose(request, pk)
    own = user_id == request.actor.user_id
    can_close_ground(actor=request.actor, user_id=user_id).require()
    form = CloseGroundForm(request.POST if request.method == "POST" else None)
    if own:
        form.fields["reason"].required = False

    def close() -> None:
        reason = form.cleaned_data["reason"]
        close_ground(ground_id=pk, user_id=user_id, reason=reason, by=request.actor, at=request.at)

    if done(form, close):
        messages.success(request, _("Ended. The citizen can no longer be seen that way."))
        return redirect("cases:find" if own else "cases:grounds_opened")
    back = reverse("cases:find" if own else "cases:grounds_opened")
    return form_page(request, "cases/ground_close.html", form, back=back, own=own)


def _whose(request: WorkRequest, pk: UUID) -> UUID | None:
    """Whose ground it is, if it is open and this person may know of it. Raises Http404."""
    own = Ground.objects.visible_to(request.actor).opened_in_street(request.at).filter(pk=pk).first()
    if own is not None:
        return own.user_id
    if request.actor.may(Permission.GROUND_OPENED):
        row = opened(pk)
        if row is not None and row.is_open(request.at):
            return row.user_id
    raise Http404
