"""What identifies a citizen, and who asked about one whom they may not see."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import IdentifierKind
from cases.querysets import EnquiryQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet


@pghistory.track()
class Identifier(models.Model):
    """A number that identifies the citizen: encrypted, and found by a keyed hash. Written by `citizen_register` alone.

    The key of the hash lives outside the database: who has it could guess every CPR number in minutes.
    """

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=IdentifierKind)
    digest = models.BinaryField(max_length=32, help_text=_("HMAC-SHA-256 of kind and number under CPR_INDEX_KEY."))
    of_anonymous = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text=_("Always no: a key to the citizen's own, so that nobody who wishes to be anonymous has a number."),
    )
    ciphertext = models.BinaryField(help_text=_("Key version, nonce and AES-256-GCM of the ten digits."))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identifier_once", fields=["kind", "digest"]),
            models.UniqueConstraint(
                name="identifier_one_cpr_number", fields=["citizen"], condition=Q(kind=IdentifierKind.CPR)
            ),
            models.CheckConstraint(name="identifier_of_nobody_anonymous", condition=Q(of_anonymous=False)),
            models.CheckConstraint(name="identifier_kind_known", condition=Q(kind__in=IdentifierKind.values)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class Enquiry(models.Model):
    """Somebody asked about a citizen whom they may not see: it waits for the unit that has the case ("afventer match").

    Seen by that unit, never by the one that asked. Written by `citizen_register` alone.
    """

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", help_text=_("The unit that asked."))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="enquiry_rate", fields=["asked_by", "asked_at"])]
        constraints = [models.CheckConstraint(name="enquiry_reasoned", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return str(self.pk)
