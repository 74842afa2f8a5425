"""The directory: what there is for citizens, to find, to call and to keep right."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.accounts.choices import District, TargetGroup
from udsatte.accounts.models import DirectoryEntry, Organisation
from udsatte.accounts.querysets import DirectoryEntryQuerySet
from udsatte.web.addresses import id_in, version_in
from udsatte.web.answers import done, form_page, page, stale
from udsatte.web.days import day_of
from udsatte.web.directory.actions import add_entry, change_entry, keeps
from udsatte.web.directory.forms import EntryForm, FilterForm, NewEntryForm, WordsForm
from udsatte.web.keyset import page as keyset_page


@requires(Permission.DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def entries(request: WorkRequest) -> HttpResponse:
    """By name; narrowed by choices in the address, or by words that are posted."""
    narrow, words = FilterForm(request.GET), WordsForm(request.POST or None)
    narrow.is_valid()
    chosen = {name: value for name, value in narrow.cleaned_data.items() if value}
    said = words.cleaned_data["words"].strip() if words.is_bound and words.is_valid() else ""
    rows = _narrowed(DirectoryEntry.objects.with_unit(), chosen, said, request)
    shown = keyset_page(rows, order=("unit__name", "pk"), after=id_in(request.GET.get("after", "")))
    asked = urlencode({**chosen, "after": shown.after}) if shown.after and not said else ""
    context = {
        "page": shown,
        "more": f"{reverse('directory:entries')}?{asked}" if asked else "",
        "narrow": narrow,
        "words": words,
        "said": said,
        "chosen": chosen,
        "keeps": request.actor.may(Permission.DIRECTORY_KEEP),
    }
    return page(request, "directory/entries.html", context, part="rows")


def _narrowed(
    rows: DirectoryEntryQuerySet, chosen: dict[str, str], said: str, request: WorkRequest
) -> DirectoryEntryQuerySet:
    if "over" not in chosen:
        rows = rows.running_on(day_of(request.at))
    if "sector" in chosen:
        rows = rows.of_sector(chosen["sector"])
    if "district" in chosen:
        rows = rows.in_district(chosen["district"])
    if "group" in chosen:
        rows = rows.for_group(chosen["group"])
    return rows.saying(said)


@requires(Permission.DIRECTORY)
@require_safe
def entry(request: WorkRequest, pk: UUID) -> HttpResponse:
    """One effort: what it is for, when it is open, and how to reach it."""
    found = get_object_or_404(DirectoryEntry.objects.with_unit(), pk=pk)
    may_keep = request.actor.may(Permission.DIRECTORY_KEEP)
    context = {
        "entry": found,
        "open_until": found.open_until(request.at),
        "opens_at": found.opens_at(request.at),
        "week": [(WEEKDAYS[number], text) for number, text in enumerate(found.week_hours)],
        "groups": [TargetGroup(one).label for one in found.groups],
        "districts": [District(one).label for one in found.districts],
        "is_over": found.is_over(day_of(request.at)),
        "keeps": may_keep and keeps(actor=request.actor, organisation=found.unit.organisation, at=request.at),
    }
    return page(request, "directory/entry.html", context)


@requires(Permission.DIRECTORY_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: WorkRequest) -> HttpResponse:
    """An effort that is not here yet."""
    organisations = [
        one for one in Organisation.objects.by_name() if keeps(actor=request.actor, organisation=one, at=request.at)
    ]
    form = NewEntryForm(request.POST or None, organisations=organisations)

    def add() -> UUID:
        data = form.cleaned_data
        return add_entry(
            organisation_id=None if form.is_new else UUID(data["organisation"]),
            new_organisation=data["new_organisation"],
            sector=data["sector"],
            name=data["name"],
            phone=data["phone"],
            facts=form.facts(),
            by=request.actor,
            at=request.at,
            key=data["key"],
        )

    if added := done(form, add):
        messages.success(request, _("Saved."))
        return redirect("directory:entry", pk=added.result)
    return form_page(request, "directory/entry_new.html", form)


@requires(Permission.DIRECTORY_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def entry_change(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Correct what stands in the directory."""
    found = get_object_or_404(DirectoryEntry.objects.with_unit(), pk=pk)
    keeps(actor=request.actor, organisation=found.unit.organisation, at=request.at).require()
    form = EntryForm(request.POST or None, initial=EntryForm.initial_of(found))
    version = version_in(request.POST.get("version", str(found.version)))

    def change() -> None:
        data = form.cleaned_data
        change_entry(
            unit_id=pk,
            version=version,
            name=data["name"],
            phone=data["phone"],
            facts=form.facts(),
            by=request.actor,
            at=request.at,
        )

    try:
        if done(form, change):
            messages.success(request, _("Saved."))
            return redirect("directory:entry", pk=pk)
    except Stale as newer:
        current = newer.current
        return stale(request, form, current=EntryForm.initial_of(current), version=current.version)  # type: ignore[arg-type, attr-defined]
    return form_page(request, "directory/entry_change.html", form, entry=found, version=version)
