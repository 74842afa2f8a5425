"""The access log: who looked at whom, when and in which view; its seals, and what checking them found."""

from typing import Any

from django.db import models
from django.db.models import F, Func, Q

from udsatte.access.choices import AccessKind


class TransactionField(models.Field):
    """The number of a transaction, which never comes round (PostgreSQL's xid8)."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)


class ThisTransaction(Func):
    """The number of the transaction that writes the row."""

    function = "pg_current_xact_id"
    output_field = TransactionField()


class AccessEntry(models.Model):
    """One look at one citizen by one person, in one view, within five minutes. Written by `access_note` alone.

    The citizen is a plain number: the log outlives the citizen's disposal, and is not a way to the citizen.
    """

    web_grants = ""
    #: What nobody may see on a page, rules and figures are made of by the worker (walls.md).
    worker_grants = "S"

    at = models.DateTimeField()
    slot = models.BigIntegerField(help_text="Number of the five minutes since 1970 in which it happened.")
    user_id = models.UUIDField()
    unit_id = models.UUIDField()
    citizen_id = models.UUIDField()
    view = models.CharField(max_length=60, help_text="The view's name, never its path.")
    kind = models.CharField(max_length=10, choices=AccessKind)
    reason = models.CharField(max_length=500, blank=True)
    xact = TransactionField(
        db_default=ThisTransaction(),
        editable=False,
        help_text="Of the transaction that wrote the row: a seal covers only what can no longer come late.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="access_once_in_five_minutes", fields=["user_id", "citizen_id", "view", "kind", "slot"]
            ),
            models.CheckConstraint(name="access_kind_known", condition=Q(kind__in=AccessKind.values)),
        ]
        indexes = [
            models.Index(name="access_of_citizen", fields=["citizen_id", "at"]),
            # The auditor's list.
            models.Index(name="access_newest", fields=["-at", "-id"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AccessSeal(models.Model):
    """One link of the chain over the log: a fingerprint of the rows that it covers and of the seal before it.

    Written by `access_seal` alone, with the database's own clock. Only ever added to; holds nobody's data.
    """

    web_grants = "S"

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 …, without a gap.")
    sealed_at = models.DateTimeField()
    first_at = models.DateTimeField(null=True, blank=True, help_text="Of the rows that it covers; none, no time.")
    last_at = models.DateTimeField(null=True, blank=True)
    rows = models.BigIntegerField()
    horizon = TransactionField(help_text="Every transaction below it had ended: what it wrote is in a seal.")
    server = models.BigIntegerField(help_text="The server that counted the transactions; another one after a restore.")
    previous = models.BinaryField(max_length=32, help_text="The hash of the seal before; of the first, nothing.")
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(name="seal_numbered", condition=Q(number__gt=0, rows__gte=0)),
            models.CheckConstraint(
                name="seal_period_of_its_rows",
                condition=Q(rows=0, first_at__isnull=True, last_at__isnull=True)
                | Q(rows__gt=0, first_at__isnull=False, last_at__gte=F("first_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class AccessDigest(models.Model):
    """The fingerprint of one sealed row, kept so that a changed row can be named and not only its seal."""

    web_grants = ""
    worker_grants = "S"

    entry_id = models.BigIntegerField(primary_key=True)
    seal = models.BigIntegerField(help_text="The seal's number.")
    digest = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(name="digest_in_order", fields=["seal", "entry_id"])]

    def __str__(self) -> str:
        return str(self.pk)


class AccessCheck(models.Model):
    """One check of the whole chain by the worker: how much it read, and what it found, one sentence a line."""

    web_grants = "S"
    worker_grants = "I"

    at = models.DateTimeField()
    seals = models.BigIntegerField()
    rows = models.BigIntegerField()
    faults = models.PositiveIntegerField()
    report = models.TextField(blank=True, help_text="The first faults: seal, row number and day, never a name.")

    class Meta:
        indexes = [models.Index(name="check_newest", fields=["-at"])]

    def __str__(self) -> str:
        return str(self.pk)
