"""Of what a sender wants to be told by e-mail."""

import uuid

from django.db import models
from django.db.models import Q

from referrals.choices import Change
from referrals.models.referrals import Referral
from referrals.models.thread import Message
from referrals.querysets import NewsQuerySet


class News(models.Model):
    """Something has changed of a referral whose sender wants e-mails: it is to be promised once, in the outbox.

    user: the colleague who sent it; none: whoever has the code of its receipt. Written by the database in the
    transaction of its cause, with what is told under the bell and by the same rules (`news_write`). It says that there
    is something new and never what: `change` is for this table alone. Gone some time after it was promised.
    """

    web_grants = ""
    worker_grants = "SUD"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", help_text="The word that waits for this e-mail."
    )
    change = models.CharField(max_length=4, choices=Change)
    is_acute = models.BooleanField()
    at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True, help_text="Since when nothing is left to be promised.")
    key = models.CharField(
        max_length=120, blank=True, help_text="Under which the outbox has it. None: nobody was to be told any more."
    )

    objects = NewsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="news_change_known", condition=Q(change__in=Change.values)),
            models.CheckConstraint(name="news_promised_under_a_key", condition=Q(posted_at__isnull=False) | Q(key="")),
        ]
        indexes = [
            # What the clock has still to promise.
            models.Index(name="news_unposted", fields=["at"], condition=Q(posted_at__isnull=True)),
            # How much one e-mail tells of, and what is old.
            models.Index(name="news_under_key", fields=["key"], condition=~Q(key="")),
            models.Index(name="news_posted", fields=["posted_at"], condition=Q(posted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
