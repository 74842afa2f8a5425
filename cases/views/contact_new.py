"""Log kontakt: the page that decides whether anybody uses this."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import cover_follow_ups, drop_draft, keep_draft, log_contact
from cases.colleagues import others
from cases.contact_choices import choices as offered
from cases.contact_choices import efforts, places_of
from cases.contact_form import Choices, ContactForm
from cases.contact_parts import COMPANY, PARTS, WALK
from cases.identifiers import unseal_list
from cases.models import ContactDraft, ContactLine, FollowUp
from cases.views.search import led_to
from udsatte.access.decisions import Denied, Foreseen
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web import days
from udsatte.web.addresses import id_in
from udsatte.web.answers import done

DRAFTS = 3


@requires(Permission.CONTACT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: WorkRequest) -> HttpResponse:
    """One page, one thumb. Sent twice is saved once, by the key that the page made."""
    part = request.GET.get("part", "")
    if part in PARTS and request.headers.get("HX-Request"):
        return _part(request, part)
    draft = _draft(request)
    if draft is None and "draft" in request.GET and not request.POST:
        messages.info(request, _("That draft is gone: it was saved or thrown away."))
        return redirect("cases:contact_new")
    typed: Mapping[str, list[str]] = draft or {}
    who = request.POST.getlist("who") or typed.get("who", [])
    asked = id_in(request.GET.get("citizen", ""))
    choices = offered(
        actor=request.actor,
        at=request.at,
        asked=asked,
        meant=map(id_in, who),
        everybody=bool(request.GET.get("all")),
        place_id=id_in(request.GET.get("place", "")),
        parts=_parts(request, typed),
    )
    form = ContactForm(request.POST or None, choices=choices, at=request.at, initial=_initial(asked, typed))
    if logged := done(form, lambda: _save(request, form)):
        contact_id, new = logged.result
        return _saved(request, form, contact_id, new=new)
    return _form_page(request, form, choices, typed)


def _parts(request: WorkRequest, typed: Mapping[str, list[str]]) -> set[str]:
    """The parts that need their choices: asked for, or with something in them."""
    said = {name for name, values in (*request.POST.lists(), *typed.items()) if any(values)}
    return {*request.GET.getlist("part"), *(part for part, names in PARTS.items() if said & set(names))}


def _initial(asked: UUID | None, typed: Mapping[str, list[str]]) -> dict[str, Any]:
    """What stands in the form when it opens: the draft's fields, else whom the page was opened for."""
    if not typed:
        return {"who": [str(asked)]} if asked else {}
    return {name: values if name in ContactForm.SEVERAL else values[-1] for name, values in typed.items() if values}


def _draft(request: WorkRequest) -> dict[str, list[str]] | None:
    """What the author had written, by field; None without a draft of that key."""
    key = id_in(request.GET.get("draft", ""))
    if key is None:
        return None
    actor = request.actor
    kept = ContactDraft.objects.visible_to(actor).of(actor.user_id, actor.unit_id).filter(key=key).first()
    return json.loads(unseal_list(kept.content)) if kept else None


def _save(request: WorkRequest, form: ContactForm) -> tuple[UUID, bool]:
    data = form.cleaned_data
    logged = log_contact(
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
        unknown=form.somebody(),
        staff=form.staff(),
        company=form.company(),
    )
    covered = [pk for text in request.POST.getlist("covered") if (pk := id_in(text))]
    if covered:
        lines = ContactLine.objects.visible_to(request.actor).filter(contact=logged[0])
        cover_follow_ups(lines=lines, follow_up_ids=covered, by=request.actor, at=request.at)
    drop_draft(key=data["key"], by=request.actor, at=request.at)
    return logged


def _saved(request: WorkRequest, form: ContactForm, contact_id: UUID, *, new: bool) -> HttpResponse:
    lines = ContactLine.objects.visible_to(request.actor).filter(contact=contact_id)
    who = list(lines.values_list("citizen", flat=True))
    if not new:
        messages.info(request, _("It was saved already; nothing was added."))
    elif who:
        count = len(who)
        words = ngettext("The contact is saved.", "The contact with %(count)s citizens is saved.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.success(request, _("The talk with the staff is saved."))
    if "again" in request.POST:
        here = request.GET.get("place", "")
        return redirect(reverse("cases:contact_new") + (f"?place={here}" if id_in(here) else ""))
    if not who:
        return redirect("cases:staff_lines")
    return redirect("cases:citizen", pk=who[0]) if len(who) == 1 else redirect("today")


def _form_page(
    request: WorkRequest, form: ContactForm, choices: Choices, typed: Mapping[str, list[str]]
) -> HttpResponse:
    asked = id_in(request.GET.get("citizen", "")) or _one_of(typed)
    actor = request.actor
    open_now = list(FollowUp.objects.visible_to(actor).about(asked)[:5]) if asked else []
    known = next((citizen for citizen in choices.citizens if citizen.pk == asked), None)
    if asked and (known or open_now):
        note(request, [asked])
    drafts = ContactDraft.objects.visible_to(actor).of(actor.user_id, actor.unit_id)
    context = {
        "form": form,
        "parts": form.open_parts(set(request.GET.getlist("part"))),
        "follow_ups": open_now,
        "covered": set(request.POST.getlist("covered") or typed.get("covered", [])),
        "citizen": known,
        "everybody": bool(request.GET.get("all")),
        "here": choices.here,
        "drafts": [] if form.is_bound or "draft" in request.GET else list(drafts.values("key", "saved_at")[:DRAFTS]),
    }
    return render(request, "cases/contact_new.html", context, status=422 if form.is_bound else 200)


def _one_of(typed: Mapping[str, list[str]]) -> UUID | None:
    """About whom the draft is, when it is about one: the page was opened for that citizen, or might have been."""
    who = typed.get("who", [])
    return id_in(who[0]) if len(who) == 1 else None


def _part(request: WorkRequest, part: str) -> HttpResponse:
    """One part of the form, without the page around it."""
    of_part = Choices(
        citizens=[],
        usual_places=[],
        places=[],
        services=[],
        colleagues=others(actor=request.actor, at=request.at) if part == COMPANY else (),
        efforts=efforts(request.at) if part == WALK else (),
    )
    form = ContactForm(choices=of_part, at=request.at)
    return render(request, f"cases/contact_new.html#{part}", {"form": form, "parts": {part}})


@requires(Permission.CONTACT_LOG)
@require_POST
def contact_who(request: WorkRequest) -> HttpResponse:
    """Those of the team whose name begins so, and who was chosen among the last ones. For htmx; the rest has a link."""
    place_id, asked = id_in(request.GET.get("place", "")), id_in(request.GET.get("citizen", ""))
    there = offered(actor=request.actor, at=request.at, asked=asked, place_id=place_id).citizens
    letters, citizens = led_to(request, shown={citizen.pk for citizen in there})
    choices = Choices(citizens=citizens, usual_places=[], places=[], services=[])
    # Beside the page's own chips: with ids of their own.
    form = ContactForm(request.POST, choices=choices, at=request.at, auto_id="found_%s")
    return render(request, "cases/contact_new.html#found", {"form": form, "letters": letters})


@requires(Permission.CONTACT_LOG)
@require_POST
def contact_draft(request: WorkRequest) -> HttpResponse:
    """Keep what stands in the form, while it is being written. Answers with the line beside the note."""
    key = id_in(request.POST.get("key", ""))
    if key is None:
        return HttpResponse(status=422)
    fields = {name: values for name, values in request.POST.lists() if _is_a_field(name) and any(values)}
    try:
        keep_draft(key=key, fields=fields, by=request.actor, at=request.at)
    except Denied:
        raise
    except Foreseen as reason:
        return HttpResponse(str(reason.message), status=422, content_type="text/plain; charset=utf-8")
    said = _("Draft kept at %(clock)s") % {"clock": days.clock(request.at)}
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _is_a_field(name: str) -> bool:
    """Whether the form has such a field; those of one citizen end in the citizen's id."""
    return name in ContactForm.base_fields or name == "covered" or name.startswith(("note_", "outcome_"))


@requires(Permission.CONTACT_LOG)
@require_POST
def draft_drop(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Throw a draft away; pk is the form's key."""
    if drop_draft(key=pk, by=request.actor, at=request.at):
        messages.success(request, _("The draft is thrown away."))
    return redirect("cases:contact_new")


@requires(Permission.CONTACT_LOG)
@require_safe
def contact_place(request: WorkRequest) -> HttpResponse:
    """Where before who: the places, those that the worker uses most first."""
    usual, rest = places_of(actor=request.actor, at=request.at)
    return render(request, "cases/contact_place.html", {"usual": usual, "rest": rest})
