"""A contact: one header by one author, and one line for each citizen."""

import uuid
from datetime import datetime
from typing import NamedTuple

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import AdditionKind, ContactSource, Initiative, Medium, Outcome, ServiceResponse
from cases.models.citizens import NOTE_LENGTH, shorter_than
from cases.querysets import ContactLineQuerySet, NoteAdditionQuerySet, ServiceQuerySet
from udsatte.access.permissions import CASEWORK
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet


class Service(models.Model):
    """Something that outreach does with a citizen. The seven of (003) are fixed: the reports count by their codes."""

    web_grants = "S"

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    is_fixed = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    objects = ServiceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Contact(models.Model):
    """When, where, by what means and by whom. It names no citizen, and belongs to the author's unit. Never changed."""

    protection = Protection(citizen=None, unit="unit", level=CASEWORK)
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    medium = models.CharField(_("how"), max_length=10, choices=Medium, default=Medium.IN_PERSON)
    place = models.ForeignKey(
        "cases.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where")
    )
    whereabouts = models.CharField(_("where, in words"), max_length=120, blank=True)
    initiative = models.CharField(_("whose initiative"), max_length=10, choices=Initiative, default=Initiative.OURS)
    with_others = models.CharField(
        _("others who were there"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("A job and where from; colleagues of the unit are rows of their own."),
    )
    source = models.CharField(max_length=10, choices=ContactSource, default=ContactSource.LOGGED)
    saved_at = models.DateTimeField(help_text=_("When it was saved; `at` is when it happened."))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="contact_medium_known", condition=Q(medium__in=Medium.values)),
            models.CheckConstraint(name="contact_initiative_known", condition=Q(initiative__in=Initiative.values)),
            models.CheckConstraint(name="contact_source_known", condition=Q(source__in=ContactSource.values)),
            models.CheckConstraint(name="contact_not_in_the_future", condition=Q(at__lte=models.F("saved_at"))),
            models.UniqueConstraint(name="contact_of_unit", fields=["id", "unit"]),
            models.UniqueConstraint(name="contact_as_copied", fields=["id", "unit", "by", "at", "medium"]),
        ]
        indexes = [models.Index(name="contact_newest_of_author", fields=["by", "-at"])]

    def __str__(self) -> str:
        return str(self.pk)


class Given(NamedTuple):
    """A service by its name, and what the citizen said to it."""

    name: str
    response: str


class Added(NamedTuple):
    """What was said to a note later, when, and by whom. answers: the question's id."""

    id: uuid.UUID
    kind: AdditionKind
    text: str
    at: datetime
    by: str
    answers: uuid.UUID | None


@pghistory.track()
class ContactLine(models.Model):
    """What happened with one citizen in a contact. A note is signed at save and then only added to.

    A line on the wrong citizen is struck with a reason (fejlført): out of clocks, counts, lists; in history for good.
    `at`, `medium`, `place` and `by` are the header's, copied so that the citizen's policy stands on the line alone.
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"
    web_update_columns = ("struck_at", "struck_by_id", "struck_reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="lines")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="contact_lines")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    medium = models.CharField(max_length=10, choices=Medium)
    place = models.ForeignKey("cases.Place", models.PROTECT, null=True, blank=True, related_name="+")
    whereabouts = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(_("how it went"), max_length=10, choices=Outcome)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    accompanied_to = models.CharField(_("accompanied to"), max_length=120, blank=True, default="", db_default="")
    accompanied_unit = models.ForeignKey(
        "accounts.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The effort in the directory to which somebody walked with the citizen."),
    )
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(_("why it is struck"), max_length=500, blank=True)

    objects = ContactLineQuerySet.as_manager()

    #: What `for_timeline` fills in: who logged it and with whom, where and where to they walked, what was done, and
    #: what was added to the note later.
    by_name: str
    where: str
    walked_to: str | None
    with_others: str
    colleagues: list[str]
    service_facts: list[dict[str, str]]
    addition_facts: list[dict[str, str]]

    class Meta:
        constraints = [
            models.CheckConstraint(name="line_medium_known", condition=Q(medium__in=Medium.values)),
            models.CheckConstraint(name="line_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="line_minutes_in_a_day", condition=Q(minutes__isnull=True) | Q(minutes__range=(0, 1440))
            ),
            models.CheckConstraint(
                name="line_struck_by_a_person_with_a_reason",
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
            ),
            models.CheckConstraint(
                name="line_accompanied_when_met",
                condition=Q(accompanied_to="", accompanied_unit__isnull=True)
                | Q(outcome=Outcome.MET, medium=Medium.IN_PERSON),
            ),
            shorter_than("note", NOTE_LENGTH, "line_note_length"),
            models.UniqueConstraint(name="line_citizen_once", fields=["contact", "citizen"]),
            models.UniqueConstraint(name="line_of_citizen_and_unit", fields=["id", "citizen", "unit"]),
        ]
        indexes = [
            # The timeline, and the clocks' newest-first look.
            models.Index(name="line_newest_of_citizen", fields=["citizen", "-at", "-id"]),
            # The coordinator's page Fejlførte.
            models.Index(name="line_struck", fields=["unit", "-struck_at"], condition=Q(struck_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def given(self) -> list["Given"]:
        """What was offered or done, in the order of the services."""
        return [Given(**facts) for facts in self.service_facts]

    @property
    def added(self) -> list["Added"]:
        """What was said to the note later, first written first."""
        return [
            Added(
                uuid.UUID(facts["id"]),
                AdditionKind(facts["kind"]),
                facts["text"],
                datetime.fromisoformat(facts["at"]),
                facts["by"],
                uuid.UUID(facts["answers"]) if facts["answers"] else None,
            )
            for facts in self.addition_facts
        ]


@pghistory.track()
class LineService(models.Model):
    """A service offered to one citizen in a contact, and what the citizen said to it."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ContactLine, models.PROTECT, related_name="services")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    response = models.CharField(max_length=10, choices=ServiceResponse, default=ServiceResponse.ACCEPTED)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="line_service_once", fields=["line", "service"]),
            models.CheckConstraint(
                name="line_service_response_known", condition=Q(response__in=ServiceResponse.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@pghistory.track()
class NoteAddition(models.Model):
    """Something said to a signed note later: an addition, a colleague's question, its answer, thanks.

    Whoever is asked, answered or thanked is told by the database (`addition_tell`).
    """

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ContactLine, models.PROTECT, related_name="additions")
    citizen = models.ForeignKey("cases.Citizen", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=10, choices=AdditionKind, default=AdditionKind.ADDITION, db_default=AdditionKind.ADDITION
    )
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("addition"), blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = NoteAdditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="addition_kind_known", condition=Q(kind__in=AdditionKind.values)),
            models.CheckConstraint(name="addition_said", condition=~Q(text="") | Q(kind=AdditionKind.THANKS)),
            models.CheckConstraint(
                name="addition_answers_a_question",
                condition=Q(kind=AdditionKind.ANSWER, answers__isnull=False)
                | (~Q(kind=AdditionKind.ANSWER) & Q(answers__isnull=True)),
            ),
            models.UniqueConstraint(
                name="addition_thanks_once", fields=["line", "written_by"], condition=Q(kind=AdditionKind.THANKS)
            ),
            models.UniqueConstraint(name="addition_of_line", fields=["id", "line"]),
            shorter_than("text", NOTE_LENGTH, "addition_length"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
