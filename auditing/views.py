"""The auditor's pages, and the list of who has looked that a citizen can have."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from auditing import words
from auditing.actions import Narrowed, list_looks, remember_reading, review_look
from auditing.citizen_document import citizen_document
from auditing.forms import CitizenLooksForm, LooksForm, ReviewForm
from auditing.models import Look, SampledLook
from auditing.policies import can_review
from auditing.querysets import last_check, last_seals, people, units
from cases.models import Case, Citizen
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import address
from udsatte.web.answers import done, form_page, page
from udsatte.web.documents import download
from udsatte.web.keyset import page as keyset_page

SEALS_SHOWN = 14


@requires(Permission.AUDIT)
@require_safe
def looks(request: WorkRequest) -> HttpResponse:
    """Who has looked at whom, newest first, narrowed by what stands in the address. The reading is logged."""
    form = LooksForm(request.GET, at=request.at, units=units(), people=people())
    context: dict[str, Any] = {"form": form, "check": last_check(), "rows": [], "page": None, "more": ""}
    if form.is_valid():
        remember_reading(view="auditing:looks", narrowed=form.narrowed(), by=request.actor, at=request.at)
        after = request.GET.get("after", "")
        rows = _narrowed(request, form.cleaned_data)
        shown = keyset_page(
            rows, order=("-at", "-id"), after=int(after) if after.isdecimal() and len(after) < 19 else None
        )
        context |= {
            "page": shown,
            "rows": [{"look": look, "page": words.page(look.view)} for look in shown.rows],
            "more": _more(request.GET, shown.after) if shown.after else "",
        }
    return page(request, "auditing/looks.html", context, part="rows")


def _narrowed(request: WorkRequest, data: dict[str, Any]) -> Any:
    rows = Look.objects.visible_to(request.actor).for_list().between(data["first"], data["last"])
    if data["citizen"]:
        rows = rows.of_citizen(data["citizen"])
    if data["rule"]:
        rows = rows.that(data["rule"])
    if data["reason"]:
        rows = rows.exclude(reason="") if data["reason"] == "yes" else rows.filter(reason="")
    equal = {"unit_id": data["unit"], "user_id": data["person"], "kind": data["kind"]}
    return rows.filter(**{field: value for field, value in equal.items() if value})


def _more(query: QueryDict, after: object) -> str:
    further = query.copy()
    further["after"] = str(after)
    return f"{reverse('auditing:looks')}?{further.urlencode()}"


@requires(Permission.AUDIT)
@require_safe
def seals(request: WorkRequest) -> HttpResponse:
    """Whether the log is as it was sealed: the last check, what it found, and the end of the chain."""
    check = last_check()
    context = {
        "check": check,
        "faults": check.report.splitlines() if check else [],
        "seals": [{"seal": one, "hash": bytes(one.hash).hex()[:16]} for one in last_seals(SEALS_SHOWN)],
    }
    return render(request, "auditing/seals.html", context)


@requires(Permission.AUDIT)
@require_safe
def sample(request: WorkRequest) -> HttpResponse:
    """A month's sample, unit by unit, and how far the review is. The newest month when none is asked for."""
    drawn = SampledLook.objects.visible_to(request.actor)
    months = drawn.months()
    wanted = request.GET.get("month", "")
    month = next((one for one in months if one.isoformat() == wanted), months[0] if months else None)
    rows = list(drawn.for_month(month)) if month else []
    remember_reading(view="auditing:sample", narrowed=Narrowed(first=month), by=request.actor, at=request.at)
    context = {
        "months": months,
        "month": month,
        "reviewed": sum(1 for one in rows if one.outcome),
        "rows": [
            {"look": one, "page": words.page(one.view), "url": address("auditing:sample_review", one.pk)}
            for one in rows
        ],
    }
    return render(request, "auditing/sample.html", context)


@requires(Permission.AUDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def sample_review(request: WorkRequest, pk: UUID) -> HttpResponse:
    """One look of the sample, and what came of it."""
    look = get_object_or_404(SampledLook.objects.visible_to(request.actor).for_detail(), pk=pk)
    can_review(actor=request.actor, user_id=look.user_id).require()
    form = ReviewForm(request.POST or None, initial={"outcome": look.outcome, "note": look.note})

    def review() -> None:
        data = form.cleaned_data
        review_look(sample_id=pk, outcome=data["outcome"], note=data["note"], by=request.actor, at=request.at)

    if done(form, review):
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('auditing:sample')}?month={look.month_on.isoformat()}")
    return form_page(request, "auditing/sample_review.html", form, look=look, page=words.page(look.view))


@requires(Permission.CITIZEN_LOOKS)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_looks(request: WorkRequest, pk: UUID) -> HttpResponse:
    """ "Who has looked at me, when and why", as a PDF to hand over. That it was made is logged."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    if not Case.objects.visible_to(request.actor).filter(citizen=citizen, unit_id=request.actor.unit_id).exists():
        raise PermissionDenied(_("This belongs to another unit."))
    form = CitizenLooksForm(request.POST or None)
    if form.is_bound and form.is_valid():
        whole = form.cleaned_data["since"] == "all"
        since = datetime(2000, 1, 1, tzinfo=UTC) if whole else request.at - timedelta(days=365)
        hours = list_looks(citizen=citizen, since=since, by=request.actor, at=request.at)
        document = citizen_document(citizen, hours, since=None if whole else since, by=request.actor, at=request.at)
        return download(document, "opslag")
    note(request, [pk])
    return form_page(request, "auditing/citizen_looks.html", form, citizen=citizen)
