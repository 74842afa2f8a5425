"""Papers and pictures that go with a referral, in the transaction that sends it."""

from collections.abc import Sequence
from datetime import datetime

from cases.actions.storing import store
from cases.identifiers import seal_paper
from referrals.attachments import Checked
from referrals.models import Attachment, Referral
from udsatte.access.actor import Actor


def attach(referral: Referral, papers: Sequence[Checked], *, by: Actor, at: datetime) -> None:
    """Keep them sealed beside a referral that is sent in this moment, for whoever reads that."""
    for paper in papers:
        row = Attachment(
            referral_id=referral.pk,
            unit_id=referral.unit_id,
            told_unit_id=referral.told_unit_id,
            name=paper.name,
            content_type=paper.content_type,
            size=paper.size,
            content=seal_paper(paper.content),
            added_at=at,
            added_by_id=by.user_id,
        )
        store(row, exclude=["referral", "unit", "told_unit", "added_by"])
