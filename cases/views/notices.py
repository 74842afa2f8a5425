"""Beskeder: what the unit was told without having asked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases.actions import see_notice
from cases.choices import REFERRED, NoticeKind
from cases.figures import bell_of
from cases.masking import known
from cases.models import FollowUp, NoteAddition, Notice
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web import days
from udsatte.web.addresses import address, id_in
from udsatte.web.answers import page
from udsatte.web.keyset import page as keyset_page

#: So many of what is due stand above the notices; the rest is one link away.
SHOWN = 5
#: So many questions stand there, those that wait longest: with each answer the next comes.
ASKED = 20


@requires(Permission.NOTICES, unattended=True)
@require_safe
def bell(request: WorkRequest) -> HttpResponse:
    """How much there is behind the bell. Every open page asks once a minute: one statement."""
    return render(request, "cases/bell.html", {"figures": bell_of(request.actor, request.at)})


@requires(Permission.NOTICES)
@require_safe
def notices(request: WorkRequest) -> HttpResponse:
    """What is behind the bell: what the reader was asked, what is due, then what the unit was told, newest first.

    The citizen's name only for a reader who sees the citizen.
    """
    actor = request.actor
    rows = Notice.objects.visible_to(actor).told(actor.user_id, actor.unit_id).for_list()
    shown = keyset_page(rows, order=("-at", "-id"), after=id_in(request.GET.get("after", "")))
    due = FollowUp.objects.visible_to(actor).for_list().due_by(days.day_of(request.at))
    asked = NoteAddition.objects.visible_to(actor).unanswered().minded_by(actor).for_list()
    context = {
        "asked": asked[:ASKED] if actor.may(Permission.CONTACT_LOG) else [],
        "due": due.minded_by(actor, request.at).soonest_first()[:SHOWN] if actor.may(Permission.FOLLOWUP) else [],
        "may_answer": actor.may(Permission.ENQUIRY),
        "page": shown,
        "more": f"{reverse('cases:notices')}?after={shown.after}" if shown.after else "",
        "rows": [
            {
                "notice": notice,
                "name": known(notice.known_citizen, actor=actor).name if notice.known_citizen else "",
                "url": address("cases:citizen", notice.citizen_id) if notice.known_citizen else "",
                "referred": notice.kind in REFERRED,
                "deadline": notice.kind == NoticeKind.DEADLINE and actor.may(Permission.FOLLOWUP),
            }
            for notice in shown.rows
        ],
    }
    return page(request, "cases/notices.html", context, part="rows")


@requires(Permission.NOTICES)
@require_POST
def notice_seen(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Somebody of the unit has seen it."""
    actor = request.actor
    get_object_or_404(Notice.objects.visible_to(actor).told(actor.user_id, actor.unit_id), pk=pk)
    see_notice(notice_id=pk, by=actor, at=request.at)
    return redirect("cases:notices")
