"""Lists that somebody brings or takes out, while the work with them lasts.

They hold what the list holds: read by the person alone, in the unit where it was brought, sealed, and gone after a set
time. None has a history, which would keep it for good; what an import stores has one of its own.
"""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ExportFormat, ExportState, ImportState, ListKind, RowOutcome, WhyStopped
from cases.querysets import ImportRowQuerySet, JobQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection

OF_ONE_PERSON = Protection(citizen=None, unit="unit", user="asked_by", level=CASEWORK)
#: Work that goes on in the background: what nobody works on for a while is taken up again.
WORKING = (ImportState.MAPPED, ImportState.RUNNING)


class _Job(models.Model):
    """Work in the background on one person's rights, as far as it has come."""

    protection = OF_ONE_PERSON
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what it holds"), max_length=10, choices=ListKind)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    touched_at = models.DateTimeField(help_text=_("When the work last came on."))
    expires_at = models.DateTimeField(help_text=_("When what it holds is deleted."))
    stopped_why = models.CharField(max_length=10, choices=WhyStopped, blank=True)
    total = models.PositiveIntegerField(default=0, help_text=_("Rows."))
    position = models.PositiveIntegerField(default=0, help_text=_("Rows done."))
    content = models.BinaryField(null=True, help_text=_("The file, sealed."))

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def percent(self) -> int:
        return 100 * self.position // self.total if self.total else 0


class ImportJob(_Job):
    """A list that somebody brought, from its file to what came of its rows. The header stays, the rows go."""

    web_update_columns = (
        *("state", "stopped_why", "total", "position", "last_row", "touched_at", "content", "headings", "columns"),
        *("made", "same", "different", "waiting", "bad", "room_reason"),
    )

    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.READ)
    headings = models.BinaryField(null=True, help_text=_("Headings and the first cells under them, sealed."))
    columns = ArrayField(
        models.CharField(max_length=20, blank=True),
        default=list,
        blank=True,
        help_text=_("What each column means; nothing for one that is not read."),
    )
    room_reason = models.BinaryField(
        null=True, help_text=_("Why lists get more than there is room for, sealed, while it is carried out.")
    )
    last_row = models.PositiveIntegerField(default=0, help_text=_("Number of the last row done."))
    made = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    different = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="import_kind_known", condition=Q(kind__in=ListKind.values)),
            models.CheckConstraint(name="import_state_known", condition=Q(state__in=ImportState.values)),
            models.CheckConstraint(
                name="import_stopped_for_a_reason",
                condition=Q(state=ImportState.STOPPED, stopped_why__in=WhyStopped.values)
                | (~Q(state=ImportState.STOPPED) & Q(stopped_why="")),
            ),
            models.CheckConstraint(name="import_position_in_list", condition=Q(position__lte=F("total"))),
            models.CheckConstraint(
                name="import_counts_what_is_done",
                condition=Q(position=F("made") + F("same") + F("different") + F("waiting") + F("bad")),
            ),
            models.CheckConstraint(
                name="import_file_only_until_tried",
                condition=Q(content__isnull=True) | Q(state__in=[ImportState.READ, ImportState.MAPPED]),
            ),
            models.UniqueConstraint(name="import_as_copied", fields=["id", "unit", "asked_by"]),
        ]
        # What the worker takes up again.
        indexes = [
            models.Index(name="import_working", fields=["touched_at"], condition=Q(state__in=WORKING)),
            models.Index(name="import_newest_of", fields=["asked_by", "unit", "-asked_at"]),
        ]

    @property
    def is_working(self) -> bool:
        return self.state in WORKING


class ImportRow(models.Model):
    """One row of a list, what would come of it or what came of it. Rows that nobody need look at go when it is done."""

    protection = OF_ONE_PERSON
    web_grants = "SID"
    web_update_columns = ("outcome", "said")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(ImportJob, models.PROTECT, related_name="rows")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text=_("As the spreadsheet shows it."))
    cells = models.BinaryField(help_text=_("What stands in the row, sealed."))
    key = models.BinaryField(null=True, max_length=32, help_text=_("Keyed hash of whom or what it is about."))
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    said = models.BinaryField(null=True, help_text=_("Why, and what differs, sealed."))

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="import_row_outcome_known", condition=Q(outcome__in=RowOutcome.values)),
            models.UniqueConstraint(name="import_row_once", fields=["job", "number"]),
        ]
        indexes = [
            models.Index(name="import_row_about", fields=["job", "key"]),
            models.Index(name="import_row_by_outcome", fields=["job", "outcome", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ExportJob(_Job):
    """A list that somebody takes out: asked for, made in the background, fetched by that person for a short time."""

    web_update_columns = ("state", "stopped_why", "total", "position", "touched_at", "content")

    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.RUNNING)
    format = models.CharField(_("file"), max_length=10, choices=ExportFormat)

    class Meta:
        constraints = [
            models.CheckConstraint(name="export_kind_known", condition=Q(kind__in=ListKind.values)),
            models.CheckConstraint(name="export_format_known", condition=Q(format__in=ExportFormat.values)),
            models.CheckConstraint(name="export_state_known", condition=Q(state__in=ExportState.values)),
            models.CheckConstraint(
                name="export_stopped_for_a_reason",
                condition=Q(state=ExportState.STOPPED, stopped_why__in=WhyStopped.values)
                | (~Q(state=ExportState.STOPPED) & Q(stopped_why="")),
            ),
            models.CheckConstraint(
                name="export_file_when_done", condition=Q(content__isnull=True) | Q(state=ExportState.DONE)
            ),
        ]
        indexes = [
            models.Index(name="export_working", fields=["touched_at"], condition=Q(state=ExportState.RUNNING)),
            models.Index(name="export_newest_of", fields=["asked_by", "unit", "-asked_at"]),
        ]

    @property
    def is_working(self) -> bool:
        return self.state == ExportState.RUNNING

    def is_ready(self, at: datetime) -> bool:
        """Whether its person can fetch the file."""
        return self.state == ExportState.DONE and at < self.expires_at
