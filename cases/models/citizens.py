"""The citizen, and what stands directly on the citizen."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pghistory
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Length, Lower, Replace
from django.utils.translation import gettext_lazy as _

from cases.choices import Known, Sex
from cases.models.places import Place
from cases.querysets import CitizenQuerySet
from udsatte.access.permissions import CASEWORK, SHARED
from udsatte.access.protection import Protection
from udsatte.access.querysets import VisibleQuerySet

if TYPE_CHECKING:
    from cases.models.facts import Phone

NOTE_LENGTH = 20_000
RISK_STORY_LENGTH = 5_000


def shorter_than(field: str, length: int, name: str) -> models.CheckConstraint:
    """A text of at most so many characters, kept by the database too."""
    return models.CheckConstraint(name=name, condition=Q(LengthAtMost(F(field), length)))


class LengthAtMost(Func):
    """char_length(x) <= n, as a condition."""

    template = "%(expressions)s"
    arg_joiner = " <= "
    output_field = models.BooleanField()

    def __init__(self, expression: object, length: int) -> None:
        super().__init__(Length(expression), Value(length))


class DanishOrder(Func):
    """Text as a sort key in Danish order: …, æ (ä), ø (ö), å last; aa is å (DS 377)."""

    function = "translate"
    output_field = models.CharField(max_length=420)

    def __init__(self, expression: object) -> None:
        folded = Replace(Lower(expression), Value("aa"), Value("å"))
        super().__init__(folded, Value("æøåäö"), Value("{|}{|"))


@pghistory.track()
class Citizen(models.Model):
    """A person whom some unit has a ground to see. The database makes the id (`citizen_begin`), never a client."""

    protection = Protection(citizen="id", level=SHARED)
    web_grants = "SI"
    web_update_columns = (
        "given_name",
        "family_name",
        "birth_on",
        "birth_year",
        "sex",
        "is_protected",
        "risk_instruction",
        "risk_review_on",
        "language",
        "interpreter",
        "digital_post_exempt",
        "home_municipality",
        "acting_municipality",
        "is_anonymous",
        "is_unknown",
        "features",
        "version",
    )

    id = models.UUIDField(primary_key=True, editable=False)
    given_name = models.CharField(_("given names"), max_length=200)
    family_name = models.CharField(_("family name"), max_length=200, blank=True)
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("born about"), null=True, blank=True, help_text=_("Approximate year, when the date is not known.")
    )
    sex = models.CharField(_("sex as registered"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    is_protected = models.BooleanField(
        _("name and address protection"),
        default=False,
        help_text=_("Name, haunts and places are masked for everybody outside casework (CPR Act § 28)."),
    )
    risk_instruction = models.CharField(
        _("risk: what to do"),
        max_length=200,
        blank=True,
        help_text=_(
            "What a colleague must do, such as going two together. Everybody who may see the citizen reads it."
        ),
    )
    risk_review_on = models.DateField(_("risk: look at it again on"), null=True, blank=True)
    registered_at = models.DateTimeField(editable=False)
    registered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    language = models.CharField(_("language"), max_length=60, blank=True, db_default="")
    interpreter = models.CharField(
        _("needs an interpreter"), max_length=10, choices=Known, default=Known.UNKNOWN, db_default=Known.UNKNOWN
    )
    digital_post_exempt = models.CharField(
        _("exempt from Digital Post"), max_length=10, choices=Known, default=Known.UNKNOWN, db_default=Known.UNKNOWN
    )
    home_municipality = models.CharField(_("municipality of residence"), max_length=60, blank=True, db_default="")
    acting_municipality = models.CharField(
        _("acting municipality"),
        max_length=60,
        blank=True,
        db_default="",
        help_text=_("Which municipality decides and pays, when it is another."),
    )
    is_anonymous = models.BooleanField(
        _("wishes to be anonymous"),
        default=False,
        db_default=False,
        help_text=_("Never looked up and never matched: has no identifying number, which a key of the database holds."),
    )
    is_unknown = models.BooleanField(
        _("nobody knows the name yet"),
        default=False,
        db_default=False,
        help_text=_("Unidentified: what stands as the given name is what the citizen is called, an alias as well."),
    )
    features = models.CharField(
        _("features"),
        max_length=300,
        blank=True,
        db_default="",
        help_text=_("What one knows somebody by: build, clothes, a dog, a tattoo, what is spoken."),
    )
    death = models.OneToOneField(
        "cases.Death",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text=_("The death that stands; written by its own functions alone."),
    )
    died_on = models.DateField(_("died on"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_name = models.GeneratedField(
        expression=DanishOrder(Concat(F("given_name"), Value(" "), F("family_name"))),
        output_field=models.CharField(max_length=420, db_collation="C"),
        db_persist=True,
    )

    objects = CitizenQuerySet.as_manager()

    #: What the named plans fill in (querysets).
    standing_phones: list["Phone"]
    sealed_cpr: bytes | None
    number_kinds: list[str]
    alias_texts: list[str]
    haunt_names: list[str]
    phone_numbers: list[str]
    broken_glass: str | None
    case_status: str = ""
    #: On whose list, and by which case (`on_list_of`, `waiting_in`, `for_board`).
    list_of: uuid.UUID
    case_id: uuid.UUID
    case_since: datetime | None = None
    look_again_on: date | None = None
    haunt_facts: list[dict[str, str]]
    union_ids: list[Any]
    #: Who is one person with the citizen (`with_others`), and whether one of them has a name (merged.joined).
    other_ids: Sequence[uuid.UUID] = ()
    is_named_elsewhere: bool = False
    open_assignments: list[Any]
    listed_with: str | None
    has_case: bool
    has_cpr: bool
    opened_on: date | None
    caseworker_email: str | None
    met_here_at: datetime | None
    met_place: str | None

    class Meta:
        constraints = [
            models.CheckConstraint(name="citizen_named", condition=~Q(given_name="")),
            models.CheckConstraint(name="citizen_sex_known", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(
                name="citizen_birth_date_or_year",
                condition=Q(birth_on__isnull=True) | Q(birth_year__isnull=True),
            ),
            models.CheckConstraint(
                name="citizen_birth_year_likely",
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2100)),
            ),
            models.CheckConstraint(
                name="citizen_birth_date_likely",
                condition=Q(birth_on__isnull=True) | Q(birth_on__range=(date(1858, 1, 1), date(2100, 12, 31))),
            ),
            models.CheckConstraint(
                name="citizen_particulars_known",
                condition=Q(interpreter__in=Known.values, digital_post_exempt__in=Known.values),
            ),
            models.CheckConstraint(
                name="citizen_unknown_has_no_name_or_birth_date",
                condition=Q(is_unknown=False) | Q(family_name="", birth_on__isnull=True),
            ),
            models.UniqueConstraint(name="citizen_and_anonymity", fields=["id", "is_anonymous"]),
            models.CheckConstraint(
                name="citizen_death_has_its_day",
                condition=Q(death__isnull=True, died_on__isnull=True) | Q(death__isnull=False, died_on__isnull=False),
            ),
            models.CheckConstraint(
                name="citizen_risk_is_reviewed",
                condition=Q(risk_instruction="", risk_review_on__isnull=True)
                | (~Q(risk_instruction="") & Q(risk_review_on__isnull=False)),
            ),
        ]
        # Found by exact name and birth date by somebody who does not see the citizen (lookup_find).
        indexes = [models.Index(name="citizen_by_birth", fields=["birth_on", "sort_name"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """Given name and the family name's first letter, as on a chip: "Anker T."."""
        return f"{self.given_name} {self.family_name[0]}." if self.family_name else self.given_name

    @property
    def haunt_places(self) -> list[Place]:
        """Where the citizen is usually to be found, first told first."""
        return [Place(**facts) for facts in self.haunt_facts]

    def born_after(self, day: date) -> bool:
        """Whether the citizen was certainly not born yet on that day."""
        if self.birth_on:
            return day < self.birth_on
        return self.birth_year is not None and day.year < self.birth_year

    def died_before(self, day: date) -> bool:
        """Whether the citizen was dead already when that day began."""
        return self.died_on is not None and self.died_on < day


@pghistory.track()
class RiskStory(models.Model):
    """What happened that made colleagues careful: casework of the unit that wrote it. Only ever added to."""

    protection = Protection(citizen="citizen", level=CASEWORK, unit="unit")
    web_grants = "SI"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="risk_stories")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    text = models.TextField(_("what happened"), max_length=RISK_STORY_LENGTH)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="risk_story_told", condition=~Q(text="")),
            shorter_than("text", RISK_STORY_LENGTH, "risk_story_length"),
        ]
        indexes = [models.Index(name="risk_story_newest", fields=["citizen", "-written_at"])]

    def __str__(self) -> str:
        return str(self.pk)
