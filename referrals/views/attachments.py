"""A paper that came with a referral, to whoever may read that."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cases.identifiers import unseal_paper
from cases.models import Citizen
from referrals.attachments import AttachmentKind
from referrals.models import Attachment, Tie
from referrals.queue import is_hidden
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires


def _neutral(paper: Attachment) -> str:
    """What it is called on the reader's disk and in every header on the way: names are for the page alone."""
    kind = next(one for one in AttachmentKind if one.content_type == paper.content_type)
    return f"{gettext('Attachment').lower()}-{str(paper.pk)[:8]}{kind.extension}"


@requires(Permission.REFERRAL)
@require_safe
def attachment(request: WorkRequest, pk: UUID) -> HttpResponse:
    """To be kept, never shown inside a page of ours: what a stranger made runs nothing and reads nothing here."""
    actor = request.actor
    paper = get_object_or_404(Attachment.objects.visible_to(actor).select_related("referral"), pk=pk)
    if is_hidden(paper.referral, actor):
        raise PermissionDenied
    tie = Tie.objects.visible_to(actor).of(paper.referral_id, actor.unit_id).first()
    if tie:
        note(request, Citizen.objects.visible_to(actor).filter(pk=tie.citizen_id).values_list("pk", flat=True))
    return HttpResponse(
        unseal_paper(paper.content),
        content_type=paper.content_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=_neutral(paper)),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
