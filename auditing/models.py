"""What the auditor reads and writes: looks at citizens, who stand here as plain numbers that outlive disposal."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from auditing.choices import REFERENCE, DrawnFor, Outcome, Rule
from auditing.querysets import LookQuerySet, SampledLookQuerySet
from udsatte.access.choices import AccessKind
from udsatte.accounts.choices import Role


class LookFlag(models.Model):
    """A look that a rule points at. Made by the worker (`audit_flag`), taken back when work with the citizen appears.

    It says nothing without the log, which only an auditor reads.
    """

    web_grants = "S"

    entry_id = models.BigIntegerField(help_text=_("The number of the row in the access log."))
    rule = models.CharField(max_length=20, choices=Rule)
    noticed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="look_flag_once", fields=["entry_id", "rule"]),
            models.CheckConstraint(name="look_flag_rule_known", condition=Q(rule__in=Rule.values)),
        ]
        indexes = [models.Index(name="look_flag_by_rule", fields=["rule", "entry_id"])]

    def __str__(self) -> str:
        return str(self.pk)


class Sample(models.Model):
    """A look that is to be reviewed, drawn for its month and unit by `audit_draw`. Only ever added to."""

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month_on = models.DateField(help_text=_("The month's first day."))
    entry_id = models.BigIntegerField()
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    drawn_for = models.CharField(max_length=20, choices=DrawnFor)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sample_once", fields=["month_on", "entry_id"]),
            models.CheckConstraint(name="sample_drawn_for_known", condition=Q(drawn_for__in=DrawnFor.values)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Review(models.Model):
    """What an auditor found out about a sampled look. Only ever added to; the newest counts."""

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="review_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="review_says_why", condition=Q(outcome=Outcome.IN_ORDER) | ~Q(note="")),
        ]
        indexes = [models.Index(name="review_newest", fields=["sample", "-reviewed_at"])]

    def __str__(self) -> str:
        return str(self.pk)


class Reading(models.Model):
    """An auditor has read the log: which page, narrowed to what. Written by `audit_reading`; only ever added to."""

    web_grants = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    view = models.CharField(max_length=60)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    of_user_id = models.UUIDField(null=True, blank=True)
    of_unit_id = models.UUIDField(null=True, blank=True)
    of_citizen = models.CharField(
        max_length=REFERENCE, blank=True, help_text=_("The beginning of the citizen's number.")
    )

    class Meta:
        indexes = [models.Index(name="reading_newest", fields=["-at"])]

    def __str__(self) -> str:
        return str(self.pk)


class _Look(models.Model):
    """A row of the access log as an auditor may read it; for anybody else the view is empty."""

    web_grants = "S"

    at = models.DateTimeField()
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, blank=True, help_text=_("In that unit, at that time."))
    citizen_id = models.UUIDField()
    view = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    reason = models.CharField(max_length=500)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def reference(self) -> str:
        """What an auditor calls the citizen by."""
        return str(self.citizen_id)[:REFERENCE]

    @property
    def kind_in_words(self) -> str:
        return str(dict(AccessKind.choices).get(self.kind, self.kind))

    @property
    def role_in_words(self) -> str:
        return str(dict(Role.choices).get(self.role, ""))


class Look(_Look):
    """One look at one citizen, as the auditor reads it. A view (auditing/sql/0002_looks.sql)."""

    id = models.BigIntegerField(primary_key=True)

    objects = LookQuerySet.as_manager()

    #: What `for_list` fills in.
    rules: list[str]

    class Meta:
        managed = False
        db_table = "auditing_look"

    @property
    def rules_in_words(self) -> list[str]:
        return [str(Rule(rule).label) for rule in self.rules]


class SampledLook(_Look):
    """A look that was drawn for review, with the newest review of it. A view, as `Look`."""

    id = models.UUIDField(primary_key=True)
    entry_id = models.BigIntegerField()
    month_on = models.DateField()
    position = models.PositiveSmallIntegerField(help_text=_("In which order they are reviewed: the rules first."))
    drawn_for = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    objects = SampledLookQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "auditing_sampledlook"

    @property
    def drawn_for_in_words(self) -> str:
        return str(DrawnFor(self.drawn_for).label)

    @property
    def outcome_in_words(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""
