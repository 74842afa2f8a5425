"""Who asked for a citizen whom they may not see."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import LookupOutcome, LookupWay
from udsatte.access.models import ThisTransaction, TransactionField


class Lookup(models.Model):
    """One question after a citizen, stored before it is answered: it stands, also when nobody was found.

    Written and read by the database's functions alone (cases/sql). What was asked is kept as a fingerprint: the name of
    somebody whom nobody knows is nobody's business. The citizen is a plain number, as in the access log.
    """

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    way = models.CharField(max_length=10, choices=LookupWay)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    asked = models.BinaryField(max_length=32, help_text=_("SHA-256 of the identifier's digest, the name and the date."))
    written_in = TransactionField(
        db_default=ThisTransaction(),
        editable=False,
        help_text=_("The transaction that wrote it: the answer is given in a later one only."),
    )
    outcome = models.CharField(max_length=10, choices=LookupOutcome, blank=True)
    found = ArrayField(models.UUIDField(), default=list, help_text=_("The citizens who were found; numbers only."))

    class Meta:
        constraints = [
            models.CheckConstraint(name="lookup_way_known", condition=Q(way__in=LookupWay.values)),
            models.CheckConstraint(
                name="lookup_outcome_known", condition=Q(outcome="") | Q(outcome__in=LookupOutcome.values)
            ),
            models.CheckConstraint(name="lookup_reasoned", condition=~Q(reason="")),
        ]
        # How often this person has asked in this way: the limit of a day.
        indexes = [models.Index(name="lookup_rate", fields=["asked_by", "way", "-asked_at"])]

    def __str__(self) -> str:
        return str(self.pk)
