"""What somebody has begun to write, kept until it is saved or thrown away."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.identifiers import seal_list
from cases.models import ContactDraft
from cases.policies import can_log_contact
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen

#: Bytes of a draft: more than every field of the form can hold for the citizens of one caseload.
LONGEST = 200_000
#: Drafts of one person in one unit.
MOST = 20


class DraftTooLarge(Foreseen):
    """More than a contact can hold, or more drafts than anybody has."""


@action
def keep_draft(*, key: UUID, fields: Mapping[str, Sequence[str]], by: Actor, at: datetime) -> None:
    """Keep what stands in the form with this key, over what was kept before. Raises Denied; DraftTooLarge."""
    can_log_contact(actor=by).require()
    content = json.dumps(dict(fields)).encode()
    if len(content) > LONGEST:
        raise DraftTooLarge(_("It is too long to be kept as a draft. Save the contact."))
    mine = ContactDraft.objects.visible_to(by).of(by.user_id, by.unit_id)
    # The oldest make room: a draft that nobody has taken up twenty drafts later is one that nobody will.
    beyond = list(mine.exclude(key=key).values_list("pk", flat=True)[MOST - 1 :])
    if beyond:
        mine.filter(pk__in=beyond).delete()
    ContactDraft.objects.bulk_create(
        [ContactDraft(key=key, unit_id=by.unit_id, by_id=by.user_id, content=seal_list(content), saved_at=at)],
        update_conflicts=True,
        unique_fields=["by", "unit", "key"],
        update_fields=["content", "saved_at"],
    )


@action
def drop_draft(*, key: UUID, by: Actor, at: datetime) -> bool:
    """Throw the draft away; answers whether there was one. Raises Denied."""
    can_log_contact(actor=by).require()
    return bool(ContactDraft.objects.visible_to(by).of(by.user_id, by.unit_id).filter(key=key).delete()[0])


def forget_drafts(*, at: datetime) -> int:
    """Delete drafts that nobody has touched for `DRAFT_KEPT_DAYS`. By the worker, for everybody; safe to repeat."""
    return ContactDraft.objects.older_than(at - timedelta(days=settings.DRAFT_KEPT_DAYS)).delete()[0]
