"""What the public page keeps beside a referral: by which code its sender asks, and how often somebody has tried."""

import uuid

from django.db import models
from django.db.models import Q

from referrals.choices import Try
from referrals.models.referrals import Referral


class Receipt(models.Model):
    """The digest of the code of one referral, from the public page or written down. The code itself is stored nowhere.

    content_digest: of the words and of the network they came from, under a key: the same again is the same referral.
    email: sealed, where its sender wants to be told that there is news; it stands nowhere else but in a promised
    message, until that is settled. Written and read by the database's own functions, and the worker, alone.
    """

    web_grants = ""
    worker_grants = "S"

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    content_digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    email = models.BinaryField(max_length=400, null=True)

    class Meta:
        indexes = [models.Index(name="receipt_same_words", fields=["content_digest", "made_at"])]

    def __str__(self) -> str:
        return str(self.pk)


class PublicTry(models.Model):
    """Somebody without a sign-in has sent something, or has asked with a code that is none. Gone after a day.

    network: a digest under a key of where it came from, never the address.
    """

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    what = models.CharField(max_length=4, choices=Try)
    network = models.BinaryField(max_length=32)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="public_try_known", condition=Q(what__in=Try.values)),
            models.CheckConstraint(
                name="public_try_sent_to_a_unit",
                condition=Q(what=Try.SEND, unit__isnull=False) | Q(what=Try.LOOK, unit__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="public_try_of_network", fields=["network", "what", "at"]),
            models.Index(name="public_try_to_unit", fields=["unit", "at"], condition=Q(what=Try.SEND)),
            models.Index(name="public_try_old", fields=["at"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)
