"""Questions, answers and papers on a referral."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.citizens import shorter_than
from referrals.choices import MessageState, Transport
from referrals.models.referrals import BETWEEN_UNITS, Referral
from referrals.querysets import AttachmentQuerySet, MessageQuerySet

MESSAGE_LENGTH = 2_000


@pghistory.track()
class Message(models.Model):
    """A word of one side to the other, and how far it has come: the one seam that a transport uses.

    unit: whose people wrote it; nobody's when somebody outside did. told_unit: who reads it besides.
    """

    protection = BETWEEN_UNITS
    web_grants = "SI"
    web_update_columns = ("state", "acknowledged_at", "acknowledged_by_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="messages")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(
        max_length=80, unique=True, help_text=_("The same key is one word, however often it is sent.")
    )
    text = models.TextField(_("message"), max_length=MESSAGE_LENGTH)
    is_question = models.BooleanField(default=False)
    transport = models.CharField(max_length=10, choices=Transport)
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.SENT)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="referral_message_says_something", condition=~Q(text="") & ~Q(key="")),
            models.CheckConstraint(name="referral_message_state_known", condition=Q(state__in=MessageState.values)),
            models.CheckConstraint(name="referral_message_way_known", condition=Q(transport__in=Transport.values)),
            models.CheckConstraint(
                name="referral_message_read_when_acknowledged",
                condition=Q(state=MessageState.ACKNOWLEDGED, acknowledged_at__isnull=False)
                | (~Q(state=MessageState.ACKNOWLEDGED) & Q(acknowledged_at__isnull=True)),
            ),
            shorter_than("text", MESSAGE_LENGTH, "referral_message_length"),
        ]
        indexes = [
            models.Index(name="referral_message_thread", fields=["referral", "said_at", "id"]),
            # What a transport has still to do.
            models.Index(
                name="referral_message_queued", fields=["transport", "said_at"], condition=Q(state=MessageState.QUEUED)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Attachment(models.Model):
    """A paper or a picture that came with a referral, checked and cleaned before it is kept.

    Sealed, and without a history, which would keep it for good: it goes when the referral goes.
    """

    protection = BETWEEN_UNITS
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="attachments")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    told_unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text=_("Bytes, before it was sealed."))
    content = models.BinaryField(help_text=_("Sealed."))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attachment_of_a_kind_that_is_taken",
                condition=Q(content_type__in=["application/pdf", "image/jpeg", "image/png"]),
            ),
            models.CheckConstraint(name="attachment_not_too_big", condition=Q(size__gt=0, size__lte=5 * 1024 * 1024)),
        ]
        indexes = [models.Index(name="attachment_of_referral", fields=["referral", "added_at"])]

    def __str__(self) -> str:
        return str(self.pk)
