"""What identifies a citizen."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ISSUED, IdentifierEnd, IdentifierKind, NoNumber
from cases.querysets import IdentifierQuerySet
from udsatte.access.permissions import SHARED
from udsatte.access.protection import Protection

_NONE = Q(kind=IdentifierKind.NONE)
_MISTAKE = Q(ended_cause=IdentifierEnd.MISTAKE)


@pghistory.track()
class Identifier(models.Model):
    """A number that identifies the citizen, encrypted and found by a keyed hash; or that there is none, and why.

    A citizen may have several at once. One that ended stays: what held still leads to the citizen, a mistake to nobody.
    Written by the database's own functions alone (`citizen_register`, `identifier_end`, `identifier_none`). The key of
    the hash lives outside the database: who has it could guess every CPR number in minutes.
    """

    protection = Protection(citizen="citizen", level=SHARED)
    web_grants = "S"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=IdentifierKind)
    issuer = models.CharField(
        max_length=4,
        blank=True,
        default="",
        db_default="",
        help_text=_("Number of the municipality or region, where the number is unique with its issuer only."),
    )
    digest = models.BinaryField(
        max_length=32, null=True, help_text=_("HMAC-SHA-256 of kind, issuer and number under CPR_INDEX_KEY.")
    )
    of_anonymous = models.BooleanField(
        null=True,
        default=False,
        db_default=False,
        editable=False,
        help_text=_(
            "No: a key to the citizen's own, so that nobody who wishes to be anonymous has a number."
            " Unknown: the row leads to nobody."
        ),
    )
    ciphertext = models.BinaryField(null=True, help_text=_("Key version, nonce and AES-256-GCM of the ten signs."))
    none_because = models.CharField(max_length=10, choices=NoNumber, blank=True, default="", db_default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_cause = models.CharField(max_length=10, choices=IdentifierEnd, blank=True, default="", db_default="")
    ended_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identifier_once", fields=["digest"], condition=~_MISTAKE),
            models.UniqueConstraint(
                name="identifier_one_cpr_number",
                fields=["citizen"],
                condition=Q(kind=IdentifierKind.CPR, ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="identifier_none_once", fields=["citizen"], condition=_NONE & Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="identifier_kind_known", condition=Q(kind__in=IdentifierKind.values)),
            models.CheckConstraint(
                name="identifier_number_or_why_none",
                condition=(_NONE & Q(digest__isnull=True, ciphertext__isnull=True, none_because__in=NoNumber.values))
                | (~_NONE & Q(digest__isnull=False, ciphertext__isnull=False, none_because="")),
            ),
            models.CheckConstraint(
                name="identifier_issuer_where_unique_there",
                condition=Q(kind__in=ISSUED, issuer__regex=r"^\d{3,4}$") | (~Q(kind__in=ISSUED) & Q(issuer="")),
            ),
            models.CheckConstraint(
                name="identifier_of_nobody_anonymous",
                condition=(~_NONE & ~_MISTAKE & Q(of_anonymous__isnull=False, of_anonymous=False))
                | ((_NONE | _MISTAKE) & Q(of_anonymous__isnull=True)),
            ),
            models.CheckConstraint(
                name="identifier_ended_by_somebody_for_a_reason",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_cause="", ended_reason="")
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False, ended_cause__in=IdentifierEnd.values)
                    & (_NONE | ~Q(ended_reason=""))
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
