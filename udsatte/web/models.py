"""What pages need to remember, and what is to be sent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from udsatte.web.choices import MessageChannel, MessageKind, MessageState
from udsatte.web.querysets import DigestChoiceQuerySet, OutboxMessageQuerySet, PinQuerySet


class IdempotencyKey(models.Model):
    """A key that a page made for one person's submission: the same key again gives the same result, not a second."""

    web_grants = "SID"
    web_update_columns = ("result",)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    action = models.CharField(max_length=40)
    result = models.UUIDField(null=True, help_text="The row that the first submission made.")
    claimed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="idempotency_key_once_a_person", fields=["user", "key"])]

    def __str__(self) -> str:
        return str(self.key)


class OutboxMessage(models.Model):
    """A message that a transaction has promised to one person. It is sent after the commit, once (docs/adr/0010).

    It holds whom to write to and figures, never a citizen: the words are made when it is sent. Whom: a colleague, or a
    sealed address outside, which is gone as soon as the message is settled.
    """

    web_grants = "SID"
    web_update_columns = (
        "due",
        "overdue",
        "asked",
        "news",
        "outside",
        "posted_at",
        "try_at",
        "state",
        "attempts",
        "claimed_at",
        "settled_at",
        "last_error",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True, help_text="Of its effect: the same key is sent once.")
    channel = models.CharField(max_length=10, choices=MessageChannel, default=MessageChannel.EMAIL)
    kind = models.CharField(max_length=20, choices=MessageKind)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    outside = models.BinaryField(
        null=True, blank=True, max_length=400, help_text="Sealed: the address of somebody without a sign-in."
    )
    day_on = models.DateField(null=True, blank=True, help_text="The day in Copenhagen that it speaks of.")
    due = models.PositiveIntegerField(default=0, help_text="Follow-ups due on that day.")
    overdue = models.PositiveIntegerField(default=0, help_text="Follow-ups due before that day.")
    asked = models.PositiveIntegerField(default=0, db_default=0, help_text="Questions that wait for an answer.")
    news = models.PositiveIntegerField(default=0, db_default=0, help_text="Referrals of which there is news.")
    posted_at = models.DateTimeField()
    try_at = models.DateTimeField(help_text="Not before; claiming it moves this on to the next try.")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="From then on nobody wants it.")
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="When the last attempt began.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When its state became final.")
    last_error = models.CharField(max_length=80, blank=True, help_text="The kind of the last failure, never its text.")

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="message_channel_known", condition=Q(channel__in=MessageChannel.values)),
            models.CheckConstraint(name="message_kind_known", condition=Q(kind__in=MessageKind.values)),
            models.CheckConstraint(name="message_state_known", condition=Q(state__in=MessageState.values)),
            models.CheckConstraint(name="message_key_said", condition=~Q(key="")),
            models.CheckConstraint(
                name="message_to_a_colleague_or_outside_until_settled",
                condition=Q(recipient__isnull=False, outside__isnull=True)
                | Q(recipient__isnull=True, outside__isnull=False, state=MessageState.WAITING)
                | (Q(recipient__isnull=True, outside__isnull=True) & ~Q(state=MessageState.WAITING)),
            ),
            models.CheckConstraint(
                name="message_waits_or_is_settled",
                condition=Q(state=MessageState.WAITING, settled_at__isnull=True)
                | (~Q(state=MessageState.WAITING) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_sent_only_after_its_claim",
                condition=~Q(state=MessageState.SENT) | Q(attempts__gt=0, claimed_at__isnull=False),
            ),
        ]
        indexes = [
            # The sender: what waits, in the order in which it may be tried.
            models.Index(name="message_waiting", fields=["try_at", "id"], condition=Q(state=MessageState.WAITING)),
            # Throwing away what is old.
            models.Index(name="message_settled", fields=["settled_at"], condition=Q(settled_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DigestChoice(models.Model):
    """Whether a person wants the morning e-mail. No row: yes. The bell stays either way."""

    web_grants = "SIU"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    by_mail = models.BooleanField(_("e-mail in the morning when something is due"))
    chosen_at = models.DateTimeField()

    objects = DigestChoiceQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class Pin(models.Model):
    """The PIN with which a person opens the own locked screen. No row: locking signs out."""

    web_grants = "SIU"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    hash = models.CharField(max_length=128, help_text="Argon2, as of passwords.")
    chosen_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0, help_text="Tries since it was last right, or locked anew.")

    objects = PinQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
